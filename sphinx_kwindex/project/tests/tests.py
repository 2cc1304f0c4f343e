"""Which files and functions are tests, and which are fixtures: the one place that decides it.

The rules for Python are those of pytest, as the project configures it, and of unittest.  A test
class may derive from one in another file, and take tests from a class that is none itself, so the
classes of the whole repository count.  Methods that are named like tests, and of which no rule
tells whether they are, are kept apart: a number of tests would be wrong with them and without.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase

import msgspec

from sphinx_kwindex.analysis.pytest_rules import CONFIGURATION_FILES
from sphinx_kwindex.paths import folder_of, is_within, name_of, upwards
from sphinx_kwindex.project.python.classes import Class, ClassGraph
from sphinx_kwindex.project.tests.case_classes import CaseClasses, find_case_classes
from sphinx_kwindex.project.tests.places import Place, find_places
from sphinx_kwindex.project.tests.possible import CALLABLES, possible_tests
from sphinx_kwindex.records.analysis import PYTHON, FileFacts, Symbol
from sphinx_kwindex.records.testing import CollectionRules, Use
from sphinx_kwindex.records.testing_paths import is_below_tests, is_test_path

_FIXTURES = frozenset({"pytest.fixture", "pytest_asyncio.fixture"})
_CONFTEST = "conftest.py"
_DISCOVERED = re.compile(r"test.*\.py$")
"""What unittest looks into; only with a test case in it such a file is taken for one of tests."""
_TEST = "test"
_TEST_CLASS = "Test"
_SURELY_MEANT = "test_"
_CLASS_NAME = re.compile(r"Test.*|.*Tests?$")
_NO_RULES = CollectionRules()


class Tests(msgspec.Struct, frozen=True):
    """The tests and fixtures of a repository."""

    __test__ = False

    files: frozenset[str]
    """Paths of the files for tests, in all languages."""
    places: Mapping[str, Place]
    """What the files for tests, benchmarks and examples in other languages are there for."""
    functions: Mapping[str, Mapping[str, bool]]
    """Tests by path and anchor, with whether each can be run by its name: one in a class that only
    lends it to others cannot."""
    numbers: Mapping[str, int]
    """How many tests each file has; several of one name are one."""
    uncounted: Mapping[str, int]
    """Files with methods that are named like tests but may be none, each with the first line."""
    fixtures: Mapping[str, frozenset[str]]
    """Anchors of the fixtures of each file."""

    def is_code(self, path: str) -> bool:
        """Return whether a file is code of the tests: one for tests, or in a folder of tests."""
        return path in self.files or is_below_tests(path)

    def is_test(self, path: str, symbol: Symbol) -> bool:
        """Return whether a definition is a test.

        Parameters
        ----------
        path:
            Path of the file.
        symbol:
            The definition.
        """
        return symbol.anchor in self.functions.get(path, ())

    def is_runnable(self, path: str, symbol: Symbol) -> bool:
        """Return whether a definition is a test that can be run by its name.

        Parameters
        ----------
        path:
            Path of the file.
        symbol:
            The definition.
        """
        return self.functions.get(path, {}).get(symbol.anchor, False)

    def is_fixture(self, path: str, symbol: Symbol) -> bool:
        """Return whether a definition is a fixture.

        Parameters
        ----------
        path:
            Path of the file.
        symbol:
            The definition.
        """
        return symbol.anchor in self.fixtures.get(path, ())


def fixture_name(fixture: Symbol) -> str:
    """Return the name by which tests ask for a fixture: pytest's ``name=``, else its own."""
    named = (decorator.value_of("name") for decorator in fixture.decorators)
    return next((name for name in named if name and isinstance(name, str)), fixture.name)


