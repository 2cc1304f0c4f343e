"""Statements: what they bind, and in which order they run."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from sphinx_kwindex.analysis.python.names.definition_walk import DefinitionWalk
from sphinx_kwindex.analysis.python.names.expression_walk import WRITE
from sphinx_kwindex.analysis.python.names.functions import last_name
from sphinx_kwindex.records.names import (
    ALIAS,
    ENTERED,
    FROM,
    INSTANCE,
    ITEM,
    MODULE,
    UNKNOWN,
    VALUE,
    Role,
)

_IMPORT = int(Role.IMPORT)
_Visit = Callable[["StatementWalk", Any], None]


class StatementWalk(DefinitionWalk):
    """Reads statements."""

    def body(self, statements: Iterable[ast.stmt]) -> None:
        """Read statements one after the other."""
        for statement in statements:
            visit = _VISITS.get(type(statement))
            if visit is not None:
                visit(self, statement)

    def expression_statement(self, node: ast.Expr) -> None:
        """Read a statement that is an expression; docstrings are not worth the call."""
        if not isinstance(node.value, ast.Constant):
            self.expression(node.value)

    def assignment(self, node: ast.Assign) -> None:
        """Read ``a = b = value``."""
        value = self.expression(node.value)
        for target in node.targets:
            self.assign(target, value)

    def declaration(self, node: ast.AnnAssign) -> None:
        """Read ``a: type = value``."""
        declared = self.expressions.of(INSTANCE, self.annotation(node.annotation))
        if last_name(node.annotation) == "TypeAlias" and node.value is not None:
            self.assign(node.target, self.annotation(node.value))
            return
        value = self.expression(node.value) if node.value is not None else UNKNOWN
        self.assign(node.target, value, declared=declared)

    def addition(self, node: ast.AugAssign) -> None:
        """Read ``a += value``: the name is bound, to nothing new."""
        self.expression(node.value)
        self.expression(node.target, WRITE)
        if isinstance(node.target, ast.Name) and node.target.id not in self.scope.outer_names:
            self.scope.bound.setdefault(node.target.id, [])

    def type_alias(self, node: ast.AST) -> None:
        """Read ``type A[T] = B``."""
        name: ast.expr = node.name  # type: ignore[attr-defined]
        has_types = self.open_types(node)
        value = self.annotation(node.value)  # type: ignore[attr-defined]
        if has_types:
            self.close_scope()
        self.assign(name, value)

    def deletion(self, node: ast.Delete) -> None:
        """Read ``del``."""
        for target in node.targets:
            self.expression(target, WRITE)

    def returned(self, node: ast.Return) -> None:
        """Read ``return``."""
        if node.value is not None:
            self.scope.returns.append(self.expression(node.value))
        self._end()

    def raised(self, node: ast.Raise) -> None:
        """Read ``raise``."""
        for part in (node.exc, node.cause):
            if part is not None:
                self.expression(part)
        self._end()

    def left(self, node: ast.Break | ast.Continue | ast.Pass) -> None:
        """Read a statement that is one word."""
        if not isinstance(node, ast.Pass):
            self._end()

    def _end(self) -> None:
        if self.scope.flow is not None:
            self.scope.flow.ends = True

    def assertion(self, node: ast.Assert) -> None:
        """Read ``assert``; what it tests holds from there on."""
        self.expression(node.test)
        if node.msg is not None:
            self.expression(node.msg)
        self.narrow(node.test, holds=True)

    def declared_outer(self, node: ast.Global | ast.Nonlocal) -> None:
        """Read ``global`` or ``nonlocal``."""
        is_global = isinstance(node, ast.Global)
        self.scope.outer_names.update(dict.fromkeys(node.names, is_global))

    def condition(self, node: ast.If) -> None:
        """Read ``if``."""
        self.expression(node.test)
        self.branches(
            (
                partial(self._way, node.test, node.body, holds=True),
                partial(self._way, node.test, node.orelse, holds=False),
            )
        )

    def _way(self, test: ast.expr, body: Sequence[ast.stmt], *, holds: bool) -> None:
        self.narrow(test, holds=holds)
        self.body(body)

    def while_loop(self, node: ast.While) -> None:
        """Read ``while``."""
        self.expression(node.test)
        self._loop(partial(self._way, node.test, node.body, holds=True), node.orelse)

    def for_loop(self, node: ast.For | ast.AsyncFor) -> None:
        """Read ``for``."""
        iterated = self.expressions.of(ITEM, self.expression(node.iter))
        self._loop(partial(self._turn, node, iterated), node.orelse)

    def _turn(self, node: ast.For | ast.AsyncFor, iterated: int) -> None:
        self.assign(node.target, iterated)
        self.body(node.body)

    def _loop(self, turn: Callable[[], None], orelse: Sequence[ast.stmt]) -> None:
        def once() -> None:
            turn()
            if self.scope.flow is not None:
                self.scope.flow.ends = False  # of `break` and `continue`

        self.branches((once, lambda: None))
        self.body(orelse)

    def with_block(self, node: ast.With | ast.AsyncWith) -> None:
        """Read ``with``."""
        is_async = int(isinstance(node, ast.AsyncWith))
        for item in node.items:
            entered = self.expression(item.context_expr)
            if item.optional_vars is not None:
                value = self.expressions.add(ENTERED, entered, is_async) if entered else UNKNOWN
                self.assign(item.optional_vars, value)
        self.body(node.body)

    def attempt(self, node: ast.Try) -> None:
        """Read ``try``: a handler begins wherever the body stopped."""

        def succeed() -> None:
            self.body(node.body)
            self.body(node.orelse)

        def fail(handler: ast.ExceptHandler) -> None:
            type_ = self.expression(handler.type) if handler.type is not None else UNKNOWN
            if handler.name:
                caught = self.expressions.of(INSTANCE, type_)
                self.bind(handler.name, self.expressions.value(caught))
            self.body(handler.body)

        self.branches((succeed, *(partial(fail, handler) for handler in node.handlers)))
        self.body(node.finalbody)

    def matching(self, node: ast.Match) -> None:
        """Read ``match``."""
        self.expression(node.subject)
        ways = [partial(self._case, node.subject, case) for case in node.cases]
        self.branches((*ways, lambda: None))

    def _case(self, subject: ast.expr, case: ast.match_case) -> None:
        found = self.pattern(case.pattern)
        name = self.dotted(subject)
        flow = self.scope.flow
        if found and name and flow is not None:
            flow.has_dotted |= "." in name
            flow.narrow(name, self.expressions.of(VALUE, found))
        if case.guard is not None:
            self.expression(case.guard)
            self.narrow(case.guard, holds=True)
        self.body(case.body)

    def imports(self, node: ast.Import) -> None:
        """Read ``import a.b``, ``import a.b as c``."""
        for item in node.names:
            module = self.expressions.add(MODULE, 0, self.expressions.word(item.name))
            place = item.lineno, self.places.column(item.lineno, item.col_offset)
            self.note(place, module, _IMPORT)
            if item.asname:
                self._alias(item, module)
                self.bind(item.asname, module)
            else:
                top = item.name.partition(".")[0]
                self.bind(top, self.expressions.add(MODULE, 0, self.expressions.word(top)))

    def from_imports(self, node: ast.ImportFrom) -> None:
        """Read ``from a import b``."""
        name = node.module or ""
        word, level = self.expressions.word(name), node.level or 0
        module = self.expressions.add(MODULE, level, word)
        if name:
            self.note(self.places.of_module(node, "." * level + name), module, _IMPORT)
        for item in node.names:
            if item.name == "*":
                self.stars.append(module)
                continue
            found = self.expressions.add(FROM, level, word, self.expressions.word(item.name))
            place = item.lineno, self.places.column(item.lineno, item.col_offset)
            self.note(place, found, _IMPORT)
            if item.asname:
                self._alias(item, found)
            self.bind(item.asname or item.name, found)

    def _alias(self, item: ast.alias, found: int) -> None:
        name = item.asname or ""
        alias = self.expressions.add(ALIAS, found, self.expressions.word(name))
        self.note(self.places.of_end(item, name), alias, _IMPORT)


_VISITS: dict[type[ast.stmt], _Visit] = {
    ast.Expr: StatementWalk.expression_statement,
    ast.Assign: StatementWalk.assignment,
    ast.AnnAssign: StatementWalk.declaration,
    ast.AugAssign: StatementWalk.addition,
    ast.Delete: StatementWalk.deletion,
    ast.Return: StatementWalk.returned,
    ast.Raise: StatementWalk.raised,
    ast.Break: StatementWalk.left,
    ast.Continue: StatementWalk.left,
    ast.Pass: StatementWalk.left,
    ast.Assert: StatementWalk.assertion,
    ast.Global: StatementWalk.declared_outer,
    ast.Nonlocal: StatementWalk.declared_outer,
    ast.If: StatementWalk.condition,
    ast.While: StatementWalk.while_loop,
    ast.For: StatementWalk.for_loop,
    ast.AsyncFor: StatementWalk.for_loop,
    ast.With: StatementWalk.with_block,
    ast.AsyncWith: StatementWalk.with_block,
    ast.Try: StatementWalk.attempt,
    ast.TryStar: StatementWalk.attempt,
    ast.Match: StatementWalk.matching,
    ast.Import: StatementWalk.imports,
    ast.ImportFrom: StatementWalk.from_imports,
    ast.FunctionDef: StatementWalk.function,
    ast.AsyncFunctionDef: StatementWalk.function,
    ast.ClassDef: StatementWalk.class_definition,
}
if hasattr(ast, "TypeAlias"):  # since Python 3.12
    _VISITS[ast.TypeAlias] = StatementWalk.type_alias
