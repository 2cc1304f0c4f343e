"""Reading Python text into an astroid tree, and walking the statements of that tree.

Facts are syntactic: nothing here infers, looks up a name or reads a second file.  For that reason
the tree is built with astroid's rebuilder alone; ``AstroidBuilder.string_build`` would go on to
follow star imports into other modules and to infer the values of attribute assignments, and would
register the module in the process-wide cache, where two files of one name answer for each other.
"""

from __future__ import annotations

import ast
import re
import sys
import warnings
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from astroid import nodes
from astroid.manager import AstroidManager
from astroid.nodes.utils import Position
from astroid.rebuilder import TreeRebuilder

from sphinx_kwindex.analysis.python.cut import BLOCKS, NOTHING_UNREAD, cut
from sphinx_kwindex.limits import Limits

_RECURSION_LIMIT = 12_000
"""Deep enough for generated code (a chain of two thousand ``+``), shallow enough to stop before
the stack of the process does."""

_LONGEST_LINE = 10_000
_MOST_LOOKED_AT = 1_000_000_000
_F_STRING = re.compile(r"\b(?:[fF][rR]?|[rR][fF])['\"]")
"""The beginning of ``f"{a}"``."""

_Definition = TypeVar("_Definition", bound=nodes.FunctionDef | nodes.ClassDef)


Owner = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Tree:
    """The tree of a module, with the nodes of some types, so that nobody walks it to find them."""

    def __init__(self) -> None:
        self.module: nodes.Module
        self.syntax: ast.Module
        """What it was made of."""
        self.unread = NOTHING_UNREAD
        """What of the file was left out."""
        self.calls: list[nodes.Call] = []
        self.raises: list[nodes.Raise] = []
        self.asserts: list[nodes.Assert] = []
        self.subscripts: list[nodes.Subscript] = []
        self.comparisons: list[nodes.Compare] = []
        self.imports: list[nodes.Import] = []
        self.from_imports: list[nodes.ImportFrom] = []
        self.set_attributes: list[nodes.AssignAttr] = []
        self.classes: list[nodes.ClassDef] = []
        self.functions: list[nodes.FunctionDef] = []
        self.yields: list[nodes.Yield | nodes.YieldFrom] = []
        self.matches: list[nodes.Match] = []
        self.async_statements: list[nodes.AsyncFor | nodes.AsyncWith] = []
        self.names: list[tuple[nodes.Name, Owner | None]] = []
        """Names that are read, each with the definition that it belongs to."""
        self.documented: list[nodes.FunctionDef | nodes.ClassDef] = []
        """Definitions with a docstring."""
        self.rebound: set[str] = set()
        """Names that something else than an import binds, in any scope."""


