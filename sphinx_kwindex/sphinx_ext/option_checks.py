"""The options of ``conf.py``: reading them, and telling the user what is wrong with them."""

from __future__ import annotations

import sys
from bdb import BdbQuit
from types import FunctionType, ModuleType

from sphinx.config import Config
from sphinx.errors import ConfigError

from sphinx_kwindex.config import Settings
from sphinx_kwindex.option_errors import OptionError, misspelt
from sphinx_kwindex.options import options, read_settings
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from sphinx_kwindex.sphinx_ext.warnings import warn


class WrongOptionError(ConfigError, BdbQuit):
    """An option is wrong, and the user has been told.

    For every other exception ``sphinx-build`` prints versions, a traceback and where to report a
    bug, since Sphinx 8.2 for its own ``ConfigError``, too.  It says nothing more only of one that
    is what quitting a debugger raises, and exits with the same status.
    """


def refuse(reason: object) -> WrongOptionError:
    """Tell the user in one line why the build stops; return what stops it."""
    # Not a message of the log: the reason must be seen with -Q too, as Sphinx shows its own errors.
    print(f"Configuration error: {reason}", file=sys.stderr)  # noqa: T201
    return WrongOptionError(str(reason))


def checked_settings(config: Config) -> Settings:
    """Return the options of a build.

    Raises
    ------
    WrongOptionError
        If one has a value that it may not have, in ``conf.py`` or by ``-D``.
    """
    try:
        return read_settings({option.name: config[option.name] for option in options()})
    except (OptionError, ConfigError) as error:
        raise refuse(error) from error


def warn_misspelt(config: Config) -> None:
    """Warn of each name in ``conf.py`` that looks like an option, and means nothing to anybody.

    Sphinx itself warns of those that ``-D`` sets.
    """
    given = {
        name
        for name, value in config._raw_config.items()
        if name not in config and not isinstance(value, FunctionType | ModuleType | type)
    }
    for name, near in misspelt(sorted(given), [option.name for option in options()]).items():
        code = DiagnosticCode.UNKNOWN_OPTION
        warn(code, "conf.py sets %s, which is not an option; did you mean %s?", name, near)
