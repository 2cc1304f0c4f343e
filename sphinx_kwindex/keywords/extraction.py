"""From facts to the entries of the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sphinx_kwindex.keywords.bindings import binding_keywords
from sphinx_kwindex.keywords.entry_points import entry_point_keywords
from sphinx_kwindex.keywords.imports import import_keywords
from sphinx_kwindex.keywords.keyword import Keyword
from sphinx_kwindex.keywords.modules import module_keywords
from sphinx_kwindex.keywords.occurrences import occurrence_keywords
from sphinx_kwindex.keywords.parts import part_keywords
from sphinx_kwindex.keywords.symbols import symbol_keywords
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts

EXTRACTORS: tuple[Callable[..., Iterator[Keyword]], ...] = (
    module_keywords,
    symbol_keywords,
    part_keywords,
    occurrence_keywords,
    import_keywords,
    entry_point_keywords,
    binding_keywords,
)
"""Each takes the project, the facts of a text file and ``private``, and yields keywords."""


def keywords_of(project: Project, facts: FileFacts, *, private: bool) -> list[Keyword]:
    """Return the keywords of a file.

    Parameters
    ----------
    project:
        The linked repository.
    facts:
        The file.
    private:
        Whether private names count.
    """
    if not facts.is_text:
        return []
    return [
        keyword for extract in EXTRACTORS for keyword in extract(project, facts, private=private)
    ]
