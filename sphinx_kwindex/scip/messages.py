"""The records of SCIP, as far as they are written here, and what they are in bytes.

The numbers are those of https://github.com/scip-code/scip/blob/main/scip.proto.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntFlag

import msgspec

from sphinx_kwindex.scip.wire import (
    bytes_field,
    fields,
    number_field,
    numbers,
    numbers_field,
    text_field,
)

_METADATA, _DOCUMENTS = 1, 2
_TOOL, _PROJECT_ROOT, _TEXT_ENCODING = 2, 3, 4
_TOOL_NAME, _TOOL_VERSION = 1, 2
_PATH, _OCCURRENCES, _SYMBOLS, _LANGUAGE, _POSITION_ENCODING = 1, 2, 3, 4, 6
_RANGE, _OCCURRENCE_SYMBOL, _ROLES, _ENCLOSING_RANGE = 1, 2, 3, 7
_SYMBOL, _DOCUMENTATION, _RELATIONSHIPS, _KIND, _NAME, _SIGNATURE, _AROUND = 1, 3, 4, 5, 6, 7, 8
_RELATED, _IS_REFERENCE, _IS_IMPLEMENTATION = 1, 2, 3
_SIGNATURE_LANGUAGE, _SIGNATURE_TEXT = 4, 5

UTF8 = 1
"""Of the texts on disk."""
CHARACTERS = 3
"""Of positions: they count characters, and neither bytes nor halves of UTF-16."""


class Roles(IntFlag):
    """How a place uses what it names."""

    DEFINITION = 1
    IMPORT = 2
    WRITE = 4
    READ = 8
    TEST = 32
    FORWARD_DEFINITION = 64


class Occurrence(msgspec.Struct, frozen=True, order=True):
    """A place with the symbol that it names."""

    range: tuple[int, ...]
    """Line, column, end of it; with the last line before the end if that is another one.  All from
    0, the end is not part of it."""
    symbol: str
    roles: int = 0
    around: tuple[int, ...] = ()
    """Of a definition, all of it."""


class Relationship(msgspec.Struct, frozen=True, order=True):
    """That a definition implements another one."""

    symbol: str
    is_reference: bool = False
    """Whether references to one are references to the other."""


class Information(msgspec.Struct, frozen=True):
    """What is known of a symbol."""

    symbol: str
    kind: int = 0
    name: str = ""
    documentation: str = ""
    signature: str = ""
    relationships: tuple[Relationship, ...] = ()
    around: str = ""
    """Of a symbol that is local to its file: the one around it."""


class Document(msgspec.Struct, frozen=True):
    """A file."""

    path: str
    language: str = ""
    occurrences: tuple[Occurrence, ...] = ()
    symbols: tuple[Information, ...] = ()
    position_encoding: int = CHARACTERS


def encode_index(
    documents: Iterable[Document], *, tool: str, version: str, address: str
) -> Iterator[bytes]:
    """Yield the bytes of an index.

    Parameters
    ----------
    documents:
        The files.
    tool, version:
        What makes the index.
    address:
        The folder from which the paths of files start, as a URI.
    """
    made_by = text_field(_TOOL_NAME, tool) + text_field(_TOOL_VERSION, version)
    yield bytes_field(
        _METADATA,
        bytes_field(_TOOL, made_by)
        + text_field(_PROJECT_ROOT, address)
        + number_field(_TEXT_ENCODING, UTF8),
    )
    for document in documents:
        yield bytes_field(_DOCUMENTS, _encode_document(document))


def _encode_document(document: Document) -> bytes:
    parts = [text_field(_PATH, document.path)]
    parts += (bytes_field(_OCCURRENCES, _encode_occurrence(it)) for it in document.occurrences)
    parts += (
        bytes_field(_SYMBOLS, _encode_information(it, document.language)) for it in document.symbols
    )
    parts.append(text_field(_LANGUAGE, document.language))
    parts.append(number_field(_POSITION_ENCODING, document.position_encoding))
    return b"".join(parts)


def _encode_occurrence(occurrence: Occurrence) -> bytes:
    return (
        numbers_field(_RANGE, occurrence.range)
        + text_field(_OCCURRENCE_SYMBOL, occurrence.symbol)
        + number_field(_ROLES, occurrence.roles)
        + numbers_field(_ENCLOSING_RANGE, occurrence.around)
    )


def _encode_information(information: Information, language: str) -> bytes:
    parts = [
        text_field(_SYMBOL, information.symbol),
        text_field(_DOCUMENTATION, information.documentation),
    ]
    for item in information.relationships:
        related = (
            text_field(_RELATED, item.symbol)
            + number_field(_IS_REFERENCE, int(item.is_reference))
            + number_field(_IS_IMPLEMENTATION, 1)
        )
        parts.append(bytes_field(_RELATIONSHIPS, related))
    parts.append(number_field(_KIND, information.kind))
    parts.append(text_field(_NAME, information.name))
    if information.signature:
        signature = text_field(_SIGNATURE_LANGUAGE, language)
        signature += text_field(_SIGNATURE_TEXT, information.signature)
        parts.append(bytes_field(_SIGNATURE, signature))
    parts.append(text_field(_AROUND, information.around))
    return b"".join(parts)


def decode_documents(data: bytes) -> Iterator[Document]:
    """Yield the files of an index with all that these records hold.

    Raises
    ------
    ValueError
        If the data is no index.
    """
    for number, value in fields(data):
        if number == _DOCUMENTS and isinstance(value, bytes):
            yield _decode_document(value)


def _decode_document(data: bytes) -> Document:
    found = _Message(data)
    return Document(
        found.text(_PATH),
        found.text(_LANGUAGE),
        tuple(_decode_occurrence(item) for item in found.messages(_OCCURRENCES)),
        tuple(_decode_information(item) for item in found.messages(_SYMBOLS)),
        found.number(_POSITION_ENCODING),
    )


def _decode_occurrence(data: bytes) -> Occurrence:
    found = _Message(data)
    return Occurrence(
        found.numbers(_RANGE),
        found.text(_OCCURRENCE_SYMBOL),
        found.number(_ROLES),
        found.numbers(_ENCLOSING_RANGE),
    )


def _decode_information(data: bytes) -> Information:
    found = _Message(data)
    signatures = [_Message(item) for item in found.messages(_SIGNATURE)]
    return Information(
        found.text(_SYMBOL),
        found.number(_KIND),
        found.text(_NAME),
        "\n\n".join(item.decode() for item in found.messages(_DOCUMENTATION)),
        signatures[0].text(_SIGNATURE_TEXT) if signatures else "",
        tuple(
            Relationship(item.text(_RELATED), bool(item.number(_IS_REFERENCE)))
            for item in map(_Message, found.messages(_RELATIONSHIPS))
        ),
        found.text(_AROUND),
    )


class _Message:
    """A message, by the numbers of its fields."""

    def __init__(self, data: bytes) -> None:
        self._values: dict[int, list[int | bytes]] = {}
        for number, value in fields(data):
            self._values.setdefault(number, []).append(value)

    def messages(self, field: int) -> list[bytes]:
        return [value for value in self._values.get(field, ()) if isinstance(value, bytes)]

    def text(self, field: int) -> str:
        found = self.messages(field)
        return found[-1].decode() if found else ""

    def number(self, field: int) -> int:
        found = [value for value in self._values.get(field, ()) if isinstance(value, int)]
        return found[-1] if found else 0

    def numbers(self, field: int) -> tuple[int, ...]:
        found: list[int] = []
        for value in self._values.get(field, ()):
            found += [value] if isinstance(value, int) else numbers(value)
        return tuple(found)
