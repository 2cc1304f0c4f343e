"""Protobuf as far as SCIP needs it: a message is a row of fields, each a number and a value.

A value is a number of seven bits a byte, the lowest first, or bytes of a given length.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_LONGEST_NUMBER = 10
"""Bytes of 64 bits."""


def fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield the fields of a message.

    Raises
    ------
    ValueError
        If the data is no message.
    """
    position = 0
    while position < len(data):
        key, position = _number_at(data, position)
        match key & 7:
            case 0:
                value, position = _number_at(data, position)
                yield key >> 3, value
                continue
            case 1:
                length = 8
            case 5:
                length = 4
            case 2:
                length, position = _number_at(data, position)
            case kind:
                raise ValueError(f"not a field of protobuf: wire type {kind}")
        if position + length > len(data):
            raise ValueError("a field of protobuf is cut off")
        yield key >> 3, data[position : position + length]
        position += length


def numbers(data: bytes) -> Iterator[int]:
    """Yield numbers that are one field.

    Raises
    ------
    ValueError
        If the data is cut off.
    """
    position = 0
    while position < len(data):
        value, position = _number_at(data, position)
        yield value


def _number_at(data: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    for byte in data[position : position + _LONGEST_NUMBER]:
        position += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, position
        shift += 7
    raise ValueError("a number of protobuf does not end")


def number_field(field: int, value: int) -> bytes:
    """Return a field that holds a number; none for 0, which is what is not there.

    Parameters
    ----------
    field:
        Its number.
    value:
        What it holds, not negative.
    """
    return _encoded(field << 3) + _encoded(value) if value else b""


def bytes_field(field: int, data: bytes) -> bytes:
    """Return a field that holds bytes, or a message.

    Parameters
    ----------
    field:
        Its number.
    data:
        What it holds.
    """
    return _encoded(field << 3 | 2) + _encoded(len(data)) + data


def text_field(field: int, text: str) -> bytes:
    """Return a field that holds a text; none for an empty one.

    Parameters
    ----------
    field:
        Its number.
    text:
        What it holds.
    """
    return bytes_field(field, text.encode("utf-8", "backslashreplace")) if text else b""


def numbers_field(field: int, values: Iterable[int]) -> bytes:
    """Return a field that holds several numbers; none without any.

    Parameters
    ----------
    field:
        Its number.
    values:
        What it holds, none of them negative.
    """
    data = b"".join(map(_encoded, values))
    return bytes_field(field, data) if data else b""


def _encoded(value: int) -> bytes:
    encoded = bytearray()
    while value > 127:
        encoded.append(value & 127 | 128)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)
