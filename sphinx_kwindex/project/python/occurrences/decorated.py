"""What decorators make of functions, as far as their heads tell."""

from __future__ import annotations

from abc import abstractmethod

from sphinx_kwindex.project.python.occurrences.class_names import Classes
from sphinx_kwindex.project.python.occurrences.typing_forms import form_of
from sphinx_kwindex.project.python.occurrences.values import Kind, Known, Value
from sphinx_kwindex.records.names import CALL, SUBSCRIPT, FunctionFlag, FunctionNames

_MOST_CALLABLES = 4
"""``Callable`` in ``Callable`` in what a decorator returns."""


class Decorated(Classes):
    """Says whether what a decorated function returns is what its own head says."""

    @abstractmethod
    def values(self, path: str, number: int) -> Known:
        """Return what an expression stands for.

        Parameters
        ----------
        path:
            Path of the file.
        number:
            Number of the expression in its file.
        """

    def function_of(self, value: Value) -> FunctionNames | None:
        """Return the record of a function."""
        tables = self.table_of(value.path)
        return tables.functions[value.number] if tables is not None else None

    def is_kept(self, path: str, record: FunctionNames) -> bool:
        """Return whether the decorators of a function say that a call returns what its head says.

        They return what they are given, a type variable, or what can be called and returns one:
        ``def traced(f: Callable[P, R]) -> Callable[P, R]``.

        Parameters
        ----------
        path:
            The file of the function.
        record:
            What is known of it.
        """
        return bool(record.decorators) and all(
            self._gives_variable(path, number) for number in record.decorators
        )

    def _gives_variable(self, path: str, number: int) -> bool:
        expression = self.tables[path].expressions[number]
        called = expression[1] if expression[0] == CALL else number
        found = self.values(path, called).values
        record = self.function_of(found[0]) if found and found[0].kind is Kind.FUNCTION else None
        if record is None or len(found) > 1 or not record.flags & FunctionFlag.ANNOTATED:
            return False
        at = found[0].path
        return bool(record.returns) and self._is_of_variable(at, record.returns[0])

    def _is_of_variable(self, path: str, number: int) -> bool:
        """Return whether an annotation is a type variable, or ``Callable`` with one at the end."""
        for _ in range(_MOST_CALLABLES):
            expression = self.tables[path].expressions[number]
            if expression[0] != SUBSCRIPT:
                break
            form = {form_of(item.path) for item in self.values(path, expression[1]).values}
            if form != {Kind.CALLABLE}:
                return False
            number = expression[-1]
        return any(item.kind is Kind.VARIABLE for item in self.values(path, number).values)
