"""How a file is coupled to others: its layer, who loads whom, and what a change reaches.

Imports that never run (for type checking, or in a stub) count for none of these figures.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sphinx_kwindex.project import Project
from sphinx_kwindex.project.graph.graph import Reach
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.layers import layer_of

MOST_REACHED = 24
"""Files that are all named; of more only the nearest are, and the folders of all."""
_NEAREST = 12
_MOST_FOLDERS = 12


class DeclaredLayer(msgspec.Struct, frozen=True):
    """The layer of ``kwindex_layers`` that a module belongs to."""

    name: str
    position: int
    """Counted from 1 at the top."""
    count: int
    """How many layers are declared."""


class Coupling(msgspec.Struct, frozen=True):
    """The figures of a file in the import graph."""

    layer: int = 0
    """The longest chain of imports below it while it is loaded."""
    is_alone: bool = False
    """Whether it is the ``__init__`` of a package that no import names, but those of modules below
    its folder run."""
    is_in_cycle: bool = False
    fan_in: int = 0
    """Files that import it when they run."""
    fan_out: int = 0
    """Files that it imports when it runs."""
    imports_later: int = 0
    """How many of them it does not import while it is loaded."""
    importers_for_types: int = 0
    """Further files that import it for type checking only."""
    imports_for_types: int = 0
    declared_layer: DeclaredLayer | None = None
    reach: Reach | None = None
    """What a change can reach; None where it cannot leave the file."""
    nearest: tuple[str, ...] = ()
    """Files that a change reaches through others, nearest first."""
    distances: tuple[int, ...] = ()
    """How many imports away each of them is."""
    folders: tuple[tuple[str, int], ...] = ()
    """Folders of all files that a change reaches, with their number, joined until they are few."""

    @property
    def further(self) -> int:
        """How many files a change reaches through others."""
        return self.reach.files - self.fan_in if self.reach is not None else 0

    @property
    def instability(self) -> float | None:
        """Fan-out divided by fan-in and fan-out, from 0 to 1; None without either."""
        both = self.fan_in + self.fan_out
        return self.fan_out / both if both else None


def coupling_of_files(context: Context) -> Callable[[FileFacts], Coupling | None]:
    """Relate each file to its figures in the import graph.

    Returns
    -------
    function from the facts of a file to its coupling
        None for a file without imports in either direction.
    """
    graph = context.project.graph
    layers = context.settings.layers
    imported = _folders_with_imported_files(context.project)

    def of(facts: FileFacts) -> Coupling | None:
        path = facts.path
        if not (graph.imports.get(path) or graph.importers.get(path)):
            is_alone = facts.source.name == "__init__.py" and facts.source.folder in imported
            return Coupling(is_alone=True) if is_alone else None
        fan_in, fan_out = len(graph.dependents.get(path, ())), len(graph.running.get(path, ()))
        reach = graph.reach.get(path)
        further = reach.files - fan_in if reach is not None else 0
        most = further if further <= MOST_REACHED else _NEAREST
        nearest = graph.nearest_dependents(path, most) if further else ()
        return Coupling(
            layer=graph.layers.get(path, 0),
            is_in_cycle=path in graph.cycles,
            fan_in=fan_in,
            fan_out=fan_out,
            imports_later=fan_out - len(graph.loading.get(path, ())),
            importers_for_types=len(graph.importers.get(path, ())) - fan_in,
            imports_for_types=len(graph.imports.get(path, ())) - fan_out,
            declared_layer=_declared(context, facts, layers),
            reach=reach,
            nearest=tuple(found for found, _ in nearest),
            distances=tuple(distance for _, distance in nearest),
            folders=graph.reached_folders(path, _MOST_FOLDERS) if further > most else (),
        )

    return of


def _folders_with_imported_files(project: Project) -> frozenset[str]:
    """Return the folders with a file in or below them that another imports."""
    found: set[str] = set()
    for path in project.graph.importers:
        while path and (path := path.rpartition("/")[0]) not in found:
            found.add(path)
    return frozenset(found)


def _declared(context: Context, facts: FileFacts, layers: tuple[str, ...]) -> DeclaredLayer | None:
    if not facts.is_python or not layers:
        return None
    own = layer_of(context.project.modules.dotted_name(facts.path), layers)
    return DeclaredLayer(own, layers.index(own) + 1, len(layers)) if own else None
