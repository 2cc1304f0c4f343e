"""Where the keywords stand that have no definition and no line of their own on a page."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_kwindex.records.analysis import Analysis


def named_places(analysis: Analysis) -> Mapping[str, int]:
    """Return the first line of each literal and each binding that is a keyword, by its anchor."""
    lines: dict[str, int] = {}
    for literal in analysis.occurrences:
        lines.setdefault(literal.anchor, literal.line)
    for binding in analysis.bindings:
        lines.setdefault(binding.anchor, binding.line)
    return lines
