"""Code Structure: every definition with its signature, line and first docstring sentence."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.pages.blocks import (
    HERE,
    Block,
    Definition,
    Definitions,
    Span,
    Text,
    plain,
)
from sphinx_kwindex.pages.prose import prose
from sphinx_kwindex.pages.sections.view import FileView
from sphinx_kwindex.records import Symbol, SymbolKind

_DATA_PREFIX = {SymbolKind.TYPE_ALIAS: "type"}


def structure(view: FileView) -> Iterator[Block]:
    """Yield the definitions in source order, members under their class."""
    symbols = view.shown_symbols
    if not symbols:
        return
    depths: dict[int, int] = {-1: -1}
    rows = []
    shown = {symbol.anchor for symbol in symbols}
    for position, symbol in enumerate(view.analysis.symbols):
        depths[position] = depths[symbol.parent] + 1
        if symbol.anchor in shown:
            rows.append(_row(view, symbol, depths[position]))
    yield Definitions(tuple(rows), has_source=view.shows_source)


def _row(view: FileView, symbol: Symbol, depth: int) -> Definition:
    return Definition(
        depth=depth,
        anchor=symbol.anchor,
        prefix=_prefix(view, symbol),
        name=symbol.name,
        signature=_signature(view, symbol),
        line=symbol.line,
        summary=prose(symbol.summary) if symbol.summary else (),
        decorators=symbol.decorators,
        note=symbol.note,
    )


def _prefix(view: FileView, symbol: Symbol) -> str:
    if not view.facts.is_python:
        return symbol.lead
    if symbol.is_class:
        return view.project.kind_of(view.path, symbol).value
    if symbol.is_callable:
        return "async def" if symbol.is_async else "def"
    return _DATA_PREFIX.get(symbol.kind, "")


def _signature(view: FileView, symbol: Symbol) -> Text:
    spans = [plain(symbol.signature)] if symbol.signature else []
    if symbol.is_class and symbol.bases:
        spans.append(plain("("))
        for position, base in enumerate(symbol.bases):
            if position:
                spans.append(plain(", "))
            spans.append(_base(view, base))
        spans.append(plain(")"))
    return tuple(spans)


def _base(view: FileView, base: str) -> Span:
    definition = view.project.resolver.definition_of(base.partition("[")[0], view.path)
    if definition is None or not definition.symbol.is_class:
        return plain(base)
    if definition.path == view.path:
        if definition.symbol.is_private and not view.site.settings.private:
            return plain(base)
        return Span(base, docname=HERE, anchor=definition.symbol.anchor)
    link = view.site.definition_link(definition, base)
    return Span(base, docname=link.docname, anchor=link.anchor)
