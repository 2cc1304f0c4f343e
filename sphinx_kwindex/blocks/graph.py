"""A graph of files and folders, as the data of a picture."""

from __future__ import annotations

import msgspec


class GraphNode(msgspec.Struct, frozen=True, array_like=True):
    """A file or folder in a graph."""

    label: str
    path: str
    """Its whole path, which may be longer than the label."""
    docname: str
    """Page that is about it; empty if there is none."""
    is_folder: bool = False
    anchor: str = ""
    """The place on that page."""


class GraphEdge(msgspec.Struct, frozen=True, array_like=True):
    """An arrow of a graph, from node to node by their positions."""

    tail: int
    head: int
    dashed: bool = False


class Graph(msgspec.Struct, frozen=True, tag="graph"):
    """A picture of what leads where, for those builders that can show one.

    It only repeats what is next to it: without a picture nothing is missing.
    """

    label: str
    """What those hear of it who do not see it."""
    rows: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    caption: str = ""
    """What the arrows mean; shown with the picture only."""
