"""The part of a module that is read: one with too many statements was made by a program.

Making nodes of a tree, following names in it and looking for what it says costs much more than
parsing, and pages list no more definitions of a file than ``kwindex_max_definitions`` anyway.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from sphinx_kwindex.limits import Limits

_NODES = 6
"""Nodes of the tree for each statement that is read.  People write more in a statement, but then
have ten times fewer statements: 110,000 nodes in the largest of their files."""
_PARALLEL: dict[type[ast.AST], tuple[str, str]] = {
    ast.Dict: ("keys", "values"),
    ast.Compare: ("ops", "comparators"),
}
"""Lists that belong to each other."""
_LISTS = frozenset(
    {"elts", "args", "keywords", "decorator_list", "targets", "values", "items",
     "keys", "ops", "comparators"}
)  # fmt: skip
"""Lists of which the first entries alone are a valid tree."""

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


def cut(module: ast.Module, size: int, limits: Limits) -> Unread:
    """Take what is too much out of a tree: statements but imports, and entries of lists.

    Parameters
    ----------
    module:
        The tree.
    size:
        The characters of its source.
    limits:
        How much is read.
    """
    read = _Read(limits, size)
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
    return Unread(read.others(left_out), bool(left_out) or read.is_trimmed)


class _Read:
    """What was read so far."""

    def __init__(self, limits: Limits, size: int) -> None:
        self._limits = limits
        self._statements = self._definitions = 0
        self._nodes_left = _NODES * limits.max_statements
        self._is_long = size > self._nodes_left
        self._names: set[str] = set()
        self.is_trimmed = False
        """Whether entries of lists were left out."""

    @property
    def is_enough(self) -> bool:
        limits = self._limits
        return (
            self._statements >= limits.max_statements
            # One more than is listed, so that the last that is listed is read as a whole.
            or self._definitions > limits.max_definitions
            or self._nodes_left <= 0
        )

    def take(self, node: ast.AST) -> None:
        self._statements += 1
        self._definitions += isinstance(node, _Definition)
        self._names.update(_assigned(node))
        if self._is_long:
            self._count(node)

    def _count(self, statement: ast.AST) -> None:
        """Count the nodes of a statement, those of its blocks not, and end lists that never do."""
        waiting = [self._children(statement, BLOCKS)]
        while waiting:
            node = next(waiting[-1], None)
            if node is None:
                waiting.pop()
            else:
                self._nodes_left -= 1
                waiting.append(self._children(node))

    def _children(self, node: ast.AST, without: Collection[str] = ()) -> Iterator[ast.AST]:
        has_lists = not isinstance(node, ast.arguments)
        for name, value in ast.iter_fields(node):
            if isinstance(value, ast.AST):
                yield value
            if not isinstance(value, list) or name in without:
                continue
            for position, item in enumerate(value):
                if position and has_lists and name in _LISTS and self._nodes_left <= 0:
                    self.is_trimmed = True
                    for other in _PARALLEL.get(type(node), (name,)):
                        del getattr(node, other)[position:]
                    break
                if isinstance(item, ast.AST):
                    yield item

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
