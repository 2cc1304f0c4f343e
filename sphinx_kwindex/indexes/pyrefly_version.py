"""Which Pyrefly is installed, without loading what runs it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

PYREFLY = "pyrefly"


def pyrefly_version() -> str:
    """Return the version of the Pyrefly that is installed, empty without one; nothing is run."""
    try:
        return version(PYREFLY)
    except PackageNotFoundError:
        return ""
