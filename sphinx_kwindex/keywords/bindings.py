"""Keywords from what C and C++ give to Python, under the names that Python knows."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.keywords.keyword import Keyword
from sphinx_kwindex.keywords.kinds import KeywordKind
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts


def binding_keywords(_project: Project, facts: FileFacts, **_options: bool) -> Iterator[Keyword]:
    """Yield a keyword for each name, where it is first given."""
    seen: set[str] = set()
    for item in facts.analysis.bindings:
        if item.dotted not in seen:
            seen.add(item.dotted)
            yield Keyword(
                name=item.dotted.rpartition(".")[2],
                qualname=item.dotted,
                kind=KeywordKind.BINDING,
                path=facts.path,
                anchor=item.anchor,
                note=item.kind.value,
            )
