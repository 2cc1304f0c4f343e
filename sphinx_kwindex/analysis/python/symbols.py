"""Definitions: classes, functions, properties, constants, variables, attributes, type aliases."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import msgspec
from astroid import nodes

from sphinx_kwindex.analysis.anchors import Anchors
from sphinx_kwindex.analysis.docstrings import Declared, nothing_declared, read_docstring
from sphinx_kwindex.analysis.python.assignments import data_kind, targets_of
from sphinx_kwindex.analysis.python.heads import (
    HeadNames,
    bases_of,
    decorators_of,
    parameters_of,
    truth_of,
)
from sphinx_kwindex.analysis.python.signatures import (
    hints_of,
    parameter_of,
    signature_of,
    type_parameters,
)
from sphinx_kwindex.analysis.python.tree import statement_before, statements
from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.docstrings import Docstring
from sphinx_kwindex.records.signatures import (
    Base,
    Decorator,
    Hints,
    Parameter,
    ParameterKind,
    Variant,
)
from sphinx_kwindex.records.symbol_kinds import SymbolKind

BUILTIN_EXCEPTIONS = frozenset(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
)

_PROPERTY_DECORATORS = frozenset({"property", "cached_property", "abstractproperty"})
_ASSIGNMENTS = (nodes.Assign, nodes.AnnAssign, nodes.TypeAlias)
_WITHOUT_INSTANCE = frozenset({"staticmethod", "classmethod"})
_POSITIONAL = (ParameterKind.POSITIONAL_ONLY, ParameterKind.POSITIONAL_OR_KEYWORD)
_ACCESSORS = {item.value: item for item in Variant if item.is_accessor}


class _Head(NamedTuple):
    """What is read of a definition before its body."""

    decorators: tuple[Decorator, ...] = ()
    bases: tuple[Base, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    hints: Hints | None = None
    variant: Variant | None = None
    is_async: bool = False


_NO_HEAD = _Head()


def extract_symbols(module: nodes.Module, names: HeadNames) -> tuple[Symbol, ...]:
    """Return the definitions of a module, each after the one that encloses it.

    Parameters
    ----------
    module:
        The module.
    names:
        What names in the heads of definitions stand for.
    """
    return tuple(_Extraction(names).of_module(module))


class _Scope:
    """A place where definitions stand."""

    def __init__(
        self,
        parent: int,
        qualname: str,
        anchor: str,
        *,
        in_class: bool = False,
        is_local: bool = False,
    ) -> None:
        self.parent = parent
        self.qualname_lead = qualname
        self.anchor_lead = anchor
        self.in_class = in_class
        self.is_local = is_local
        self.data_names: set[str] = set()


class _Extraction:
    """The walk over one module; ``found`` grows in source order."""

    def __init__(self, names: HeadNames) -> None:
        self.names = names
        self.found: list[Symbol] = []
        self.anchors = Anchors()

    def of_module(self, module: nodes.Module) -> list[Symbol]:
        self._body(module.body, _Scope(-1, "", ""), is_data_scope=True)
        return self.found

    def _body(self, body: Sequence[nodes.NodeNG], scope: _Scope, *, is_data_scope: bool) -> None:
        before = len(self.found)
        for node in statements(body):
            if isinstance(node, nodes.ClassDef):
                self._class(node, scope)
            elif isinstance(node, nodes.FunctionDef):
                self._function(node, scope)
            elif is_data_scope and isinstance(node, nodes.Expr):
                self._describe(node, self.found[before:])
            elif is_data_scope:
                before = len(self.found)
                self._data(node, scope)

    def _class(self, node: nodes.ClassDef, scope: _Scope) -> None:
        bases = bases_of(node, self.names)
        is_exception = any(base.name in BUILTIN_EXCEPTIONS for base in bases)
        position = self._add(
            node,
            scope,
            SymbolKind.EXCEPTION if is_exception else SymbolKind.CLASS,
            signature=type_parameters(node),
            head=_Head(decorators=decorators_of(node, self.names), bases=bases),
        )
        symbol = self.found[position]
        inner = _Scope(
            position,
            f"{symbol.qualname}.",
            f"{symbol.anchor}.",
            in_class=True,
            is_local=scope.is_local,
        )
        self._body(node.body, inner, is_data_scope=True)

    def _function(self, node: nodes.FunctionDef, scope: _Scope) -> None:
        decorators = decorators_of(node, self.names)
        kind, variant = _function_kind(decorators, in_class=scope.in_class)
        head = _Head(
            decorators=decorators,
            parameters=parameters_of(node),
            hints=hints_of(node, in_class=scope.in_class),
            variant=variant,
            is_async=isinstance(node, nodes.AsyncFunctionDef),
        )
        position = self._add(node, scope, kind, signature=signature_of(node), head=head)
        symbol = self.found[position]
        if scope.in_class:
            self._instance_attributes(_receiver(head), node, scope)
        inner = _Scope(
            position,
            f"{symbol.qualname}.<locals>.",
            f"{symbol.anchor}..",
            is_local=True,
        )
        self._body(node.body, inner, is_data_scope=False)

    def _data(self, node: nodes.NodeNG, scope: _Scope) -> None:
        value = truth_of(node.value) if isinstance(node, nodes.Assign | nodes.AnnAssign) else None
        for target, signature in targets_of(node):
            if not isinstance(target, nodes.AssignName) or target.name in scope.data_names:
                continue
            scope.data_names.add(target.name)
            kind = data_kind(node, target.name, in_class=scope.in_class)
            self._add(target, scope, kind, signature=signature, value=value, statement=node)

    def _describe(self, node: nodes.Expr, described: Sequence[Symbol]) -> None:
        """Take a string right below an assignment for the docstring of what is assigned."""
        text = node.value.value if isinstance(node.value, nodes.Const) else None
        assignment = statement_before(node) if isinstance(text, str) else None
        if not isinstance(text, str) or not isinstance(assignment, _ASSIGNMENTS):
            return
        said = read_docstring(text)
        for position, symbol in enumerate(described, len(self.found) - len(described)):
            if assignment.lineno <= symbol.line <= (assignment.end_lineno or 0):
                self.found[position] = msgspec.structs.replace(
                    symbol,
                    summary=said.summary,
                    documented=True,
                    docstring=said.body,
                )

    def _instance_attributes(self, receiver: str, method: nodes.FunctionDef, scope: _Scope) -> None:
        """Record ``self.name = ...``; a name that the class body assigns is known already."""
        if not receiver:
            return
        before = len(self.found)
        for node in statements(method.body):
            if isinstance(node, nodes.Expr):
                self._describe(node, self.found[before:])
                continue
            before = len(self.found)
            for target, signature in targets_of(node):
                if not isinstance(target, nodes.AssignAttr):
                    continue
                owner = target.expr
                if not isinstance(owner, nodes.Name) or owner.name != receiver:
                    continue
                if target.attrname in scope.data_names:
                    continue
                scope.data_names.add(target.attrname)
                self._add(target, scope, SymbolKind.ATTRIBUTE, signature=signature, statement=node)

    def _add(
        self,
        node: nodes.NodeNG,
        scope: _Scope,
        kind: SymbolKind,
        *,
        signature: str,
        head: _Head = _NO_HEAD,
        value: bool | None = None,
        statement: nodes.NodeNG | None = None,
    ) -> int:
        name = node.attrname if isinstance(node, nodes.AssignAttr) else node.name
        is_definition = isinstance(node, nodes.ClassDef | nodes.FunctionDef)
        docstring = docstring_of(node) if is_definition else ""
        said = read_docstring(docstring, _declared(node)) if docstring else Docstring()
        self.found.append(
            Symbol(
                name=name,
                qualname=scope.qualname_lead + name,
                kind=kind,
                line=definition_line(node),
                end_line=(statement or node).end_lineno or node.lineno or 1,
                anchor=self.anchors.take(scope.anchor_lead + name),
                parent=scope.parent,
                signature=signature,
                bases=head.bases,
                decorators=head.decorators,
                summary=said.summary,
                variant=head.variant,
                is_async=head.is_async,
                documented=bool(docstring.strip()),
                docstring=said.body,
                hints=head.hints,
                parameters=head.parameters,
                is_local=scope.is_local,
                value=value,
                lines_above=_lines_above(node),
            )
        )
        return len(self.found) - 1


def definition_line(node: nodes.NodeNG) -> int:
    """Return the line of ``def`` or ``class``; astroid's own is that of the first decorator."""
    position = node.position
    return int(position.lineno if position is not None else node.lineno or 1)


