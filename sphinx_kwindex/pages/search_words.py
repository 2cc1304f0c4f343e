"""The words of a data block that a reader may search for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_kwindex.pages.blocks import (
    Aside,
    DataBlock,
    Definitions,
    Docstring,
    Fields,
    Notice,
    Passage,
    Points,
    Table,
    Terms,
    Text,
    Words,
)


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
                yield from _of_passages(definition.passages)
        case Docstring():
            yield from _of_passages(block.passages)


def _of_passages(passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        match passage:
            case Words():
                yield from _words(passage.text)
            case Points():
                for item in passage.items:
                    yield from _of_passages(item)
            case Terms():
                for term in passage.rows:
                    yield from _words(term.name)
                    yield from _of_passages(term.body)
            case Aside():
                yield passage.title
                yield from _of_passages(passage.body)


def _words(text: Text) -> Iterator[str]:
    return (span.text for span in text)
