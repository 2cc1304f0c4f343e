"""What each expression of a file stands for, and which definition each of its places names."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_kwindex.project.python.occurrences.fixtures import Fixtures
from sphinx_kwindex.project.python.occurrences.values import (
    NOTHING,
    Kind,
    Known,
    Value,
    Values,
    distinct,
    instance_of,
    is_empty,
    made_of,
)
from sphinx_kwindex.records.names import (
    ALIAS,
    ATTRIBUTE,
    AWAITED,
    BUILTIN,
    CALL,
    CLASS,
    CLS,
    DICT,
    ENTERED,
    FIXTURE,
    FLOW,
    FROM,
    FUNCTION,
    GLOBAL,
    INSTANCE,
    ITEM,
    JOINED,
    LAMBDA,
    LIST,
    MEMBER,
    MODULE,
    NARROWED,
    PART,
    SELF,
    SUBSCRIPT,
    SUPER,
    TUPLE,
    VALUE,
    Expression,
)

_PLAIN = frozenset({BUILTIN, CLASS, CLS, FUNCTION, GLOBAL, SELF, SUPER})
"""What is found without asking further, or remembered by its name."""
_CONTAINERS = (Kind.LIST, Kind.DICT)
_Ask = Callable[["Meanings", str, Expression], Known]


class Meanings(Fixtures):
    """Answers what expressions stand for."""

    def values(self, path: str, number: int) -> Known:
        """Return what an expression stands for.

        Parameters
        ----------
        path:
            Path of the file.
        number:
            Number of the expression in its file.
        """
        if not number:
            return NOTHING
        expression = self.tables[path].expressions[number]
        if expression[0] == VALUE:
            return self.values(path, expression[1])
        if expression[0] in _PLAIN:
            return _ASK[expression[0]](self, path, expression)
        return self.remembered(
            ("values", path, number), lambda: self._values(path, number), NOTHING
        )

    def _values(self, path: str, number: int) -> Known:
        expression = self.tables[path].expressions[number]
        if expression[0] in (FROM, MODULE):
            return self.imported_values(path, number)
        if expression[0] == SUBSCRIPT:
            return self._of_subscript(path, number)
        ask = _ASK.get(expression[0])
        return NOTHING if ask is None else ask(self, path, expression)

    def _all(self, path: str, numbers: Expression) -> Values:
        return distinct(value for number in numbers for value in self.values(path, number).values)

    def of_global(self, path: str, expression: Expression) -> Known:
        """Return what a name of the module stands for."""
        name = self.tables[path].words[expression[1]]
        found = self.values_in_module(path, name)
        if found.values or name in self.tables[path].interface.bound:
            return found
        return Known((Value(Kind.EXTERNAL, f"builtins.{name}"),), is_exact=True)

    def of_member(self, path: str, expression: Expression) -> Known:
        """Return what a name stands for that the body of a class binds."""
        tables = self.tables[path]
        bound = tables.classes[expression[1]].members.get(tables.words[expression[2]], ())
        return self.bound_values(path, bound)

    def of_builtin(self, path: str, expression: Expression) -> Known:
        """Return what a name of Python itself stands for."""
        name = self.tables[path].words[expression[1]]
        return Known((Value(Kind.EXTERNAL, f"builtins.{name}"),), is_exact=True)

    def of_attribute(self, path: str, expression: Expression) -> Known:
        """Return what an attribute stands for."""
        base = self.values(path, expression[1])
        name = self.tables[path].words[expression[2]]
        known = [self._attribute(value, name, path) for value in base.values]
        found = distinct(value for item in known for value in item.values)
        return Known(found, base.is_exact and all(item.is_exact for item in known))

    def _external_attribute(self, path: str, dotted: str) -> Known:
        """Return something from elsewhere, or the part of it that is here after all."""
        file = self.outer_module(path, dotted)
        value = Value(Kind.EXTERNAL, dotted) if file is None else Value(Kind.MODULE, file)
        return Known((value,), is_exact=True)

    def outer_module(self, path: str, dotted: str) -> str | None:
        """Return the file of a module of a package of which only a part is here.

        Parameters
        ----------
        path:
            Path of the file.
        dotted:
            Dotted name of the module.
        """
        return self.file_of(0, dotted, path) if self.modules.outer_packages else None

    def _attribute(self, value: Value, name: str, path: str) -> Known:
        if value.kind is Kind.MODULE:
            return self.values_in_module(value.path, name)
        if value.kind is Kind.EXTERNAL:
            return self._external_attribute(path, f"{value.path}.{name}")
        if value.kind in _CONTAINERS:
            return Known((Value(Kind.METHOD, name, receiver=(value,)),))
        if value.kind is Kind.SUPER:
            return self._of_super(value, name)
        if value.kind not in (Kind.CLASS, Kind.INSTANCE):
            return NOTHING
        if name == "__class__":
            return Known((value._replace(kind=Kind.CLASS),))
        return self.member_values(value, name)

    def _of_super(self, value: Value, name: str) -> Known:
        here = (value.path, value.number)
        owner = self.owner_of(*here, name, after=here)
        if owner is None:
            return NOTHING
        receiver = Value(Kind.INSTANCE, value.path, value.number, is_self=True)
        return self.values_of_owner(owner, name, (receiver,))

    def of_call(self, path: str, expression: Expression) -> Known:
        """Return what a call returns."""
        functions = self.values(path, expression[1]).values
        callee = self.tables[path].expressions[expression[1]]
        if callee[0] == ATTRIBUTE and self.tables[path].words[callee[2]] == "__new__":
            made = self._all(path, expression[2:3])
            return Known(tuple(instance_of(item) for item in made if item.kind is Kind.CLASS))
        found = distinct(
            value for function in functions for value in self.called(function, path, expression[2:])
        )
        return Known(found, all(item.kind is Kind.SUPER for item in found))

    def of_value(self, path: str, expression: Expression) -> Known:
        """Return what a variable holds."""
        return self.values(path, expression[1])

    def of_flow(self, path: str, expression: Expression) -> Known:
        """Return what any of some expressions stands for."""
        if len(expression) == 2:
            return self.values(path, expression[1])
        return self.bound_values(path, expression[1:])

    def of_instance(self, path: str, expression: Expression) -> Known:
        """Return what an annotation allows."""
        return Known(self.typed(path, expression[1]))

    def of_self(self, path: str, expression: Expression) -> Known:
        """Return the instance, or the class, that a method gets."""
        kind = Kind.INSTANCE if expression[0] == SELF else Kind.CLASS
        return Known((Value(kind, path, expression[1], is_self=True),), is_exact=True)

    def of_super(self, path: str, expression: Expression) -> Known:
        """Return what ``super()`` gives."""
        return Known((Value(Kind.SUPER, path, expression[1]),), is_exact=True)

    def _of_subscript(self, path: str, number: int) -> Known:
        """Return an element, or a type that is made of others."""
        expression = self.tables[path].expressions[number]
        base = self.values(path, expression[1])
        found: list[Value] = []
        for value in base.values:
            if value.kind in (Kind.EXTERNAL, Kind.ALIAS):
                found.append(Value(Kind.ALIAS, path, number))
            elif value.kind is Kind.TUPLE and len(expression) == 2:
                found += self.part((value,), 0)
            else:
                found += self.element(value)
        return Known(distinct(found))

    def of_awaited(self, path: str, expression: Expression) -> Known:
        """Return what ``await`` gives."""
        return Known(self.awaited(self.values(path, expression[1]).values))

    def of_item(self, path: str, expression: Expression) -> Known:
        """Return what a loop gives."""
        return Known(self.items(self.values(path, expression[1]).values))

    def of_entered(self, path: str, expression: Expression) -> Known:
        """Return what ``with`` binds."""
        values = self.values(path, expression[1]).values
        is_async = bool(expression[2])
        return Known(
            distinct(item for value in values for item in self.entered(value, is_async=is_async))
        )

    def of_definition(self, path: str, expression: Expression) -> Known:
        """Return a class or function of the file."""
        kind = Kind.CLASS if expression[0] == CLASS else Kind.FUNCTION
        return Known((Value(kind, path, expression[1]),), is_exact=True)

    def of_tuple(self, path: str, expression: Expression) -> Known:
        """Return a tuple."""
        parts = tuple(self.values(path, item).values for item in expression[1:])
        return Known((made_of(Kind.TUPLE, *parts),))

    def of_part(self, path: str, expression: Expression) -> Known:
        """Return an element of what is bound to several variables at once."""
        return Known(self.part(self.values(path, expression[1]).values, expression[2]))

    def of_container(self, path: str, expression: Expression) -> Known:
        """Return a list or dictionary that is written out."""
        kind = Kind.LIST if expression[0] == LIST else Kind.DICT
        return Known((made_of(kind, self._all(path, expression[1:])),))

    def of_narrowed(self, path: str, expression: Expression) -> Known:
        """Return what was assigned to a variable, or else what its annotation says."""
        found = self.values(path, expression[2]).values
        is_told = len(found) == 1 and not is_empty(found[0])
        return Known(found if is_told else self.values(path, expression[1]).values or found)

    def of_lambda(self, path: str, expression: Expression) -> Known:
        """Return a function without a name, which gives what its expression is."""
        given = self.values(path, expression[1]).values
        return Known((made_of(Kind.CALLABLE, given),)) if given else NOTHING

    def of_joined(self, path: str, expression: Expression) -> Known:
        """Return the first of two lists that are added."""
        values = self._all(path, expression[1:2])
        return Known(tuple(item for item in values if item.kind is Kind.LIST))


_ASK: dict[int, _Ask] = {
    GLOBAL: Meanings.of_global,
    MEMBER: Meanings.of_member,
    BUILTIN: Meanings.of_builtin,
    ATTRIBUTE: Meanings.of_attribute,
    CALL: Meanings.of_call,
    VALUE: Meanings.of_value,
    FLOW: Meanings.of_flow,
    INSTANCE: Meanings.of_instance,
    SELF: Meanings.of_self,
    CLS: Meanings.of_self,
    SUPER: Meanings.of_super,
    AWAITED: Meanings.of_awaited,
    ITEM: Meanings.of_item,
    ENTERED: Meanings.of_entered,
    CLASS: Meanings.of_definition,
    FUNCTION: Meanings.of_definition,
    ALIAS: Meanings.of_value,
    TUPLE: Meanings.of_tuple,
    PART: Meanings.of_part,
    LIST: Meanings.of_container,
    DICT: Meanings.of_container,
    NARROWED: Meanings.of_narrowed,
    LAMBDA: Meanings.of_lambda,
    JOINED: Meanings.of_joined,
    FIXTURE: Meanings.of_fixture,
}
"""What gives the meaning of each kind of expression: a method that takes the path of the file and
the expression."""
