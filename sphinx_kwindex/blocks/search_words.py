"""The words of a data block that a reader may search for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from sphinx_kwindex.blocks.blocks import (
    Block,
    Definitions,
    Docstring,
    Fields,
    Finder,
    Folded,
    Glance,
    Heading,
    KeywordList,
    Letters,
    Listing,
    Mark,
    Notice,
    Paragraph,
    Snippet,
    Table,
    Trail,
)
from sphinx_kwindex.blocks.chapters import Chapters
from sphinx_kwindex.blocks.folds import Folds
from sphinx_kwindex.blocks.graph import Graph
from sphinx_kwindex.blocks.treemap import Treemap
from sphinx_kwindex.blocks.walk import spans_of
from sphinx_kwindex.records.docstrings import Code, Entries, Items, Math, Passage, Titled, Words
from sphinx_kwindex.records.text import Span


def search_words(block: Block) -> str:
    """Return the words; a list of keywords has none, each leads to a page that has it."""
    return " ".join(_of_block(block))


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Definitions():
            # Signatures are code: their names are those of the definitions that they refer to.
            for definition in block.rows:
                yield definition.name
                yield from _words(definition.summary)
                yield from _of_passages(definition.passages)
        case Docstring():
            yield from _of_passages(block.passages)
        case Notice() | Fields() | Table():
            yield from _words(spans_of(block))
        case Folded():
            for inner in block.blocks:
                yield from _of_block(inner)
        case Heading() | Paragraph() | Listing() | Snippet():
            return  # Sphinx finds the words of these itself, or they are left out
        case (
            KeywordList()
            | Folds()
            | Glance()
            | Mark()
            | Trail()
            | Finder()
            | Letters()
            | Chapters()
            | Graph()
            | Treemap()
        ):
            return  # what they name has a page of its own, which is found by the name
        case _:
            assert_never(block)


def _of_passages(passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        match passage:
            case Words():
                yield from _words(passage.text)
            case Code():
                continue
            case Math():
                yield passage.plain
            case Items():
                for item in passage.items:
                    yield from _of_passages(item)
            case Entries():
                for term in passage.rows:
                    yield from _words(term.name)
                    yield from _of_passages(term.body)
            case Titled():
                yield passage.title
                yield from _of_passages(passage.body)
            case _:
                assert_never(passage)


def _words(text: Iterable[Span]) -> Iterator[str]:
    return (span.text for span in text)
