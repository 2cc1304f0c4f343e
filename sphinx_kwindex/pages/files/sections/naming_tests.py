"""The tests that name something of a source file, and what of it no test names."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Heading, Paragraph, Row, Table, code, plain
from sphinx_kwindex.pages.files.sections.named import (
    file_links,
    listed,
    named_fixture,
    named_links,
    place_link,
    reference_link,
)
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.records.text import Text
from sphinx_kwindex.relations.shortened import Shortened
from sphinx_kwindex.relations.tests.naming import (
    NamingFile,
    NamingFixture,
    NamingTests,
    TestCommand,
)


def naming_tests(view: FileView) -> Iterator[Block]:
    """Yield the tests of a source file with the command that runs them, and what has none."""
    said = view.tests
    blocks = [*_tests(view, said), *_unnamed(view, said.unnamed)]
    if blocks:
        if view.is_classic:
            yield Heading(3, "Tests", "tests-of-this-file")
        yield from blocks


def _tests(view: FileView, said: NamingTests) -> Iterator[Block]:
    if said.files.total:
        rows = tuple(_file_row(view, file) for file in said.files.first)
        yield Table(("Test file", "What in it uses this file"), rows)
        if said.files.further:
            further = Shortened(said.further, said.files.further)
            lead = plain(f"And {count(further.total, 'more test file')}: ")
            yield Paragraph((lead, *file_links(view, further), plain(".")))
        yield from _through_fixtures(view, said.fixtures)
    # Where who uses the file is shown, so are the tests that import it.
    if said.importing.total and (view.is_classic or "references" not in view.site.section_names):
        lead = plain("Also imported by " if said.files.total else "Imported by ")
        yield Paragraph((lead, *file_links(view, said.importing), plain(".")))
    if said.command is not None:
        words = _what_it_runs(said.command)
        yield Paragraph((plain(f"{words} with "), code(said.command.command), plain(".")))


def _file_row(view: FileView, file: NamingFile) -> Row:
    cells = [place_link(view, place) for place in file.places.first]
    return Row(((view.site.file_link(file.path),), listed(cells, file.places.further)))


def _through_fixtures(view: FileView, fixtures: tuple[NamingFixture, ...]) -> Iterator[Block]:
    """Yield the fixtures that name something of the file, with the tests that take them."""
    rows = tuple(
        Row(
            (
                _fixture_cell(view, fixture),
                named_links(view, fixture.named),
                (plain(f"{fixture.tests:,} in {count(fixture.files, 'file')}"),),
            )
        )
        for fixture in fixtures
    )
    if rows:
        columns = ("Fixture", "What it refers to", "Tests that take it as a parameter")
        yield Table(columns, rows)


def _fixture_cell(view: FileView, fixture: NamingFixture) -> Text:
    found = fixture.definition
    own_name = found.qualname.rpartition(".")[2]
    name = named_fixture(fixture.name, own_name, reference_link(view, found))
    return (*name, plain(" in "), view.site.file_link(found.path))


def _what_it_runs(said: TestCommand) -> str:
    if not said.runs_files:
        return "Run just this test" if said.number == 1 else "Run just these tests"
    if said.is_part:
        return f"Run the first {said.number} test files"
    return "Run this test file" if said.number == 1 else "Run these test files"


def _unnamed(view: FileView, unnamed: Shortened[int]) -> Iterator[Block]:
    """Yield the public definitions whose name is in no file of tests."""
    if unnamed.total:
        symbols = view.analysis.symbols
        cells = [(view.own_link(symbols[place]),) for place in unnamed.first]
        lead = plain("Public definitions that no test file mentions: ")
        yield Paragraph((lead, *listed(cells, unnamed.further), plain(".")))
