"""The part of a module that is read: one with too many statements was made by a program.

Making nodes of a tree, following names in it and looking for what it says costs much more than
parsing, and pages list no more definitions of a file than :data:`MOST_DEFINITIONS` anyway.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sphinx_kwindex.analysis import bounds

MOST_STATEMENTS = 50_000
"""Statements of a file that are read; people write some 20,000 in their largest files."""

_Import = ast.Import | ast.ImportFrom
_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
BLOCKS = ("body", "handlers", "orelse", "finalbody", "cases")


class Unread(NamedTuple):
    """What of a module was left out."""

    definitions: int = 0
    """At least so many: names that are assigned count once for the whole file."""
    is_something: bool = False
    """Whether there were more statements than are read."""


NOTHING_UNREAD = Unread()


def cut(module: ast.Module) -> Unread:
    """Take the statements out of a tree that are too many; imports remain."""
    read = _Read()
    left_out: list[ast.AST] = []
    pending: list[tuple[list[ast.AST], int]] = [(_list_of(module, "body"), 0)]
    while pending:
        block, position = pending.pop()
        if position == len(block):
            continue
        if read.is_enough:
            left_out += block[position:]
            block[position:] = _kept(block, position)
            continue
        node = block[position]
        read.take(node)
        pending.append((block, position + 1))
        pending += [(inner, 0) for inner in reversed(list(_blocks(node)))]
    return Unread(read.others(left_out), is_something=True) if left_out else NOTHING_UNREAD


class _Read:
    """What was read so far."""

    def __init__(self) -> None:
        self._statements = self._definitions = 0
        self._names: set[str] = set()

    @property
    def is_enough(self) -> bool:
        return self._statements >= MOST_STATEMENTS or self._definitions >= bounds.MOST_DEFINITIONS

    def take(self, node: ast.AST) -> None:
        self._statements += 1
        self._definitions += isinstance(node, _Definition)
        self._names.update(_assigned(node))

    def others(self, nodes: Sequence[ast.AST]) -> int:
        """Return how many definitions are in statements that were not read."""
        found = 0
        before = len(self._names)
        pending = [(node, True) for node in nodes]
        while pending:
            node, has_data = pending.pop()
            if isinstance(node, _Definition):
                found += 1
                has_data = isinstance(node, ast.ClassDef)
            elif has_data:
                self._names.update(_assigned(node))
            pending += [(item, has_data) for inner in _blocks(node) for item in inner]
        return found + len(self._names) - before


def _assigned(node: ast.AST) -> Iterator[str]:
    targets = node.targets if isinstance(node, ast.Assign) else ()
    if isinstance(node, ast.AnnAssign):
        targets = [node.target]
    for target in targets:
        if isinstance(target, ast.Name):
            yield target.id


def _blocks(node: ast.AST) -> Iterator[list[ast.AST]]:
    return (block for name in BLOCKS if (block := _list_of(node, name)))


def _list_of(node: ast.AST, field: str) -> list[ast.AST]:
    """Return a list of nodes that a node holds; an empty one for what has none."""
    found = getattr(node, field, None)
    return found if isinstance(found, list) else []


def _kept(block: Sequence[ast.AST], position: int) -> list[ast.AST]:
    """Return what remains of a block from a position on."""
    kept: list[ast.AST] = [node for node in block[position:] if isinstance(node, _Import)]
    if not position and not kept and isinstance(block[0], ast.stmt):
        kept.append(ast.copy_location(ast.Pass(), block[0]))
    return kept
