"""What the tests and fixtures of a test file name of other files, and how to run them."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Heading, Paragraph, Row, Table, code, plain
from sphinx_kwindex.pages.files.sections.named import file_links, named_fixture, named_links
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.text import Text
from sphinx_kwindex.relations.tests.contained import ContainedTests


def contained_tests(view: FileView, said: ContainedTests) -> Iterator[Block]:
    """Yield what a test file tests, file by file and test by test, and the commands.

    Parameters
    ----------
    view:
        The test file.
    said:
        What it tests.
    """
    blocks = [*_tested_files(view, said), *_tests(view, said), *_fixtures(view, said)]
    if blocks:
        yield Heading(3, "What it tests", "what-it-tests")
        yield from blocks
    yield from _commands(said)


def _tested_files(view: FileView, said: ContainedTests) -> Iterator[Block]:
    rows = tuple(
        Row(
            (
                (view.site.file_link(file.path),),
                named_links(view, file.named),
                (plain(f"{file.tests:,}"),),
            )
        )
        for file in said.files.first
    )
    if rows:
        columns = ("File", "What this file refers to", "Tests that refer to it")
        yield Table(columns, rows, figures=(2,))
        if said.files.further:
            yield Paragraph((plain(f"And {said.files.further:,} more files."),))
    if said.imported.total:
        lead = plain("It also imports " if rows else "It imports ")
        yield Paragraph((lead, *file_links(view, said.imported), plain(".")))


def _tests(view: FileView, said: ContainedTests) -> Iterator[Block]:
    """Yield what each test names."""
    rows = tuple(
        Row(
            (
                (view.own_link(symbol),),
                (view.line_link(symbol.line, f"{symbol.line}"),),
                named_links(view, test.named),
            )
        )
        for test in said.tests
        for symbol in (view.analysis.symbols[test.symbol],)
    )
    if rows:
        yield Table(("Test", "Line", "What it refers to"), rows, figures=(1,))


def _fixtures(view: FileView, said: ContainedTests) -> Iterator[Block]:
    rows = tuple(
        Row(
            (
                named_fixture(fixture.name, symbol.name, view.own_link(symbol)),
                (view.line_link(symbol.line, f"{symbol.line}"),),
                named_links(view, fixture.named),
                (plain(f"{fixture.tests:,}{_autouse(symbol)}"),),
            )
        )
        for fixture in said.fixtures
        for symbol in (view.analysis.symbols[fixture.symbol],)
    )
    if rows:
        columns = ("Fixture", "Line", "What it refers to", "Tests that take it as a parameter")
        yield Table(columns, rows, figures=(1, 3))


def _autouse(fixture: Symbol) -> str:
    is_automatic = any(item.value_of("autouse") is True for item in fixture.decorators)
    return " (autouse)" if is_automatic else ""


def _commands(said: ContainedTests) -> Iterator[Block]:
    if not said.command:
        return
    spans: Text = (plain("Run these tests with "), code(said.command))
    if said.single_command:
        spans = (*spans, plain(", one alone with "), code(said.single_command))
    yield Paragraph((*spans, plain(".")))
