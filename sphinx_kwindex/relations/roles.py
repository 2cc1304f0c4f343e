"""What each file is there for, by its name, or by what manifests and tools say of it."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_kwindex.paths import name_of
from sphinx_kwindex.project import Project
from sphinx_kwindex.project.python.public_api import Reexport
from sphinx_kwindex.project.roles import Role, role_of
from sphinx_kwindex.records.analysis import FileFacts, is_private_name
from sphinx_kwindex.records.testing import Use
from sphinx_kwindex.relations.context import Context

_MOST_NAMED = 3
_BY_IMPORTS = "by its imports"
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
    package = _package_role(project, path)
    if package is not None:
        return package
    place = project.tests.places.get(path)
    named = role_of(path)
    if named is not None or place is None:
        return named
    return Role(_STATEMENTS[place.use], place.rule)


def _package_role(project: Project, path: str) -> Role | None:
    """Return what a package passes on, None for one that keeps all to itself and any other file."""
    found = [
        item for item in project.reexports.get(path, ())
        if not is_private_name(item.name) and not _is_module(item)
    ]  # fmt: skip
    if not found or not path.endswith(".py"):
        return None
    names = [f"`{item.name}`" for item in sorted(found, key=lambda item: (item.line, item.name))]
    number = len({item.source for item in found})
    files = "1 file" if number == 1 else f"{number:,} files"
    shown = ", ".join(names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        return Role(f"Re-exports {len(names):,} names of {files}: {shown} and others.", _BY_IMPORTS)
    listed = " and ".join(shown.rsplit(", ", 1))
    return Role(f"Re-exports {listed} of {files}.", _BY_IMPORTS)


def _is_module(item: Reexport) -> bool:
    """Return whether what a package imports is a whole module, which is its own in any case."""
    place = item.source.removesuffix("/__init__.py").removesuffix(".py")
    return item.definition is None and name_of(place) == item.name
