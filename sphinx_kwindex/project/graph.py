"""The import graph between the files of a repository, on :mod:`networkx`.

An import under ``TYPE_CHECKING``, or in a stub, never runs; one in a function, or under
``if __name__ == "__main__":``, does not run while the module is loaded.  So there are three graphs:
of all imports, of those that run, and of those that run while a module is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from sphinx_kwindex.project.imports import ResolvedImport
from sphinx_kwindex.project.roles import is_test_path

if TYPE_CHECKING:
    import networkx as nx

Edges = Mapping[str, tuple[str, ...]]
"""Other files by file; the tuples are sorted."""


class Reach(msgspec.Struct, frozen=True):
    """How many files a change of one file can reach: those that import it, however indirectly."""

    files: int
    tests: int
    """Test files among them."""


class ImportGraph(msgspec.Struct, frozen=True):
    """Who imports whom, and what follows from it."""

    imports: Edges
    """Files that a file imports."""
    importers: Edges
    """Files that import a file."""
    running: Edges
    """Files that a file imports when it runs: not for type checking only."""
    dependents: Edges
    """Files that import a file when they run."""
    loading: Edges
    """Files that a file imports while it is loaded: neither in a function nor as a program."""
    cycles: Mapping[str, tuple[str, ...]]
    """The files of the import cycle that a file is part of while it is loaded."""
    layers: Mapping[str, int]
    """The longest chain of imports below a file while it is loaded; the files of a cycle count as
    one.  Files that neither import others nor are imported are left out."""
    reach: Mapping[str, Reach]
    """What a change of a file can reach when it runs; files that it cannot leave are left out."""

    def nearest_dependents(self, path: str, most: int) -> tuple[str, ...]:
        """Return files that a change of ``path`` reaches through others only, nearest first.

        Parameters
        ----------
        path:
            The file that changes.
        most:
            How many to return, at most.
        """
        direct = self.dependents.get(path, ())
        seen = {path, *direct}
        queue = list(direct)
        found: list[str] = []
        for reached in queue:
            for further in self.dependents.get(reached, ()):
                if len(found) == most:
                    return tuple(found)
                if further not in seen:
                    seen.add(further)
                    found.append(further)
                    queue.append(further)
        return tuple(found)

    def shortest_cycle(self, path: str) -> tuple[str, ...]:
        """Return the files of a shortest import cycle through ``path``, which comes first."""
        members = frozenset(self.cycles.get(path, ()))
        came_from: dict[str, str] = {}
        queue = [path] if members else []
        for importer in queue:
            for target in self.loading.get(importer, ()):
                if target == path:
                    return _way_back(importer, came_from)
                if target in members and target not in came_from:
                    came_from[target] = importer
                    queue.append(target)
        return ()


def runs(item: ResolvedImport, importer: str) -> bool:
    """Tell whether an import of the file ``importer`` runs at all."""
    return not (item.statement.type_checking or importer.endswith(".pyi"))


def runs_on_loading(item: ResolvedImport, importer: str) -> bool:
    """Tell whether an import of the file ``importer`` runs while that is loaded."""
    later = item.statement.deferred or item.statement.as_program
    return runs(item, importer) and not later


def build_graph(resolved: Mapping[str, Iterable[ResolvedImport]]) -> ImportGraph:
    """Build the graph from the resolved imports of each file."""
    import networkx as nx  # takes as long to load as a build with nothing to do

    edges: dict[str, set[str]] = {}
    running: dict[str, set[str]] = {}
    loading: dict[str, set[str]] = {}
    for path, imports in resolved.items():
        for item in imports:
            if item.target is None or item.target == path:
                continue
            edges.setdefault(path, set()).add(item.target)
            if runs(item, path):
                running.setdefault(path, set()).add(item.target)
            if runs_on_loading(item, path):
                loading.setdefault(path, set()).add(item.target)
    condensed = nx.condensation(nx.DiGraph(_sorted(loading)))
    return ImportGraph(
        imports=_sorted(edges),
        importers=_sorted(_reversed(edges)),
        running=_sorted(running),
        dependents=_sorted(_reversed(running)),
        loading=_sorted(loading),
        cycles=_cycles(condensed),
        layers=_layers(condensed),
        reach=_reach(nx.condensation(nx.DiGraph(_sorted(running)))),
    )


def _cycles(condensed: nx.DiGraph[int]) -> dict[str, tuple[str, ...]]:
    cycles: dict[str, tuple[str, ...]] = {}
    for _, component in condensed.nodes(data="members"):
        if len(component) > 1:
            members = tuple(sorted(component))
            cycles.update(dict.fromkeys(members, members))
    return cycles


def _layers(condensed: nx.DiGraph[int]) -> dict[str, int]:
    import networkx as nx

    heights: dict[int, int] = {}
    layers: dict[str, int] = {}
    for component in reversed(list(nx.topological_sort(condensed))):
        below = [heights[imported] for imported in condensed.successors(component)]
        heights[component] = max(below, default=-1) + 1
        layers.update(dict.fromkeys(condensed.nodes[component]["members"], heights[component]))
    return layers


def _reach(condensed: nx.DiGraph[int]) -> dict[str, Reach]:
    """Count the files above each, as bits of one number for each component of the graph."""
    import networkx as nx

    order = list(nx.topological_sort(condensed))
    own: dict[int, int] = {}
    above: dict[int, int] = {}
    tests = position = 0
    reach: dict[str, Reach] = {}
    for component in order:
        members = condensed.nodes[component]["members"]
        own[component] = ((1 << len(members)) - 1) << position
        for offset, path in enumerate(sorted(members)):
            tests |= is_test_path(path) << (position + offset)
        position += len(members)
        reached = 0
        for importer in condensed.predecessors(component):
            reached |= above[importer] | own[importer]
        above[component] = reached
        together = reached | own[component]
        files = together.bit_count() - 1
        reached_tests = (together & tests).bit_count()
        for path in members if files else ():
            reach[path] = Reach(files, reached_tests - is_test_path(path))
    return reach


def _way_back(path: str, came_from: Mapping[str, str]) -> tuple[str, ...]:
    way = [path]
    while way[-1] in came_from:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))


def _reversed(edges: Mapping[str, set[str]]) -> dict[str, set[str]]:
    reverse: dict[str, set[str]] = {}
    for path, targets in edges.items():
        for target in targets:
            reverse.setdefault(target, set()).add(path)
    return reverse


def _sorted(edges: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {path: tuple(sorted(targets)) for path, targets in sorted(edges.items())}
