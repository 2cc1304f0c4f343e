"""The tests that name something of a source file, and what of it no test names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from sphinx_kwindex.project import Definition, Project
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.project.tests.named_uses import NamedUse
from sphinx_kwindex.project.tests.tests import fixture_name
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.testing import LONGEST_WORD
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.shortened import Shortened, shortened
from sphinx_kwindex.relations.tests.commands import file_command, test_command
from sphinx_kwindex.relations.tests.known import is_tested_source
from sphinx_kwindex.relations.tests.uses import (
    NamedDefinition,
    NamingPlace,
    Role,
    grouped,
    is_in_test,
    named_definitions,
    naming_place,
    using_symbol,
)

_MOST_FILES = 8
_MOST_PLACES = 4
_MOST_NAMES = 6
_MOST_FURTHER = 20
_MOST_UNNAMED = 30
_MOST_SINGLE_TESTS = 3
_MOST_FILES_TO_RUN = 4

ByFile = Mapping[str, Sequence[NamedUse]]


class NamingFile(msgspec.Struct, frozen=True):
    """A test file that names something of a source file."""

    path: str
    places: Shortened[NamingPlace]
    """Tests first, then in source order."""


class NamingFixture(msgspec.Struct, frozen=True):
    """A fixture that names something of a source file, and that tests take."""

    definition: DefinitionReference
    name: str
    """By which tests ask for it."""
    named: Shortened[NamedDefinition]
    tests: int
    """How many take it as a parameter."""
    files: int
    """In how many files."""


class TestCommand(msgspec.Struct, frozen=True):
    """What runs the tests that name something of a file."""

    __test__ = False

    command: str
    number: int
    """How many single tests, or test files, it runs."""
    runs_files: bool
    """Whether it runs test files."""
    is_part: bool = False
    """Whether it runs the first of the files only."""


class NamingTests(msgspec.Struct, frozen=True):
    """The tests of a source file."""

    files: Shortened[NamingFile] = Shortened()
    """Test files that name something of it, those with most tests first."""
    further: tuple[str, ...] = ()
    """The first of those that are left out."""
    fixtures: tuple[NamingFixture, ...] = ()
    importing: Shortened[str] = Shortened()
    """Test files that import it, and name nothing of it."""
    command: TestCommand | None = None
    unnamed: Shortened[int] = Shortened()
    """Positions of its public definitions that no test file mentions."""


def naming_tests_of_files(context: Context) -> Callable[[FileFacts], NamingTests]:
    """Relate each source file to the tests that name what it defines.

    Returns
    -------
    function from the facts of a file to its tests
        None of a test file.
    """
    project = context.project

    def of(facts: FileFacts) -> NamingTests:
        if not facts.is_python or project.is_test_file(facts.path):
            return NamingTests()
        uses = project.named.by_source.get(facts.path, ())
        by_file = grouped(
            (use for use in uses if project.is_test_file(use.path)), lambda use: use.path
        )
        tests = {path: _tests_among(project, found) for path, found in by_file.items()}
        ranked = sorted(by_file, key=lambda path: (-len(tests[path]), path))
        importing = [path for path in project.tests_of(facts.path) if path not in by_file]
        left_out = ranked[_MOST_FILES:]
        files = [_file(project, path, by_file[path]) for path in ranked[:_MOST_FILES]]
        running = {path: tests[path] for path in ranked if tests[path]}
        return NamingTests(
            files=Shortened(tuple(files), len(ranked)),
            further=tuple(left_out[:_MOST_FURTHER]),
            fixtures=tuple(_fixtures(context, by_file)),
            importing=shortened(importing, _MOST_FURTHER),
            command=_command(project, running, importing),
            unnamed=shortened(unnamed_definitions(context, facts), _MOST_UNNAMED),
        )

    return of


def _tests_among(project: Project, uses: Sequence[NamedUse]) -> dict[int, NamedUse]:
    """Return the tests that use something, each with its first use."""
    found: dict[int, NamedUse] = {}
    for use in uses:
        if is_in_test(project, use):
            found.setdefault(use.symbol, use)
    return found


def _file(project: Project, path: str, uses: Sequence[NamedUse]) -> NamingFile:
    first: dict[int, NamedUse] = {}
    for use in uses:
        first.setdefault(use.symbol, use)
    in_order = [first[symbol] for symbol in sorted(first)]
    places = [naming_place(project, use) for use in in_order]
    places.sort(key=lambda place: place.role is not Role.TEST)
    return NamingFile(path, shortened(places, _MOST_PLACES))


def _fixtures(context: Context, by_file: ByFile) -> Iterator[NamingFixture]:
    for path, uses in by_file.items():
        for position in dict.fromkeys(use.symbol for use in uses):
            takers = context.tests.takers.get((path, position), ())
            if takers:
                fixture = context.project.files[path].analysis.symbols[position]
                own = [use for use in uses if use.symbol == position]
                yield NamingFixture(
                    Definition(path, fixture).reference,
                    fixture_name(fixture),
                    named_definitions(own, _MOST_NAMES),
                    len(takers),
                    len({test for test, _ in takers}),
                )


def _command(
    project: Project,
    running: Mapping[str, Mapping[int, NamedUse]],
    importing: Sequence[str],
) -> TestCommand | None:
    """Return the command that runs the tests shown, single ones if they are few."""
    tests = [
        (path, symbol)
        for path, found in running.items()
        for use in found.values()
        if (symbol := using_symbol(project, use)) is not None
    ]
    if 0 < len(tests) <= _MOST_SINGLE_TESTS and all(
        project.tests.is_runnable(*test) for test in tests
    ):
        command = test_command(project, [(path, symbol.qualname) for path, symbol in tests])
        return TestCommand(command, len(tests), runs_files=False) if command else None
    functions = project.tests.functions
    files = [*running] or [path for path in importing if path in functions]
    run = files[:_MOST_FILES_TO_RUN]
    command = file_command(project, run) if run else ""
    if not command:
        return None
    return TestCommand(command, len(run), runs_files=True, is_part=len(files) > len(run))


def unnamed_definitions(context: Context, facts: FileFacts) -> list[int]:
    """Return the public definitions that no file of tests names, by whatever name.

    Parameters
    ----------
    context:
        The linked repository.
    facts:
        The file.
    """
    words = context.tests.words.get(context.project.top_of(facts.path))
    if words is None or not is_tested_source(context.project, context.tests, facts.path):
        return []
    uses = context.project.named.by_source.get(facts.path, ())
    named = {
        use.definition.symbol.qualname for use in uses if context.project.is_test_file(use.path)
    }
    return [
        position
        for position, symbol in _public_definitions(facts)
        if symbol.name not in words
        and len(symbol.name) <= LONGEST_WORD
        and symbol.qualname not in named
    ]


def _public_definitions(facts: FileFacts) -> Iterator[tuple[int, Symbol]]:
    """Yield the public classes, functions, methods and properties, each name once."""
    seen: set[str] = set()
    for position, symbol in enumerate(facts.analysis.symbols):
        is_special = symbol.name.startswith("__")
        is_wanted = symbol.is_class or symbol.is_callable
        if is_wanted and not (is_special or symbol.is_private or symbol.is_local):
            if symbol.qualname not in seen:
                yield position, symbol
            seen.add(symbol.qualname)
