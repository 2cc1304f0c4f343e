"""Cross-References: the definitions of the file that other files use, and the sister pages."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Paragraph, Row, Table, plain
from sphinx_kwindex.pages.files.sections.named import listed
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.site.anchors import uses_anchor
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.shortened import Shortened
from sphinx_kwindex.relations.uses import UsingFile


def references(view: FileView) -> Iterator[Block]:
    """Yield who uses which definition, and links to the pages around this one."""
    rows = tuple(_rows(view))
    if rows:
        yield Table(("Definition", "Used by"), rows)
    names, folder = view.site.names, view.facts.source.folder
    spans = [plain("Folder: "), Span("index", docname=names.folder_index[folder])]
    if not names.has_one_page(folder):
        spans += [
            plain(", "),
            Span("documentation", docname=names.folder_doc[folder]),
            plain(", "),
            Span("keywords", docname=names.folder_keywords[folder]),
        ]
    spans.append(plain("."))
    if view.path in names.file_keywords:
        own = view.site.keywords_link(view.path, "keyword index of this file")
        spans = [plain("See the "), own, plain(". "), *spans]
    yield Paragraph(tuple(spans))


def _rows(view: FileView) -> Iterator[Row]:
    for found in view.relations.uses:
        symbol = view.analysis.symbols[found.symbol]
        if view.shows(symbol):
            users = _users(view, found.files)
            by_type = _users(view, found.by_type)
            if by_type:
                lead = f"{'; ' if users else ''}by types: "
                users = (*users, plain(lead), *by_type)
            yield Row(((view.own_link(symbol),), users), uses_anchor(symbol.anchor))


def _users(view: FileView, files: Shortened[UsingFile]) -> Text:
    links = [(view.site.file_link(use.path, anchor=use.anchor),) for use in files.first]
    return listed(links, files.further)
