"""Definitions, and what assignments bind."""

from __future__ import annotations

import ast
from abc import abstractmethod
from collections.abc import Iterable

from sphinx_kwindex.analysis.python.names.expression_walk import READ, WRITE, ExpressionWalk
from sphinx_kwindex.analysis.python.names.fixtures import (
    filled_by,
    filled_parameters,
    fixture_name,
)
from sphinx_kwindex.analysis.python.names.functions import (
    Definition,
    flags_of,
    is_transparent,
)
from sphinx_kwindex.analysis.python.names.scopes import Scope, ScopeKind
from sphinx_kwindex.records.names import (
    BUILTIN,
    CALL,
    CLASS,
    CLS,
    DICT,
    FIXTURE,
    FUNCTION,
    INSTANCE,
    ITEM,
    LIST,
    PART,
    SELF,
    TUPLE,
    UNKNOWN,
    ClassNames,
    FunctionFlag,
    FunctionNames,
    Role,
)

_BASE, _DECORATOR = int(Role.BASE), int(Role.DECORATOR)
_OF_CLASS = frozenset({"__new__", "__init_subclass__", "__class_getitem__"})
"""Methods that get the class without saying so."""

_MOST_RETURNS = 4


class DefinitionWalk(ExpressionWalk):
    """Reads classes and functions, targets and patterns."""

    @abstractmethod
    def body(self, statements: Iterable[ast.stmt]) -> None:
        """Read statements one after the other."""

    def function(self, node: Definition) -> None:
        """Read a function; its body is read at once, though it runs later."""
        decorators = [self.expression(item, _DECORATOR) for item in node.decorator_list]
        flags = flags_of(node)
        has_types = self.open_types(node)
        parameters = self._parameters(node.args)
        returns = self.annotation(node.returns) if node.returns is not None else UNKNOWN
        number = len(self.functions)
        outer = self.scope.parent if has_types else self.scope
        outer = outer or self.module
        qualname = outer.qualname_lead + node.name
        self.functions.append(FunctionNames(qualname, flags))
        function = self.expressions.add(FUNCTION, number)
        if outer.kind is not ScopeKind.FUNCTION:
            self.note(None, function, WRITE)
        self.bind_in(outer, node.name, function)
        scope = self.open_scope(ScopeKind.FUNCTION, qualname_lead=f"{qualname}.<locals>.")
        if outer.kind is ScopeKind.CLASS and not flags & FunctionFlag.STATIC:
            self._receive(scope, node, flags, parameters)
        if outer.kind is not ScopeKind.FUNCTION:
            self._fill(outer, node, parameters)
        for name, expression in parameters:
            self.bind_in(scope, name, self.expressions.value(expression))
        self.body(node.body)
        self.close_scope()
        if has_types:
            self.close_scope()
        fixture = fixture_name(node)
        if scope.yields and (fixture or flags & FunctionFlag.ASYNC):
            flags |= FunctionFlag.GENERATOR
        if node.returns is not None:
            found: tuple[int, ...] = (returns,) if returns else ()
            flags |= FunctionFlag.ANNOTATED
        else:
            outcome = scope.given if fixture and scope.yields else scope.returns
            found = tuple(dict.fromkeys(item for item in outcome if item))
            is_told = len(found) <= _MOST_RETURNS and (bool(fixture) or not scope.yields)
            found = found if is_told else ()
        opaque = [
            expression
            for item, expression in zip(node.decorator_list, decorators, strict=True)
            if not is_transparent(item)
        ]
        self.functions[number] = FunctionNames(qualname, int(flags), found, tuple(opaque), fixture)

    def _fill(self, outer: Scope, node: Definition, parameters: list[tuple[str, int]]) -> None:
        """Let parameters of which nothing is known be what pytest may give them."""
        names = filled_parameters(node, outer.filled)
        around = UNKNOWN
        if names and outer.kind is ScopeKind.CLASS:
            around = self.expressions.add(SELF, outer.owner)
        for position, (name, known) in enumerate(parameters):
            if not known and name in names:
                word = self.expressions.word(name)
                parameters[position] = name, self.expressions.add(FIXTURE, around, word)

    def open_types(self, node: ast.AST) -> bool:
        """Enter the scope of the parameters of a generic definition; return whether it has any."""
        parameters: list[ast.AST] = getattr(node, "type_params", None) or []
        if not parameters:
            return False
        scope = self.open_scope(ScopeKind.TYPES)
        for item in parameters:
            name: str = item.name  # type: ignore[attr-defined] # since Python 3.12
            scope.bind(name, UNKNOWN)
        variable = self.expressions.add(BUILTIN, self.expressions.word("TypeVar"))
        for item in parameters:
            bound: ast.expr | None = getattr(item, "bound", None)
            if bound is not None:
                known = self.expressions.add(CALL, variable, self.annotation(bound))
                scope.bind(item.name, known)  # type: ignore[attr-defined]
        return True

    def _parameters(self, arguments: ast.arguments) -> list[tuple[str, int]]:
        """Read the head of a function; return its parameters with what is known of them."""
        table = self.expressions
        plain = [*arguments.posonlyargs, *arguments.args]
        missing = len(plain) - len(arguments.defaults)
        defaults = [None] * missing + [self.expression(item) for item in arguments.defaults]
        defaults += [
            None if item is None else self.expression(item) for item in arguments.kw_defaults
        ]
        found = []
        for item, default in zip([*plain, *arguments.kwonlyargs], defaults, strict=True):
            declared = self._declared(item)
            found.append((item.arg, declared or default or UNKNOWN))
        for variadic, operation in ((arguments.vararg, LIST), (arguments.kwarg, DICT)):
            if variadic is not None:
                found.append((variadic.arg, table.of(operation, self._declared(variadic))))
        return found

    def _declared(self, parameter: ast.arg) -> int:
        if parameter.annotation is None:
            return UNKNOWN
        return self.expressions.of(INSTANCE, self.annotation(parameter.annotation))

    def _receive(
        self,
        scope: Scope,
        node: Definition,
        flags: FunctionFlag,
        parameters: list[tuple[str, int]],
    ) -> None:
        """Let the first parameter of a method be the instance or the class."""
        plain = [*node.args.posonlyargs, *node.args.args]
        if not plain:
            return
        name = plain[0].arg
        is_class = bool(flags & FunctionFlag.OF_CLASS) or node.name in _OF_CLASS
        if plain[0].annotation is None:
            owner = self.expressions.add(CLS if is_class else SELF, scope.owner)
            parameters[0] = (name, owner)
        scope.receiver = "" if is_class else name

    def class_definition(self, node: ast.ClassDef) -> None:
        """Read a class."""
        for item in node.decorator_list:
            self.expression(item, _DECORATOR)
        outer = self.scope
        has_types = self.open_types(node)
        bases = [self.expression(item, _BASE) for item in node.bases]
        keywords = {item.arg: self.expression(item.value) for item in node.keywords}
        qualname = outer.qualname_lead + node.name
        number = len(self.classes)
        self.classes.append(ClassNames(qualname))
        scope = self.open_scope(ScopeKind.CLASS, qualname_lead=f"{qualname}.", owner=number)
        scope.filled = outer.filled | filled_by(node)
        self.body(node.body)
        self.close_scope()
        if has_types:
            self.close_scope()
        self.classes[number] = ClassNames(
            qualname,
            tuple(bases),
            {name: tuple(dict.fromkeys(found)) for name, found in scope.bound.items()},
            {name: tuple(dict.fromkeys(found)) for name, found in scope.attributes.items()},
            keywords.get("metaclass", UNKNOWN),
        )
        self.bind_in(outer, node.name, self.expressions.add(CLASS, number))

    def assign(self, target: ast.expr, value: int, *, declared: int = UNKNOWN) -> None:
        """Bind a target.

        Parameters
        ----------
        target:
            A name, an attribute, an element, or several of them.
        value:
            What it is bound to.
        declared:
            What its annotation says.
        """
        match target:
            case ast.Name():
                held = self.narrowed(declared, value) if declared else value
                self.bind(target.id, self.expressions.value(held))
                if declared:
                    self.scope.bound[target.id][-1:] = [declared]
                if self.scope.kind is not ScopeKind.FUNCTION or target.id in self.scope.outer_names:
                    self.expression(target, WRITE)
            case ast.Attribute():
                self._assign_attribute(target, value, declared)
            case ast.Tuple() | ast.List():
                self._assign_several(target.elts, value)
            case ast.Starred():
                self.assign(target.value, self.expressions.of(LIST, value))
            case _:
                self.expression(target)

    def _assign_several(self, targets: list[ast.expr], value: int) -> None:
        expression = self.expressions.table[value]
        stars = [number for number, item in enumerate(targets) if isinstance(item, ast.Starred)]
        for position, item in enumerate(targets):
            if stars and position >= stars[0]:
                part = self.expressions.of(ITEM, value)
            elif expression[0] == TUPLE and position + 1 < len(expression):
                part = expression[position + 1]
            else:
                part = self.expressions.add(PART, value, position) if value else UNKNOWN
            self.assign(item, part)

    def _assign_attribute(self, target: ast.Attribute, value: int, declared: int) -> None:
        base = self.expression(target.value)
        found = self.attribute(base, target.attr)
        self.note(self.places.of_end(target, target.attr), found, WRITE)
        scope = self.scope
        if isinstance(target.value, ast.Name) and target.value.id == scope.receiver:
            owner = scope.parent
            while owner is not None and owner.kind is not ScopeKind.CLASS:
                owner = owner.parent
            if owner is not None:
                bound = owner.attributes.setdefault(target.attr, [])
                bound.append(declared or self.expressions.value(value))
        name = self.dotted(target)
        if scope.flow is None or not name:
            return
        scope.flow.forget_attributes(name)
        if value or name in scope.flow.values:
            scope.flow.has_dotted = True
            scope.flow.set(name, self.narrowed(found, value))

    def pattern(self, node: ast.pattern) -> int:
        """Read a pattern; return what the subject is where it matches."""
        match node:
            case ast.MatchClass():
                found = self.expressions.of(INSTANCE, self.expression(node.cls))
                for inner in node.patterns:
                    self.pattern(inner)
                for name, inner in zip(node.kwd_attrs, node.kwd_patterns, strict=True):
                    self._field(found, name, inner)
                return found
            case ast.MatchAs():
                found = self.pattern(node.pattern) if node.pattern is not None else UNKNOWN
                if node.name:
                    self.bind(node.name, self.expressions.value(found))
                return found
            case ast.MatchOr():
                return self.expressions.any_of([self.pattern(item) for item in node.patterns])
            case ast.MatchValue():
                self.expression(node.value)
            case ast.MatchSequence() | ast.MatchMapping() | ast.MatchStar():
                self._container(node)
        return UNKNOWN

    def _field(self, owner: int, name: str, node: ast.pattern) -> None:
        """Read ``name=...`` in the pattern of a class."""
        found = self.attribute(owner, name) if owner else UNKNOWN
        self.note(self.places.of_field(node, name), found, READ)
        if isinstance(node, ast.MatchAs) and node.pattern is None and node.name:
            self.bind(node.name, self.expressions.value(found))
        else:
            self.pattern(node)

    def _container(self, node: ast.MatchSequence | ast.MatchMapping | ast.MatchStar) -> None:
        if isinstance(node, ast.MatchStar):
            self._capture(node.name)
            return
        for inner in node.patterns:
            self.pattern(inner)
        if isinstance(node, ast.MatchMapping):
            for key in node.keys:
                self.expression(key)
            self._capture(node.rest)

    def _capture(self, name: str | None) -> None:
        if name:
            self.bind(name, UNKNOWN)
