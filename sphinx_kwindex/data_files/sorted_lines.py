"""Files of lines that are sorted by their first field, searched by halves.

A file of a large repository has tens of megabytes; a question reads a few of its pages.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from sphinx_kwindex.disk.reading import MOST_OWN_BYTES, UnreadableError, open_file

Line = TypeVar("Line", bound=msgspec.Struct)


class UnreadableDataError(Exception):
    """Data cannot be read; the text says which and why."""


class SortedLines(Generic[Line]):
    """The lines of a file of data.

    Parameters
    ----------
    path:
        The file.
    kind:
        What a line is.
    """

    def __init__(self, path: Path, kind: type[Line]) -> None:
        self._path = path
        self._decoder = msgspec.json.Decoder(kind)
        self._key = msgspec.structs.fields(kind)[0].encode_name
        try:
            with open_file(path, MOST_OWN_BYTES) as stream:
                size = stream.seek(0, 2)
                self._data: bytes | mmap.mmap = (
                    mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
                )
        except (UnreadableError, OSError, ValueError) as error:
            raise UnreadableDataError(f"{path} cannot be read: {error}") from None

    def __iter__(self) -> Iterator[Line]:
        return self._from(0)

    def under(self, key: str) -> Iterator[Line]:
        """Yield the lines whose first field is ``key``."""
        for line in self._from(self._first(key)):
            if self._field(line) != key:
                return
            yield line

    def keys_alike(self, key: str) -> list[str]:
        """Return the first fields that are ``key`` but for case, sorted, each once."""
        start = json.dumps({self._key: key}, ensure_ascii=False, separators=(",", ":"))[:-1]
        wanted = b"\n" + start.encode("utf-8", "replace").lower()
        # A fifth of what a pattern without case takes.
        lowered = b"\n" + self._data[:].lower()
        found: set[str] = set()
        place = lowered.find(wanted)
        while place >= 0:
            found.add(self._field(self._at(place)[0]))
            place = lowered.find(wanted, place + 1)
        return sorted(found)

    def _first(self, key: str) -> int:
        """Return where the first line begins whose first field is not less than ``key``."""
        low, high = 0, len(self._data)
        while low < high:
            middle = self._data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            line, end = self._at(middle)
            if self._field(line) < key:
                low = end
            else:
                high = middle
        return low

    def _from(self, start: int) -> Iterator[Line]:
        while start < len(self._data):
            line, start = self._at(start)
            yield line

    def _at(self, start: int) -> tuple[Line, int]:
        """Return the line that begins at a place, and where the next one does."""
        end = self._data.find(b"\n", start)
        end = len(self._data) if end < 0 else end
        try:
            return self._decoder.decode(self._data[start:end]), end + 1
        except (msgspec.DecodeError, RecursionError) as error:
            raise UnreadableDataError(
                f"{self._path} is not what sphinx-kwindex writes: {error}"
            ) from None

    def _field(self, line: Line) -> str:
        return str(getattr(line, self._key))
