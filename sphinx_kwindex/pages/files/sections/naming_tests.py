"""The tests that name something of a source file, and what of it no test names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sphinx_kwindex.blocks.blocks import (
    Block,
    Heading,
    Paragraph,
    Row,
    Span,
    Table,
    Text,
    code,
    plain,
)
from sphinx_kwindex.pages.files.sections.named import (
    definition_link,
    definition_links,
    is_in_test,
    line_link,
    listed,
    named_fixture,
    named_link,
    place_link,
    symbol_of,
)
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.project import Definition
from sphinx_kwindex.project.tests.commands import file_command, test_command
from sphinx_kwindex.project.tests.named_uses import NamedUse
from sphinx_kwindex.records.analysis import Symbol

_MOST_FILES = 8
_MOST_PLACES = 4
_MOST_NAMES = 6
_MOST_DEFINITIONS = 12
_MOST_FILES_OF_DEFINITION = 3
_MOST_FURTHER = 20
_MOST_UNNAMED = 30
_MOST_SINGLE_TESTS = 3
_MOST_FILES_TO_RUN = 4

ByFile = Mapping[str, Sequence[NamedUse]]


def naming_tests(view: FileView) -> Iterator[Block]:
    """Yield the tests of a source file with the command that runs them, and what has none."""
    blocks = [*_tests(view), *_unnamed(view)]
    if blocks:
        yield Heading(3, "Tests", "tests-of-this-file")
        yield from blocks


def _tests(view: FileView) -> Iterator[Block]:
    uses = view.project.named.by_source.get(view.path, ())
    by_file: dict[str, list[NamedUse]] = {}
    for use in uses:
        if view.project.is_test_file(use.path):
            by_file.setdefault(use.path, []).append(use)
    numbers = {path: len(_tests_among(view, found)) for path, found in by_file.items()}
    ranked = sorted(by_file, key=lambda path: (-numbers[path], path))
    if ranked:
        rows = tuple(_file_row(view, path, by_file[path]) for path in ranked[:_MOST_FILES])
        yield Table(("Test file", "What it uses from this file, by line"), rows)
        if len(ranked) > _MOST_FILES:
            yield Paragraph(_further(view, ranked[_MOST_FILES:]))
        yield from _by_definition(view, [use for found in by_file.values() for use in found])
        yield from _through_fixtures(view, by_file)
    importing = [path for path in view.project.tests_of(view.path) if path not in by_file]
    if importing:
        links = [(view.site.file_link(path),) for path in importing[:_MOST_FURTHER]]
        lead = plain("Also imported by " if ranked else "Imported by ")
        further = len(importing) - _MOST_FURTHER
        yield Paragraph((lead, *listed(links, further), plain(".")))
    yield from _commands(view, [path for path in ranked if numbers[path]], by_file, importing)


def _tests_among(view: FileView, uses: Sequence[NamedUse]) -> dict[int, NamedUse]:
    """Return the tests that use something, each with its first use."""
    found: dict[int, NamedUse] = {}
    for use in uses:
        if is_in_test(view, use):
            found.setdefault(use.symbol, use)
    return found


def _file_row(view: FileView, path: str, uses: Sequence[NamedUse]) -> Row:
    places: dict[int, NamedUse] = {}
    for use in uses:
        places.setdefault(use.symbol, use)
    ranked = sorted(places.values(), key=lambda use: (not is_in_test(view, use), use.line))
    cells = [
        (
            *place_link(view, path, symbol_of(view, use)),
            plain(" ("),
            line_link(view, path, use.line, f"{use.line}"),
            plain(")"),
        )
        for use in ranked[:_MOST_PLACES]
    ]
    return Row(((view.site.file_link(path),), listed(cells, len(ranked) - _MOST_PLACES)))


def _further(view: FileView, paths: Sequence[str]) -> Text:
    links = [(view.site.file_link(path),) for path in paths[:_MOST_FURTHER]]
    lead = plain(f"And {count(len(paths), 'more test file')}: ")
    return (lead, *listed(links, len(paths) - _MOST_FURTHER), plain("."))


def _by_definition(view: FileView, uses: Sequence[NamedUse]) -> Iterator[Block]:
    """Yield how many tests name each definition, and in which files."""
    named: dict[str, list[NamedUse]] = {}
    for use in uses:
        named.setdefault(use.definition.symbol.anchor, []).append(use)
    numbers = {
        anchor: sum(is_in_test(view, use) for use in found) for anchor, found in named.items()
    }
    ranked = sorted(named, key=lambda anchor: (-numbers[anchor], anchor))
    rows = tuple(
        Row(
            (
                named_link(view, named[anchor]),
                (plain(f"{numbers[anchor]:,}"),),
                _files_of(view, named[anchor]),
            )
        )
        for anchor in ranked[:_MOST_DEFINITIONS]
    )
    yield Table(
        ("Definition", "Tests that refer to it", "Test files that refer to it"), rows, figures=(1,)
    )
    if len(ranked) > _MOST_DEFINITIONS:
        further = count(len(ranked) - _MOST_DEFINITIONS, "more definition")
        yield Paragraph((plain(f"And {further}."),))


def _files_of(view: FileView, uses: Sequence[NamedUse]) -> Text:
    numbers = Counter(use.path for use in uses)
    ranked = sorted(numbers, key=lambda path: (-numbers[path], path))
    links = [(view.site.file_link(path),) for path in ranked[:_MOST_FILES_OF_DEFINITION]]
    return listed(links, len(ranked) - _MOST_FILES_OF_DEFINITION)


def _through_fixtures(view: FileView, by_file: ByFile) -> Iterator[Block]:
    """Yield the fixtures that name something of the file, with the tests that take them."""
    rows = []
    for path, uses in by_file.items():
        for position in dict.fromkeys(use.symbol for use in uses):
            takers = view.site.tests.takers.get((path, position), ())
            if takers:
                fixture = view.project.files[path].analysis.symbols[position]
                files = {test for test, _ in takers}
                own = [use for use in uses if use.symbol == position]
                rows.append(
                    Row(
                        (
                            _fixture_cell(view, path, fixture),
                            definition_links(view, own, _MOST_NAMES),
                            (plain(f"{len(takers):,} in {count(len(files), 'file')}"),),
                        )
                    )
                )
    if rows:
        columns = ("Fixture", "What it refers to", "Tests that take it as a parameter")
        yield Table(columns, tuple(rows))


def _fixture_cell(view: FileView, path: str, fixture: Symbol) -> Text:
    link = definition_link(view, Definition(path, fixture))
    where = line_link(view, path, fixture.line)
    name = named_fixture(fixture, link)
    return (*name, plain(" in "), view.site.file_link(path), plain(" ("), where, plain(")"))


def _commands(
    view: FileView, naming: Sequence[str], by_file: ByFile, importing: Sequence[str]
) -> Iterator[Block]:
    """Yield the command that runs the tests shown, single ones if they are few."""
    tests = [
        (path, symbol)
        for path in naming
        for use in _tests_among(view, by_file[path]).values()
        if (symbol := symbol_of(view, use)) is not None
    ]
    are_runnable = all(view.project.tests.is_runnable(*test) for test in tests)
    single = [(path, symbol.qualname) for path, symbol in tests]
    files = list(naming) or [path for path in importing if path in view.project.tests.functions]
    if not files:
        return
    if single and len(single) <= _MOST_SINGLE_TESTS and are_runnable:
        words = "Run just this test with " if len(single) == 1 else "Run just these tests with "
        command = test_command(view.project, single)
    else:
        words = "Run this test file with " if len(files) == 1 else "Run these test files with "
        if len(files) > _MOST_FILES_TO_RUN:
            words = f"Run the first {_MOST_FILES_TO_RUN} test files with "
        command = file_command(view.project, files[:_MOST_FILES_TO_RUN])
    if command:
        yield Paragraph((plain(words), code(command), plain(".")))


def _unnamed(view: FileView) -> Iterator[Block]:
    """Yield the public definitions whose name is in no file of tests."""
    if not view.site.tests.knows(view.project, view.path):
        return
    words = view.site.tests.words.get(view.project.top_of(view.path), frozenset())
    unnamed = [symbol for symbol in _public_names(view) if symbol.name not in words]
    if unnamed:
        cells: list[tuple[Span, ...]] = [
            (definition_link(view, Definition(view.path, symbol)),)
            for symbol in unnamed[:_MOST_UNNAMED]
        ]
        lead = plain("Public definitions that no test file mentions: ")
        yield Paragraph((lead, *listed(cells, len(unnamed) - _MOST_UNNAMED), plain(".")))


def _public_names(view: FileView) -> list[Symbol]:
    """Return the public classes, functions, methods and properties, each name once."""
    found: dict[str, Symbol] = {}
    for symbol in view.analysis.symbols:
        is_special = symbol.name.startswith("__")
        is_wanted = symbol.is_class or symbol.is_callable
        if is_wanted and not (is_special or symbol.is_private or symbol.is_local):
            found.setdefault(symbol.qualname, symbol)
    return list(found.values())
