"""Definitions: every definition with its signature, line, docstring, and what uses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec.structs import replace

from sphinx_kwindex.blocks.blocks import (
    HERE,
    Block,
    Definition,
    Definitions,
    Notice,
    Paragraph,
    plain,
)
from sphinx_kwindex.blocks.walk import map_passages
from sphinx_kwindex.pages.files.sections.folded_names import public_first
from sphinx_kwindex.pages.files.sections.users import remarks
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.pages.words.docstrings import WrittenNames, linked
from sphinx_kwindex.pages.words.heads import Heads, LinkHead
from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.docstrings import Entries, Entry, Items, Passage, Titled
from sphinx_kwindex.records.signatures import Base
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from sphinx_kwindex.records.text import Span, Text

MOST_OPEN = 150
"""Paragraphs and rows of docstrings on a page beyond which the reader has to open each one."""

MOST_TOLD_TWICE = 300_000
"""Characters of a source beyond which its docstrings are in it alone, but for what they begin with,
and the links of its heads.

Such files are made by programs, mostly; their pages would be as long again.
"""

_CLASSES = frozenset({SymbolKind.CLASS, SymbolKind.EXCEPTION})
_DATA_PREFIX = {SymbolKind.TYPE_ALIAS: "type"}


def structure(view: FileView) -> Iterator[Block]:
    """Yield the definitions in source order, members under their class."""
    symbols = [symbol for symbol in view.shown_symbols if not symbol.kind.is_part]
    if not symbols:
        return
    depths: dict[int, int] = {-1: -1}
    shown = {symbol.anchor for symbol in symbols}
    names, heads = WrittenNames(view), Heads(view)
    rows: list[tuple[Definition, bool]] = []
    said = remarks(view)
    # The text is read from disk each time that somebody asks for it.
    is_long = view.shows_source and len(view.text) > MOST_TOLD_TWICE
    for position, symbol in enumerate(view.analysis.symbols):
        depths[position] = depths[symbol.parent] + 1
        if symbol.anchor in shown:
            head = partial(heads.linked, names={} if is_long else heads.names_of(symbol))
            row = _row(view, names, head, symbol, depths[position])
            row = replace(row, remarks=said.get(position, ()))
            rows.append((row, symbol.is_private and not view.is_classic))
    if is_long and any(row.passages for row, _ in rows):
        rows = [(replace(row, passages=()), is_private) for row, is_private in rows]
        yield Paragraph((plain("The file is long: of each docstring the first sentence is here, "
                               "and the rest in the source, at the line."),))  # fmt: skip
    is_folded = sum(weight(row.passages) for row, _ in rows) > MOST_OPEN
    yield Definitions(public_first(rows), has_source=view.shows_source, is_folded=is_folded)
    if view.analysis.unlisted:
        yield Notice((plain(_unlisted(view.analysis.unlisted)),))


def _unlisted(number: int) -> str:
    """Return the words about definitions that are left out."""
    are = "is" if number == 1 else "are"
    return (
        f"At least {count(number, 'more definition')} behind these {are} not listed, here or among "
        "the keywords: the file has too many."
    )


def weight(passages: Iterable[Passage]) -> int:
    """Return how many paragraphs, rows and the like passages hold."""
    return sum(
        len(passage.rows) if isinstance(passage, Entries)
        else len(passage.items) if isinstance(passage, Items)
        else 1 + weight(passage.body) if isinstance(passage, Titled)
        else 1
        for passage in passages
    )  # fmt: skip


def _row(
    view: FileView, names: WrittenNames, head: LinkHead, symbol: Symbol, depth: int
) -> Definition:
    link = names.links(symbol)
    return Definition(
        depth=depth,
        anchor=symbol.anchor,
        prefix=_prefix(view, symbol),
        name=symbol.name,
        signature=_signature(view, names, head, symbol),
        line=symbol.line,
        summary=linked(symbol.summary, link),
        decorators=tuple(
            head(decorator.written, is_signature=False) for decorator in symbol.decorators
        ),
        note=symbol.note,
        passages=_with_types(map_passages(symbol.docstring, link), head),
    )


def _prefix(view: FileView, symbol: Symbol) -> str:
    if not view.facts.is_python:
        return symbol.lead
    if symbol.is_class:
        is_exception = symbol.anchor in view.relations.names.exceptions
        return (SymbolKind.EXCEPTION if is_exception else symbol.kind).value
    if symbol.is_callable:
        return "async def" if symbol.is_async else "def"
    return _DATA_PREFIX.get(symbol.kind, "")


def _with_types(passages: Iterable[Passage], head: LinkHead) -> tuple[Passage, ...]:
    """Return a docstring with the types of parameters linked, which are those of the head."""
    return tuple(
        replace(passage, body=_with_types(passage.body, head))
        if isinstance(passage, Titled)
        else replace(passage, rows=tuple(_with_type(row, head) for row in passage.rows))
        if isinstance(passage, Entries)
        else passage
        for passage in passages
    )


def _with_type(row: Entry, head: LinkHead) -> Entry:
    if len(row.type) != 1 or row.type[0] != Span(row.type[0].text, code=row.type[0].code):
        return row
    linked_type = head(row.type[0].text, is_signature=False)
    is_code = row.type[0].code
    return replace(row, type=tuple(replace(span, code=is_code) for span in linked_type))


def _signature(view: FileView, names: WrittenNames, head: LinkHead, symbol: Symbol) -> Text:
    spans = [*head(symbol.signature, is_signature=symbol.is_callable)]
    if symbol.is_class and symbol.bases:
        spans.append(plain("("))
        for position, base in enumerate(symbol.bases):
            if position:
                spans.append(plain(", "))
            spans += _base(view, names, head, base)
        spans.append(plain(")"))
    return tuple(spans)


def _base(view: FileView, names: WrittenNames, head: LinkHead, base: Base) -> Text:
    definition = names.meaning(base.name)
    if definition is None or definition.kind not in _CLASSES:
        return head(base.written, is_signature=False)
    if definition.path == view.path:
        if definition.is_private and not view.site.settings.private:
            return (plain(base.written),)
        return (Span(base.written, docname=HERE, anchor=definition.anchor),)
    link = view.site.definition_link(definition, base.written)
    return (Span(base.written, docname=link.docname, anchor=link.anchor),)
