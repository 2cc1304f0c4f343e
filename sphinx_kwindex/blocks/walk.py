"""Walking blocks: the one place that knows where in a block its spans are.

Whoever looks at the text of blocks uses :func:`spans_of`, whoever changes it :func:`map_spans`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import assert_never

from msgspec.structs import replace

from sphinx_kwindex.blocks.blocks import (
    Block,
    Definition,
    Definitions,
    Docstring,
    Fields,
    Finder,
    Folded,
    Glance,
    Heading,
    KeywordList,
    KeywordRow,
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
from sphinx_kwindex.blocks.folds import Fold, Folds
from sphinx_kwindex.blocks.graph import Graph
from sphinx_kwindex.blocks.treemap import Treemap
from sphinx_kwindex.records.docstrings import Code, Entries, Items, Math, Passage, Titled, Words
from sphinx_kwindex.records.text import Span, Text


def spans_of(block: Block) -> Iterator[Span]:
    """Yield all spans of a block, in the order in which a reader meets them."""
    return chain.from_iterable(texts_of(block))


def texts_of(block: Block) -> Iterator[Text]:  # noqa: C901, PLR0912 - a case a kind
    """Yield the lines of text of a block; code, names and labels are none."""
    match block:
        case Paragraph() | Notice():
            yield block.text
        case Fields():
            for field in block.rows:
                yield field.value
        case Table():
            for row in block.rows:
                yield from row.cells
        case Definitions():
            for definition in block.rows:
                yield definition.signature
                yield definition.summary
                yield from definition.decorators
                yield from passage_texts(definition.passages)
                yield from _fold_texts(definition.remarks)
        case Folds():
            yield from _fold_texts(block.rows)
        case Glance():
            yield from block.facts
            yield block.chips
        case Folded():
            for inner in block.blocks:
                yield from texts_of(inner)
        case Docstring():
            yield from passage_texts(block.passages)
        case KeywordList():
            for entry in block.rows:
                yield entry.words
                yield from (place.words for place in entry.places)
        case Letters():
            yield block.links
        case (
            Heading()
            | Mark()
            | Listing()
            | Snippet()
            | Trail()
            | Finder()
            | Chapters()
            | Graph()
            | Treemap()
        ):
            return
        case _:
            assert_never(block)


def _fold_texts(folds: Iterable[Fold]) -> Iterator[Text]:
    for fold in folds:
        yield fold.head
        yield from fold.lines


def passage_texts(passages: Iterable[Passage]) -> Iterator[Text]:
    """Yield the lines of text of the passages of a docstring."""
    for passage in passages:
        match passage:
            case Words():
                yield passage.text
            case Code() | Math():
                continue
            case Items():
                for item in passage.items:
                    yield from passage_texts(item)
            case Entries():
                for term in passage.rows:
                    yield term.name
                    yield term.type
                    yield from passage_texts(term.body)
            case Titled():
                yield from passage_texts(passage.body)
            case _:
                assert_never(passage)


def map_spans(block: Block, change: Callable[[Span], Span]) -> Block:  # noqa: C901 - a case a kind
    """Return a block with each of its spans changed.

    Parameters
    ----------
    block:
        Any block.
    change:
        Returns what takes the place of a span.
    """
    match block:
        case Paragraph() | Notice():
            return replace(block, text=_changed(block.text, change))
        case Fields():
            fields = (replace(row, value=_changed(row.value, change)) for row in block.rows)
            return replace(block, rows=tuple(fields))
        case Table():
            rows = (
                replace(row, cells=tuple(_changed(cell, change) for cell in row.cells))
                for row in block.rows
            )
            return replace(block, rows=tuple(rows))
        case Definitions():
            definitions = (_changed_definition(row, change) for row in block.rows)
            return replace(block, rows=tuple(definitions))
        case Folds():
            return replace(block, rows=_changed_folds(block.rows, change))
        case Glance():
            facts = tuple(_changed(fact, change) for fact in block.facts)
            return replace(block, facts=facts, chips=_changed(block.chips, change))
        case Folded():
            return replace(block, blocks=tuple(map_spans(inner, change) for inner in block.blocks))
        case Docstring():
            return replace(block, passages=map_passages(block.passages, change))
        case KeywordList():
            entries = (_changed_entry(row, change) for row in block.rows)
            return replace(block, rows=tuple(entries))
        case Letters():
            return replace(block, links=_changed(block.links, change))
        case (
            Heading()
            | Mark()
            | Listing()
            | Snippet()
            | Trail()
            | Finder()
            | Chapters()
            | Graph()
            | Treemap()
        ):
            return block
        case _:
            assert_never(block)


def map_passages(
    passages: Iterable[Passage], change: Callable[[Span], Span]
) -> tuple[Passage, ...]:
    """Return the passages of a docstring with each of their spans changed.

    Parameters
    ----------
    passages:
        Passages with all that is in them.
    change:
        Returns what takes the place of a span.
    """
    return tuple(_changed_passage(passage, change) for passage in passages)


def _changed(text: Text, change: Callable[[Span], Span]) -> Text:
    return tuple(change(span) for span in text)


def _changed_entry(row: KeywordRow, change: Callable[[Span], Span]) -> KeywordRow:
    places = (replace(place, words=_changed(place.words, change)) for place in row.places)
    return replace(row, words=_changed(row.words, change), places=tuple(places))


def _changed_folds(folds: Iterable[Fold], change: Callable[[Span], Span]) -> tuple[Fold, ...]:
    return tuple(
        replace(
            fold,
            head=_changed(fold.head, change),
            lines=tuple(_changed(line, change) for line in fold.lines),
        )
        for fold in folds
    )


def _changed_definition(row: Definition, change: Callable[[Span], Span]) -> Definition:
    return replace(
        row,
        decorators=tuple(_changed(decorator, change) for decorator in row.decorators),
        signature=_changed(row.signature, change),
        summary=_changed(row.summary, change),
        passages=map_passages(row.passages, change),
        remarks=_changed_folds(row.remarks, change),
    )


def _changed_passage(passage: Passage, change: Callable[[Span], Span]) -> Passage:
    match passage:
        case Words():
            return replace(passage, text=_changed(passage.text, change))
        case Code() | Math():
            return passage
        case Items():
            return replace(passage, items=tuple(map_passages(i, change) for i in passage.items))
        case Entries():
            rows = (
                replace(
                    row,
                    name=_changed(row.name, change),
                    type=_changed(row.type, change),
                    body=map_passages(row.body, change),
                )
                for row in passage.rows
            )
            return replace(passage, rows=tuple(rows))
        case Titled():
            return replace(passage, body=map_passages(passage.body, change))
        case _:
            assert_never(passage)
