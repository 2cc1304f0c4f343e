"""The options in ``conf.py``, read without Sphinx.

What another extension, or a function ``setup`` in ``conf.py``, makes of them is not seen; the steps
in which Sphinx runs compare the options, and refuse what was made with others.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx_kwindex.config import Settings
from sphinx_kwindex.disk.reading import MOST_OWN_BYTES, read_file
from sphinx_kwindex.option_errors import PREFIX, OptionError
from sphinx_kwindex.options import options, read_settings
from sphinx_kwindex.shards.archives import without_shard
from sphinx_kwindex.shards.errors import ShardError

_CONF = "conf.py"
_TRUE, _FALSE = ("1", "true"), ("0", "false")


class _Tags(frozenset[str]):
    """The tags of ``sphinx-build -t``: none."""

    def has(self, name: str) -> bool:
        """Return whether a tag is set."""
        return name in self


def conf_settings(folder: Path, given: Iterable[str] = ()) -> Settings:
    """Return the options that hold for all shards.

    Parameters
    ----------
    folder:
        The folder of ``conf.py``.
    given:
        Options as ``sphinx-build -D`` takes them, such as ``kwindex_private=0``.

    Raises
    ------
    ShardError
        If ``conf.py`` cannot be run, or an option is wrong.
    """
    path = folder / _CONF
    values: dict[str, object] = {"__file__": str(path.resolve()), "tags": _Tags()}
    try:
        code = compile(read_file(path, MOST_OWN_BYTES), str(path), "exec")
        with _working_in(folder):
            exec(code, values)  # noqa: S102 - Sphinx does the same
    except (Exception, SystemExit) as error:
        raise ShardError(f"{path} cannot be run: {error!r}") from error
    for assignment in given:
        name, _, text = assignment.partition("=")
        # Others mean something to Sphinx.
        if name.startswith(PREFIX):
            values[name] = _value(name, text)
    try:
        return without_shard(read_settings(values))
    except OptionError as error:
        raise ShardError(str(error)) from error


def _value(name: str, text: str) -> object:
    """Return the value of an option as Sphinx reads it from a command line."""
    default = next((option.default for option in options() if option.name == name), None)
    if default is None:
        raise ShardError(f"-D {name} is no option of this extension")
    if isinstance(default, list):
        return text.split(",")
    if isinstance(default, bool) and text.lower() in (*_TRUE, *_FALSE):
        return text.lower() in _TRUE
    if isinstance(default, int) and not isinstance(default, bool) and text.isdecimal():
        return int(text)
    return text


@contextlib.contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
