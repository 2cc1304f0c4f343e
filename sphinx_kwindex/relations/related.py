"""The files that belong to a file: its stub, its tests by name, those imported together with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import msgspec

from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.context import Context

_MOST_COMPANIONS = 6
_FEWEST_SHARED_IMPORTERS = 2
_INIT = "__init__"

Stems = Mapping[str, tuple[str, ...]]
"""Python files by their name without suffix."""


class Companion(msgspec.Struct, frozen=True, array_like=True):
    """A file that is imported by the files that import another."""

    path: str
    importers: int
    """How many files import both."""


class Related(msgspec.Struct, frozen=True):
    """The files that belong to a file, each kind sorted by path."""

    counterpart: str = ""
    """The stub of a module, or the module of a stub."""
    named_alike: tuple[str, ...] = ()
    """The tests of a module by their name, or the module of a test."""
    mutual: tuple[str, ...] = ()
    """Files that it imports and that import it when they run."""
    mutual_for_types: tuple[str, ...] = ()
    """Further ones where one of the directions is for type checking only."""
    companions: tuple[Companion, ...] = ()
    """Files that are imported together with it, most often first."""


def related_of_files(context: Context) -> Callable[[FileFacts], Related]:
    """Relate each file to those that belong to it.

    Returns
    -------
    function from the facts of a file to these files
    """
    project = context.project
    stems = _stems(project)
    graph = project.graph

    def of(facts: FileFacts) -> Related:
        path = facts.path
        running = set(graph.running.get(path, ())) & set(graph.dependents.get(path, ()))
        mutual = set(project.imported_by(path)) & set(project.importers_of(path))
        return Related(
            counterpart=project.counterpart_of(path) or "",
            named_alike=_named_alike(facts, stems),
            mutual=tuple(sorted(running)),
            mutual_for_types=tuple(sorted(mutual - running)),
            companions=_companions(project, path),
        )

    return of


def _stems(project: Project) -> Stems:
    stems: dict[str, tuple[str, ...]] = {}
    for facts in project.files.values():
        if facts.path.endswith(".py"):
            stem = facts.source.name.partition(".")[0]
            stems[stem] = (*stems.get(stem, ()), facts.path)
    return stems


def _companions(project: Project, path: str) -> tuple[Companion, ...]:
    shared: Counter[str] = Counter()
    for importer in project.importers_of(path):
        shared.update(project.imported_by(importer))
    del shared[path]
    found = [
        Companion(other, number)
        for other, number in shared.items()
        if number >= _FEWEST_SHARED_IMPORTERS and not project.is_test_file(other)
    ]
    return tuple(sorted(found, key=lambda item: (-item.importers, item.path))[:_MOST_COMPANIONS])


def _named_alike(facts: FileFacts, stems: Stems) -> tuple[str, ...]:
    """Return the tests of a module by name, or the module of a test, where the name is unique."""
    stem = facts.source.name.partition(".")[0]
    if not facts.is_python or stem == _INIT:
        return ()
    tested = stem.removeprefix("test_").removesuffix("_test")
    if tested != stem:
        found = stems.get(tested, ())
        return found if len(found) == 1 else ()
    if len(stems.get(stem, ())) != 1:
        return ()
    return (*stems.get(f"test_{stem}", ()), *stems.get(f"{stem}_test", ()))