def _lines_above(node: nodes.NodeNG) -> int:
    if not isinstance(node, nodes.ClassDef | nodes.FunctionDef) or node.decorators is None:
        return 0
    return max(definition_line(node) - int(node.decorators.lineno), 0)


def _function_kind(
    decorators: Sequence[Decorator], *, in_class: bool
) -> tuple[SymbolKind, Variant | None]:
    kind = SymbolKind.METHOD if in_class else SymbolKind.FUNCTION
    variant = None
    for decorator in decorators:
        last = decorator.last_name
        if last == Variant.OVERLOAD:
            variant = Variant.OVERLOAD
        elif in_class and last in _PROPERTY_DECORATORS:
            kind = SymbolKind.PROPERTY
        elif in_class and last != decorator.name and last in _ACCESSORS:
            kind, variant = SymbolKind.PROPERTY, _ACCESSORS[last]
    return kind, variant


def _receiver(head: _Head) -> str:
    """Return the name of the first parameter of an instance method."""
    if any(decorator.last_name in _WITHOUT_INSTANCE for decorator in head.decorators):
        return ""
    first = head.parameters[0] if head.parameters else None
    return first.name if first is not None and first.kind in _POSITIONAL else ""


def docstring_of(node: nodes.Module | nodes.ClassDef | nodes.FunctionDef) -> str:
    """Return the docstring as written, empty without one."""
    doc = node.doc_node
    return doc.value if doc is not None and isinstance(doc.value, str) else ""


def _declared(node: nodes.ClassDef | nodes.FunctionDef) -> Declared:
    """Return what finds the parameters of a function, or those that make an instance."""
    if isinstance(node, nodes.FunctionDef):
        return partial(parameter_of, node)
    for statement in node.body:
        if isinstance(statement, nodes.FunctionDef) and statement.name == "__init__":
            return partial(parameter_of, statement)
    return nothing_declared
