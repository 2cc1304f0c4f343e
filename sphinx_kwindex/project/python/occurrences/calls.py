"""What calls, loops, indexes, ``await`` and ``with`` give."""

from __future__ import annotations

from sphinx_kwindex.project.python.occurrences.types import Types
from sphinx_kwindex.project.python.occurrences.typing_forms import known_name
from sphinx_kwindex.project.python.occurrences.values import (
    Kind,
    Value,
    Values,
    as_receiver,
    distinct,
    instance_of,
    made_of,
)

_COPIES = frozenset({"copy", "deepcopy", "replace"})
_TASKS = frozenset({"create_task", "ensure_future", "shield", "wait_for"})
"""What they return gives the same to ``await`` as their first argument."""
_NAMED_TUPLES = frozenset({"typing.NamedTuple", "typing_extensions.NamedTuple"})
_LISTS = frozenset({"iter", "list", "tuple", "set", "sorted", "reversed", "frozenset", "deque"})
_ONE_OF = frozenset({"next", "max", "min", "heappop", "heappushpop", "heapreplace"})


class Calls(Types):
    """Finds what comes out of what has a type."""

    def called(self, function: Value, path: str, arguments: tuple[int, ...]) -> Values:
        """Return what a call returns.

        Parameters
        ----------
        function:
            What is called.
        path, arguments:
            The file, and the expressions that are handed over.
        """
        if function.kind is Kind.CLASS:
            return (function._replace(kind=Kind.INSTANCE),)
        if function.kind is Kind.FUNCTION:
            return as_receiver(self.returned(function), function.receiver)
        if function.kind is Kind.CALLABLE:
            return function.parts[0]
        if function.kind is Kind.METHOD:
            return self._of_container(function)
        if function.kind is Kind.INSTANCE:
            return self.result_of(function, "__call__")
        if function.kind is Kind.EXTERNAL and arguments:
            return self._external(known_name(function.path), path, arguments)
        return ()

    def result_of(self, value: Value, method: str) -> Values:
        """Return what a method returns that is called on an instance.

        Parameters
        ----------
        value:
            What is known of the value.
        method:
            Name of the method.
        """
        return distinct(
            item
            for found in self.member_values(value, method).values
            if found.kind in (Kind.FUNCTION, Kind.CALLABLE)
            for item in self.called(found, value.path, ())
        )

    def _external(self, name: str, path: str, arguments: tuple[int, ...]) -> Values:
        """Return what a function of the standard library returns."""
        if name == "cast":
            return self.typed(path, arguments[0])
        if name == "TypeVar":
            bound = self.typed(path, arguments[-1])
            return (made_of(Kind.VARIABLE, bound),)
        given = [self.values(path, item).values for item in arguments]
        if name == "super":
            return tuple(
                Value(Kind.SUPER, item.path, item.number)
                for item in given[0]
                if item.kind is Kind.CLASS
            )
        if name == "type":
            return distinct(
                item._replace(kind=Kind.CLASS) for item in given[0] if item.kind is Kind.INSTANCE
            )
        if name in _COPIES or name in _TASKS:
            return given[0]
        if name == "run":
            return self.awaited(given[0])
        return self._of_items(name, [self.items(values) for values in given])

    def _of_items(self, name: str, items: list[Values]) -> Values:
        """Return what a function of the standard library makes of what is looped over."""
        if name in _ONE_OF:
            return items[0]
        if name == "enumerate":
            inner: Values = (made_of(Kind.TUPLE, (), items[0]),)
        elif name == "zip":
            inner = (made_of(Kind.TUPLE, *items),)
        elif name == "pairwise":
            inner = (made_of(Kind.TUPLE, items[0], items[0]),)
        elif name == "chain":
            inner = distinct(item for one in items for item in one)
        elif name == "filter" or name in _LISTS:
            inner = items[-1]
        else:
            return ()
        return (made_of(Kind.LIST, inner),)

    def _of_container(self, method: Value) -> Values:
        """Return what a method of a container returns."""
        container = method.receiver[0]
        inner = container.parts[0]
        if container.kind is Kind.LIST:
            if method.path in ("pop", "popleft", "__next__", "__getitem__"):
                return inner
            return (container,) if method.path == "copy" else ()
        keys = container.parts[1] if len(container.parts) > 1 else ()
        match method.path:
            case "get" | "pop" | "setdefault" | "__getitem__":
                return inner
            case "values":
                return (made_of(Kind.LIST, inner),)
            case "keys":
                return (made_of(Kind.LIST, keys),)
            case "items":
                return (made_of(Kind.LIST, (made_of(Kind.TUPLE, keys, inner),)),)
            case "copy":
                return (container,)
        return ()

    def items(self, values: Values) -> Values:
        """Return what a loop over some values gives."""
        return distinct(item for value in values for item in self._items(value))

    def _items(self, value: Value) -> Values:
        if value.kind is Kind.LIST:
            return value.parts[0]
        if value.kind is Kind.DICT:
            return value.parts[1] if len(value.parts) > 1 else ()
        if value.kind is Kind.TUPLE:
            return distinct(item for part in value.parts for item in part)
        if value.kind is Kind.CLASS and self.is_enumeration(value):
            return (instance_of(value),)
        if value.kind is Kind.INSTANCE:
            for method in ("__iter__", "__aiter__"):
                for found in self.result_of(value, method):
                    if found.kind is Kind.LIST:
                        return found.parts[0]
                    if found.kind is Kind.INSTANCE:
                        step = "__next__" if method == "__iter__" else "__anext__"
                        given = self.result_of(found, step)
                        return given if method == "__iter__" else self.awaited(given)
        return ()

    def element(self, value: Value) -> Values:
        """Return what ``value[index]`` gives."""
        if value.kind in (Kind.LIST, Kind.DICT):
            return value.parts[0]
        if value.kind is Kind.TUPLE:
            return distinct(item for part in value.parts for item in part)
        if value.kind is Kind.INSTANCE:
            return self.result_of(value, "__getitem__")
        return (value,) if value.kind is Kind.CLASS else ()

    def part(self, values: Values, index: int) -> Values:
        """Return what the variable at an index gets where several are bound at once.

        Parameters
        ----------
        values:
            What the whole stands for.
        index:
            Position of the variable, from 0.
        """
        found: list[Value] = []
        for value in values:
            if value.kind is Kind.TUPLE:
                found += value.parts[index] if index < len(value.parts) else ()
            elif value.kind is Kind.INSTANCE and self.is_derived_from(value, _NAMED_TUPLES):
                found += self._field(value, index)
            else:
                found += self._items(value)
        return distinct(found)

    def _field(self, value: Value, index: int) -> Values:
        """Return the field at an index of a named tuple."""
        for path, number in self.order(value.path, value.number):
            tables = self.table_of(path) if number >= 0 else None
            if tables is None:
                break
            # The class right below has the fields; what derives from it adds none.
            bases = tables.classes[number].bases
            known = (base for item in bases for base in self.values(path, item).values)
            if any(base.path in _NAMED_TUPLES for base in known):
                fields = self.declared_in(path, number)[index : index + 1]
                return tuple(
                    item for field in fields for item in self.member_values(value, field).values
                )
        return ()

    def awaited(self, values: Values) -> Values:
        """Return what ``await`` gives."""
        return distinct(
            item for value in values if value.kind is Kind.AWAITABLE for item in value.parts[0]
        )

    def entered(self, value: Value, *, is_async: bool) -> Values:
        """Return what ``with`` binds.

        Parameters
        ----------
        value:
            What is known of the value.
        is_async:
            Whether it is ``async with``.
        """
        if value.kind is Kind.CONTEXT:
            return value.parts[0]
        if value.kind is not Kind.INSTANCE:
            return ()
        if is_async:
            return self.awaited(self.result_of(value, "__aenter__"))
        return self.result_of(value, "__enter__")
