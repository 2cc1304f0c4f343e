"""The part on testing of a folder's documentation page."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Paragraph, Row, Table, code, plain
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.paths import name_of
from sphinx_kwindex.relations.folders.views import FolderView
from sphinx_kwindex.relations.shortened import Shortened
from sphinx_kwindex.relations.tests.folders import FolderTests, UnclearFile


def folder_testing(site: Site, folder: FolderView) -> Iterator[Block]:
    """Yield the tests of a folder with their command, or the tests that name its files.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    folder:
        The folder.
    """
    if folder.tests.test_files:
        yield from _own_tests(site, folder)
    yield from _configured(site, folder.tests)
    yield from _named_files(site, folder)


def _own_tests(site: Site, folder: FolderView) -> Iterator[Block]:
    said = folder.tests
    unclear = said.unclear.total
    functions = "" if unclear else f" with {count(said.functions, 'test function')}"
    where = f"{count(said.test_files, 'test file')}{functions} here."
    command = said.command
    run = (plain(" Run them with "), code(command), plain(".")) if command else ()
    yield Paragraph((plain(where), *run))
    if unclear:
        yield _without_total(site, folder)


def _without_total(site: Site, folder: FolderView) -> Paragraph:
    """Return why there is no number of tests, with the places."""
    spans = [
        span
        for file in folder.tests.unclear.first
        for span in (
            plain(", "),
            site.file_link(file.path, folder.below(file.path)),
            plain(" ("),
            site.line_in(file.path, file.line, f"line {file.line}"),
            plain(")"),
        )
    ]
    lead = plain(
        "They are not counted, since the sources do not say whether some methods called `test_…` "
        "are tests: "
    )
    return Paragraph((lead, *spans[1:], plain(f"{_more(folder.tests.unclear)}.")))


def _configured(site: Site, said: FolderTests) -> Iterator[Block]:
    """Yield the commands that the configuration in the folder has for tests."""
    rows = []
    for found in said.configured:
        command = found.command
        where = site.line_in(found.path, command.line, f"line {command.line}")
        evidence = (site.file_link(found.path, name_of(found.path)), plain(", "), where)
        rows.append(Row(((code(command.call),), (code(command.quoted),), evidence)))
    if rows:
        yield Table(("Configured command", "Runs", "Where"), tuple(rows))


def _named_files(site: Site, folder: FolderView) -> Iterator[Block]:
    """Yield how many tests name something of each file, and the files of which none does."""
    said = folder.tests
    rows = tuple(
        Row(
            (
                (site.file_link(file.path, folder.below(file.path)),),
                (plain(f"{file.tests:,}"),),
                (plain(f"{file.test_files:,}"),),
            )
        )
        for file in said.named
    )
    if rows:
        yield Paragraph((plain("How many tests refer to something in each file:"),))
        yield Table(("File", "Tests", "In test files"), rows, figures=(1, 2))
    if said.unnamed.total:
        links = [site.file_link(path, folder.below(path)) for path in said.unnamed.first]
        lead = "No test or example refers, by an imported name, to anything in "
        more = _more(said.unnamed)
        yield Paragraph((plain(lead), *site.shown_links(links), plain(f"{more}.")))


def _more(items: Shortened[UnclearFile] | Shortened[str]) -> str:
    return f" and {items.further:,} more" if items.further else ""
