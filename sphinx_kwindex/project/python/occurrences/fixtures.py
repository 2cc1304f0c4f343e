"""What pytest gives the parameters of tests and fixtures."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.paths import folder_of, upwards
from sphinx_kwindex.project.python.occurrences.calls import Calls
from sphinx_kwindex.project.python.occurrences.values import NOTHING, Kind, Known, Value, distinct
from sphinx_kwindex.records.names import CALL, UNKNOWN, Expression, FunctionFlag
from sphinx_kwindex.records.testing_paths import is_below_tests, is_test_path

_FIXTURES = frozenset({"pytest.fixture", "pytest_asyncio.fixture"})
_CONFTEST = "conftest.py"


class Fixtures(Calls):
    """Finds fixtures by their names, as pytest does, and what they give."""

    def of_fixture(self, path: str, expression: Expression) -> Known:
        """Return what pytest gives a parameter: that of the nearest fixture of its name.

        Parameters
        ----------
        path:
            The file of the test.
        expression:
            The parameter.
        """
        if not (is_test_path(path) or is_below_tests(path)):
            return NOTHING
        name = self.tables[path].words[expression[2]]
        for fixture in self._candidates(path, expression[1], name):
            if self._is_fixture(fixture, name):
                return self._given(fixture)
        return NOTHING

    def _candidates(self, path: str, around: int, name: str) -> Iterator[Value]:
        for value in self.values(path, around).values if around != UNKNOWN else ():
            for owner, number in self.order(value.path, value.number):
                tables = self.table_of(owner) if number >= 0 else None
                if tables is not None:
                    yield from self._named_fixture(owner, tables.classes[number].qualname, name)
        yield from self._named_fixture(path, "", name)
        yield from self.values_in_module(path, name).values
        for folder in upwards(folder_of(path)):
            conftest = f"{folder}/{_CONFTEST}" if folder else _CONFTEST
            if self.table_of(conftest) is not None:
                yield from self._named_fixture(conftest, "", name)
                yield from self.values_in_module(conftest, name).values

    def _named_fixture(self, path: str, owner: str, name: str) -> Iterator[Value]:
        tables = self.table_of(path)
        number = tables.fixtures.get((owner, name)) if tables is not None else None
        if number is not None:
            yield Value(Kind.FUNCTION, path, number)

    def _is_fixture(self, value: Value, name: str) -> bool:
        record = self.function_of(value) if value.kind is Kind.FUNCTION else None
        if record is None or record.fixture != name:
            return False
        expressions = self.tables[value.path].expressions
        for number in record.decorators:
            called = expressions[number]
            function = called[1] if called[0] == CALL else number
            found = self.values(value.path, function).values
            if any(item.kind is Kind.EXTERNAL and item.path in _FIXTURES for item in found):
                return True
        return False

    def _given(self, fixture: Value) -> Known:
        """Return what a fixture returns or yields."""
        path = fixture.path
        record = self.tables[path].functions[fixture.number]
        if not record.flags & FunctionFlag.ANNOTATED:
            values = (self.values(path, item).values for item in record.returns)
            return Known(distinct(item for found in values for item in found))
        typed = distinct(item for number in record.returns for item in self.typed(path, number))
        is_generator = record.flags & FunctionFlag.GENERATOR
        return Known(self.items(typed) if is_generator else typed)
