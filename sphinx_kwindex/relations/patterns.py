"""The patterns and idioms that a file has examples of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from sphinx_kwindex.config import Settings
from sphinx_kwindex.insights.patterns import Match, find_patterns
from sphinx_kwindex.patterns import PATTERNS
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.context import Context


def patterns_of_files(context: Context) -> Callable[[FileFacts], tuple[Match, ...]]:
    """Relate each file to the patterns that it has examples of.

    Returns
    -------
    function from the facts of a file to its patterns
        In the order of the table.
    """
    return lambda facts: context.patterns.get(facts.path, ())


def patterns_by_file(
    project: Project, settings: Settings, paths: Collection[str] | None = None
) -> Mapping[str, tuple[Match, ...]]:
    """Return the patterns of each file that has any.

    Parameters
    ----------
    project:
        The linked repository.
    settings:
        The options, which may add rows to the table.
    paths:
        The files to look at, by default all.

    Returns
    -------
    mapping from paths of files to patterns
        In the order of the table.
    """
    own_rows = (row.pattern() for row in settings.patterns)
    return find_patterns(project, (*PATTERNS, *own_rows), paths)
