"""Where the keywords stand that have no definition and no line of their own on a page."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_kwindex.records.analysis import Analysis


def named_places(analysis: Analysis) -> Mapping[str, int]:
    """Return where each literal and each binding stands that is a keyword.

    Returns
    -------
    mapping from anchors to lines
        The first of each, counted from 1.
    """
    lines: dict[str, int] = {}
    for literal in analysis.occurrences:
        lines.setdefault(literal.anchor, literal.line)
    for binding in analysis.bindings:
        lines.setdefault(binding.anchor, binding.line)
    return lines
