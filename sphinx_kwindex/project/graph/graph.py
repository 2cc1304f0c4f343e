"""The import graph between the files of a repository, on :mod:`networkx`.

An import under ``TYPE_CHECKING``, or in a stub, never runs; one in a function, or under
``if __name__ == "__main__":``, does not run while the module is loaded.  So there are three graphs:
of all imports, of those that run, and of those that run while a module is loaded.  What a program
imports for itself does not reach those that import the program's file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from sphinx_kwindex.paths import folder_of
from sphinx_kwindex.project.python.imports import ResolvedImport

if TYPE_CHECKING:
    import networkx as nx

_MOST_LEVELS = 24
"""Levels of folders that are told apart; all folders below are the next, which is the last."""

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
    users: Edges
    """Files that import a file when they run, and not only as a program."""
    loading: Edges
    """Files that a file imports while it is loaded: neither in a function nor as a program."""
    cycles: Mapping[str, tuple[str, ...]]
    """The files of the import cycle that a file is part of while it is loaded."""
    layers: Mapping[str, int]
    """The longest chain of imports below a file while it is loaded; the files of a cycle count as
    one.  Files that neither import others nor are imported are left out."""
    reach: Mapping[str, Reach]
    """What a change of a file can reach when it runs; files that it cannot leave are left out."""
    reached: Mapping[str, int]
    """The same files, each a bit of one number."""
    folder_levels: tuple[Mapping[str, int], ...]
    """The bits of the files by folder: first with all that is below the folders at the top, last
    with each folder by itself, and between with one more level of folders each time."""

    def reached_folders(self, path: str, most: int) -> tuple[tuple[str, int], ...]:
        """Return the folders with files that a change of ``path`` reaches, and how many of each.

        Those that lie deepest are added to the ones around them, level by level, until they are
        few.

        Parameters
        ----------
        path:
            The file that changes.
        most:
            How many to return, if the folders at the top are not more already.
        """
        reached = self.reached.get(path, 0)
        found: tuple[tuple[str, int], ...] = ()
        for level in self.folder_levels:
            counts = ((folder, (bits & reached).bit_count()) for folder, bits in level.items())
            deeper = tuple((folder, number) for folder, number in counts if number)
            if found and len(deeper) > most:
                break
            found = deeper
        return found

    def nearest_dependents(self, path: str, most: int) -> tuple[tuple[str, int], ...]:
        """Return files that a change of ``path`` reaches through others only, nearest first.

        Parameters
        ----------
        path:
            The file that changes.
        most:
            How many to return, at most.

        Returns
        -------
        tuple of files with how many imports away they are
        """
        seen = {path, *self.dependents.get(path, ())}
        queue = list(self.users.get(path, ()))
        steps = {path: 0, **dict.fromkeys(queue, 1)}
        found: list[tuple[str, int]] = []
        for reached in queue:
            users = frozenset(self.users.get(reached, ()))
            for further in self.dependents.get(reached, ()):
                if further not in seen:
                    if len(found) == most:
                        return tuple(found)
                    seen.add(further)
                    found.append((further, steps[reached] + 1))
                if further in users and further not in steps:
                    steps[further] = steps[reached] + 1
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
    """Return whether an import of the file ``importer`` runs at all.

    Parameters
    ----------
    item:
        An import.
    importer:
        The path of the file that it is in.
    """
    return not (item.statement.type_checking or importer.endswith(".pyi"))


def runs_on_loading(item: ResolvedImport, importer: str) -> bool:
    """Return whether an import of the file ``importer`` runs while that is loaded.

    Parameters
    ----------
    item:
        An import.
    importer:
        The path of the file that it is in.
    """
    later = item.statement.deferred or item.statement.as_program
    return runs(item, importer) and not later


def build_graph(
    resolved: Mapping[str, Iterable[ResolvedImport]], test_files: Collection[str]
) -> ImportGraph:
    """Build the graph.

    Parameters
    ----------
    resolved:
        The resolved imports of each file.
    test_files:
        Paths of the files for tests.
    """
    import networkx as nx  # takes as long to load as a build with nothing to do

    edges: dict[str, set[str]] = {}
    running: dict[str, set[str]] = {}
    using: dict[str, set[str]] = {}
    loading: dict[str, set[str]] = {}
    for path, imports in resolved.items():
        for item in imports:
            if item.target is None or item.target == path:
                continue
            edges.setdefault(path, set()).add(item.target)
            if runs(item, path):
                running.setdefault(path, set()).add(item.target)
                if not item.statement.as_program:
                    using.setdefault(path, set()).add(item.target)
            if runs_on_loading(item, path):
                loading.setdefault(path, set()).add(item.target)
    condensed = nx.condensation(nx.DiGraph(_sorted(loading)))
    dependents, users = _sorted(_reversed(running)), _sorted(_reversed(using))
    used: nx.DiGraph[str] = nx.DiGraph(_sorted(using))
    used.add_nodes_from(sorted({*running, *dependents}))
    bits, reached = _reached(nx.condensation(used), dependents)
    return ImportGraph(
        imports=_sorted(edges),
        importers=_sorted(_reversed(edges)),
        running=_sorted(running),
        dependents=dependents,
        users=users,
        loading=_sorted(loading),
        cycles=_cycles(condensed),
        layers=_layers(condensed),
        reach=_reach(bits, reached, test_files),
        reached=reached,
        folder_levels=_by_folder(bits),
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


def _reached(
    condensed: nx.DiGraph[int], dependents: Edges
) -> tuple[dict[str, int], dict[str, int]]:
    """Return a bit for each file, and the bits of the files that a change of each can reach.

    Parameters
    ----------
    condensed:
        The graph of what passes a change on.
    dependents:
        The files that import each, those that pass nothing on too.
    """
    import networkx as nx

    order = list(nx.topological_sort(condensed))
    members = {component: sorted(condensed.nodes[component]["members"]) for component in order}
    bits = {
        path: 1 << position
        for position, path in enumerate(path for found in members.values() for path in found)
    }
    above: dict[int, int] = {}
    reached: dict[str, int] = {}
    for component in order:
        above[component] = 0
        for path in members[component]:
            for importer in dependents.get(path, ()):
                above[component] |= bits[importer]
        for importer_component in condensed.predecessors(component):
            above[component] |= above[importer_component]
        for path in members[component]:
            found = above[component] & ~bits[path]
            if found:
                reached[path] = found
    return bits, reached


def _reach(
    bits: Mapping[str, int], reached: Mapping[str, int], test_files: Collection[str]
) -> dict[str, Reach]:
    tests = 0
    for path, bit in bits.items():
        tests |= bit if path in test_files else 0
    return {
        path: Reach(found.bit_count(), (found & tests).bit_count())
        for path, found in reached.items()
    }


def _by_folder(bits: Mapping[str, int]) -> tuple[dict[str, int], ...]:
    """Return the bits of the files by folder, with more levels of folders each time."""
    folders: dict[str, int] = {}
    for path, bit in bits.items():
        folder = folder_of(path)
        folders[folder] = folders.get(folder, 0) | bit
    deepest = max((folder.count("/") + 1 for folder in folders), default=0)
    depths = [*range(1, min(deepest, _MOST_LEVELS)), deepest]
    return tuple(_cut(folders, depth) for depth in depths)


def _cut(folders: Mapping[str, int], depth: int) -> dict[str, int]:
    """Return the bits of folders with all that lies deeper added to the folders around it."""
    level: dict[str, int] = {}
    for folder, bits in folders.items():
        outer = "/".join(folder.split("/")[:depth])
        level[outer] = level.get(outer, 0) | bits
    return dict(sorted(level.items()))


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
