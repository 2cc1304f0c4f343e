"""Types: what an annotation says, and what attributes, calls, loops and ``with`` give."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable

from sphinx_kwindex.project.python.occurrences.decorated import Decorated
from sphinx_kwindex.project.python.occurrences.typing_forms import TRANSPARENT, TYPE, form_of
from sphinx_kwindex.project.python.occurrences.values import (
    Kind,
    Known,
    Value,
    Values,
    as_receiver,
    distinct,
    instance_of,
    made_of,
)
from sphinx_kwindex.records.names import (
    CALL,
    FLOW,
    FUNCTION,
    INSTANCE,
    SUBSCRIPT,
    TUPLE,
    UNKNOWN,
    VALUE,
    FunctionFlag,
)

_ENUMS = frozenset({"enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag", "enum.IntFlag"})


class Types(Decorated):
    """Finds the type of what is not a name of a module, class or function."""

    def typed(self, path: str, number: int) -> Values:
        """Return the instances that an annotation allows.

        Parameters
        ----------
        path:
            Path of the file.
        number:
            Number of the expression in its file.
        """
        return self.remembered(("type", path, number), lambda: self._typed(path, number), ())

    def _typed(self, path: str, number: int) -> Values:
        expression = self.tables[path].expressions[number]
        if expression[0] in (FLOW, TUPLE):
            return distinct(item for part in expression[1:] for item in self.typed(path, part))
        if expression[0] == SUBSCRIPT:
            return self._generic(path, expression[1], expression[2:])
        if expression[0] == UNKNOWN:
            return ()
        return distinct(
            item for value in self.values(path, number).values for item in self._as_type(value)
        )

    def _as_type(self, value: Value) -> Values:
        """Return the instances of what is written in an annotation."""
        if value.kind is Kind.CLASS:
            return (instance_of(value),)
        if value.kind is Kind.ALIAS:
            return self.typed(value.path, value.number)
        if value.kind is Kind.VARIABLE:
            return value.parts[0]
        if value.kind is Kind.EXTERNAL and form_of(value.path) is Kind.SELF_TYPE:
            return (Value(Kind.SELF_TYPE),)
        return ()

    def _generic(self, path: str, base: int, arguments: tuple[int, ...]) -> Values:
        found: list[Value] = []
        for value in self.values(path, base).values:
            if value.kind is Kind.CLASS:
                found.append(instance_of(value))
            elif value.kind is Kind.EXTERNAL:
                found += self._form(value.path, path, arguments)
            elif value.kind is Kind.ALIAS:
                found += self._as_type(value)
        return distinct(found)

    def _form(self, dotted: str, path: str, arguments: tuple[int, ...]) -> Values:
        form = form_of(dotted)
        if form is None or not arguments:
            return ()
        if form == TRANSPARENT:
            is_union = dotted.endswith("Union")
            taken = arguments if is_union else arguments[:1]
            return distinct(item for part in taken for item in self.typed(path, part))
        if form == TYPE:
            inner = self.typed(path, arguments[0])
            return tuple(
                item._replace(kind=Kind.CLASS) for item in inner if item.kind is Kind.INSTANCE
            )
        parts = [self.typed(path, item) for item in arguments]
        if form is Kind.LIST:
            return (made_of(Kind.LIST, parts[0]),)
        if form is Kind.DICT:
            return (made_of(Kind.DICT, parts[-1], parts[0]),)
        if form is Kind.TUPLE:
            # In `tuple[A, ...]` nothing is known of the dots.
            is_open = len(parts) == 2 and arguments[1] == UNKNOWN
            kind = Kind.LIST if is_open else Kind.TUPLE
            return (made_of(kind, *(parts[:1] if is_open else parts)),)
        if form in (Kind.AWAITABLE, Kind.CALLABLE):
            return (made_of(form, parts[-1]),)
        return (made_of(Kind.CONTEXT, parts[0]),)

    def bound_values(self, path: str, bound: tuple[int, ...]) -> Known:
        """Return what a variable holds: by its annotation, or else all that it is bound to.

        Parameters
        ----------
        path:
            Path of the file.
        bound:
            Numbers of the expressions that it is bound to.
        """
        table = self.tables[path].expressions
        declared = distinct(
            item
            for number in bound
            if table[number][0] == INSTANCE
            for item in self.values(path, number).values
        )
        if declared:
            return Known(declared)
        numbers = self._without_accessors(path, bound)
        known = [self.values(path, number) for number in numbers]
        found = distinct(value for item in known for value in item.values)
        return Known(found, all(item.is_exact for item in known if item.values))

    def _without_accessors(self, path: str, bound: tuple[int, ...]) -> Iterable[int]:
        """Leave out setters and deleters, and overloads of what is also written out."""
        tables = self.tables[path]
        functions = {
            number: tables.functions[tables.expressions[number][1]]
            for number in bound
            if tables.expressions[number][0] == FUNCTION
        }
        left_out = FunctionFlag.ACCESSOR
        has_annotated = any(
            item.flags & FunctionFlag.ANNOTATED and not item.flags & FunctionFlag.OVERLOAD
            for item in functions.values()
        )
        if has_annotated:
            left_out |= FunctionFlag.OVERLOAD
        return [
            number
            for number in bound
            if number not in functions or not functions[number].flags & left_out
        ]

    def member_values(self, value: Value, name: str) -> Known:
        """Return what an attribute of a class or of an instance stands for.

        Parameters
        ----------
        value:
            What is known of the value.
        name:
            The name.
        """
        receiver = (value,)
        owner = self.owner_of(value.path, value.number, name)
        if owner is None and value.kind is Kind.CLASS:
            owner = self.metaclass_with(value.path, value.number, name)
            if owner is not None:
                receiver = (Value(Kind.INSTANCE, owner.path, owner.number),)
        return self.values_of_owner(owner, name, receiver) if owner is not None else Known()

    def values_of_owner(self, owner: tuple[str, int, bool], name: str, receiver: Values) -> Known:
        """Return what a name of a class stands for where it is taken of something.

        Parameters
        ----------
        owner:
            The class that has it.
        name:
            The name.
        receiver:
            What it is taken of.
        """
        path, number, is_certain = owner
        record = self.tables[path].classes[number]
        bound = (*record.members.get(name, ()), *record.attributes.get(name, ()))
        known = self.bound_values(path, bound)
        is_instance = any(item.kind is Kind.INSTANCE for item in receiver)
        found: list[Value] = []
        for value in known.values:
            if value.kind is Kind.FUNCTION and not value.receiver:
                found += self._taken(value, receiver, is_instance=is_instance)
            else:
                found += as_receiver((value,), receiver)
        if not known.values and is_instance and not self._is_declared(path, bound):
            return Known(self._declared_above(owner, name, receiver))
        is_enum = not known.values and not is_instance and bool(record.members)
        if is_enum and self.is_enumeration(Value(Kind.CLASS, path, number)):
            return Known((Value(Kind.INSTANCE, path, number),))
        if self._is_assigned(path, record.members.get(name, ())):
            found = [item for value in found for item in self._by_descriptor(value)]
        exact = known.is_exact and is_certain
        return Known(distinct(found), exact)

    def _declared_above(self, owner: tuple[str, int, bool], name: str, receiver: Values) -> Values:
        """Return what a base class declares an attribute to be that a class sets."""
        path, number, _ = owner
        for item in self.order(path, number)[1:]:
            if item[1] >= 0 and name in self.declared_in(*item):
                return self.values_of_owner((*item, False), name, receiver).values
        return ()

    def declared_in(self, path: str, number: int) -> list[str]:
        """Return the names that the body of a class declares with a type, in their order.

        Parameters
        ----------
        path, number:
            The class.
        """
        tables = self.table_of(path)
        if tables is None:
            return []
        members = tables.classes[number].members.items()
        return [name for name, bound in members if self._is_declared(path, bound)]

    def _is_declared(self, path: str, bound: Iterable[int]) -> bool:
        """Return whether something is bound with an annotation."""
        return any(self.tables[path].expressions[item][0] == INSTANCE for item in bound)

    def is_enumeration(self, value: Value) -> bool:
        """Return whether a class is an enumeration."""
        return self.is_derived_from(value, _ENUMS)

    def _is_assigned(self, path: str, bound: tuple[int, ...]) -> bool:
        """Return whether what the body of a class binds is assigned there, not only declared."""
        table = self.tables[path].expressions
        return any(table[number][0] in (VALUE, CALL) for number in bound)

    def _by_descriptor(self, value: Value) -> Values:
        """Return what an attribute of a class gives that has ``__get__``."""
        if value.kind is not Kind.INSTANCE:
            return (value,)
        if self.owner_of(value.path, value.number, "__get__") is None:
            return (value,)
        return self.result_of(value, "__get__")

    @abstractmethod
    def result_of(self, value: Value, method: str) -> Values:
        """Return what a method returns that is called on an instance.

        Parameters
        ----------
        value:
            What is known of the value.
        method:
            Name of the method.
        """

    def _taken(self, function: Value, receiver: Values, *, is_instance: bool) -> Values:
        """Return a method, or what a property returns."""
        record = self.function_of(function)
        if record is None:
            return ()
        if record.flags & FunctionFlag.PROPERTY:
            return as_receiver(self.returned(function), receiver) if is_instance else ()
        if record.flags & FunctionFlag.STATIC:
            return (function,)
        return (function._replace(receiver=receiver),)

    def returned(self, function: Value) -> Values:
        """Return what a call of a function returns, whatever it is called on."""
        path, number = function.path, function.number
        return self.remembered(("returns", path, number), lambda: self._returned(path, number), ())

    def _returned(self, path: str, number: int) -> Values:
        tables = self.table_of(path)
        if tables is None:
            return ()
        record = tables.functions[number]
        flags = record.flags
        if flags & FunctionFlag.OPAQUE and not self.is_kept(path, record):
            return ()
        if flags & FunctionFlag.ANNOTATED:
            found = distinct(v for item in record.returns for v in self.typed(path, item))
        else:
            found = distinct(v for item in record.returns for v in self.values(path, item).values)
        if flags & FunctionFlag.CONTEXT:
            return (made_of(Kind.CONTEXT, self.items(found)),)
        if flags & FunctionFlag.ASYNC and not flags & FunctionFlag.GENERATOR:
            return (made_of(Kind.AWAITABLE, found),)
        return found

    @abstractmethod
    def items(self, values: Values) -> Values:
        """Return what a loop over some values gives."""
