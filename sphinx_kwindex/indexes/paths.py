"""Which of our files an index speaks of.

Its paths start at a folder of the machine that made it: the repository, a part of it, or a folder
around it; here it may lie elsewhere.  Of the places where they can start, the one is taken from
which most of them lead to files of ours.
"""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator, Sequence
from pathlib import Path, PurePath
from urllib.parse import unquote, urlsplit

from sphinx_kwindex.discovery import Root
from sphinx_kwindex.indexes.files import IndexFile
from sphinx_kwindex.scip.reading import Survey

OUTSIDE = ".."
"""Stands for the path of a file outside of the repository."""


def our_paths(
    index: IndexFile, survey: Survey, roots: Sequence[Root], files: Container[str]
) -> dict[str, str]:
    """Return the paths of files here by those of an index.

    Parameters
    ----------
    index:
        The index.
    survey:
        What it holds.
    roots:
        Where the files of the repository are.
    files:
        The paths of these.

    Returns
    -------
    mapping from the paths of the index to ours
        A path that leads out of the repository is :data:`OUTSIDE`; one of no file is as it is.
    """
    theirs = [part.path for part in survey.parts]
    if index.paths is not None:
        return {path: index.paths.get(path, path) for path in theirs}
    best: dict[str, str] = {}
    most = -1
    for start, cut in dict.fromkeys(_starts(index, survey.root, roots)):
        found = {path: _joined(start, cut, path) for path in theirs}
        known = sum(path in files for path in found.values())
        if known > most:
            best, most = found, known
    return best


def _starts(index: IndexFile, root: str, roots: Sequence[Root]) -> Iterator[tuple[str, str]]:
    """Yield where paths may start: what comes before them, and what of them comes off."""
    folder = _folder_of(root)
    for place in roots:
        if folder is not None:
            yield from _between(folder, place)
    for place in roots:
        yield place.prefix, ""
    for place in roots:
        yield from _between(index.location.parent, place)
    for place in roots:
        # One that is a package itself: the paths may start above it.
        if place.package:
            yield place.prefix, place.package.replace(".", "/") + "/"


def _between(folder: PurePath, root: Root) -> Iterator[tuple[str, str]]:
    """Yield how paths that start at a folder are written from a root in or around it."""
    if folder.is_relative_to(root.location):
        below = folder.relative_to(root.location).as_posix()
        yield root.prefix + ("" if below == "." else f"{below}/"), ""
    elif root.location.is_relative_to(folder):
        yield root.prefix, root.location.relative_to(folder).as_posix() + "/"


def _folder_of(address: str) -> Path | None:
    """Return the folder that a URI names, None if it is none of this machine's form."""
    try:
        parts = urlsplit(address)
        folder = Path(unquote(parts.path))
        return folder if parts.scheme in ("", "file") and folder.is_absolute() else None
    except ValueError:
        return None


def _joined(start: str, cut: str, path: str) -> str:
    """Return the path of a file in the repository."""
    path = path.replace("\\", "/")
    if not path or "\0" in path or path.startswith("/"):
        return OUTSIDE
    normal = posixpath.normpath(path)
    if cut:
        if not normal.startswith(cut):
            return normal
        normal = normal.removeprefix(cut)
    normal = posixpath.normpath(start + normal)
    return OUTSIDE if normal.split("/", 1)[0] in ("", "..", ".") else normal
