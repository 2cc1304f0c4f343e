"""Patterns: the rows of the table that the file has examples of, with the lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_kwindex.analysis.inline import marked_up
from sphinx_kwindex.blocks.blocks import Block, Row, Table, plain
from sphinx_kwindex.insights.patterns import Match, Place
from sphinx_kwindex.pages.files.sections.evidence import line_reference
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.text import Span, Text

_MOST_PLACES = 8


def patterns(view: FileView) -> Iterator[Block]:
    """Yield the patterns with their places."""
    rows = tuple(
        Row((_name(match), marked_up(match.pattern.explanation), _places(view, places)))
        for match in view.relations.patterns
        if (places := match.shown(private=view.site.settings.private))
    )
    if rows:
        yield Table(("Pattern", "What it is", "Where"), rows)


def _name(match: Match) -> Text:
    """Return the name of a pattern as a link to its documentation."""
    return (Span(match.pattern.name, url=match.pattern.url),)


def _places(view: FileView, places: Sequence[Place]) -> Text:
    spans: list[Span] = []
    for place in places[:_MOST_PLACES]:
        spans += [plain(", ")] if spans else []
        symbol = place.symbol
        if symbol is None:
            spans.append(view.line_link(place.line, f"line {place.line}"))
            continue
        spans.append(view.own_link(symbol))
        spans.extend(line_reference(view, place.line))
    more = len(places) - _MOST_PLACES
    return (*spans, plain(f" and {more:,} more")) if more > 0 else tuple(spans)
