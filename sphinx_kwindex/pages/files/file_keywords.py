"""The keyword page of a file: its keywords by kind, and the sections in which they occur."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sphinx_kwindex.blocks.blocks import (
    HERE,
    Block,
    Definitions,
    Field,
    Fields,
    Finder,
    Heading,
    KeywordList,
    KeywordRow,
    Row,
    Table,
    plain,
)
from sphinx_kwindex.blocks.walk import spans_of
from sphinx_kwindex.keywords import Keyword
from sphinx_kwindex.keywords.named_places import named_places
from sphinx_kwindex.pages.files.sections import FileView, Section
from sphinx_kwindex.pages.site.anchors import kind_anchor
from sphinx_kwindex.records.analysis import LINE_ANCHOR
from sphinx_kwindex.records.text import Span

_FEWEST_FOR_FINDER = 40

BuiltSections = tuple[tuple[Section, tuple[Block, ...]], ...]
"""The sections of an overview page that have something to say, with their blocks."""


def keyword_blocks(view: FileView, sections: BuiltSections) -> Iterator[Block]:
    """Yield the keyword page of a file, from the file information on.

    Parameters
    ----------
    view:
        The file.
    sections:
        Its overview page, for the map from keywords to sections.
    """
    docs = view.site.names.file_docs[view.path]
    yield Heading(2, "File Information", "file-information")
    yield Fields(
        (
            Field("File", (view.site.file_link(view.path),)),
            *_module(view, docs),
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
        title = kind.plural if len(keywords) > 1 else kind.value
        anchor = kind_anchor(kind.slug)
        yield Heading(2, f"{title.capitalize()} ({len(keywords):,})", anchor)
        yield KeywordList(tuple(_row(view, keyword) for keyword in keywords))
    yield from _section_map(view, sections, docs)


def _module(view: FileView, docs: str) -> Iterator[Field]:
    """Yield the module; a file that is none may have keywords that the project adds."""
    if view.module is not None:
        module = view.module.name
        yield Field("Module", (Span(module, code=True, docname=docs),))


def _folder_label(view: FileView) -> str:
    return f"{view.facts.source.folder}/" if view.facts.source.folder else view.site.title


def _row(view: FileView, keyword: Keyword) -> KeywordRow:
    return KeywordRow(
        keyword.qualname, keyword.name, (view.site.place(keyword),), note=keyword.note
    )


def _section_map(view: FileView, sections: BuiltSections, docs: str) -> Iterator[Block]:
    """List for each section of the overview page the keywords that occur in it."""
    by_anchor = {keyword.anchor: keyword for keyword in view.keywords if keyword.anchor}
    for anchor, line in named_places(view.analysis).items():
        if anchor in by_anchor:
            # Sections lead to the lines of what has no definition.
            by_anchor[f"{LINE_ANCHOR}{line}"] = by_anchor[anchor]
    rows = []
    for section, blocks in sections:
        anchors = dict.fromkeys(anchor for block in blocks for anchor in _anchors(block))
        links = [
            view.site.file_link(view.path, by_anchor[anchor].qualname, by_anchor[anchor].anchor)
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
    if isinstance(block, Definitions | Table):
        yield from (row.anchor for row in block.rows)
    yield from (span.anchor for span in spans_of(block) if span.docname == HERE)