def find_tests(
    files: Mapping[str, FileFacts], classes: ClassGraph, pytest_folders: Collection[str]
) -> Tests:
    """Find the tests of a repository.

    Parameters
    ----------
    files:
        The facts of all files, by path.
    classes:
        The base classes of all classes.
    pytest_folders:
        Paths of the roots that use pytest; empty for the only one.
    """
    python = [facts for facts in files.values() if facts.is_python]
    search = _Search(files, find_case_classes(python, classes), classes, pytest_folders)
    collected = [facts for facts in python if search.is_collected(facts)]
    search.find_lenders(collected)
    found = {facts.path: search.sorted_out(facts) for facts in collected}
    lending = {facts.path: search.lent(facts) for facts in python if facts.path not in found}
    fixtures = {facts.path: frozenset(_fixtures(facts)) for facts in python}
    places = find_places(files)
    declared = (path for path, place in places.items() if place.use is Use.TEST)
    named = (facts.path for facts in python if is_test_path(facts.path))
    return Tests(
        files=frozenset((*named, *found, *declared)),
        places=places,
        functions={path: it.functions for path, it in {**found, **lending}.items() if it.functions},
        numbers={path: len(it.names) for path, it in {**found, **lending}.items() if it.names},
        uncounted={path: said.uncounted for path, said in found.items() if said.uncounted},
        fixtures={path: anchors for path, anchors in fixtures.items() if anchors},
    )


def _fixtures(facts: FileFacts) -> Iterator[str]:
    for symbol in facts.analysis.symbols:
        if symbol.kind in CALLABLES and any(
            decorator.path in _FIXTURES for decorator in symbol.decorators
        ):
            yield symbol.anchor


class _Sorted(msgspec.Struct):
    """The tests of one file, while they are sorted out."""

    functions: dict[str, bool]
    names: set[str]
    uncounted: int = 0


