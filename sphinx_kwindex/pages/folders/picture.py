"""The imports between the parts of a folder as a graph: what to draw of them, and when."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Paragraph, plain
from sphinx_kwindex.blocks.graph import Graph, GraphEdge, GraphNode
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.relations.folders.parts import without_detours
from sphinx_kwindex.relations.folders.views import FolderView

_FEWEST_PARTS = 3
"""Two names and an arrow say no more than a line of the table."""
_MOST_PARTS = 40
_MOST_ARROWS = 80
_FEW_ARROWS = 24
"""So many can be followed one by one."""
_LONGEST_LABEL = 32
_WIDEST = 75
"""Characters, with those that the space between two names takes, that fit a line of a page."""
_SPACE = 4


def graph_of(site: Site, folder: FolderView) -> Iterator[Block]:
    """Yield the graph of the parts of a folder that import each other, if it is worth a picture.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    folder:
        The folder.
    """
    parts = folder.parts
    if not site.settings.pictures or len(parts) < _FEWEST_PARTS:
        return
    kept = {(part.path, found.target) for part in parts for found in part.imports}
    number = len(kept)
    if number > _FEW_ARROWS:
        kept &= without_detours(parts)
    if len(parts) > _MOST_PARTS or len(kept) > _MOST_ARROWS:
        parts_and_imports = f"{count(len(parts), 'part')}, {count(number, 'import')}"
        yield Paragraph((plain(f"Too much for a picture: {parts_and_imports} between them."),))
        return
    positions = {part.path: position for position, part in enumerate(parts)}
    edges = tuple(
        GraphEdge(positions[part.path], positions[found.target], found.later)
        for part in parts
        for found in part.imports
        if (part.path, found.target) in kept
    )
    yield Graph(
        label=(
            f"Imports between {len(parts)} parts of {folder.path or site.title_in_words}, "
            "as in the table below"
        ),
        rows=tuple(_node(site, folder, part.path) for part in parts),
        edges=edges,
        sideways=_is_wide(folder),
        caption=_caption(
            has_dashed=any(edge.dashed for edge in edges), is_whole=len(kept) == number
        ),
    )


def _node(site: Site, folder: FolderView, path: str) -> GraphNode:
    names = site.names
    if path in names.folder_doc:
        return GraphNode(
            f"{_label(folder, path)}/", f"{path}/", names.folder_doc[path], is_folder=True
        )
    return GraphNode(_label(folder, path), path, names.file_docs.get(path, ""))


def _label(folder: FolderView, path: str) -> str:
    name = folder.below(path)
    if len(name) <= _LONGEST_LABEL:
        return name
    half = _LONGEST_LABEL // 2
    return f"{name[:half]}…{name[-half:]}"


def _caption(*, has_dashed: bool, is_whole: bool) -> str:
    words = ["An arrow leads from what imports to what is imported."]
    if has_dashed:
        words.append("Dashed: only later, in a function or a program.")
    if not is_whole:
        words.append("Arrows are left out where a chain of others leads the same way.")
    return " ".join(words)


def _is_wide(folder: FolderView) -> bool:
    """Return whether the layers are too wide to lie one below another, and fit better in a row."""
    widths: dict[int, list[int]] = {}
    for part in folder.parts:
        widths.setdefault(part.layer, []).append(len(_label(folder, part.path)) + _SPACE)
    downwards = max(sum(layer) for layer in widths.values())
    sideways = sum(max(layer) + _SPACE for layer in widths.values())
    return downwards > _WIDEST and sideways < downwards
