"""Cross-References: the definitions of the file that other files import, and the sister pages."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.pages.blocks import HERE, Block, Paragraph, Row, Span, Table, plain
from sphinx_kwindex.pages.sections.view import FileView


def references(view: FileView) -> Iterator[Block]:
    """Yield who imports which definition, and links to the pages around this one."""
    rows = tuple(_rows(view))
    if rows:
        yield Table(("Definition", "Imported by"), rows)
    names, folder = view.site.names, view.facts.source.folder
    spans = [
        plain("Folder: "),
        Span("index", docname=names.folder_index[folder]),
        plain(", "),
        Span("documentation", docname=names.folder_doc[folder]),
        plain(", "),
        Span("keywords", docname=names.folder_keywords[folder]),
        plain("."),
    ]
    if view.keywords:
        own = Span("keyword index of this file", docname=names.file_keywords[view.path])
        spans = [plain("See the "), own, plain(". "), *spans]
    yield Paragraph(tuple(spans))


def _rows(view: FileView) -> Iterator[Row]:
    for symbol in view.shown_symbols:
        uses = view.project.uses.get((view.path, symbol.anchor), ())
        if uses:
            by_file = {use.path: use for use in reversed(uses)}
            links = [
                view.site.file_link(path, anchor=by_file[path].anchor) for path in sorted(by_file)
            ]
            anchor = view.site.existing(symbol.anchor)
            name = Span(symbol.qualname, code=True, docname=HERE if anchor else "", anchor=anchor)
            yield Row(((name,), view.site.shown_links(links)))
