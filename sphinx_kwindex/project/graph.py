"""The import graph between the files of a repository, on :mod:`networkx`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from sphinx_kwindex.project.imports import ResolvedImport


class ImportGraph(msgspec.Struct, frozen=True):
    """Who imports whom; all tuples are sorted."""

    imports: Mapping[str, tuple[str, ...]]
    """Files that a file imports."""
    importers: Mapping[str, tuple[str, ...]]
    """Files that import a file."""
    cycles: Mapping[str, tuple[str, ...]]
    """The files of the import cycle that a file is part of, at import time of the modules."""


def build_graph(resolved: Mapping[str, Iterable[ResolvedImport]]) -> ImportGraph:
    """Build the graph from the resolved imports of each file.

    An import under ``TYPE_CHECKING`` or in a function does not run when the module is loaded, so
    it makes an edge, but it does not close a cycle.
    """
    import networkx as nx  # takes as long to load as a build with nothing to do

    edges: dict[str, set[str]] = {}
    reverse: dict[str, set[str]] = {}
    loading: nx.DiGraph[str] = nx.DiGraph()
    for path, imports in resolved.items():
        for item in imports:
            if item.target is None or item.target == path:
                continue
            edges.setdefault(path, set()).add(item.target)
            reverse.setdefault(item.target, set()).add(path)
            if not (item.statement.type_checking or item.statement.deferred):
                loading.add_edge(path, item.target)
    cycles: dict[str, tuple[str, ...]] = {}
    for component in nx.strongly_connected_components(loading):
        if len(component) > 1:
            members = tuple(sorted(component))
            cycles.update(dict.fromkeys(members, members))
    return ImportGraph(_sorted(edges), _sorted(reverse), cycles)


def _sorted(edges: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {path: tuple(sorted(targets)) for path, targets in sorted(edges.items())}
