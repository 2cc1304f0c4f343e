"""What the tests and fixtures of a test file name of other files, and how to run them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from sphinx_kwindex.project import Project
from sphinx_kwindex.project.tests.named_uses import NamedUse
from sphinx_kwindex.project.tests.tests import fixture_name
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.shortened import Shortened, shortened
from sphinx_kwindex.relations.tests.commands import file_command, test_command
from sphinx_kwindex.relations.tests.uses import (
    NamedDefinition,
    grouped,
    is_in_test,
    named_definitions,
)

_MOST_FILES = 20
_MOST_NAMES = 8
_MOST_TESTS = 30
_MOST_IMPORTED = 20


class TestedFile(msgspec.Struct, frozen=True):
    """A file of which a test file names something."""

    __test__ = False

    path: str
    named: Shortened[NamedDefinition]
    tests: int
    """How many tests name something of it."""


class NamingTest(msgspec.Struct, frozen=True):
    """A test that names something of other files."""

    symbol: int
    """Its position among the symbols of its file."""
    named: Shortened[NamedDefinition]


class OwnFixture(msgspec.Struct, frozen=True):
    """A fixture of a test file."""

    symbol: int
    """Its position among the symbols of its file."""
    name: str
    """By which tests ask for it."""
    named: Shortened[NamedDefinition]
    tests: int
    """How many take it as a parameter."""


class ContainedTests(msgspec.Struct, frozen=True):
    """What a test file tests."""

    files: Shortened[TestedFile]
    """Files of which it names something, those that most tests name first."""
    imported: Shortened[str]
    """Files that it imports, and names nothing of."""
    tests: tuple[NamingTest, ...]
    """In source order; none where they are many."""
    fixtures: tuple[OwnFixture, ...]
    """The first ones, in source order."""
    command: str = ""
    """What runs all its tests."""
    single_command: str = ""
    """What runs the first of its tests."""


def contained_tests_of_files(context: Context) -> Callable[[FileFacts], ContainedTests | None]:
    """Relate each test file to what it tests.

    Returns
    -------
    function from the facts of a file to what it tests
        None for any file but a test file.
    """
    project = context.project

    def of(facts: FileFacts) -> ContainedTests | None:
        if not (facts.is_python and project.is_test_file(facts.path)):
            return None
        uses = _uses(project, facts.path)
        by_file = grouped(uses, lambda use: use.definition.path)
        imported = [
            path
            for path in project.imported_by(facts.path)
            if path not in by_file and not project.is_test_file(path)
        ]
        by_place = _by_place(uses)
        command, single = _commands(project, facts)
        return ContainedTests(
            files=_tested_files(project, by_file),
            imported=shortened(imported, _MOST_IMPORTED),
            tests=_tests(project, by_place),
            fixtures=tuple(_fixtures(context, facts, by_place))[:_MOST_TESTS],
            command=command,
            single_command=single,
        )

    return of


def _uses(project: Project, path: str) -> list[NamedUse]:
    """Return what the file names of others; not an alias where what is behind it is known."""
    uses = project.named.by_user.get(path, ())
    aliases = {(use.symbol, use.alias) for use in uses if use.alias}
    return [
        use
        for use in uses
        if not project.tests.is_code(use.definition.path)
        and (use.symbol, use.definition.symbol.name) not in aliases
    ]


def _by_place(uses: Sequence[NamedUse]) -> dict[int, list[NamedUse]]:
    named: dict[int, list[NamedUse]] = {}
    for use in uses:
        named.setdefault(use.symbol, []).append(use)
    return named


def _tested_files(project: Project, by_file: dict[str, list[NamedUse]]) -> Shortened[TestedFile]:
    numbers = {
        path: len({use.symbol for use in found if is_in_test(project, use)})
        for path, found in by_file.items()
    }
    ranked = sorted(by_file, key=lambda path: (-numbers[path], path))
    first = (
        TestedFile(path, named_definitions(by_file[path], _MOST_NAMES), numbers[path])
        for path in ranked[:_MOST_FILES]
    )
    return Shortened(tuple(first), len(ranked))


def _tests(project: Project, named: dict[int, list[NamedUse]]) -> tuple[NamingTest, ...]:
    """Return what each test names, where they are few enough to be read."""
    tests = [place for place, uses in named.items() if is_in_test(project, uses[0])]
    if len(tests) > _MOST_TESTS:
        return ()
    return tuple(
        NamingTest(place, named_definitions(named[place], _MOST_NAMES)) for place in sorted(tests)
    )


def _fixtures(
    context: Context, facts: FileFacts, named: dict[int, list[NamedUse]]
) -> Iterator[OwnFixture]:
    for place, symbol in enumerate(facts.analysis.symbols):
        if context.project.tests.is_fixture(facts.path, symbol):
            takers = context.tests.takers.get((facts.path, place), ())
            found = named_definitions(named.get(place, ()), _MOST_NAMES)
            yield OwnFixture(place, fixture_name(symbol), found, len(takers))


def _commands(project: Project, facts: FileFacts) -> tuple[str, str]:
    """Return what runs the tests of a file, and the first of them; empty where nothing does."""
    path = facts.path
    command = file_command(project, [path]) if path in project.tests.functions else ""
    if not command:
        return "", ""
    symbols = facts.analysis.symbols
    first = next((item for item in symbols if project.tests.is_runnable(path, item)), None)
    return command, test_command(project, [(path, first.qualname)]) if first else ""
