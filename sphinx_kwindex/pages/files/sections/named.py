"""How the sections on tests show places and definitions that name each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sphinx_kwindex.blocks.blocks import HERE, Span, Text, code, plain
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.project import Definition
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.project.tests.named_uses import NamedUse
from sphinx_kwindex.project.tests.tests import fixture_name
from sphinx_kwindex.records.analysis import Symbol


def symbol_of(view: FileView, use: NamedUse) -> Symbol | None:
    """Return the definition in which a name is used, None at module level."""
    if use.symbol < 0:
        return None
    return view.project.files[use.path].analysis.symbols[use.symbol]


def is_in_test(view: FileView, use: NamedUse) -> bool:
    """Return whether a name is used in a test."""
    symbol = symbol_of(view, use)
    return symbol is not None and view.project.tests.is_test(use.path, symbol)


def definition_link(view: FileView, definition: Definition) -> Span:
    """Return a link to a definition on this page or another one."""
    return reference_link(view, definition.reference)


def reference_link(view: FileView, found: DefinitionReference) -> Span:
    """Return a link to a definition on this page or another one."""
    link = view.site.definition_link(found, found.qualname)
    if found.path != view.path:
        return link
    return Span(link.text, code=True, docname=HERE if link.anchor else "", anchor=link.anchor)


def definition_links(view: FileView, uses: Iterable[NamedUse], most: int) -> Text:
    """Return the definitions that are named, those first that are in most places."""
    found: dict[tuple[str, str], list[NamedUse]] = {}
    for use in uses:
        key = use.definition.path, use.definition.symbol.anchor
        found.setdefault(key, []).append(use)
    ranked = sorted(found, key=lambda key: (-len(found[key]), key))
    cells = [named_link(view, found[key]) for key in ranked[:most]]
    return listed(cells, len(ranked) - most)


def named_link(view: FileView, uses: Sequence[NamedUse]) -> Text:
    """Return a link to the one definition of several uses, with the other names used for it."""
    link = definition_link(view, uses[0].definition)
    aliases = sorted({use.alias for use in uses if use.alias})
    if not aliases:
        return (link,)
    is_also = any(not use.alias for use in uses)
    spans = [link, plain(" (also as " if is_also else " (as ")]
    for alias in aliases:
        spans += [code(alias), plain(", ")]
    return (*spans[:-1], plain(")"))


def place_link(view: FileView, path: str, symbol: Symbol | None) -> Text:
    """Return a link to the definition that uses a name."""
    if symbol is None:
        return (plain("module level"),)
    link = definition_link(view, Definition(path, symbol))
    is_fixture = view.project.tests.is_fixture(path, symbol)
    return (link, plain(" (fixture)")) if is_fixture else (link,)


def named_fixture(fixture: Symbol, link: Span) -> Text:
    """Return the name by which tests ask for a fixture, and the function where that has another."""
    name = fixture_name(fixture)
    if name == fixture.name:
        return (link,)
    return (code(name), plain(" (function "), link, plain(")"))


def line_link(view: FileView, path: str, line: int, text: str = "") -> Span:
    """Return a link to a line of this file or another one."""
    shown = text or f"line {line}"
    return (
        view.line_link(line, shown) if path == view.path else view.site.line_in(path, line, shown)
    )


def listed(cells: Sequence[Text], further: int = 0) -> Text:
    """Return texts in one line, with the number of those that are left out."""
    spans: list[Span] = []
    for cell in cells:
        if spans:
            spans.append(plain(", "))
        spans.extend(cell)
    if further > 0:
        spans.append(plain(f" and {further:,} more"))
    return tuple(spans)
