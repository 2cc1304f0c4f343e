"""Reading Python text into an astroid tree, and walking the statements of that tree.

Facts are syntactic: nothing here infers, looks up a name or reads a second file.  For that reason
the tree is built with astroid's rebuilder alone; ``AstroidBuilder.string_build`` would go on to
follow star imports into other modules and to infer the values of attribute assignments, and would
register the module in the process-wide cache, where two files of one name answer for each other.
"""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from astroid import nodes
from astroid.manager import AstroidManager
from astroid.rebuilder import TreeRebuilder

_RECURSION_LIMIT = 12_000
"""Deep enough for generated code (a chain of two thousand ``+``), shallow enough to stop before
the stack of the process does."""

_BLOCKS = ("body", "handlers", "orelse", "finalbody", "cases")


class Tree:
    """The tree of a module, with the nodes of some types, so that nobody walks it to find them."""

    def __init__(self) -> None:
        self.module: nodes.Module
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


class _Collector(TreeRebuilder):  # type: ignore[misc] # astroid has no types
    """Notes nodes while it makes them, which costs next to nothing; a walk would cost a fifth."""

    def __init__(self, text: str) -> None:
        super().__init__(AstroidManager(), data=text)
        self.tree = Tree()

    def read(self, tree: ast.Module) -> Tree:
        found = self.tree
        found.module = self.visit_module(tree, modname="", modpath="", package=False)
        found.from_imports = [node for node, _ in self._import_from_nodes]
        found.set_attributes = self._delayed_assattr
        return found

    def visit_import(self, node: ast.Import, parent: nodes.NodeNG) -> nodes.Import:
        made = super().visit_import(node, parent)
        self.tree.imports.append(made)
        return made

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

    def visit_classdef(self, node: ast.ClassDef, parent: nodes.NodeNG) -> nodes.ClassDef:
        made = super().visit_classdef(node, parent)
        self.tree.classes.append(made)
        return made

    def visit_functiondef(self, node: ast.FunctionDef, parent: nodes.NodeNG) -> nodes.FunctionDef:
        made = super().visit_functiondef(node, parent)
        self.tree.functions.append(made)
        return made

    def visit_asyncfunctiondef(
        self, node: ast.AsyncFunctionDef, parent: nodes.NodeNG
    ) -> nodes.AsyncFunctionDef:
        made = super().visit_asyncfunctiondef(node, parent)
        self.tree.functions.append(made)
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


def parse(text: str) -> Tree:
    """Return the astroid tree of Python source.

    Raises
    ------
    SyntaxError
        If the running interpreter cannot parse the text; also for null bytes.
    RecursionError, MemoryError
        If it is nested too deeply.
    """
    with warnings.catch_warnings(), _deep_recursion():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(text)
        except ValueError as error:
            raise SyntaxError(str(error)) from error
        return _Collector(text).read(tree)


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
        inner = [child for block in _BLOCKS for child in getattr(node, block, ())]
        pending.extend(reversed(inner))


@contextmanager
def _deep_recursion() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _RECURSION_LIMIT))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
