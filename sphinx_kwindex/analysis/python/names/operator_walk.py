"""Expressions that only put others together: their parts are read, and little is known of them."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from sphinx_kwindex.analysis.python.names.annotations import AnnotationWalk
from sphinx_kwindex.analysis.python.names.functions import last_name
from sphinx_kwindex.analysis.python.names.scopes import ScopeKind
from sphinx_kwindex.records.names import DICT, ITEM, JOINED, LAMBDA, LIST, TUPLE, UNKNOWN

_WITH_KEY = frozenset({"max", "min", "sorted"})
"""Functions that hand each element to what the argument ``key`` is."""


class OperatorWalk(AnnotationWalk):
    """Reads operators, formatted strings, ``yield``, ``lambda``, and what is written out."""

    def operation(self, node: ast.BinOp) -> int:
        """Read a chain of operators, which may be long, without recursion on the left."""
        operands = [node.right]
        left = node.left
        while isinstance(left, ast.BinOp):
            operands.append(left.right)
            left = left.left
        read = [self.expression(item) for item in (left, *reversed(operands))]
        if isinstance(node.op, ast.Add):
            return self.expressions.of(JOINED, read[0])
        # `A | B` may be a type.
        return self.expressions.any_of(read) if isinstance(node.op, ast.BitOr) else UNKNOWN

    def comparison(self, node: ast.Compare) -> int:
        """Read a comparison."""
        self.expression(node.left)
        for item in node.comparators:
            self.expression(item)
        return UNKNOWN

    def inner(self, node: ast.UnaryOp | ast.Starred | ast.FormattedValue) -> int:
        """Read what has one part."""
        self.expression(node.operand if isinstance(node, ast.UnaryOp) else node.value)
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            self.expression(node.format_spec)
        return UNKNOWN

    def formatted(self, node: ast.JoinedStr) -> int:
        """Read ``f"{a}"``."""
        for item in node.values:
            self.expression(item)
        return UNKNOWN

    def given(self, node: ast.Yield | ast.YieldFrom) -> int:
        """Read ``yield``."""
        self.scope.yields = True
        if node.value is not None:
            given = self.expression(node.value)
            self.scope.given.append(given if isinstance(node, ast.Yield) else UNKNOWN)
        return UNKNOWN

    def display(self, node: ast.List | ast.Set) -> int:
        """Read a list or set that is written out."""
        return self.expressions.add(LIST, *self._few(node.elts))

    def tuple_display(self, node: ast.Tuple) -> int:
        """Read a tuple."""
        elements = [self.expression(item) for item in node.elts]
        is_short = len(elements) <= 8 and not any(isinstance(i, ast.Starred) for i in node.elts)
        return self.expressions.add(TUPLE, *elements) if is_short and any(elements) else UNKNOWN

    def dictionary(self, node: ast.Dict) -> int:
        """Read a dictionary that is written out."""
        for key in node.keys:
            if key is not None:
                self.expression(key)
        return self.expressions.add(DICT, *self._few(node.values))

    def _few(self, elements: Iterable[ast.expr]) -> list[int]:
        found = dict.fromkeys(self.expression(item) for item in elements)
        found.pop(UNKNOWN, None)
        return list(found) if len(found) <= 4 else []

    def lambda_function(self, node: ast.Lambda, first: int = UNKNOWN) -> int:
        """Read a ``lambda``.

        Parameters
        ----------
        node:
            The node of the syntax tree.
        first:
            What its first parameter is given, if that is known.
        """
        arguments = node.args
        for default in (*arguments.defaults, *(item for item in arguments.kw_defaults if item)):
            self.expression(default)
        scope = self.open_scope(ScopeKind.FUNCTION)
        for item in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
            self.bind_in(scope, item.arg, self.expressions.value(first))
            first = UNKNOWN
        for variadic in (arguments.vararg, arguments.kwarg):
            if variadic is not None:
                self.bind_in(scope, variadic.arg, UNKNOWN)
        given = self.expression(node.body)
        self.close_scope()
        return self.expressions.of(LAMBDA, given)

    def sorted_item(self, node: ast.Call, arguments: list[int]) -> int:
        """Return what the argument ``key`` of a call is given: an element of what is sorted.

        Parameters
        ----------
        node:
            The call.
        arguments:
            The expressions that are handed over.
        """
        last = last_name(node.func)
        if last in _WITH_KEY and isinstance(node.func, ast.Name) and len(arguments) == 1:
            return self.expressions.of(ITEM, arguments[0])
        if last != "sort" or not isinstance(node.func, ast.Attribute):
            return UNKNOWN
        if not self.dotted(node.func.value):
            return UNKNOWN
        before = len(self.found)
        items = self.expressions.of(ITEM, self.expression(node.func.value))
        # Its names were noted where it was read.
        del self.found[before:]
        return items
