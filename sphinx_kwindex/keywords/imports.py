"""Keywords from imports: one for each module or name that a file imports, however often."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.keywords.keyword import Keyword
from sphinx_kwindex.keywords.kinds import KeywordKind
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts, is_private_name


def import_keywords(_project: Project, facts: FileFacts, *, private: bool) -> Iterator[Keyword]:
    """Yield a keyword for each imported module and name; a star import gives its module."""
    seen: set[str] = set()
    for statement in facts.analysis.imports:
        dotted = statement.dotted
        is_private = is_private_name(statement.name or statement.module.rpartition(".")[2])
        if dotted in seen or (is_private and not private):
            continue
        seen.add(dotted)
        name = statement.module if statement.is_star else statement.name or statement.module
        yield Keyword(name or dotted, dotted, KeywordKind.IMPORT, facts.path, statement.anchor)
