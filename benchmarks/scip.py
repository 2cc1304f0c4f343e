"""Reading occurrences from a SCIP index, of which this needs no more than a few fields.

SCIP is protobuf: a message is a row of fields, each a number and a value; a value is a number, or
bytes of a given length.  See https://github.com/scip-code/scip/blob/main/scip.proto for the fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_DOCUMENTS = 2
_RELATIVE_PATH, _OCCURRENCES = 1, 2
_RANGE, _SYMBOL, _ROLES = 1, 2, 3
_DEFINITION_ROLE = 1

_MODULE = re.compile(r"(?:`([^`]+)`|(\w+))/")
"""The module in a symbol: ```` `pkg.a`/ ```` or ``pkg/``."""

_DESCRIPTOR = re.compile(r"(?:`([^`]+)`|(\w+))(\(\)\.|#|\.|:)")
"""A part of a symbol after the module: ``Client#``, ``go().``, ``size.``, ``__init__:``."""


@dataclass(frozen=True)
class Occurrence:
    """A place with the symbol that it names."""

    line: int
    """From 0, as in SCIP."""
    column: int
    end_column: int
    symbol: str
    is_definition: bool


def read_index(path: Path) -> Iterator[tuple[str, list[Occurrence]]]:
    """Yield the occurrences of each document with its path.

    Parameters
    ----------
    path:
        The index.
    """
    for number, value in _fields(path.read_bytes()):
        if number == _DOCUMENTS and isinstance(value, bytes):
            name, occurrences = "", []
            for inner, part in _fields(value):
                if inner == _RELATIVE_PATH and isinstance(part, bytes):
                    name = part.decode()
                elif inner == _OCCURRENCES and isinstance(part, bytes):
                    occurrences.append(_occurrence(part))
            yield name, occurrences


def parts_of(symbol: str) -> tuple[str, str, bool] | None:
    """Return module and qualified name of a symbol, and whether it has a name for others.

    Parameters
    ----------
    symbol:
        A symbol in the scheme ``scip-python``.

    Returns
    -------
    module, qualified name, whether it is not a parameter
        None for what is local to a file; the name of a module itself is empty.
    """
    descriptors = symbol.split(" ", 4)[-1] if not symbol.startswith("local ") else ""
    match = _MODULE.match(descriptors)
    if match is None:
        return None
    rest = descriptors[match.end() :]
    names: list[str] = []
    position = 0
    while found := _DESCRIPTOR.match(rest, position):
        names.append(found[1] or found[2])
        position = found.end()
    if rest == "__init__:":
        names = []
    return match[1] or match[2], ".".join(names), position == len(rest)


def _occurrence(data: bytes) -> Occurrence:
    numbers: list[int] = []
    symbol, roles = "", 0
    for number, value in _fields(data):
        if number == _RANGE and isinstance(value, bytes):
            numbers += _packed(value)
        elif number == _RANGE and isinstance(value, int):
            numbers.append(value)
        elif number == _SYMBOL and isinstance(value, bytes):
            symbol = value.decode()
        elif number == _ROLES and isinstance(value, int):
            roles = value
    return Occurrence(numbers[0], numbers[1], numbers[-1], symbol, bool(roles & _DEFINITION_ROLE))


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    position = 0
    while position < len(data):
        key, position = _number(data, position)
        match key & 7:
            case 0:
                value, position = _number(data, position)
                yield key >> 3, value
                continue
            case 1:
                length = 8
            case 5:
                length = 4
            case 2:
                length, position = _number(data, position)
            case kind:
                raise ValueError(f"not a field of protobuf: wire type {kind}")
        yield key >> 3, data[position : position + length]
        position += length


def _packed(data: bytes) -> Iterator[int]:
    position = 0
    while position < len(data):
        value, position = _number(data, position)
        yield value


def _number(data: bytes, position: int) -> tuple[int, int]:
    """Read a number of seven bits a byte, the lowest first."""
    value = shift = 0
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, position
        shift += 7
