"""What each file is there for, by its name, or by what manifests and tools say of it."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_kwindex.project import Project
from sphinx_kwindex.project.roles import Role, role_of
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.testing import Use
from sphinx_kwindex.relations.context import Context

_STATEMENTS = {
    Use.TEST: "Holds tests.",
    Use.BENCHMARK: "Holds benchmarks.",
    Use.EXAMPLE: "Is part of an example.",
}


def roles_of_files(context: Context) -> Callable[[FileFacts], Role | None]:
    """Relate each file to what it is there for.

    Returns
    -------
    function from the facts of a file to its role
        None for an ordinary file.
    """

    def of(facts: FileFacts) -> Role | None:
        return role_in(context.project, facts.path)

    return of


def role_in(project: Project, path: str) -> Role | None:
    """Return the role of a file, None for an ordinary one.

    Parameters
    ----------
    project:
        The linked repository.
    path:
        Path of the file.
    """
    place = project.tests.places.get(path)
    named = role_of(path)
    if named is not None or place is None:
        return named
    return Role(_STATEMENTS[place.use], place.rule)
