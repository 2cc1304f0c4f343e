"""The imports between the parts of a folder as a graph: what to draw of them, and when."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Paragraph, plain
from sphinx_kwindex.blocks.graph import Graph, GraphEdge, GraphNode
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.relations.folders.parts import Drawn, Part, drawn

_FEWEST_BOXES = 3
"""Two names and an arrow say no more than a line of the table."""
_MANY_BOXES = 15
"""So many files and folders are too many to be read at a glance."""
_MOST_BOXES = 40
_MOST_ARROWS = 80
_FEW_ARROWS = 12
"""So many can be followed one by one."""
_LONGEST_LABEL = 32
_MOST_IN_CYCLE = 2
"""Parts that a box names; of more it says how many they are."""
_ABOUT_CYCLES = "import-cycles"


def graph_of(site: Site, folder: str, parts: tuple[Part, ...]) -> Iterator[Block]:
    """Yield the graph of the parts of a folder that import each other, if it is worth a picture.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    folder:
        Path of the folder.
    parts:
        What directly in it imports each other, top layer first.
    """
    if not site.settings.pictures:
        return
    whole = drawn(parts)
    number = len(whole.boxes)
    folders = [part for part in parts if part.path in site.names.folder_doc]
    folders_only = number > _MANY_BOXES and len(folders) >= _FEWEST_BOXES
    if folders_only:
        whole = drawn(folders)
    shown = whole.without_detours() if len(whole.arrows) > _FEW_ARROWS else whole
    if len(shown.boxes) < _FEWEST_BOXES or not shown.arrows:
        return
    if len(shown.boxes) > _MOST_BOXES or len(shown.arrows) > _MOST_ARROWS:
        found = f"{count(len(parts), 'part')}, {count(len(whole.arrows), 'import')}"
        yield Paragraph((plain(f"Too much for a picture: {found} between them."),))
        return
    name = f"{folder}/" if folder else site.title_in_words
    yield Graph(
        label=f"Imports between {len(shown.boxes)} parts of {name}",
        rows=tuple(_node(site, folder, box) for box in shown.boxes),
        edges=tuple(GraphEdge(*arrow, dashed=later) for arrow, later in shown.arrows.items()),
        caption=_caption(shown, whole, name, folders_only=folders_only),
    )


def _node(site: Site, folder: str, box: tuple[str, ...]) -> GraphNode:
    names = site.names
    if len(box) > 1:
        labels = [_label(folder, path) for path in box]
        told = " ⇄ ".join(labels) if len(box) <= _MOST_IN_CYCLE else f"{len(box)} in a cycle"
        listed = ", ".join(box)
        return GraphNode(told, listed, names.folder_doc[folder], anchor=_ABOUT_CYCLES)
    (path,) = box
    if path in names.folder_doc:
        return GraphNode(
            f"{_label(folder, path)}/", f"{path}/", names.folder_index[path], is_folder=True
        )
    return GraphNode(_label(folder, path), path, names.file_docs.get(path, ""))


def _label(folder: str, path: str) -> str:
    name = path.removeprefix(f"{folder}/") if folder else path
    if len(name) <= _LONGEST_LABEL:
        return name
    half = _LONGEST_LABEL // 2
    return f"{name[:half]}…{name[-half:]}"


def _caption(shown: Drawn, whole: Drawn, name: str, *, folders_only: bool) -> str:
    words = [f"Imports inside {name}. An arrow leads from what imports to what is imported."]
    if any(len(box) > 1 for box in shown.boxes):
        words.append("Parts that import each other are one box.")
    if any(shown.arrows.values()):
        words.append("Dashed: only later, in a function or a program.")
    if len(shown.arrows) < len(whole.arrows):
        words.append("Arrows are left out where a chain of others leads the same way.")
    if folders_only:
        words.append("Only folders are drawn.")
    return " ".join(words)
