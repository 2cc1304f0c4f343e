"""Expressions: what names and attributes are read in them, and what they stand for."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from sphinx_kwindex.analysis.python.names.functions import last_name
from sphinx_kwindex.analysis.python.names.narrowing import Test, tests_of
from sphinx_kwindex.analysis.python.names.operator_walk import OperatorWalk
from sphinx_kwindex.analysis.python.names.scopes import ScopeKind
from sphinx_kwindex.records.names import (
    ALIAS,
    AWAITED,
    CALL,
    CLASS,
    DICT,
    INSTANCE,
    ITEM,
    KEYWORD,
    LIST,
    MEMBER,
    NAME,
    NARROWED,
    PART,
    SUBSCRIPT,
    SUPER,
    UNKNOWN,
    VALUE,
    Role,
)

READ, CALLED, WRITE = int(Role.READ), int(Role.CALL), int(Role.WRITE)

_NEEDING_ARGUMENTS = frozenset(
    {
        *("TypeVar", "__new__", "cast", "copy", "create_task", "deepcopy", "deque"),
        *("ensure_future", "enumerate", "filter", "frozenset", "iter", "list", "max", "min"),
        *("chain", "heappop", "heappushpop", "heapreplace", "pairwise"),
        *("next", "replace", "reversed", "run", "set", "shield", "sorted", "super", "tuple"),
        *("type", "wait_for", "zip"),
    }
)
"""Functions of which the result depends on what they are given."""

_OF_VARIABLES = frozenset({UNKNOWN, VALUE})
_BY_NAME = frozenset({MEMBER, NAME})

_Visit = Callable[["ExpressionWalk", Any], int]


class ExpressionWalk(OperatorWalk):
    """Reads expressions; each method takes a node and a role, and returns the expression."""

    def expression(self, node: ast.AST, role: int = READ) -> int:
        """Read an expression.

        Parameters
        ----------
        node:
            The node of the syntax tree.
        role:
            How the name is used there.
        """
        kind = type(node)
        if kind is ast.Name:
            return self.name(node, role)  # type: ignore[arg-type]
        if kind is ast.Constant:
            return UNKNOWN
        if kind is ast.Attribute:
            return self.read_attribute(node, role)  # type: ignore[arg-type]
        visit = _VISITS.get(kind)
        if visit is not None:
            return visit(self, node)
        for child in ast.iter_child_nodes(node):
            self.expression(child)
        return UNKNOWN

    def name(self, node: ast.Name, role: int) -> int:
        """Read a name.

        Parameters
        ----------
        node:
            The node of the syntax tree.
        role:
            How the name is used there.
        """
        found = self.look_up(node.id)
        if node.id == "__class__" and self.is_in_method:
            found = self.expressions.add(CLASS, self.scope.owner)
        operation = self.expressions.table[found][0]
        if operation not in _OF_VARIABLES:
            named = found
            if operation not in _BY_NAME:
                named = self.expressions.add(ALIAS, found, self.expressions.word(node.id))
            self.found.append((*self.places.of_name(node), role, named))
        return found

    def read_attribute(self, node: ast.Attribute, role: int) -> int:
        """Read an attribute, which may be known better here than elsewhere.

        Parameters
        ----------
        node:
            The node of the syntax tree.
        role:
            How the name is used there.
        """
        found = self.attribute(self.expression(node.value), node.attr)
        self.note(self.places.of_end(node, node.attr), found, role)
        flow = self.scope.flow
        if flow is not None and flow.has_dotted:
            known = flow.values.get(self.dotted(node), UNKNOWN)
            return known or found
        return found

    def call(self, node: ast.Call) -> int:
        """Read a call."""
        function = self.expression(node.func, CALLED)
        arguments = [self.expression(item) for item in node.args]
        for keyword in node.keywords:
            if keyword.arg and function:
                word = self.expressions.word(keyword.arg)
                named = self.expressions.add(KEYWORD, function, word)
                column = self.places.column(keyword.lineno, keyword.col_offset)
                self.found.append((keyword.lineno, column, WRITE, named))
            value = self.annotation(keyword.value) if keyword.arg == "bound" else 0
            if keyword.arg == "key" and isinstance(keyword.value, ast.Lambda):
                self.lambda_function(keyword.value, self.sorted_item(node, arguments))
                continue
            value = value or self.expression(keyword.value)
            if keyword.arg == "bound":
                arguments = [value]
        last = last_name(node.func)
        if last == "super" and not arguments and self.scope.owner >= 0:
            return self.expressions.add(SUPER, self.scope.owner)
        if last not in _NEEDING_ARGUMENTS:
            return self.expressions.of(CALL, function)
        return self.expressions.add(CALL, function, *arguments[:2])

    def subscript(self, node: ast.Subscript) -> int:
        """Read ``a[b]``: an element, or a type with its arguments."""
        base = self.expression(node.value)
        if isinstance(node.slice, ast.Slice):
            self.expression(node.slice)
            return base
        indexes = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        read = [self.expression(item) for item in indexes]
        return self.expressions.add(SUBSCRIPT, base, *read[:4]) if base else UNKNOWN

    def awaited(self, node: ast.Await) -> int:
        """Read ``await``."""
        return self.expressions.of(AWAITED, self.expression(node.value))

    def walrus(self, node: ast.NamedExpr) -> int:
        """Read ``name := value``."""
        value = self.expression(node.value)
        self.bind(node.target.id, self.expressions.value(value))
        return value

    def either(self, node: ast.BoolOp) -> int:
        """Read ``and`` and ``or``; what was tested holds for what comes after."""
        flow = self.scope.flow
        outer = flow.begin() if flow is not None else None
        values = []
        for item in node.values:
            values.append(self.expression(item))
            self.narrow(item, holds=isinstance(node.op, ast.And))
        if flow is not None and outer is not None:
            flow.end(outer)
        if isinstance(node.op, ast.And):
            return values[-1]
        return self.expressions.any_of(values)

    def conditional(self, node: ast.IfExp) -> int:
        """Read ``a if test else b``."""
        self.expression(node.test)
        values = []
        flow = self.scope.flow
        for item, holds in ((node.body, True), (node.orelse, False)):
            outer = flow.begin() if flow is not None else None
            self.narrow(node.test, holds=holds)
            values.append(self.expression(item))
            if flow is not None and outer is not None:
                flow.end(outer)
        return self.expressions.any_of(values)

    def narrow(self, test: ast.expr, *, holds: bool) -> None:
        """Take in what a test says of variables, where it holds or does not.

        Parameters
        ----------
        test:
            The condition.
        holds:
            Whether it is met.
        """
        flow = self.scope.flow
        if flow is None:
            return
        for found in tests_of(test, holds=holds):
            self._narrow_to(found)

    def _narrow_to(self, test: Test) -> None:
        flow = self.scope.flow
        name = self.dotted(test.subject)
        if flow is None or not name:
            return
        before = len(self.found)
        type_ = self.expression(test.type)
        # Its names were noted where the test was read.
        del self.found[before:]
        flow.has_dotted |= "." in name
        flow.narrow(name, self.expressions.of(VALUE, self.expressions.of(INSTANCE, type_)))

    def comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp
    ) -> int:
        """Read a comprehension: the first iterable is read outside of it."""
        first = self.expression(node.generators[0].iter)
        self.open_scope(ScopeKind.IMMEDIATE)
        for position, generator in enumerate(node.generators):
            iterated = self.expression(generator.iter) if position else first
            self.assign_in_comprehension(generator.target, self.expressions.of(ITEM, iterated))
            for test in generator.ifs:
                self.expression(test)
                self.narrow(test, holds=True)
        if isinstance(node, ast.DictComp):
            self.expression(node.key)
            found = self.expressions.add(DICT, self.expression(node.value))
        else:
            found = self.expressions.add(LIST, self.expression(node.elt))
        self.close_scope()
        return found

    def assign_in_comprehension(self, target: ast.expr, value: int) -> None:
        """Bind what a comprehension loops over.

        Parameters
        ----------
        target:
            What the loop binds.
        value:
            Number of the expression of the value.
        """
        if isinstance(target, ast.Name):
            self.bind_in(self.scope, target.id, self.expressions.value(value))
        elif isinstance(target, ast.Tuple | ast.List):
            for position, item in enumerate(target.elts):
                part = self.expressions.add(PART, value, position) if value else UNKNOWN
                self.assign_in_comprehension(item, part)
        elif isinstance(target, ast.Starred):
            self.assign_in_comprehension(target.value, UNKNOWN)
        else:
            self.expression(target)

    def narrowed(self, declared: int, value: int) -> int:
        """Return what a variable with an annotation holds once a value is assigned.

        Parameters
        ----------
        declared:
            Number of the expression that the annotation is.
        value:
            Number of the expression of the value.
        """
        return self.expressions.add(NARROWED, declared, value) if value else declared


_VISITS: dict[type[ast.AST], _Visit] = {
    ast.Call: ExpressionWalk.call,
    ast.Subscript: ExpressionWalk.subscript,
    ast.Await: ExpressionWalk.awaited,
    ast.NamedExpr: ExpressionWalk.walrus,
    ast.BoolOp: ExpressionWalk.either,
    ast.IfExp: ExpressionWalk.conditional,
    ast.List: ExpressionWalk.display,
    ast.Set: ExpressionWalk.display,
    ast.Tuple: ExpressionWalk.tuple_display,
    ast.Dict: ExpressionWalk.dictionary,
    ast.ListComp: ExpressionWalk.comprehension,
    ast.SetComp: ExpressionWalk.comprehension,
    ast.GeneratorExp: ExpressionWalk.comprehension,
    ast.DictComp: ExpressionWalk.comprehension,
    ast.Lambda: lambda walk, node: walk.lambda_function(node),
    ast.BinOp: ExpressionWalk.operation,
    ast.Compare: ExpressionWalk.comparison,
    ast.UnaryOp: ExpressionWalk.inner,
    ast.Starred: ExpressionWalk.inner,
    ast.FormattedValue: ExpressionWalk.inner,
    ast.JoinedStr: ExpressionWalk.formatted,
    ast.Yield: ExpressionWalk.given,
    ast.YieldFrom: ExpressionWalk.given,
}
