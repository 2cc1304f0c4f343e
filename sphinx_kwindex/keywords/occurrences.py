"""Keywords from literals: what a program prints, and by what it is set up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sphinx_kwindex.keywords.keyword import Keyword
from sphinx_kwindex.keywords.kinds import KeywordKind
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts


def occurrence_keywords(_project: Project, facts: FileFacts, **_options: bool) -> Iterator[Keyword]:
    """Yield a keyword for each different literal, where it first stands."""
    counts = Counter((item.kind, item.name) for item in facts.analysis.occurrences)
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
        )
