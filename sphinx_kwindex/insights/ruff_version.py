"""Which ruff is installed, without loading what runs it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def ruff_version() -> str:
    """Return the version of the ruff that is installed, empty without one; nothing is run."""
    try:
        return version("ruff")
    except PackageNotFoundError:
        return ""
