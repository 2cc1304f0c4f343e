"""The keyword of a Python file itself: its dotted name."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.keywords.keyword import Keyword
from sphinx_kwindex.keywords.kinds import KeywordKind
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import PYTHON_STUB, FileFacts


def module_keywords(project: Project, facts: FileFacts, **_options: bool) -> Iterator[Keyword]:
    """Yield the dotted name; files of private modules are files like any other."""
    if not facts.is_python or not project.modules.is_importable(facts.path):
        return
    dotted = project.modules.dotted_name(facts.path)
    note = "stub" if facts.analysis.language == PYTHON_STUB else ""
    yield Keyword(dotted.rpartition(".")[2], dotted, KeywordKind.MODULE, facts.path, "", note)
