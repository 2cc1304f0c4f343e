"""The words of a data block that a reader may search for."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.pages.blocks import DataBlock, Definitions, Fields, Notice, Table, Text


def search_words(block: DataBlock) -> str:
    """Return the words; a list of keywords has none, each leads to a page that has it."""
    return " ".join(_of_block(block))


def _of_block(block: DataBlock) -> Iterator[str]:
    match block:
        case Notice():
            yield from _words(block.text)
        case Fields():
            for field in block.rows:
                yield from _words(field.value)
        case Table():
            for row in block.rows:
                for cell in row.cells:
                    yield from _words(cell)
        case Definitions():
            for definition in block.rows:
                yield definition.name
                yield from _words(definition.summary)


def _words(text: Text) -> Iterator[str]:
    return (span.text for span in text)