class _Search:
    """Goes through the test files of a repository."""

    def __init__(
        self,
        files: Mapping[str, FileFacts],
        cases: CaseClasses,
        classes: ClassGraph,
        pytest_folders: Collection[str],
    ) -> None:
        self._rules = _rules_by_folder(files)
        self._cases = cases
        self._classes = classes
        self._pytest_folders = pytest_folders
        self._lenders: frozenset[Class] = frozenset()
        self._known_rules: dict[str, CollectionRules] = {}

    def is_collected(self, facts: FileFacts) -> bool:
        """Return whether the tests of a file are found by its name."""
        if facts.analysis.language != PYTHON or facts.source.name == _CONFTEST:
            return False
        patterns = self._rules_of(facts.path).files
        if patterns is not None:
            return any(_matches_path(facts.path, pattern) for pattern in patterns)
        if is_test_path(facts.path):
            return True
        return bool(_DISCOVERED.match(facts.source.name)) and self._has_case(facts)

    def find_lenders(self, collected: Iterable[FileFacts]) -> None:
        """Find the classes that others take tests from."""
        takers = {
            (facts.path, symbol.anchor)
            for facts in collected
            for symbol in facts.analysis.symbols
            if symbol.is_class and self._holds_tests(facts.path, symbol)
        }
        self._lenders = self._classes.with_ancestors(takers)

    def sorted_out(self, facts: FileFacts) -> _Sorted:
        """Return the tests of a file, and where something is that may be one."""
        found = _Sorted({}, set())
        if facts.path in self._cases.off_files:
            return found
        for symbol, owners in possible_tests(facts.analysis.symbols):
            runnable = self._is_test(facts, symbol, owners)
            if runnable is not None:
                found.functions[symbol.anchor] = runnable
                found.names.add(symbol.qualname)
            elif owners and symbol.name.startswith(_SURELY_MEANT) and not found.uncounted:
                is_none = self._is_surely_none(facts, owners[0])
                found.uncounted = 0 if is_none else symbol.line
        return found

    def lent(self, facts: FileFacts) -> _Sorted:
        """Return the tests of a file that is not collected, which only other files run."""
        found = _Sorted({}, set())
        if any(path == facts.path for path, _ in self._lenders):
            named = self._rules_of(facts.path).functions
            for symbol, owners in possible_tests(facts.analysis.symbols):
                is_lent = len(owners) == 1 and (facts.path, owners[0].anchor) in self._lenders
                if is_lent and _matches_name(symbol.name, (_TEST,) if named is None else named):
                    found.functions[symbol.anchor] = False
                    found.names.add(symbol.qualname)
        return found

    def _is_test(self, facts: FileFacts, symbol: Symbol, owners: list[Symbol]) -> bool | None:
        """Return whether a test can be run by its name, None for what is none."""
        path = facts.path
        named = self._rules_of(path).functions
        named = (_TEST,) if named is None else named
        if not owners:
            is_named = _matches_name(symbol.name, named)
            return True if is_named and self._runs_functions(facts) else None
        owner = path, owners[0].anchor
        is_unittest = owner in self._cases.unittest
        if not _matches_name(symbol.name, (_TEST,) if is_unittest else named):
            return None
        outer_ones = owners[1:]
        if self._holds_tests(path, owners[0]) and all(
            self._holds_tests(path, outer) and (path, outer.anchor) not in self._cases.unittest
            for outer in outer_ones
        ):
            return is_unittest or all(self._is_found_by_name(path, item) for item in owners)
        return False if owner in self._lenders and not outer_ones else None

    def _holds_tests(self, path: str, symbol: Symbol) -> bool:
        """Return whether the tests of a class are run."""
        own = path, symbol.anchor
        if own in self._cases.off:
            return False
        if own in self._cases.unittest:
            return True
        if self._rules_of(path).classes is not None:
            is_test = self._is_found_by_name(path, symbol)
        else:
            is_test = own in self._cases.based or bool(_CLASS_NAME.match(symbol.name))
        return is_test and (own in self._cases.based or own not in self._cases.constructed)

    def _is_surely_none(self, facts: FileFacts, symbol: Symbol) -> bool:
        """Return whether it is certain that nothing runs the methods of a class as tests."""
        own = facts.path, symbol.anchor
        if own in self._cases.off:
            return True
        known = self._classes.with_ancestors([own])
        bases = (base for item in known for base in self._classes.bases_of(item))
        outer = (base.names for base in bases if base.found is None)
        # Without pytest, only what derives from a test case is run.
        return not self._runs_functions(facts) and all(names == ("object",) for names in outer)

    def _is_found_by_name(self, path: str, symbol: Symbol) -> bool:
        """Return whether pytest finds a class by its name."""
        named = self._rules_of(path).classes
        return _matches_name(symbol.name, (_TEST_CLASS,) if named is None else named)

    def _runs_functions(self, facts: FileFacts) -> bool:
        """Return whether functions outside classes are run: unittest passes over them."""
        uses_pytest = any(is_within(facts.path, top) for top in self._pytest_folders)
        return uses_pytest or not self._has_case(facts)

    def _has_case(self, facts: FileFacts) -> bool:
        return any(
            (facts.path, symbol.anchor) in self._cases.unittest
            for symbol in facts.analysis.symbols
            if symbol.is_class
        )

    def _rules_of(self, path: str) -> CollectionRules:
        """Return the nearest configuration above a file."""
        folder = folder_of(path)
        if folder not in self._known_rules:
            found = (self._rules[item] for item in upwards(folder) if item in self._rules)
            self._known_rules[folder] = next(found, _NO_RULES)
        return self._known_rules[folder]


def _rules_by_folder(files: Mapping[str, FileFacts]) -> dict[str, CollectionRules]:
    """Return what configures pytest in each folder: the first file that does so."""
    found: dict[str, CollectionRules] = {}
    for name in reversed(CONFIGURATION_FILES):
        for facts in files.values():
            rules = facts.analysis.collection
            if rules is not None and facts.source.name == name:
                found[facts.source.folder] = rules
    return found


def _matches_name(name: str, patterns: Iterable[str]) -> bool:
    """Return whether a name begins with one of several texts, or matches one as a pattern."""
    return any(name.startswith(item) or fnmatchcase(name, item) for item in patterns)


def _matches_path(path: str, pattern: str) -> bool:
    """Return whether the name of a file matches, or its path where the pattern has folders."""
    if "/" in pattern:
        return fnmatchcase(f"/{path}", f"*/{pattern.lstrip('/')}")
    return fnmatchcase(name_of(path), pattern)
