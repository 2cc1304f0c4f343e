"""The front page: where to begin, the README, the map, lists, and how well the code is kept."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import partial
from itertools import takewhile

from sphinx_kwindex.blocks.blocks import Block, Docstring, Field, Fields, Heading, Paragraph, plain
from sphinx_kwindex.blocks.walk import map_passages
from sphinx_kwindex.pages.folders.changes import in_figures
from sphinx_kwindex.pages.folders.chapters import list_pages
from sphinx_kwindex.pages.folders.lead import used_links
from sphinx_kwindex.pages.folders.map import map_of_code
from sphinx_kwindex.pages.site import guide_anchors
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.words.changes_text import since
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.pages.words.coverage_text import percentage
from sphinx_kwindex.pages.words.descriptions import describe
from sphinx_kwindex.paths import folder_of, name_of
from sphinx_kwindex.records.docstrings import Entries, Entry, Items, Passage, Words
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.folders.beginnings import PublicPackage, WayIn
from sphinx_kwindex.relations.folders.views import FolderView, Readme

_OPEN = 2
"""Paragraphs of the README that a reader sees at once."""
_ABOUT_TESTS, _ABOUT_CYCLES = "folder-testing", "import-cycles"


def front_blocks(site: Site, folder: FolderView) -> Iterator[Block]:
    """Yield what the front page shows before the folders and files.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    folder:
        The top of the repository.
    """
    guide = site.guide_link(guide_anchors.GUIDE_TITLE, guide_anchors.GUIDE_ANCHOR)
    yield Paragraph((plain("New here? "), guide, plain(".")))
    for heading, anchor, content in (
        ("Start here", "start-here", _start(site, folder)),
        ("README", "readme", _readme(site, folder.readme)),
        ("", "", map_of_code(site, folder)),
        ("Lists", "lists", _lists(site, folder)),
        ("Health", "health", _health(site, folder)),
        ("Changes", "changes", _changes(site, folder)),
    ):
        body = list(content)
        if body:
            yield from [Heading(2, heading, anchor)] if heading else []
            yield from body


def _start(site: Site, folder: FolderView) -> Iterator[Block]:
    begin = folder.beginnings
    rows: list[Entry] = []
    if begin.ways_in.first:
        ways: tuple[tuple[Passage, ...], ...] = tuple(
            (Words(_way_in(site, way)),) for way in begin.ways_in.first
        )
        more = begin.ways_in.further
        further = ((Words((plain(f"{more:,} more"),)),),) if more else ()
        rows.append(Entry((plain("Ways in"),), body=(Items((*ways, *further)),)))
    for package in begin.packages:
        lead = (plain("Public names of "), site.file_link(package.path, package.folder or "."))
        rows.append(Entry(lead, body=(Words(_public_names(site, package)),)))
    public = {name.definition for package in begin.packages for name in package.names.first}
    inside = [name for name in folder.used if name.definition not in public]
    if inside:
        links = site.shown_links(used_links(site, inside))
        rows.append(Entry((plain("Most used inside"),), body=(Words(links),)))
    if begin.to_read:
        files: tuple[tuple[Passage, ...], ...] = tuple(
            (
                Words(
                    (
                        site.file_link(file.path),
                        plain(f", imported by {count(file.importers, 'file')}"),
                        *_after_dash(describe(site, file.description)),
                    )
                ),
            )
            for file in begin.to_read
        )
        word = site.guide_link("A way through the files", guide_anchors.ORDER)
        lead = (word, plain(", each after those it builds on"))
        rows.append(Entry(lead, body=(Items(files, start=1),)))
    if rows:
        yield Docstring((Entries("", tuple(rows)),))


def _after_dash(words: Text) -> Text:
    return (plain(": "), *words) if words else ()


def _way_in(site: Site, way: WayIn) -> Text:
    lead = () if not way.group else (plain(f" of {way.group}"),)
    target: Text = (Span(way.value, code=True),)
    if way.definition is not None:
        link = site.definition_link(way.definition, way.definition.qualname)
        target = (link, plain(" in "), site.file_link(way.definition.path))
    elif way.target:
        target = (site.file_link(way.target),)
    declared = site.file_link(way.declared_in, anchor=way.anchor)
    return (
        Span(way.name, code=True),
        *lead,
        plain(" runs " if not way.group else ": "),
        *target,
        plain(", as declared in "),
        declared,
    )


def _public_names(site: Site, package: PublicPackage) -> Text:
    links = [
        site.definition_link(name.definition, name.name)
        if name.definition is not None
        else site.file_link(name.source, name.name)
        for name in package.names.first
    ]
    further = package.names.further
    return (*site.shown_links(links), plain(f" and {further:,} more" if further else ""))


def _readme(site: Site, readme: Readme | None) -> Iterator[Block]:
    if readme is None:
        return
    passages = map_passages(readme.passages, partial(_followed, site, readme.path))
    opening = [*takewhile(lambda passage: isinstance(passage, Words), passages)][:_OPEN]
    number = max(1, len(opening))
    yield Docstring(passages[:number])
    if passages[number:]:
        yield Docstring(passages[number:], fold=f"The rest of {name_of(readme.path)}")


def _followed(site: Site, path: str, span: Span) -> Span:
    """Lead from the README to the page of a file, and nowhere from what is not documented."""
    if not span.url or "://" in span.url or span.url.startswith("mailto:"):
        return span
    target = posixpath.normpath(posixpath.join(folder_of(path), span.url.partition("#")[0]))
    docname = site.names.file_docs.get(target, "")
    return Span(span.text, code=span.code, docname=docname)


def _lists(site: Site, folder: FolderView) -> Iterator[Block]:
    fields = []
    for found in folder.lists:
        name, pages = list_pages(site, found)
        fields.append(Field(name, (Span(f"{found.entries:,}", docname=pages[0]),)))
    if fields:
        yield Fields(tuple(fields))


def _health(site: Site, folder: FolderView) -> Iterator[Block]:
    coverage, about = folder.coverage, site.names.folder_doc[folder.path]
    fields = []
    for label, part, whole in (
        ("Docstrings", coverage.documented, coverage.definitions),
        ("Annotations", coverage.hinted, coverage.hintable),
    ):
        share = percentage(part, whole)
        if share:
            fields.append(Field(label, (Span(share, docname=site.names.coverage),)))
    if folder.parts or folder.cycles or folder.beginnings.map_parts:
        number = f"{len(folder.cycles):,}"
        link = Span(number, docname=about, anchor=_ABOUT_CYCLES) if folder.cycles else plain("0")
        fields.append(Field("Import cycles", (link,)))
    untested = folder.tests.unnamed.total
    if untested or folder.tests.named:
        link = Span(f"{untested:,}", docname=about, anchor=_ABOUT_TESTS) if untested else plain("0")
        fields.append(Field("Files that no test names", (link,)))
    if fields:
        yield Fields(tuple(fields))


def _changes(site: Site, folder: FolderView) -> Iterator[Block]:
    said = folder.changes
    if said is not None and site.names.changes:
        link = Span(in_figures(said), docname=site.names.changes)
        yield Fields((Field(f"Since {since(said.since)}", (link,)),))
