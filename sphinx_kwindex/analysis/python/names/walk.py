"""What all walks over a module share: the scope that is read, and the occurrences found."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable

from sphinx_kwindex.analysis.python.names.expressions import Expressions
from sphinx_kwindex.analysis.python.names.places import Place, Places
from sphinx_kwindex.analysis.python.names.scopes import Flow, Scope, ScopeKind
from sphinx_kwindex.records.names import (
    ATTRIBUTE,
    MEMBER,
    NAME,
    ClassNames,
    FunctionNames,
)

Found = tuple[int, int, int, int]
"""An occurrence: line, column, role, and expression."""


class Walk:
    """The state of the walk over one module."""

    def __init__(self, text: str) -> None:
        self.places = Places(text)
        self.expressions = Expressions()
        self.found: list[Found] = []
        self.classes: list[ClassNames] = []
        self.functions: list[FunctionNames] = []
        self.stars: list[int] = []
        self.module = Scope(ScopeKind.MODULE, None, 0, None)
        self.scopes = [self.module]
        self.scope = self.module

    def open_scope(self, kind: ScopeKind, *, qualname_lead: str = "", owner: int = -1) -> Scope:
        """Enter a scope inside of the one that is read.

        Parameters
        ----------
        kind:
            What opens the scope.
        qualname_lead:
            What comes before the names that it binds in qualified names; by default that of the
            scope around it.
        owner:
            Position of the definition that it is of; by default that of the scope around it.
        """
        flow = None if kind is ScopeKind.TYPES else Flow(self.expressions)
        scope = Scope(
            kind,
            self.scope,
            len(self.scopes),
            flow,
            qualname_lead=qualname_lead or self.scope.qualname_lead,
            owner=owner if owner >= 0 else self.scope.owner,
        )
        self.scopes.append(scope)
        self.scope = scope
        return scope

    def close_scope(self) -> None:
        """Go back to the scope around the one that is read."""
        self.scope = self.scope.parent or self.module

    @property
    def is_in_method(self) -> bool:
        """Whether a function in a class is read, or something in one."""
        scope: Scope | None = self.scope
        while scope is not None and scope.kind is not ScopeKind.FUNCTION:
            scope = scope.parent if scope.kind is ScopeKind.IMMEDIATE else None
        return scope is not None and scope.owner >= 0

    def note(self, place: Place | None, expression: int, role: int) -> None:
        """Note that a place names what an expression stands for.

        Parameters
        ----------
        place:
            Where the name is; None where that is not known.
        expression:
            Number of the expression.
        role:
            How the name is used there.
        """
        if place is not None and expression:
            self.found.append((*place, role, expression))

    def look_up(self, name: str) -> int:
        """Return the expression that a name stands for at this place."""
        scope = self.scope
        if scope.kind is ScopeKind.CLASS:
            if scope.flow is not None and name in scope.flow.values:
                return self.expressions.add(MEMBER, scope.owner, self.expressions.word(name))
            scope = self._around(scope)
        start = scope
        while True:
            held = scope.flow.values.get(name) if scope.flow is not None else None
            if held is not None and name not in scope.outer_names:
                return held
            if scope.kind is not ScopeKind.IMMEDIATE or scope.parent is None:
                return self.expressions.add(NAME, start.number, self.expressions.word(name))
            scope = self._around(scope)

    def _around(self, scope: Scope) -> Scope:
        """Return the next scope in which Python looks for a name: classes are left out."""
        outer = scope.parent or self.module
        while outer.kind is ScopeKind.CLASS:
            outer = outer.parent or self.module
        return outer

    def bind(self, name: str, expression: int) -> None:
        """Bind a name in the scope that is read.

        Parameters
        ----------
        name:
            The name.
        expression:
            Number of the expression.
        """
        scope = self.scope
        while scope.kind is ScopeKind.IMMEDIATE and scope.parent is not None:
            scope = scope.parent
        self.bind_in(scope, name, expression)

    def bind_in(self, scope: Scope, name: str, expression: int) -> None:
        """Bind a name in a scope, or where that declares it to be.

        Parameters
        ----------
        scope:
            The scope.
        name:
            The name.
        expression:
            Number of the expression.
        """
        is_global = scope.outer_names.get(name)
        if is_global is not None:
            while scope.parent is not None and (
                is_global or name not in scope.bound or name in scope.outer_names
            ):
                scope = scope.parent
            scope.bind(name, expression)
            return
        scope.bind(name, expression)
        if scope.flow is not None:
            scope.flow.set(name, expression)
            scope.flow.forget_attributes(name)

    def branches(self, ways: Iterable[Callable[[], object]]) -> None:
        """Read ways through the code of which one is taken."""
        flow = self.scope.flow
        if flow is None:
            for way in ways:
                way()
            return
        taken = []
        for way in ways:
            outer = flow.begin()
            way()
            taken.append(flow.end(outer))
        flow.join(taken)

    def dotted(self, node: ast.expr) -> str:
        """Return a name with one or two attributes as text, empty for anything else."""
        attributes = ""
        for _ in range(3):
            if isinstance(node, ast.Name):
                return node.id + attributes
            if not isinstance(node, ast.Attribute):
                return ""
            attributes = f".{node.attr}{attributes}"
            node = node.value
        return ""

    def attribute(self, base: int, name: str) -> int:
        """Return the expression of an attribute.

        Parameters
        ----------
        base:
            Number of the expression that has the attribute.
        name:
            The name.
        """
        return self.expressions.add(ATTRIBUTE, base, self.expressions.word(name))
