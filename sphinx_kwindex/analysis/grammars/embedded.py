"""Code that a grammar takes for mere tokens: the arguments of macros.

Such code is read once more, by itself.  What parses without an error there is code like any other;
of what does not, nothing is taken, and its lines count as not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from sphinx_kwindex.analysis.grammars.declaration import Node, Piece

_MOST_ROUNDS = 6
"""Macros in macros."""

Captured = tuple[int, dict[str, list[Node]]]
"""A pattern of a query by its number, and what it captured."""
Span = tuple[int, int]


class Embedded(msgspec.Struct):
    """What was found in pieces of a source that were read by themselves."""

    matches: list[Captured]
    unread: list[Span]
    """Parts that hold definitions, in a language that only the macro knows."""


def read_embedded(
    matches: Iterable[Captured],
    pieces_of: Callable[[Node], Iterable[Piece]],
    parse: Callable[[bytes, int], Node | None],
    query: Callable[[Node], list[Captured]],
) -> Embedded:
    """Return what is in the nodes that are captured as ``@embedded``, and in those within.

    Parameters
    ----------
    matches:
        What the query found in the whole.
    pieces_of:
        Returns the pieces of code that a node holds.
    parse:
        Returns the tree of a piece that starts at a byte, None if it is too hard.
    query:
        Returns what is in a tree.
    """
    found = Embedded([], [])
    waiting = list(_captured(matches))
    for _ in range(_MOST_ROUNDS):
        new: list[Captured] = []
        for node in waiting:
            for piece in pieces_of(node):
                root = _first_sound(piece, parse, found.unread)
                new += query(root) if root is not None else []
        if not new:
            break
        found.matches += new
        waiting = list(_captured(new))
    return found


def _captured(matches: Iterable[Captured]) -> Iterator[Node]:
    for _, captures in matches:
        yield from captures.get("embedded", ())


def _first_sound(
    piece: Piece, parse: Callable[[bytes, int], Node | None], unread: list[Span]
) -> Node | None:
    """Return the tree of the first reading without an error; note what it left out."""
    for reading in piece.readings:
        root = parse(reading.code, piece.start)
        if root is not None and not root.has_error:
            unread += reading.left_out
            return root
    if piece.defines:
        unread.append((piece.start, piece.end))
    return None
