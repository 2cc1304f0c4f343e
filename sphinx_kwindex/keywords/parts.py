"""Keywords from the parts of documents and data files: headings, tables, keys, targets, jobs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sphinx_kwindex.keywords.keyword import Keyword
from sphinx_kwindex.keywords.kinds import KeywordKind
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.symbol_kinds import SymbolKind


def part_keywords(project: Project, facts: FileFacts, **_options: bool) -> Iterator[Keyword]:
    """Yield a keyword for each part; several of one kind and name are one, at the first of them.

    A script that the project declares as an entry point is a keyword already.
    """
    entry_points = {found.declared.name for found in project.entry_points.get(facts.path, ())}
    parts = [
        symbol
        for symbol in facts.analysis.symbols
        if symbol.kind.is_part
        and not (symbol.kind is SymbolKind.SCRIPT and symbol.name in entry_points)
    ]
    counts = Counter((symbol.kind, symbol.qualname) for symbol in parts)
    seen: set[tuple[str, str]] = set()
    for symbol in parts:
        key = (symbol.kind, symbol.qualname)
        if key not in seen:
            seen.add(key)
            yield Keyword(
                name=symbol.name,
                qualname=symbol.qualname,
                kind=KeywordKind.of_symbol(symbol.kind),
                path=facts.path,
                anchor=symbol.anchor,
                note=f"first of {counts[key]}" if counts[key] > 1 else "",
            )
