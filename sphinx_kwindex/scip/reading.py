"""Reading the indexes of other tools, of which nothing is certain.

An index may be larger than memory, end in the middle, or be something else.  It is gone through
once without being held, and then read file by file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

import msgspec

from sphinx_kwindex.scip.descriptors import LOCAL
from sphinx_kwindex.scip.wire import fields, numbers

_METADATA, _DOCUMENTS = 1, 2
_PROJECT_ROOT = 3
_PATH, _OCCURRENCES, _POSITION_ENCODING = 1, 2, 6
_RANGE, _SYMBOL, _ROLES = 1, 2, 3
_SINGLE_LINE, _MULTI_LINE = 8, 9

_MOST_BYTES = 256_000_000
"""Of the part of an index that is about one file."""
_LONGEST_KEY = 10
_LARGEST = 2**31
"""Numbers of lines and columns are smaller."""

_ENCODINGS: Mapping[int, str] = MappingProxyType({1: "utf-8", 2: "utf-16-le", 3: "utf-32-le"})
_LOCAL = LOCAL.encode()


class Part(msgspec.Struct, frozen=True, array_like=True):
    """The part of an index that is about one file."""

    path: str
    """As the index has it."""
    start: int
    length: int
    digest: str


class Survey(msgspec.Struct, frozen=True):
    """What an index holds."""

    root: str = ""
    """Where its paths begin on the machine that made it, as a URI."""
    parts: tuple[Part, ...] = ()
    fault: str = ""
    """Why not all of it can be read; empty if all can."""


class Place(NamedTuple):
    """A place that an index speaks of."""

    line: int
    """From 0."""
    start: int
    end: int
    """In the unit of the file; smaller than the start where that is on another line."""
    symbol: str
    roles: int


class Spoken(NamedTuple):
    """What an index says of a file."""

    encoding: str
    """The one whose units are counted; empty if that is not said."""
    places: Iterator[Place]
    """Those of symbols that other files may name."""


def survey(stream: BinaryIO) -> Survey:
    """Go through an index, and return what it holds up to the first fault.

    Parameters
    ----------
    stream:
        The index.
    """
    root = ""
    parts: list[Part] = []
    try:
        for field, start, data in _top_level(stream):
            if field == _METADATA:
                root = _text(data, _PROJECT_ROOT)
            elif field == _DOCUMENTS:
                path = _text(data, _PATH)
                digest = hashlib.blake2b(data, digest_size=12).hexdigest()
                parts.append(Part(path, start, len(data), digest))
    except ValueError as error:
        return Survey(root, tuple(parts), str(error))
    return Survey(root, tuple(parts), "" if parts else "it speaks of no file")


def _top_level(stream: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    """Yield the fields of an index with where their values start."""
    while key := _number(stream):
        if key & 7 != 2:
            raise ValueError("it is no index of SCIP")
        length = _number(stream)
        start = stream.tell()
        if length is None:
            raise ValueError("it is cut off")
        if length > _MOST_BYTES:
            raise ValueError("it is no index of SCIP, or a part of it is too large")
        data = stream.read(length)
        if len(data) < length:
            raise ValueError("it is cut off")
        yield key >> 3, start, data


def _number(stream: BinaryIO) -> int | None:
    """Return the next number, None at the end."""
    data = bytearray()
    while byte := stream.read(1):
        data += byte
        if byte[0] < 128:
            return next(numbers(bytes(data)))
        if len(data) >= _LONGEST_KEY:
            raise ValueError("it is no index of SCIP")
    if data:
        raise ValueError("it is cut off")
    return None


def _text(data: bytes, wanted: int) -> str:
    """Return a text in a message, empty without it; what is behind it is not looked at."""
    for field, value in fields(data):
        if field == wanted and isinstance(value, bytes):
            return value.decode("utf-8", "replace")
    return ""


def read_part(stream: BinaryIO, part: Part) -> bytes:
    """Return a part of an index.

    Parameters
    ----------
    stream:
        The index.
    part:
        The part.

    Raises
    ------
    ValueError
        If the index is another one by now.
    """
    stream.seek(part.start)
    data = stream.read(part.length)
    if hashlib.blake2b(data, digest_size=12).hexdigest() != part.digest:
        raise ValueError("it changed while it was read")
    return data


def spoken_of(data: bytes) -> Spoken:
    """Return what a part of an index says.

    Parameters
    ----------
    data:
        The part.

    Raises
    ------
    ValueError
        If it is no message; the places raise it, too.
    """
    encoding = 0
    occurrences: list[bytes] = []
    for field, value in fields(data):
        if field == _OCCURRENCES and isinstance(value, bytes):
            occurrences.append(value)
        elif field == _POSITION_ENCODING and isinstance(value, int):
            encoding = value
    return Spoken(_ENCODINGS.get(encoding, ""), _places(occurrences))


def _places(occurrences: list[bytes]) -> Iterator[Place]:
    known: dict[bytes, str] = {}
    for occurrence in occurrences:
        symbol = b""
        roles = 0
        where: tuple[int, ...] = ()
        for field, value in fields(occurrence):
            if field == _SYMBOL and isinstance(value, bytes):
                symbol = value
            elif field == _ROLES and isinstance(value, int):
                roles = value
            elif field in (_RANGE, _SINGLE_LINE, _MULTI_LINE):
                where += _range(field, value)
        if not symbol or symbol.startswith(_LOCAL) or len(where) not in (3, 4):
            continue
        if max(where) >= _LARGEST:
            where = (_LARGEST, 0, 0)
        name = known.get(symbol)
        if name is None:
            name = known[symbol] = symbol.decode("utf-8", "replace")
        is_one_line = len(where) == 3 or where[0] == where[2]
        yield Place(where[0], where[1], where[-1] if is_one_line else -1, name, roles)


def _range(field: int, value: int | bytes) -> tuple[int, ...]:
    """Return the numbers of a range, in any of its forms."""
    if isinstance(value, int):
        return (value,)
    if field == _RANGE:
        return tuple(numbers(value))
    found = dict(fields(value))
    wanted = (found.get(number, 0) for number in range(1, 4 if field == _SINGLE_LINE else 5))
    return tuple(number if isinstance(number, int) else 0 for number in wanted)
