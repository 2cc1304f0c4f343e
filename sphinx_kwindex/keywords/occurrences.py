"""Keywords from literals: what a program prints, and by what it is set up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from sphinx_kwindex.keywords.keyword import Holder, Keyword, brief, shorter
from sphinx_kwindex.keywords.kinds import KeywordKind
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.holding import innermost

_MOST_HOLDERS = 10


def occurrence_keywords(project: Project, facts: FileFacts, *, private: bool) -> Iterator[Keyword]:
    """Yield a keyword for each different literal, where it first stands."""
    counts = Counter((item.kind, item.name) for item in facts.analysis.occurrences)
    holders = _holders(facts, private=private)
    is_aside = project.is_aside(facts.path)
    seen: set[tuple[str, str]] = set()
    for item in facts.analysis.occurrences:
        key = (item.kind, item.name)
        if key in seen:
            continue
        seen.add(key)
        count = counts[key]
        yield Keyword(
            name=item.name,
            qualname=", ".join((*item.others, item.name)),
            kind=KeywordKind.of_occurrence(item.kind),
            path=facts.path,
            anchor=item.anchor,
            note=f"first of {count}" if count > 1 else "",
            summary=shorter(item.summary),
            holders=tuple(holders.get(key, {}).values()),
            is_aside=is_aside,
        )


def _holders(facts: FileFacts, *, private: bool) -> Mapping[tuple[str, str], Mapping[str, Holder]]:
    """Return the definitions in which each literal stands, by their anchors."""
    analysis = facts.analysis
    around = innermost(analysis.symbols, (item.line for item in analysis.occurrences))
    found: dict[tuple[str, str], dict[str, Holder]] = {}
    for item in analysis.occurrences:
        symbol = around.get(item.line)
        if symbol is None or (symbol.is_private and not private):
            continue
        of_literal = found.setdefault((item.kind, item.name), {})
        if len(of_literal) < _MOST_HOLDERS and symbol.anchor not in of_literal:
            of_literal[symbol.anchor] = Holder(
                facts.path, symbol.qualname, symbol.anchor, brief(symbol.summary)
            )
    return found
