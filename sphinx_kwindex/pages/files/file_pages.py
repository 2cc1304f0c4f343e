"""The pages of a file: its overview, its keyword index, and all that uses its definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import assert_never

from sphinx_kwindex.blocks.blocks import HERE, Block, Folded, Heading, Mark, Page, Trail
from sphinx_kwindex.blocks.chapters import Crumb
from sphinx_kwindex.keywords import KeywordKind
from sphinx_kwindex.pages.files.file_keywords import (
    BuiltSections,
    keyword_blocks,
    keyword_page_blocks,
)
from sphinx_kwindex.pages.files.section import Manner
from sphinx_kwindex.pages.files.sections import OWN_SECTIONS, FileView, Section
from sphinx_kwindex.pages.files.uses_page import uses_blocks
from sphinx_kwindex.pages.site.additions import added_function
from sphinx_kwindex.pages.site.anchors import (
    FILE_ANCHOR,
    FILE_KEYWORDS_ANCHOR,
    FILE_USES_ANCHOR,
)


class FilePage(StrEnum):
    """The pages of a file; the value is what trails call them."""

    OVERVIEW = "Overview"
    KEYWORDS = "Keywords"
    USES = "Uses"


_NOT_OWN = (KeywordKind.MODULE, KeywordKind.IMPORT)


def file_pages(view: FileView, chosen: Iterable[Section]) -> Iterator[Page]:
    """Yield the overview page of a file, its keyword page and its page of uses, if it has them.

    Parameters
    ----------
    view:
        All that the pages show.
    chosen:
        The sections of the overview page, in their order.

    Raises
    ------
    AdditionError
        If a function that the project adds fails.
    """
    site = view.site
    sections: BuiltSections = tuple(
        (section, blocks) for section in chosen if (blocks := _built(section, view))
    )
    listed = site.settings.navigation == "files"
    docname = site.names.file_docs[view.path]
    head = (Heading(1, _title(view), FILE_ANCHOR), _trail(view, FilePage.OVERVIEW))
    yield Page(docname, (*head, *_flatten(sections), *_own_section(view)), listed)
    if _has_keyword_page(view):
        docname = site.names.file_keywords[view.path]
        title = Heading(1, _title(view, "keywords"), FILE_KEYWORDS_ANCHOR)
        head = (title, _trail(view, FilePage.KEYWORDS))
        yield Page(docname, (*head, *keyword_page_blocks(view, sections)), listed)
    if view.path in site.names.file_uses:
        docname = site.names.file_uses[view.path]
        title = Heading(1, _title(view, "uses"), FILE_USES_ANCHOR)
        yield Page(docname, (title, _trail(view, FilePage.USES), *uses_blocks(view)), listed)


def _built(section: Section, view: FileView) -> tuple[Block, ...]:
    if section.name in OWN_SECTIONS:
        return tuple(section.build(view))
    with added_function(f"the section {section.name!r}", view.path):
        return tuple(section.build(view))


def _flatten(sections: BuiltSections) -> Iterator[Block]:
    for section, blocks in sections:
        match section.manner:
            case Manner.LEAD:
                yield Mark(section.anchor)
                yield from blocks
            case Manner.OPEN:
                yield Heading(2, section.title, section.anchor)
                yield from blocks
            case Manner.FOLDED:
                yield Folded(section.title, section.anchor, blocks, is_part=True)
            case _:
                assert_never(section.manner)


def _title(view: FileView, words: str = "") -> str:
    """Return the title of a page: what tells it from others is first, for a tab has little room."""
    name = f"{view.facts.source.name} {words}".rstrip()
    folder = view.facts.source.folder
    return f"{name} in {folder}" if folder else name


def _has_keyword_page(view: FileView) -> bool:
    return view.path in view.site.names.file_keywords


def _own_section(view: FileView) -> Iterator[Block]:
    """Yield the keywords of a file that has one page, if it has more than a module and imports."""
    if (
        not _has_keyword_page(view)
        and view.site.settings.keyword_pages
        and any(keyword.kind not in _NOT_OWN for keyword in view.keywords)
    ):
        yield Heading(2, "Keywords", FILE_KEYWORDS_ANCHOR)
        yield from keyword_blocks(view, HERE, 3)


def _trail(view: FileView, here: FilePage) -> Trail:
    beside = view.neighbours
    previous, following = (
        beside.overviews if here is FilePage.OVERVIEW
        else beside.keyword_pages if here is FilePage.KEYWORDS
        else (None, None)
    )  # fmt: skip
    names, path = view.site.names, view.path
    pages = {
        FilePage.OVERVIEW: names.file_docs[path],
        FilePage.KEYWORDS: names.file_keywords.get(path, ""),
        FilePage.USES: names.file_uses.get(path, ""),
    }
    views = tuple(
        Crumb(page.value, "" if page is here else docname)
        for page, docname in pages.items()
        if docname
    )
    return Trail(
        crumbs=(
            *view.site.folder_crumbs(view.facts.source.folder),
            Crumb(view.facts.source.name, ""),
        ),
        views=views if len(views) > 1 else (),
        previous=previous,
        following=following,
        about=path,
    )
