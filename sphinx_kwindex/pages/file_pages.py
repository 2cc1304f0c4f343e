"""The two pages of a file: its overview and its keyword index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from sphinx_kwindex.keywords import Keyword
from sphinx_kwindex.pages.blocks import (
    HERE,
    Block,
    Crumb,
    Definitions,
    Field,
    Fields,
    Finder,
    Heading,
    KeywordList,
    KeywordRow,
    Page,
    Paragraph,
    Row,
    Span,
    Table,
    Text,
    Trail,
    plain,
)
from sphinx_kwindex.pages.counting import count
from sphinx_kwindex.pages.sections import FileView, Section, chosen_sections
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.records import FileFacts

_FEWEST_FOR_FINDER = 40

BuiltSections = tuple[tuple[Section, tuple[Block, ...]], ...]


def file_pages(site: Site, facts: FileFacts) -> Iterator[Page]:
    """Yield the overview page of a file, and its keyword page if it has keywords."""
    view = FileView(site, facts)
    sections: BuiltSections = tuple(
        (section, blocks)
        for section in chosen_sections(site.settings)
        if (blocks := tuple(section.build(view)))
    )
    listed = site.settings.navigation == "files"
    docname = site.names.file_docs[facts.path]
    yield Page(docname, (*_overview_head(view), *_flatten(sections)), listed)
    if view.keywords:
        docname = site.names.file_keywords[facts.path]
        yield Page(docname, tuple(_keyword_page(view, sections)), listed)


def _overview_head(view: FileView) -> Iterator[Block]:
    yield Heading(1, view.path, "file-overview")
    yield _trail(view, is_keywords=False)


def _flatten(sections: BuiltSections) -> Iterator[Block]:
    for section, blocks in sections:
        yield Heading(2, section.title, section.anchor)
        yield from blocks


def _trail(view: FileView, *, is_keywords: bool) -> Trail:
    names, path = view.site.names, view.path
    views: tuple[Crumb, ...] = ()
    if view.keywords:
        views = (
            Crumb("Overview", names.file_docs[path] if is_keywords else ""),
            Crumb("Keywords", "" if is_keywords else names.file_keywords[path]),
        )
    shelf = view.site.shelves[view.facts.source.folder]
    previous, following = shelf.neighbours(path, keyword_pages=is_keywords)
    return Trail(
        crumbs=(
            *view.site.folder_crumbs(view.facts.source.folder),
            Crumb(view.facts.source.name, ""),
        ),
        views=views,
        previous=previous,
        following=following,
    )


def _keyword_page(view: FileView, sections: BuiltSections) -> Iterator[Block]:
    docs = view.site.names.file_docs[view.path]
    yield Heading(1, f"Keywords of {view.path}", "file-keywords")
    yield _trail(view, is_keywords=True)
    yield Heading(2, "File Information", "file-information")
    module = view.project.modules.dotted_name(view.path)
    yield Fields(
        (
            Field("File", (view.site.file_link(view.path),)),
            Field("Module", (Span(module, code=True, docname=docs),)),
            Field(
                "Folder", (view.site.folder_link(view.facts.source.folder, _folder_label(view)),)
            ),
            Field("Keywords", (plain(f"{len(view.keywords):,}"),)),
        )
    )
    if len(view.keywords) >= _FEWEST_FOR_FINDER:
        yield Finder("Find a keyword")
    by_kind = sorted(view.keywords, key=lambda keyword: keyword.kind.order)
    for kind, group in groupby(by_kind, key=lambda keyword: keyword.kind):
        keywords = list(group)
        title = count(len(keywords), kind.value, kind.plural).partition(" ")[2]
        heading = kind.plural if len(keywords) > 1 else title
        yield Heading(2, f"{heading.capitalize()} ({len(keywords):,})", f"kind-{_slug(kind.value)}")
        yield KeywordList(tuple(_row(view, keyword) for keyword in keywords))
    yield from _section_map(view, sections, docs)


def _folder_label(view: FileView) -> str:
    return f"{view.facts.source.folder}/" if view.facts.source.folder else view.site.title


def _slug(words: str) -> str:
    return words.replace(" ", "-")


def _row(view: FileView, keyword: Keyword) -> KeywordRow:
    return KeywordRow(
        keyword.qualname, keyword.name, (view.site.place(keyword),), note=keyword.note
    )


def _section_map(view: FileView, sections: BuiltSections, docs: str) -> Iterator[Block]:
    """List for each section of the overview page the keywords that occur in it."""
    by_anchor = {keyword.anchor: keyword for keyword in view.keywords if keyword.anchor}
    rows = []
    for section, blocks in sections:
        anchors = dict.fromkeys(anchor for block in blocks for anchor in _anchors(block))
        links = [
            view.site.file_link(view.path, by_anchor[anchor].qualname, anchor)
            for anchor in anchors
            if anchor in by_anchor
        ]
        if links:
            title = Span(section.title, docname=docs, anchor=section.anchor)
            rows.append(Row(((title,), view.site.shown_links(links))))
    if rows:
        yield Heading(2, "Keyword → Section Map", "keyword-section-map")
        yield Table(("Section", "Keywords that occur in it"), tuple(rows))


def _anchors(block: Block) -> Iterator[str]:
    """Yield the anchors that a block defines or links to on its own page."""
    match block:
        case Definitions():
            for definition in block.rows:
                yield definition.anchor
                yield from _linked((definition.signature, definition.summary))
        case Table():
            for row in block.rows:
                yield row.anchor
                yield from _linked(row.cells)
        case Paragraph():
            yield from _linked((block.text,))


def _linked(texts: Iterable[Text]) -> Iterator[str]:
    for text in texts:
        for span in text:
            if span.docname == HERE:
                yield span.anchor
