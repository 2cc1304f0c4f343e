"""Findings: Performance: rules that match, complex functions, caching and concurrency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_kwindex.blocks.blocks import Block, Heading, Paragraph, Row, Table, plain
from sphinx_kwindex.insights.findings import Finding
from sphinx_kwindex.insights.rules import COMPLEXITY, MOST_BRANCHES, is_security
from sphinx_kwindex.insights.surfaces import (
    CACHING,
    PERFORMANCE_SURFACES,
    cached_definitions,
    used_surfaces,
)
from sphinx_kwindex.pages.files.sections.evidence import import_evidence, line_reference, rule_table
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.records.text import Span, Text

MOST_FUNCTIONS = 10
"""The complex functions that are listed; all are counted."""

COMPLEX_ANCHOR = "complex-functions"
"""Of the list of them."""

_COMPLEX = re.compile(r"`(?P<name>[^`]+)` is too complex \((?P<branches>\d+) > \d+\)")
"""Ruff's message, the only place where it gives the figure."""


def performance(view: FileView) -> Iterator[Block]:
    """Yield the rules that match, the most complex functions, and what runs beside what."""
    found = [finding for finding in view.findings if not is_security(finding.code)]
    others = [finding for finding in found if finding.code != COMPLEXITY]
    if others:
        yield Heading(3, "Performance Rules That Match", "performance-rules")
        yield rule_table(view, others, graded=False)
    yield from _complex_functions(view, [item for item in found if item.code == COMPLEXITY])
    rows = tuple(Row(((plain(subject),), text)) for subject, text in _in_use(view))
    if rows:
        yield Heading(3, "Caching and Concurrency", "caching-concurrency")
        yield Table(("Subject", "Evidence"), rows)


def _complex_functions(view: FileView, findings: Sequence[Finding]) -> Iterator[Block]:
    measured = [
        (int(match["branches"]), finding.line, match["name"])
        for finding in findings
        if (match := _COMPLEX.match(finding.message))
    ]
    if not measured:
        return
    measured.sort(key=lambda item: (-item[0], item[1]))
    yield Heading(3, "Complex Functions", COMPLEX_ANCHOR)
    rule = view.relations.findings.rule(COMPLEXITY)
    number = count(len(measured), "function")
    shown = f"; the {MOST_FUNCTIONS} with the most are" if len(measured) > MOST_FUNCTIONS else ""
    yield Paragraph(
        (
            plain(f"{number} with a cyclomatic complexity above {MOST_BRANCHES}, by ruff's rule "),
            Span(COMPLEXITY, code=True, url=rule.url),
            plain(f"{shown}:"),
        )
    )
    rows = tuple(
        Row((_function(view, name, line), (plain(f"{branches}"),),
             (view.line_link(line, f"{line}"),)))
        for branches, line, name in measured[:MOST_FUNCTIONS]
    )  # fmt: skip
    yield Table(("Function", "Complexity", "Line"), rows, figures=(1, 2))


def _function(view: FileView, name: str, line: int) -> Text:
    """Return the qualified name of a function as a link, its bare name where it has no entry."""
    for symbol in view.shown_symbols:
        if symbol.line == line and symbol.name == name:
            return (view.own_link(symbol),)
    return (Span(name, code=True),)


def _in_use(view: FileView) -> Iterator[tuple[str, Text]]:
    """Yield each subject with what shows that it is in use."""
    surfaces = used_surfaces(PERFORMANCE_SURFACES, view.imports, view.analysis)
    cached = _cached(view)
    if cached:
        # A decorator says more than the import of it.
        surfaces.pop(CACHING.subject, None)
        yield CACHING.subject, cached
    for subject, statements in surfaces.items():
        yield subject, import_evidence(view, statements)
    coroutines = [symbol for symbol in view.shown_symbols if symbol.is_async]
    if coroutines:
        links = (view.line_link(symbol.line, f"{symbol.line}") for symbol in coroutines)
        number = count(len(coroutines), "async function")
        lines = "lines" if len(coroutines) > 1 else "line"
        yield (
            "Coroutines",
            (plain(f"defines {number} ({lines} "), *view.site.shown_links(links), plain(")")),
        )


def _cached(view: FileView) -> Text:
    spans: list[Span] = []
    for symbol, decorator in cached_definitions(view.shown_symbols):
        if spans:
            spans.append(plain(", "))
        spans += [Span(f"@{decorator}", code=True), plain(" on "), Span(symbol.qualname, code=True)]
        spans.extend(line_reference(view, symbol.line))
    return tuple(spans)
