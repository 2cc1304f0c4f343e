"""Which functions of the test files are tests, by the classes of the whole repository.

A test case may derive from one in another file, and take tests from a class that is no test case
itself.  So what a single file shows, which makes the keywords, is not enough to count tests.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.keywords.kinds import KeywordKind
from sphinx_kwindex.keywords.testing import is_test_case, testing_kind
from sphinx_kwindex.project import Project
from sphinx_kwindex.project.roles import is_test_path
from sphinx_kwindex.records import FileFacts, Symbol
from sphinx_kwindex.symbol_kinds import SymbolKind

_CASE_SUFFIX = "TestCase"
"""What the name of a base class from elsewhere ends with that is taken for a test case."""
_TEST_CLASS = "Test"
_TEST = "test"

Class = tuple[str, str]
"""A class by the path of its file and its anchor."""


def find_test_functions(project: Project) -> dict[str, dict[str, bool]]:
    """Return the tests of each test file by anchor, with whether each can be run by its name.

    A test in a class that only lends it to test cases cannot.
    """
    search = _Search(project)
    tests = [
        facts
        for path, facts in project.files.items()
        if is_test_path(path) and facts.source.name != "conftest.py"
    ]
    search.collect(tests)
    found = {facts.path: dict(search.functions(facts)) for facts in tests}
    return {path: functions for path, functions in found.items() if functions}


class _Search:
    """The test cases of a repository, and the classes that lend them tests."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._cases: dict[Class, bool] = {}
        self._lenders: set[Class] = set()

    def collect(self, files: list[FileFacts]) -> None:
        """Find the classes whose tests run in a class of one of the files."""
        for facts in files:
            for symbol in facts.analysis.symbols:
                named_so = symbol.name.startswith(_TEST_CLASS)
                if symbol.is_class and (named_so or self._is_case(facts.path, symbol)):
                    self._lend(facts.path, symbol)

    def functions(self, facts: FileFacts) -> Iterator[tuple[str, bool]]:
        """Yield the anchors of the tests of a file."""
        symbols = facts.analysis.symbols
        for symbol in symbols:
            if testing_kind(facts, symbol) is KeywordKind.TEST:
                yield symbol.anchor, True
            elif symbol.kind is SymbolKind.METHOD and symbol.name.startswith(_TEST):
                owner = symbols[symbol.parent]
                if self._is_case(facts.path, owner):
                    yield symbol.anchor, owner.parent < 0
                elif (facts.path, owner.anchor) in self._lenders:
                    yield symbol.anchor, False

    def _is_case(self, path: str, symbol: Symbol) -> bool:
        key = path, symbol.anchor
        if key not in self._cases:
            # A class that derives from itself is no test case.
            self._cases[key] = False
            facts = self._project.files[path]
            self._cases[key] = is_test_case(facts, symbol) or any(
                self._is_case(*base) if base is not None else name.endswith(_CASE_SUFFIX)
                for name, base in self._bases(path, symbol)
            )
        return self._cases[key]

    def _lend(self, path: str, symbol: Symbol) -> None:
        for _, base in self._bases(path, symbol):
            if base is not None and (base[0], base[1].anchor) not in self._lenders:
                self._lenders.add((base[0], base[1].anchor))
                self._lend(*base)

    def _bases(self, path: str, symbol: Symbol) -> Iterator[tuple[str, tuple[str, Symbol] | None]]:
        """Yield the base classes as written, each with the class of the repository that it is."""
        for written in symbol.bases:
            name = written.partition("[")[0]
            found = self._project.resolver.definition_of(name, path)
            is_here = found is not None and found.symbol.is_class
            yield name, (found.path, found.symbol) if found is not None and is_here else None
