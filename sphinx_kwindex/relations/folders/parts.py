"""The imports between the parts of a folder: its files, and its subfolders with all in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from sphinx_kwindex.project import Project
from sphinx_kwindex.project.graph.graph import runs, runs_on_loading


class PartImport(msgspec.Struct, frozen=True):
    """All imports of one part by another."""

    target: str
    """Path of the imported part."""
    number: int
    """Imported files of all importing files."""
    path: str
    """The first file that imports."""
    anchor: str
    """Where its first import is on its page."""
    later: bool
    """Whether none of them runs while modules are loaded."""


class Part(msgspec.Struct, frozen=True):
    """A file or subfolder that imports another part of its folder or is imported by one."""

    path: str
    layer: int
    """The longest chain of imports below it within the folder, while modules are loaded."""
    tied: bool
    """Whether it is loaded by a part that it loads."""
    imports: tuple[PartImport, ...]


def parts_of_folders(project: Project) -> dict[str, tuple[Part, ...]]:
    """Return the parts of each folder that import each other, top layer first.

    An import belongs to the innermost folder that holds both files, so that all folders together
    have no more of them than the repository has.

    Returns
    -------
    mapping from paths of folders to parts
        A folder whose parts do not import each other is not in it.
    """
    edges: dict[str, dict[tuple[str, str], PartImport]] = {}
    for path in sorted(project.imports):
        seen: dict[str, tuple[str, bool]] = {}
        for item in project.imports[path]:
            if item.target not in (None, path) and runs(item, path):
                target = item.target or ""
                anchor, later = seen.get(target) or (item.statement.anchor, True)
                seen[target] = (anchor, later and not runs_on_loading(item, path))
        for target, (anchor, later) in sorted(seen.items()):
            folder, importer, imported = _parts(path, target)
            found = edges.setdefault(folder, {})
            before = found.get((importer, imported))
            found[importer, imported] = (
                PartImport(imported, 1, path, anchor, later)
                if before is None
                else msgspec.structs.replace(
                    before, number=before.number + 1, later=before.later and later
                )
            )
    return {folder: _ranked(found) for folder, found in edges.items()}


class Drawn(msgspec.Struct, frozen=True):
    """Parts and imports as a picture shows them: what loads each other is one box."""

    boxes: tuple[tuple[str, ...], ...]
    """The parts in each box, sorted; the top layer first."""
    arrows: Mapping[tuple[int, int], bool]
    """From box to box, with whether all imports between them are later."""

    def without_detours(self) -> Drawn:
        """Leave out the arrows that a chain of others makes up for."""
        import networkx as nx  # takes as long to load as a build with nothing to do

        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_edges_from(self.arrows)
        condensed = nx.condensation(graph)
        component = condensed.graph["mapping"]
        direct = frozenset(nx.transitive_reduction(condensed).edges)
        kept = {
            (tail, head): later
            for (tail, head), later in self.arrows.items()
            if component[tail] == component[head] or (component[tail], component[head]) in direct
        }
        return Drawn(self.boxes, kept)


def drawn(parts: Iterable[Part]) -> Drawn:
    """Return parts that import each other with those that load each other as one.

    Parameters
    ----------
    parts:
        The parts, top layer first.
    """
    import networkx as nx  # takes as long to load as a build with nothing to do

    parts = tuple(parts)
    loading: nx.DiGraph[str] = nx.DiGraph()
    loading.add_nodes_from(part.path for part in parts)
    loading.add_edges_from(
        (part.path, found.target)
        for part in parts
        for found in part.imports
        if not found.later and found.target in loading
    )
    members = {
        path: tuple(sorted(component))
        for component in nx.strongly_connected_components(loading)
        for path in component
    }
    boxes = tuple(dict.fromkeys(members[part.path] for part in parts))
    positions = {path: number for number, box in enumerate(boxes) for path in box}
    arrows: dict[tuple[int, int], bool] = {}
    for part in parts:
        for found in part.imports:
            if found.target not in positions:
                continue
            arrow = (positions[part.path], positions[found.target])
            if arrow[0] != arrow[1]:
                arrows[arrow] = arrows.get(arrow, True) and found.later
    return Drawn(boxes, arrows)


def _parts(path: str, target: str) -> tuple[str, str, str]:
    """Return the innermost folder that holds both files, and its parts that they are in."""
    one, other = path.split("/"), target.split("/")
    shared = 0
    while one[shared] == other[shared]:
        shared += 1
    return (
        "/".join(one[:shared]),
        "/".join(one[: shared + 1]),
        "/".join(other[: shared + 1]),
    )


def _ranked(edges: Mapping[tuple[str, str], PartImport]) -> tuple[Part, ...]:
    import networkx as nx  # takes as long to load as a build with nothing to do

    loading: nx.DiGraph[str] = nx.DiGraph()
    imports: dict[str, list[PartImport]] = {}
    for (importer, imported), edge in sorted(edges.items()):
        loading.add_nodes_from((importer, imported))
        imports.setdefault(importer, []).append(edge)
        if not edge.later:
            loading.add_edge(importer, imported)
    condensed = nx.condensation(loading)
    heights: dict[int, int] = {}
    parts: list[Part] = []
    for component in reversed(list(nx.topological_sort(condensed))):
        below = [heights[imported] for imported in condensed.successors(component)]
        heights[component] = max(below, default=-1) + 1
        members = condensed.nodes[component]["members"]
        parts.extend(
            Part(path, heights[component], len(members) > 1, tuple(imports.get(path, ())))
            for path in members
        )
    return tuple(sorted(parts, key=lambda part: (-part.layer, part.path)))
