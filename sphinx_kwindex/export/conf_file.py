"""The options in ``conf.py``, read without Sphinx."""

from __future__ import annotations

import contextlib
from pathlib import Path

from sphinx_kwindex.config import Settings
from sphinx_kwindex.disk.reading import UnreadableError, read_file
from sphinx_kwindex.option_errors import PREFIX
from sphinx_kwindex.options import read_settings

_MOST_BYTES = 10_000_000


class ConfFileError(Exception):
    """``conf.py`` cannot be read or run; the text says why, in one line."""


class _NoTags:
    """What ``tags`` is in ``conf.py``: Sphinx has none without ``-t``."""

    def has(self, name: str) -> bool:  # noqa: ARG002
        return False

    def __contains__(self, name: object) -> bool:
        return False

    def add(self, name: str) -> None:
        pass

    remove = add


def settings_in(folder: Path) -> Settings:
    """Return the options that a ``conf.py`` sets.

    The file is run as Sphinx runs it, in its own folder.

    Parameters
    ----------
    folder:
        The folder that holds it.

    Raises
    ------
    ConfFileError
        If there is none, or it fails.
    OptionError
        If an option has a value that it may not have.
    """
    path = folder / "conf.py"
    try:
        code = compile(read_file(path, _MOST_BYTES), str(path), "exec")
    except UnreadableError as error:
        raise ConfFileError(f"{path} cannot be read: {error}") from None
    except (SyntaxError, ValueError) as error:
        raise ConfFileError(f"{path} is not valid Python: {error}") from None
    namespace: dict[str, object] = {"__file__": str(path), "tags": _NoTags()}
    try:
        with contextlib.chdir(folder):
            exec(code, namespace)  # noqa: S102 - the file of the user, as Sphinx runs it
    except (Exception, SystemExit) as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise ConfFileError(f"{path} fails: {reason}") from None
    return read_settings({name: namespace[name] for name in namespace if name.startswith(PREFIX)})
