"""Which names a file binds, and from where to where each of them has which meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sphinx_kwindex.analysis.grammars.declaration import Node

FUNCTIONS = frozenset(
    {
        "program", "function_declaration", "function_expression", "arrow_function",
        "generator_function", "generator_function_declaration", "method_definition",
        "class_static_block",
    }
)  # fmt: skip
"""Nodes that hold what ``var`` binds."""
BLOCKS = FUNCTIONS | {"statement_block", "for_statement", "for_in_statement", "switch_body",
                      "catch_clause"}  # fmt: skip
"""Nodes that hold what other declarations bind."""

Span = tuple[int, int]
"""The first byte and the byte after the last one."""


class Meaning(NamedTuple):
    """What a name stands for."""

    statement: int
    """Position of the import that brings it, -1 for a definition of the file."""
    word: str
    """What it is called there: in the module, or in the file."""


class Bound(NamedTuple):
    """A name that is bound from one place to another."""

    start: int
    end: int
    meaning: Meaning | None
    """None for what only this part of the file knows."""


class Scopes:
    """The names that a file binds."""

    def __init__(self) -> None:
        self._bound: dict[str, set[Bound]] = {}

    def add(self, name: str, span: Span, meaning: Meaning | None = None) -> None:
        """Note a name.

        Parameters
        ----------
        name:
            The name.
        span:
            Where it is known.
        meaning:
            What it stands for, if that concerns other files or definitions.
        """
        self._bound.setdefault(name, set()).add(Bound(*span, meaning))

    def of_module(self, name: str) -> Meaning | None:
        """Return what a name means at module level; None if nothing or two things."""
        found = {bound.meaning for bound in self._bound.get(name, ()) if not bound.start}
        return found.pop() if len(found) == 1 else None

    def meanings(self, name: str, places: Iterable[int]) -> Iterator[Meaning | None]:
        """Yield what a name means at each of some places.

        Parameters
        ----------
        name:
            The name.
        places:
            Offsets of bytes, sorted.
        """
        # What is bound within something else comes after it; scopes do not overlap otherwise.
        waiting = sorted(self._bound.get(name, ()), key=lambda bound: (-bound.start, bound.end))
        open_: list[Bound] = []
        for place in places:
            while waiting and waiting[-1].start <= place:
                open_.append(waiting.pop())
            while open_ and open_[-1].end <= place:
                open_.pop()
            yield _innermost(open_)


def _innermost(open_: list[Bound]) -> Meaning | None:
    """Return what the innermost of some scopes says, None if it says two things."""
    if not open_:
        return None
    last = open_[-1]
    before = open_[-2] if len(open_) > 1 else None
    is_doubtful = before is not None and before[:2] == last[:2]
    return None if is_doubtful else last.meaning


def scope_of(above: Iterable[Node], kinds: frozenset[str], whole: Span) -> Span:
    """Return the part of a file in which something is known that is bound at a place.

    Parameters
    ----------
    above:
        The nodes around the place, the innermost one first.
    kinds:
        The types of nodes that may hold it.
    whole:
        All of the file.
    """
    found = next((node for node in above if node.type in kinds), None)
    return whole if found is None or found.type == "program" else found.byte_range
