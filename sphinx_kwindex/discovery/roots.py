"""Where a repository begins."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.config import Settings
from sphinx_kwindex.disk.reading import exists, is_file, is_folder
from sphinx_kwindex.option_errors import OptionError, shown

ROOT_MARKERS = ("pyproject.toml", "setup.py", "setup.cfg", ".git")
"""What makes a folder the root of a project."""


class Root(msgspec.Struct, frozen=True):
    """A folder to document."""

    location: Path
    """Absolute path on this machine."""
    prefix: str
    """First part of the paths of its files on the pages, with a trailing slash; empty when there
    is one root only."""
    package: str = ""
    """Dotted name of the package that the folder itself is, ``torch.distributed`` for example;
    empty for an ordinary folder."""

    @property
    def top(self) -> str:
        """Path of the folder on the pages; empty when there is one root only."""
        return self.prefix.rstrip("/")


def find_roots(settings: Settings, conf_folder: Path) -> tuple[Root, ...]:
    """Return the folders to document.

    Parameters
    ----------
    settings:
        The options; relative roots start at ``conf_folder``.
    conf_folder:
        The folder of ``conf.py``.

    Raises
    ------
    OptionError
        If a root is not a folder, or two roots have one name.
    """
    if not settings.roots:
        return (_root(_project_root(conf_folder.resolve()), ""),)
    locations = [_folder(conf_folder, root, settings.roots) for root in settings.roots]
    if len(locations) == 1:
        return (_root(locations[0], ""),)
    names = [location.name for location in locations]
    if len(set(names)) < len(names) or "" in names:
        raise OptionError("roots", list(settings.roots), "folders whose last names differ")
    return tuple(
        _root(location, f"{printable(name)}/")
        for name, location in sorted(zip(names, locations, strict=True))
    )


def _folder(conf_folder: Path, root: str, roots: Sequence[str]) -> Path:
    """Return the folder that a text stands for; texts that no path can be are none."""
    location = conf_folder / root
    try:
        location = location.resolve()
        if is_folder(location):
            return location
    except (OSError, ValueError, RuntimeError):  # too long, a null character, a loop of links
        pass
    raise OptionError("roots", list(roots), f"existing folders; {shown(str(location))} is not one")


def printable(path: str) -> str:
    r"""Return a path as text; bytes of a name that are not UTF-8 become ``\xff``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _root(location: Path, prefix: str) -> Root:
    names: list[str] = []
    folder = location
    while folder.name and is_file(folder / "__init__.py"):
        names.insert(0, printable(folder.name))
        folder = folder.parent
    return Root(location, prefix, ".".join(names))


def _project_root(conf_folder: Path) -> Path:
    for folder in (conf_folder, *conf_folder.parents):
        if any(exists(folder / marker) for marker in ROOT_MARKERS):
            return folder
    return conf_folder
