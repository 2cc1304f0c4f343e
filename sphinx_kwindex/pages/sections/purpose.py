"""File Purpose: what the file says of itself, and what its name says."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.pages.blocks import Block, Paragraph, plain
from sphinx_kwindex.pages.prose import prose
from sphinx_kwindex.pages.sections.view import FileView
from sphinx_kwindex.project.roles import role_of


def purpose(view: FileView) -> Iterator[Block]:
    """Yield the first sentence of the file's own words, and the role that its name gives it."""
    words = view.analysis.prose
    if words is not None:
        evidence = view.line_link(words.line, f"{words.origin}, line {words.line}")
        yield Paragraph((*prose(words.summary), plain(" ("), evidence, plain(")")))
    role = role_of(view.path)
    if role is not None:
        yield Paragraph((*prose(role.statement), plain(f" ({role.rule})")))
    counterpart = view.project.counterpart_of(view.path)
    if counterpart is not None:
        relation = "Describes" if view.path.endswith(".pyi") else "Its interface is described by"
        yield Paragraph((plain(f"{relation} "), view.site.file_link(counterpart), plain(".")))
