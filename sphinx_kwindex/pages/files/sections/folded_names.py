"""Definitions in the order of a reader: what is for others first, the rest folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from sphinx_kwindex.blocks.blocks import Definition

_MOST_NAMED = 4

Ranked = tuple[Definition, bool]
"""A definition, and whether it is private."""


def public_first(rows: Iterable[Ranked]) -> tuple[Definition, ...]:
    """Return definitions with the private ones last among those of one depth, and folded.

    Where all are private nothing is folded.

    Parameters
    ----------
    rows:
        Definitions in source order, each with whether it is private.
    """
    listed = [(replace(row, fold=""), is_private) for row, is_private in rows]
    below: list[list[int]] = [[] for _ in listed]
    outermost: list[int] = []
    open_rows: list[int] = []
    for position, (row, _) in enumerate(listed):
        while open_rows and listed[open_rows[-1]][0].depth >= row.depth:
            open_rows.pop()
        (below[open_rows[-1]] if open_rows else outermost).append(position)
        open_rows.append(position)
    found: list[Definition] = []
    pending = _in_order(listed, outermost)
    while pending:
        row, position = pending.pop()
        found.append(row)
        pending += _in_order(listed, below[position])
    return tuple(found)


def _in_order(listed: Sequence[Ranked], positions: Sequence[int]) -> list[tuple[Definition, int]]:
    """Return definitions of one depth, the last one first."""
    public = [(listed[position][0], position) for position in positions if not listed[position][1]]
    private = [(listed[position][0], position) for position in positions if listed[position][1]]
    if public and private:
        first, position = private[0]
        private[0] = (replace(first, fold=_words([row for row, _ in private])), position)
    return [*public, *private][::-1]


def _words(rows: Sequence[Definition]) -> str:
    names = list(dict.fromkeys(row.name for row in rows))
    more = ", …" if len(names) > _MOST_NAMED else ""
    return f"{len(rows):,} private: {', '.join(names[:_MOST_NAMED])}{more}"
