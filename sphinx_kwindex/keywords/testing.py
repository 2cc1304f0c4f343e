"""Which definitions are tests and fixtures, by the rules of pytest and unittest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_kwindex.keywords.kinds import KeywordKind
from sphinx_kwindex.project.roles import is_test_path
from sphinx_kwindex.records import FileFacts, Symbol
from sphinx_kwindex.symbol_kinds import SymbolKind

_FIXTURES = frozenset({"pytest.fixture", "pytest_asyncio.fixture"})
_FIXTURE_NAME = re.compile(r"\bname=(['\"])(?P<name>\w+)\1")
_TEST_CASES = frozenset(
    {
        "unittest.TestCase",
        "unittest.IsolatedAsyncioTestCase",
        "unittest.case.TestCase",
        "django.test.TestCase",
        "django.test.SimpleTestCase",
        "django.test.TransactionTestCase",
        "django.test.LiveServerTestCase",
    }
)
_TEST = "test_"
_TEST_METHOD_OF_CASE = "test"
_TEST_CLASS = "Test"


def testing_kind(facts: FileFacts, symbol: Symbol) -> KeywordKind | None:
    """Return the kind of a function that is for tests, None for any other definition.

    Only what the file itself shows counts: a test class whose base is imported from another file
    of the repository has to be called ``Test...``.
    """
    if not facts.is_python or symbol.kind not in (SymbolKind.FUNCTION, SymbolKind.METHOD):
        return None
    if any(_path(name.partition("(")[0], facts) in _FIXTURES for name in symbol.decorators):
        return KeywordKind.FIXTURE
    is_collected = is_test_path(facts.path) and facts.source.name != "conftest.py"
    return KeywordKind.TEST if is_collected and _is_test(facts, symbol) else None


def fixture_name(fixture: Symbol) -> str:
    """Return the name by which tests ask for a fixture: pytest's ``name=``, else its own."""
    renamed = _FIXTURE_NAME.search(" ".join(fixture.decorators))
    return renamed["name"] if renamed else fixture.name


def _is_test(facts: FileFacts, symbol: Symbol) -> bool:
    owners = _owners(facts.analysis.symbols, symbol)
    if not all(owner.is_class for owner in owners):
        return False
    if owners and is_test_case(facts, owners[0]):
        return symbol.name.startswith(_TEST_METHOD_OF_CASE)
    return symbol.name.startswith(_TEST) and all(
        owner.name.startswith(_TEST_CLASS) for owner in owners
    )


def is_test_case(facts: FileFacts, owner: Symbol) -> bool:
    """Tell whether a class derives from a known test case, as the imports of its file show."""
    return any(_path(base, facts) in _TEST_CASES for base in owner.bases)


def _owners(symbols: Sequence[Symbol], symbol: Symbol) -> list[Symbol]:
    """Return what encloses a definition, innermost first."""
    owners = []
    while symbol.parent >= 0:
        symbol = symbols[symbol.parent]
        owners.append(symbol)
    return owners


def _path(written: str, facts: FileFacts) -> str:
    """Return what a dotted name stands for by the imports of the file, empty if it is unknown."""
    first, dot, rest = written.partition(".")
    for item in facts.analysis.imports:
        if item.bound_name == first and not item.level:
            start = item.dotted if item.name or item.alias else first
            return f"{start}{dot}{rest}"
    return ""
