"""What the tests and fixtures of a test file name of other files, and how to run them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_kwindex.blocks.blocks import (
    Block,
    Heading,
    Paragraph,
    Row,
    Table,
    Text,
    code,
    plain,
)
from sphinx_kwindex.pages.files.sections.named import (
    definition_links,
    is_in_test,
    listed,
    named_fixture,
)
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.project.roles import is_below_tests
from sphinx_kwindex.project.tests.commands import file_command, test_command
from sphinx_kwindex.project.tests.named_uses import NamedUse
from sphinx_kwindex.records.analysis import Symbol

_MOST_FILES = 20
_MOST_NAMES = 8
_MOST_TESTS = 30
_MOST_IMPORTED = 20


def contained_tests(view: FileView) -> Iterator[Block]:
    """Yield what a test file tests, file by file and test by test, and the commands."""
    uses = _uses(view)
    blocks = [*_tested_files(view, uses), *_tests(view, uses), *_fixtures(view, uses)]
    if blocks:
        yield Heading(3, "What it tests", "what-it-tests")
        yield from blocks
    yield from _commands(view)


def _uses(view: FileView) -> list[NamedUse]:
    """Return what the file names of others; not an alias where what is behind it is known."""
    uses = view.project.named.by_user.get(view.path, ())
    aliases = {(use.symbol, use.line, use.alias) for use in uses if use.alias}
    return [
        use
        for use in uses
        if not _is_of_tests(view, use.definition.path)
        and (use.symbol, use.line, use.definition.symbol.name) not in aliases
    ]


def _is_of_tests(view: FileView, path: str) -> bool:
    return view.project.is_test_file(path) or is_below_tests(path)


def _tested_files(view: FileView, uses: Sequence[NamedUse]) -> Iterator[Block]:
    by_file: dict[str, list[NamedUse]] = {}
    for use in uses:
        by_file.setdefault(use.definition.path, []).append(use)
    numbers = {
        path: len({use.symbol for use in found if is_in_test(view, use)})
        for path, found in by_file.items()
    }
    ranked = sorted(by_file, key=lambda path: (-numbers[path], path))
    if ranked:
        rows = tuple(
            Row(
                (
                    (view.site.file_link(path),),
                    definition_links(view, by_file[path], _MOST_NAMES),
                    (plain(f"{numbers[path]:,}"),),
                )
            )
            for path in ranked[:_MOST_FILES]
        )
        columns = ("File", "What this file refers to", "Tests that refer to it")
        yield Table(columns, rows, figures=(2,))
        if len(ranked) > _MOST_FILES:
            yield Paragraph((plain(f"And {len(ranked) - _MOST_FILES:,} more files."),))
    imported = [
        path
        for path in view.project.imported_by(view.path)
        if path not in by_file and not view.project.is_test_file(path)
    ]
    if imported:
        links = [(view.site.file_link(path),) for path in imported[:_MOST_IMPORTED]]
        lead = plain("It also imports " if ranked else "It imports ")
        yield Paragraph((lead, *listed(links, len(imported) - _MOST_IMPORTED), plain(".")))


def _tests(view: FileView, uses: Sequence[NamedUse]) -> Iterator[Block]:
    """Yield what each test names, where they are few enough to be read."""
    named = _by_place(uses)
    symbols = view.analysis.symbols
    tests = [place for place in named if place >= 0 and is_in_test(view, named[place][0])]
    if tests and len(tests) <= _MOST_TESTS:
        rows = tuple(
            Row(
                (
                    (view.own_link(symbols[place]),),
                    (view.line_link(symbols[place].line, f"{symbols[place].line}"),),
                    definition_links(view, named[place], _MOST_NAMES),
                )
            )
            for place in sorted(tests)
        )
        yield Table(("Test", "Line", "What it refers to"), rows, figures=(1,))


def _fixtures(view: FileView, uses: Sequence[NamedUse]) -> Iterator[Block]:
    named = _by_place(uses)
    rows = []
    for place, symbol in enumerate(view.analysis.symbols):
        if view.project.tests.is_fixture(view.path, symbol):
            takers = view.site.tests.takers.get((view.path, place), ())
            rows.append(
                Row(
                    (
                        named_fixture(symbol, view.own_link(symbol)),
                        (view.line_link(symbol.line, f"{symbol.line}"),),
                        definition_links(view, named.get(place, ()), _MOST_NAMES),
                        (plain(f"{len(takers):,}{_autouse(symbol)}"),),
                    )
                )
            )
    if rows:
        columns = ("Fixture", "Line", "What it refers to", "Tests that take it as a parameter")
        yield Table(columns, tuple(rows[:_MOST_TESTS]), figures=(1, 3))


def _autouse(fixture: Symbol) -> str:
    is_automatic = any(item.value_of("autouse") is True for item in fixture.decorators)
    return " (autouse)" if is_automatic else ""


def _by_place(uses: Sequence[NamedUse]) -> dict[int, list[NamedUse]]:
    named: dict[int, list[NamedUse]] = {}
    for use in uses:
        named.setdefault(use.symbol, []).append(use)
    return named


def _commands(view: FileView) -> Iterator[Block]:
    if view.path not in view.project.tests.functions:
        return
    command = file_command(view.project, [view.path])
    if not command:
        return
    spans: Text = (plain("Run these tests with "), code(command))
    symbols = view.analysis.symbols
    first = next(
        (item for item in symbols if view.project.tests.is_runnable(view.path, item)), None
    )
    single = first and test_command(view.project, [(view.path, first.qualname)])
    if single:
        spans = (*spans, plain(", one alone with "), code(single))
    yield Paragraph((*spans, plain(".")))
