"""Outline: the headings of a document, or the tables, keys, targets and jobs of a data file."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import (
    Block,
    Definition,
    Definitions,
    Field,
    Fields,
    Notice,
    plain,
)
from sphinx_kwindex.blocks.sentences import unlinked
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_MOST_METADATA = 20

_UNNAMED = frozenset({SymbolKind.HEADING, SymbolKind.KEY})
"""Kinds that need no word before each of their names."""


def outline(view: FileView) -> Iterator[Block]:
    """Yield the parts in source order, each below the one that holds it."""
    depths: dict[int, int] = {-1: -1}
    rows = []
    for position, symbol in enumerate(view.analysis.symbols):
        depths[position] = depths[symbol.parent] + 1
        if symbol.kind.is_part:
            rows.append(_row(symbol, depths[position]))
    yield from _front_matter(view)
    if rows:
        yield Definitions(tuple(rows), has_source=view.shows_source)
    document = view.analysis.document
    if document is not None and document.omitted:
        yield Notice((plain(f"Another {count(document.omitted, 'part')} of the file "
                            "are not listed: it is a table of data."),))  # fmt: skip


def _front_matter(view: FileView) -> Iterator[Block]:
    """Yield the metadata at the head of a document."""
    document = view.analysis.document
    entries = document.front_matter[:_MOST_METADATA] if document is not None else ()
    if entries:
        yield Fields(tuple(Field(key, (plain(value or "…"),)) for key, value in entries))


def _row(symbol: Symbol, depth: int) -> Definition:
    shown = symbol.signature if symbol.value is None else f": {symbol.value}"
    return Definition(
        depth=depth,
        anchor=symbol.anchor,
        prefix="" if symbol.kind in _UNNAMED else symbol.kind.value,
        name=symbol.name,
        signature=(plain(shown),) if shown else (),
        line=symbol.line,
        summary=unlinked(symbol.summary),
    )
