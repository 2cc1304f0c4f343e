"""Keywords of the files that declare entry points."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.keywords.keyword import Holder, Keyword, brief
from sphinx_kwindex.keywords.kinds import KeywordKind
from sphinx_kwindex.project import Project
from sphinx_kwindex.project.declared.entry_points import LinkedEntryPoint
from sphinx_kwindex.records.analysis import FileFacts


def entry_point_keywords(project: Project, facts: FileFacts, *, private: bool) -> Iterator[Keyword]:
    """Yield a keyword for each entry point; its place is where it is declared."""
    for found in project.entry_points.get(facts.path, ()):
        declared = found.declared
        yield Keyword(
            declared.name,
            declared.name,
            KeywordKind.ENTRY_POINT,
            facts.path,
            declared.anchor,
            f"{declared.table} {declared.value}",
            holders=tuple(_target(found, private=private)),
        )


def _target(found: LinkedEntryPoint, *, private: bool) -> Iterator[Holder]:
    if found.definition is not None and (private or not found.definition.symbol.is_private):
        symbol = found.definition.symbol
        yield Holder(found.definition.path, symbol.qualname, symbol.anchor, brief(symbol.summary))
