"""From records to lines of JSON."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

_ENCODER = msgspec.json.Encoder()


def lines_of(records: Iterable[msgspec.Struct]) -> bytes:
    """Return records as lines of JSON, in their order.

    Names of files may hold bytes that are no text; these are escaped as in the pages.

    Parameters
    ----------
    records:
        The records.
    """
    return b"".join(_line(record) for record in records)


def _line(record: msgspec.Struct) -> bytes:
    try:
        return _ENCODER.encode(record) + b"\n"
    except UnicodeEncodeError:
        return _ENCODER.encode(_with_text_alone(msgspec.to_builtins(record))) + b"\n"


def _with_text_alone(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, list | tuple):
        return [_with_text_alone(item) for item in value]
    if isinstance(value, dict):
        return {name: _with_text_alone(item) for name, item in value.items()}
    return value
