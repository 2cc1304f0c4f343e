"""Reading files: the one place that opens any, so that no file can hold up a build or fill memory.

What lies in a repository was not put there for us: a pipe that nobody writes to, a link to a
device, a file without end, one that grows or vanishes while it is read.  Only regular files are
read, and no more of them than the caller wants.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from io import BufferedReader, FileIO
from pathlib import Path
from typing import BinaryIO

MOST_OWN_BYTES = 2_000_000_000
"""The largest file of our own that is read again: a cache, a manifest, a staged page."""

SNIFFED_BYTES = 8000
"""Bytes at the head of a file in which a null byte tells that it is binary, as for Git."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NONBLOCK", 0)  # what became a pipe since it was looked at does not block
)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class UnreadableError(Exception):
    """The content of a file cannot be had; the text says why, in a few words."""


class TooLargeError(UnreadableError):
    """A file holds more than is wanted.

    Parameters
    ----------
    size:
        Its size as far as it is known.
    head:
        Its first bytes.
    """

    def __init__(self, size: int, head: bytes) -> None:
        super().__init__(f"larger than it may be, {size:,} bytes")
        self.size = size
        self.head = head


def read_file(path: str | Path, most: int, *, head: int = 0, follow_link: bool = True) -> bytes:
    """Return the content of a regular file.

    Parameters
    ----------
    path:
        Where it lies.
    most:
        The most bytes that it may have.
    head:
        How many of its first bytes an error for one that is larger carries.
    follow_link:
        Whether a link may be followed to the file.

    Raises
    ------
    TooLargeError
        If there is more in it.
    UnreadableError
        If there is no such file, it is no regular one, or the system refuses.
    """
    try:
        with _opened(path, follow_link=follow_link) as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > most:
                raise TooLargeError(size, _read(stream.fileno(), head))
            data = _read(stream.fileno(), most + 1)
    except (OSError, ValueError) as error:
        raise UnreadableError(reason_of(error)) from error
    if len(data) > most:  # it grows, or the system cannot tell its size
        raise TooLargeError(len(data), data[:head])
    return data


def open_file(path: str | Path, most: int) -> BinaryIO:
    """Open a regular file that is read piece by piece.

    Parameters
    ----------
    path:
        Where it lies; links are followed.
    most:
        The most bytes that it may have.

    Raises
    ------
    TooLargeError
        If there is more in it.
    UnreadableError
        If there is no such file, it is no regular one, or the system refuses.
    """
    try:
        stream = _opened(path, follow_link=True)
    except (OSError, ValueError) as error:
        raise UnreadableError(reason_of(error)) from error
    size = os.fstat(stream.fileno()).st_size
    if size > most:
        stream.close()
        raise TooLargeError(size, b"")
    return BufferedReader(stream)


def _opened(path: str | Path, *, follow_link: bool) -> FileIO:
    """Return a regular file, open."""
    # Opening a device can do something to it, so it is looked at before, and again when open.
    _require_regular(Path(path).stat(follow_symlinks=follow_link))
    descriptor = os.open(path, _FLAGS | (0 if follow_link else _NO_LINK))
    stream = FileIO(descriptor)
    try:
        _require_regular(os.fstat(descriptor))
    except UnreadableError:
        stream.close()
        raise
    return stream


def reason_of(error: Exception) -> str:
    """Return in a few words why the system refused."""
    said = error.strerror if isinstance(error, OSError) else str(error)
    return said or type(error).__name__


def status_of(path: str | Path) -> os.stat_result | None:
    """Return the size and times of a regular file that is no link, None for anything else."""
    try:
        # A build with nothing to do asks of each page: no object of pathlib for each.
        status = os.lstat(path)
    except (OSError, ValueError):
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def is_file(path: str | Path, *, follow_link: bool = True) -> bool:
    """Return whether there is a regular file; one at the end of a link is, if it is followed.

    Parameters
    ----------
    path:
        The path of a file, or of a link.
    follow_link:
        Whether the file may be at the end of a link.
    """
    return _has_mode(path, stat.S_ISREG, follow_link=follow_link)


def is_folder(path: str | Path) -> bool:
    """Return whether there is a folder, at the end of a link as well."""
    return _has_mode(path, stat.S_ISDIR)


def exists(path: str | Path) -> bool:
    """Return whether there is anything, at the end of a link as well."""
    return _has_mode(path, bool)


def _has_mode(path: str | Path, test: Callable[[int], bool], *, follow_link: bool = True) -> bool:
    try:
        return test(Path(path).stat(follow_symlinks=follow_link).st_mode)
    except (OSError, ValueError):
        return False


def _require_regular(status: os.stat_result) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise UnreadableError("a link, which is not followed here")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("not a regular file")


def _read(descriptor: int, most: int) -> bytes:
    parts: list[bytes] = []
    while most > 0:
        part = os.read(descriptor, min(most, 1 << 20))
        if not part:
            break
        parts.append(part)
        most -= len(part)
    return b"".join(parts)
