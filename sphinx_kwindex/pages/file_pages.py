"""The two pages of a file: its overview and its keyword index."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.pages.blocks import (
    Block,
    Crumb,
    Heading,
    Page,
    Trail,
)
from sphinx_kwindex.pages.file_keywords import BuiltSections, keyword_blocks
from sphinx_kwindex.pages.sections import FileView, chosen_sections
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.records import FileFacts


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
    head = (Heading(1, facts.path, "file-overview"), _trail(view, is_keywords=False))
    yield Page(docname, (*head, *_flatten(sections)), listed)
    if view.keywords:
        docname = site.names.file_keywords[facts.path]
        title = Heading(1, f"Keywords of {facts.path}", "file-keywords")
        head = (title, _trail(view, is_keywords=True))
        yield Page(docname, (*head, *keyword_blocks(view, sections)), listed)


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
        about=path,
    )
