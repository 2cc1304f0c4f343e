"""Keywords of the files that declare entry points."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.keywords.keyword import Keyword
from sphinx_kwindex.keywords.kinds import KeywordKind
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import LINE_ANCHOR, FileFacts


def entry_point_keywords(project: Project, facts: FileFacts, **_options: bool) -> Iterator[Keyword]:
    """Yield a keyword for each entry point; its place is the line that declares it."""
    for found in project.entry_points.get(facts.path, ()):
        declared = found.declared
        anchor = f"{LINE_ANCHOR}{declared.line}" if declared.line else ""
        yield Keyword(
            declared.name,
            declared.name,
            KeywordKind.ENTRY_POINT,
            facts.path,
            anchor,
            f"{declared.table} {declared.value}",
        )
