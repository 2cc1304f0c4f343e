"""The names of classes: the order in which bases are asked, and what has a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sphinx_kwindex.project.python.class_order import merged
from sphinx_kwindex.project.python.occurrences.module_names import ModuleNames
from sphinx_kwindex.project.python.occurrences.values import Kind, Value
from sphinx_kwindex.records.names import FUNCTION, FunctionFlag

Class = tuple[str, int]
"""A class by its file and number; of one from elsewhere, the number is -1 and the path a name."""

_WITHOUT_NAMES = frozenset(
    {
        "builtins.object",
        "abc.ABC",
        "typing.Generic",
        "typing.Protocol",
        "typing_extensions.Generic",
        "typing_extensions.Protocol",
    }
)
"""Classes from elsewhere that have no names of their own that matter."""

_UNCLEAR: Class = ("?", -1)


class Owner(NamedTuple):
    """The class that has a name."""

    path: str
    number: int
    is_certain: bool
    """Whether no class that is not known might have it before."""


class Classes(ModuleNames):
    """Finds names in classes and their bases."""

    def order(self, path: str, number: int) -> tuple[Class, ...]:
        """Return the classes in which a name of a class is looked for (C3).

        Parameters
        ----------
        path:
            Path of the file.
        number:
            Number of the expression in its file.
        """
        own = ((path, number),)
        return self.remembered(
            ("order", path, number), lambda: own + self._after(path, number), own
        )

    def _after(self, path: str, number: int) -> tuple[Class, ...]:
        tables = self.table_of(path)
        if tables is None or number >= len(tables.classes):
            return ()
        bases = [self._base(path, item) for item in tables.classes[number].bases]
        orders = [
            list(self.order(*base)) if base[1] >= 0 else [base]
            for base in bases
            if base != (path, number)
        ]
        return tuple(merged([*orders, bases]))

    def _base(self, path: str, number: int) -> Class:
        found = self.values(path, number).values
        classes = [item for item in found if item.kind is Kind.CLASS]
        if len(classes) == 1:
            # The others are faster ones from elsewhere that have the same names.
            return classes[0].path, classes[0].number
        if len(found) == 1 and found[0].kind is Kind.EXTERNAL:
            return found[0].path, -1
        if len(found) == 1 and found[0].kind is Kind.ALIAS:
            # `Generic[T]`
            tables = self.tables[found[0].path]
            outer = tables.expressions[found[0].number]
            inner = self.values(found[0].path, outer[1]).values
            if len(inner) == 1 and inner[0].kind is Kind.EXTERNAL:
                return inner[0].path, -1
        return _UNCLEAR

    def owner_of(
        self, path: str, number: int, name: str, *, after: Class | None = None
    ) -> Owner | None:
        """Return the class that has a name, None if none of those known has it.

        Parameters
        ----------
        path, number:
            The class that is asked.
        name:
            The name.
        after:
            The class after which to begin, for ``super()``.
        """
        is_certain = True
        bound: Owner | None = None
        order: Iterable[Class] = self.order(path, number)
        if after is not None:
            before = list(order)
            order = before[before.index(after) + 1 :] if after in before else ()
        for owner, position in order:
            if position < 0:
                is_certain &= owner in _WITHOUT_NAMES
                continue
            tables = self.table_of(owner)
            record = tables.classes[position] if tables is not None else None
            if record is not None and name in record.members:
                is_bound = bound is not None and not self._is_property(owner, position, name)
                return bound if is_bound else Owner(owner, position, is_certain)
            if record is not None and name in record.attributes and bound is None:
                # What a method binds on an instance, the property of a base class takes.
                bound = Owner(owner, position, is_certain)
            if name.startswith("__") and not name.endswith("__"):
                return bound  # such names are of one class alone
        return bound

    def metaclass_with(self, path: str, number: int, name: str) -> Owner | None:
        """Return the metaclass of a class that has a name, None if it has none or is not known.

        Parameters
        ----------
        path, number:
            The class.
        name:
            The name, which the class and its bases do not have.
        """
        is_certain = True
        for at, position in self.order(path, number):
            if position < 0:
                is_certain &= at in _WITHOUT_NAMES
                continue
            tables = self.table_of(at)
            metaclass = tables.classes[position].metaclass if tables is not None else 0
            found = self.values(at, metaclass).values if metaclass else ()
            if len(found) == 1 and found[0].kind is Kind.CLASS:
                owner = self.owner_of(found[0].path, found[0].number, name)
                certain = is_certain and owner is not None and owner.is_certain
                return None if owner is None else owner._replace(is_certain=certain)
        return None

    def _is_property(self, path: str, number: int, name: str) -> bool:
        """Return whether what the body of a class binds is a property."""
        tables = self.tables[path]
        found = (tables.expressions[item] for item in tables.classes[number].members[name])
        return any(
            item[0] == FUNCTION and tables.functions[item[1]].flags & FunctionFlag.PROPERTY
            for item in found
        )

    def is_derived_from(self, value: Value, names: frozenset[str]) -> bool:
        """Return whether a class derives from one from elsewhere that has one of the names.

        Parameters
        ----------
        value:
            What is known of the value.
        names:
            Names of such classes.
        """
        return any(
            number < 0 and path in names for path, number in self.order(value.path, value.number)
        )
