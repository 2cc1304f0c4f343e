"""The page of uses of a file: what uses those of its definitions that much uses."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Heading, Paragraph, Row, Table, plain
from sphinx_kwindex.blocks.excerpts import excerpt
from sphinx_kwindex.pages.files.sections.named_users import by_file, file_label, names_of_users
from sphinx_kwindex.pages.files.sections.users import said_of_uses
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.site.anchors import uses_anchor
from sphinx_kwindex.records.text import Span
from sphinx_kwindex.relations.shortened import Shortened
from sphinx_kwindex.relations.uses import UsedDefinition, User


def uses_blocks(view: FileView) -> Iterator[Block]:
    """Yield a part for each definition, with a table of the files and what in them uses it."""
    home = view.site.names.file_docs[view.path]
    for block in _blocks(view):
        # What would stay on the overview page leads to it.
        shown = excerpt(block, home)
        if shown is not None:
            yield shown


def _blocks(view: FileView) -> Iterator[Block]:
    for used in view.relations.uses.paged:
        symbol = view.analysis.symbols[used.symbol]
        yield Heading(2, symbol.qualname, uses_anchor(symbol.anchor))
        link = view.site.file_link(view.path, "its definition", symbol.anchor)
        definition = Span(link.text, docname=link.docname, anchor=link.anchor)
        yield Paragraph((*said_of_uses(view, used), plain(" See "), definition, plain(".")))
        yield from _table(view, used.users, "File")
        yield from _table(view, used.test_users, "Test file")
        yield from _left_out(used)


def _table(view: FileView, users: Shortened[User], column: str) -> Iterator[Block]:
    rows = tuple(
        Row(((file_label(view, path),), names_of_users(view, found)))
        for path, found in by_file(view, users.first).items()
    )
    if rows:
        yield Table((column, "Used in"), rows)


def _left_out(used: UsedDefinition) -> Iterator[Block]:
    further = used.users.further + used.test_users.further
    if further:
        yield Paragraph((plain(f"And {further:,} more, which are too many for a page."),))
