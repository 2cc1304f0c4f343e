"""The patterns and idioms that a file has examples of."""

from __future__ import annotations

from collections.abc import Callable

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
    return context.patterns


def find_known_patterns(
    project: Project, settings: Settings
) -> Callable[[FileFacts], tuple[Match, ...]]:
    """Return what gives the patterns of a file.

    Parameters
    ----------
    project:
        The linked repository.
    settings:
        The options, which may add rows to the table.

    Returns
    -------
    function from the facts of a file to its patterns
        In the order of the table.
    """
    own_rows = (row.pattern() for row in settings.patterns)
    return find_patterns(project, (*PATTERNS, *own_rows))


def no_patterns(_facts: FileFacts) -> tuple[Match, ...]:
    """Return none: where no page shows any."""
    return ()
