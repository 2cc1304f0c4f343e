"""From a graph to Graphviz and back: its text in the DOT language, the SVG that comes of it.

This module alone knows either.  Graphviz is given names of its own for the nodes; what is in the
repository is in the labels alone, as plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from sphinx_kwindex.blocks.characters import one_line, visible
from sphinx_kwindex.blocks.graph import Graph, GraphNode

_NAME = "n"
_START = re.compile(r"\A.*?(?=<svg\b)", re.DOTALL)
_NOISE = re.compile(r"<!--.*?-->\s*| xmlns(?::xlink)?=\"[^\"]*\"|(?<=<g) id=\"[^\"]*\"", re.DOTALL)
_GRAPH = re.compile(rf"(<g class=\"graph\"[^>]*>)\s*<title>{_NAME}</title>")
_NODE = re.compile(
    rf"<g class=\"node\">\s*<title>{_NAME}(\d+)</title>(?P<shape>.*?)</g>", re.DOTALL
)
_EDGE = re.compile(
    rf"<g class=\"edge\">\s*<title>{_NAME}(\d+)(?:&#45;|-)&gt;{_NAME}(\d+)</title>", re.DOTALL
)
_WIDTH = re.compile(r"\A<svg role=\"group\" aria-label=\"[^\"]*\" width=\"(\d+)")
_FLOOR = '<svg class="kwindex-floor" width="{}pt" height="0" aria-hidden="true"></svg>'
"""Keeps a picture that is too wide from shrinking below three fifths: it could not be read.

It is an element, since strict sites let no attribute ``style`` through.
"""


def dot_text(graph: Graph) -> str:
    """Return a graph in the DOT language."""
    lines = [
        f"digraph {_NAME} {{",
        "graph [bgcolor=transparent, nodesep=0.2, rankdir=TB, ranksep=0.4];",
        'node [fontname="monospace", fontsize=11, height=0.3, margin="0.1,0.04"];',
        "edge [arrowsize=0.6];",
    ]
    for position, node in enumerate(graph.rows):
        shape = "shape=folder" if node.is_folder else "shape=box, style=rounded"
        lines.append(f"{_NAME}{position} [label={quoted(node.label)}, {shape}];")
    for edge in graph.edges:
        style = " [constraint=false, style=dashed]" if edge.dashed else ""
        lines.append(f"{_NAME}{edge.tail} -> {_NAME}{edge.head}{style};")
    return "\n".join((*lines, "}", ""))


def quoted(text: str) -> str:
    """Return text as a label that Graphviz shows as it is: no escape, no entity, no markup."""
    shown = one_line(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{shown}"'


def figure(graph: Graph, drawn: str, address: Callable[[str], str]) -> str:
    """Return the picture with its caption as HTML; see :func:`inline_svg`.

    Parameters
    ----------
    graph:
        The graph that was drawn.
    drawn:
        What Graphviz wrote.
    address:
        Returns the address of the page with a docname.
    """
    svg = inline_svg(graph, drawn, address)
    width = _WIDTH.match(svg)
    svg += _FLOOR.format(int(width[1]) * 3 // 5) if width else ""
    caption = f"<figcaption>{_shown(graph.caption)}</figcaption>" if graph.caption else ""
    return f'<figure class="kwindex-graph"><div>{svg}</div>{caption}</figure>\n' if svg else ""


def inline_svg(graph: Graph, drawn: str, address: Callable[[str], str]) -> str:
    """Return the SVG of Graphviz as a part of a page.

    Parameters
    ----------
    graph:
        The graph that was drawn.
    drawn:
        What Graphviz wrote.
    address:
        Gives the address of a page; empty if nothing can lead there.

    Returns
    -------
    str
        An ``svg`` element; empty if ``drawn`` is not the picture of the graph.
    """
    found = _NOISE.sub("", _START.sub("", drawn, count=1)).strip()
    found = _GRAPH.sub(r"\1", found)
    shown: set[int] = set()

    def node(match: re.Match[str]) -> str:
        position = int(match[1])
        if position >= len(graph.rows):
            return ""
        shown.add(position)
        return _node(graph.rows[position], match["shape"], address)

    def edge(match: re.Match[str]) -> str:
        ends = (int(match[1]), int(match[2]))
        if max(ends) >= len(graph.rows):
            return '<g class="edge">'
        tail, head = (_shown(graph.rows[position].path) for position in ends)
        return f'<g class="edge"><title>{tail} imports {head}</title>'

    found = _EDGE.sub(edge, _NODE.sub(node, found))
    if len(shown) != len(graph.rows) or not found.endswith("</svg>"):
        return ""
    return f'<svg role="group" aria-label="{_shown(graph.label)}"{found.removeprefix("<svg")}'


def _node(node: GraphNode, shape: str, address: Callable[[str], str]) -> str:
    kind = "node folder" if node.is_folder else "node"
    group = f'<g class="{kind}"><title>{_shown(node.path)}</title>{shape}</g>'
    target = address(node.docname) if node.docname else ""
    target += f"#{node.anchor}" if target and node.anchor else ""
    if not target:
        return group
    return f'<a href="{_shown(target)}">{group}</a>'


def _shown(text: str) -> str:
    return escape(visible(text))
