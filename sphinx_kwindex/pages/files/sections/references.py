"""Who Uses It: the files that import it with what they use, its tests, and where it is entered."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Heading, Paragraph, plain
from sphinx_kwindex.blocks.folds import Folds
from sphinx_kwindex.pages.files.sections.dependencies import importers
from sphinx_kwindex.pages.files.sections.entry_points import ways_in
from sphinx_kwindex.pages.files.sections.public_api import offered_by
from sphinx_kwindex.pages.files.sections.users import entries
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.text import Span


def references(view: FileView) -> Iterator[Block]:
    """Yield the files that import it, what uses the definitions that much uses, and ways in."""
    if not view.is_classic:
        if view.facts.is_python:
            yield from ways_in(view)
        yield from importers(view)
        yield from offered_by(view)
    rows = tuple(entries(view))
    if rows:
        title = "Used by" if view.is_classic else "By Definition"
        yield Heading(3, title, "used-by")
        yield Folds(rows)
    if view.is_classic:
        yield _sisters(view)
    elif view.path in view.site.names.file_uses:
        own = Span("All uses of its definitions", docname=view.site.names.file_uses[view.path])
        yield Paragraph((own, plain(" are on a page of their own.")))


def _sisters(view: FileView) -> Paragraph:
    """Return links to the pages around this one."""
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
    return Paragraph(tuple(spans))