class _Collector(TreeRebuilder):  # type: ignore[misc] # astroid has no types
    """Notes nodes while it makes them, which costs next to nothing; a walk would cost a fifth."""

    def __init__(self, text: str) -> None:
        super().__init__(AstroidManager(), data=text)
        self.tree = Tree()
        self._owner: Owner | None = None

    def read(self, tree: ast.Module) -> Tree:
        found = self.tree
        found.syntax = tree
        found.module = self.visit_module(tree, modname="", modpath="", package=False)
        found.from_imports = [node for node, _ in self._import_from_nodes]
        found.set_attributes = self._delayed_assattr
        return found

    def _get_position_info(
        self,
        node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef,
        parent: nodes.NodeNG,  # noqa: ARG002
    ) -> Position:
        """Return where a definition begins without its decorators.

        astroid runs the tokenizer over each head for it, and for the end of the name, which nobody
        asks for here.
        """
        return Position(node.lineno, node.col_offset, node.lineno, node.col_offset)

    def visit_import(self, node: ast.Import, parent: nodes.NodeNG) -> nodes.Import:
        made = super().visit_import(node, parent)
        self.tree.imports.append(made)
        return made

    def visit_name(
        self, node: ast.Name, parent: nodes.NodeNG
    ) -> nodes.Name | nodes.AssignName | nodes.DelName:
        made = super().visit_name(node, parent)
        if type(made) is nodes.Name:
            self.tree.names.append((made, self._owner))
        return made

    def visit_arguments(self, node: ast.arguments, parent: nodes.NodeNG) -> nodes.Arguments:
        self.tree.rebound.update(item.arg for item in (node.vararg, node.kwarg) if item)
        return super().visit_arguments(node, parent)

    def visit_classdef(self, node: ast.ClassDef, parent: nodes.NodeNG) -> nodes.ClassDef:
        with self._owned_by(node):
            made = super().visit_classdef(node, parent)
        self.tree.classes.append(made)
        return self._documented(made)

    def _visit_functiondef(
        self,
        cls: type[nodes.FunctionDef],
        node: ast.FunctionDef | ast.AsyncFunctionDef,
        parent: nodes.NodeNG,
    ) -> nodes.FunctionDef:
        with self._owned_by(node):
            made = super()._visit_functiondef(cls, node, parent)
        self.tree.functions.append(made)
        return self._documented(made)

    @contextmanager
    def _owned_by(self, node: Owner) -> Iterator[None]:
        """Let names belong to a definition, unless it is part of a function that they belong to."""
        self.tree.rebound.add(node.name)
        before = self._owner
        if before is None or isinstance(before, ast.ClassDef):
            self._owner = node
        yield
        self._owner = before

    def _documented(self, made: _Definition) -> _Definition:
        if made.doc_node is not None:
            self.tree.documented.append(made)
        return made

    def _save_assignment(self, node: nodes.AssignName | nodes.DelName) -> None:
        super()._save_assignment(node)
        self.tree.rebound.add(node.name)

    def visit_call(self, node: ast.Call, parent: nodes.NodeNG) -> nodes.Call:
        made = super().visit_call(node, parent)
        self.tree.calls.append(made)
        return made

    def visit_raise(self, node: ast.Raise, parent: nodes.NodeNG) -> nodes.Raise:
        made = super().visit_raise(node, parent)
        self.tree.raises.append(made)
        return made

    def visit_assert(self, node: ast.Assert, parent: nodes.NodeNG) -> nodes.Assert:
        made = super().visit_assert(node, parent)
        self.tree.asserts.append(made)
        return made

    def visit_subscript(self, node: ast.Subscript, parent: nodes.NodeNG) -> nodes.Subscript:
        made = super().visit_subscript(node, parent)
        self.tree.subscripts.append(made)
        return made

    def visit_compare(self, node: ast.Compare, parent: nodes.NodeNG) -> nodes.Compare:
        made = super().visit_compare(node, parent)
        self.tree.comparisons.append(made)
        return made

    def visit_yield(self, node: ast.Yield, parent: nodes.NodeNG) -> nodes.Yield:
        made = super().visit_yield(node, parent)
        self.tree.yields.append(made)
        return made

    def visit_yieldfrom(self, node: ast.YieldFrom, parent: nodes.NodeNG) -> nodes.YieldFrom:
        made = super().visit_yieldfrom(node, parent)
        self.tree.yields.append(made)
        return made

    def visit_match(self, node: ast.Match, parent: nodes.NodeNG) -> nodes.Match:
        made = super().visit_match(node, parent)
        self.tree.matches.append(made)
        return made

    def visit_asyncfor(self, node: ast.AsyncFor, parent: nodes.NodeNG) -> nodes.AsyncFor:
        made = super().visit_asyncfor(node, parent)
        self.tree.async_statements.append(made)
        return made

    def visit_asyncwith(self, node: ast.AsyncWith, parent: nodes.NodeNG) -> nodes.AsyncWith:
        made = super().visit_asyncwith(node, parent)
        self.tree.async_statements.append(made)
        return made


def parse(text: str, limits: Limits) -> Tree:
    """Return the astroid tree of Python source.

    Parameters
    ----------
    text:
        The source.
    limits:
        How much of it is read.

    Raises
    ------
    SyntaxError
        If the running interpreter cannot parse the text; also for null bytes.
    RecursionError, MemoryError
        If it is nested too deeply.
    """
    with warnings.catch_warnings(), deep_recursion():
        warnings.simplefilter("ignore")
        if any(map(_is_endless, text.split("\n"))):
            raise SyntaxError("a line has too many replacement fields")
        try:
            tree = ast.parse(text)
        except ValueError as error:
            raise SyntaxError(str(error)) from error
        unread = cut(tree, len(text), limits)
        found = _Collector(text).read(tree)
        found.unread = unread
        return found


def _is_endless(line: str) -> bool:
    """Return whether Python before 3.12 looks through a line again for each field of f-strings."""
    is_long = len(line) > _LONGEST_LINE and len(line) * line.count("{") > _MOST_LOOKED_AT
    return is_long and _F_STRING.search(line) is not None


def statements(body: Sequence[nodes.NodeNG]) -> Iterator[nodes.NodeNG]:
    """Yield the statements of ``body`` and of the blocks nested in them, in source order.

    Bodies of functions and classes are not entered.
    """
    pending = list(reversed(body))
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, nodes.FunctionDef | nodes.ClassDef):
            continue
        inner = [child for block in BLOCKS for child in getattr(node, block, ())]
        pending.extend(reversed(inner))


def statement_before(node: nodes.NodeNG) -> nodes.NodeNG | None:
    """Return the statement before another one in its block, None for the first.

    astroid looks through the whole block for it, which takes the square of a long one.
    """
    for name in BLOCKS:
        block = getattr(node.parent, name, ())
        position = bisect_left(block, _place(node), key=_place)
        if position < len(block) and block[position] is node:
            return block[position - 1] if position else None
    return None


def _place(node: nodes.NodeNG) -> tuple[int, int]:
    return node.lineno or 0, node.col_offset or 0


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Let code recur as deeply as expressions are nested, as far as the stack allows."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _RECURSION_LIMIT))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
