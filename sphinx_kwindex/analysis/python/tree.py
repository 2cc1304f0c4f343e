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


def parse(text: str) -> nodes.Module:
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
        rebuilder = TreeRebuilder(AstroidManager(), data=text)
        return rebuilder.visit_module(tree, modname="", modpath="", package=False)


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
