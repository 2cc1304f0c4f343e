"""Paths in a repository: parts with ``/`` between them, from the top, which is the empty string."""

from __future__ import annotations

from collections.abc import Iterator


def folder_of(path: str) -> str:
    """Return the folder that holds a file or folder."""
    return path.rpartition("/")[0]


def name_of(path: str) -> str:
    """Return the last part of a path."""
    return path.rpartition("/")[2]


def upwards(folder: str) -> Iterator[str]:
    """Yield a folder and those around it, up to the top."""
    while folder:
        yield folder
        folder = folder_of(folder)
    yield ""


def is_within(path: str, folder: str) -> bool:
    """Return whether a path is that of a folder, or of something in it, however deep.

    Parameters
    ----------
    path:
        A path in the repository.
    folder:
        Path of the folder; empty for the top, in which everything is.
    """
    return not folder or path == folder or path.startswith(f"{folder}/")
