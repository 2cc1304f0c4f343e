"""Writing our own files, which are caches: whatever lies in the place of one gives way."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from sphinx_kwindex.disk.reading import MOST_OWN_BYTES, UnreadableError, read_file

CACHE_TAG = "CACHEDIR.TAG"

_TAG = b"""Signature: 8a477f597d28d172789f06886806bc55
# Made by sphinx-kwindex while Sphinx builds a site; it can be deleted at any time.
# See https://bford.info/cachedir/
"""


def read_own(path: Path) -> bytes | None:
    """Return the content of a file that an earlier build wrote, None if it cannot be had."""
    try:
        return read_file(path, MOST_OWN_BYTES, follow_link=False)
    except UnreadableError:
        return None


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file such that no reader, and no later run, sees half of it.

    Parameters
    ----------
    path:
        The file; its folder is made, and whatever has its name is replaced.
    data:
        The whole content.
    """
    make_folder(path.parent)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(data)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def create(path: Path) -> bool:
    """Make an empty file, and return whether it is new: to one of several processes it is."""
    make_folder(path.parent)
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def append(path: Path, data: bytes) -> None:
    """Add to a file.

    Parameters
    ----------
    path:
        The file; it and its folder are made.
    data:
        A few bytes, which several processes may add at once.
    """
    make_folder(path.parent)
    with path.open("ab") as stream:
        stream.write(data)


def remove(path: Path) -> None:
    """Remove a file of ours, or the folder that lies in its place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
        return
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        path.unlink()


def tag_as_cache(folder: Path) -> None:
    """Mark a folder as a cache, for us and for programs that make backups."""
    if read_own(folder / CACHE_TAG) is None:
        write_atomically(folder / CACHE_TAG, _TAG)


def make_folder(folder: Path) -> None:
    """Make a folder with those around it; a file of ours in the place of one gives way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        for step in (*reversed(folder.parents), folder):
            if os.path.lexists(step) and not step.is_dir():
                step.unlink()
                break
        folder.mkdir(parents=True, exist_ok=True)
