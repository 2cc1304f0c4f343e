"""Cross-References: what uses the definitions of the file, and the sister pages."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Heading, Paragraph, plain
from sphinx_kwindex.blocks.folds import Folds
from sphinx_kwindex.pages.files.sections.users import entries
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.text import Span


def references(view: FileView) -> Iterator[Block]:
    """Yield what uses the definitions that much uses, and links to the pages around this one."""
    rows = tuple(entries(view))
    if rows:
        yield Heading(3, "Used by", "used-by")
        yield Folds(rows)
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
    if view.path in names.file_uses:
        own = Span("all uses of its definitions", docname=names.file_uses[view.path])
        spans = [plain("See "), own, plain(". "), *spans]
    if view.path in names.file_keywords:
        own = view.site.keywords_link(view.path, "keyword index of this file")
        spans = [plain("See the "), own, plain(". "), *spans]
    yield Paragraph(tuple(spans))
