"""Purpose: what the file says of itself, what its name says, else what others use of it."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.analysis.inline import marked_up
from sphinx_kwindex.blocks.blocks import Block, Paragraph, Row, Table, plain
from sphinx_kwindex.blocks.sentences import shortened, unlinked
from sphinx_kwindex.pages.files.sections.named import listed
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.pages.words.unsaid import UNSAID
from sphinx_kwindex.relations.uses import most_used

_MOST_DEFINITIONS = 3


def purpose(view: FileView) -> Iterator[Block]:
    """Yield the first sentence of the file's own words, and the role that its name gives it.

    Of a file with neither, the definitions that most files use speak.
    """
    words = view.analysis.prose
    if words is not None:
        evidence = view.line_link(words.line, f"{words.origin}, line {words.line}")
        yield Paragraph((*unlinked(words.summary), plain(" ("), evidence, plain(")")))
    role = view.relations.role
    if role is not None and (words is None or view.is_classic):
        yield Paragraph(
            (*marked_up(role.statement), plain(" ("), *marked_up(role.rule), plain(")"))
        )
    if words is None and role is None:
        yield from _used_definitions(view)
    counterpart = view.relations.related.counterpart
    if counterpart:
        relation = "Describes" if view.path.endswith(".pyi") else "Its interface is described by"
        yield Paragraph((plain(f"{relation} "), view.site.file_link(counterpart), plain(".")))


def _used_definitions(view: FileView) -> Iterator[Block]:
    used = most_used(view.facts, view.uses)
    found = used[:_MOST_DEFINITIONS]
    if found:
        if not view.is_classic:
            names = [(view.own_link(symbol), plain(f" ({count(files, 'file')})"))
                     for symbol, files in found]  # fmt: skip
            lead = plain(f"{UNSAID} Other files use most of it: ")
            yield Paragraph((lead, *listed(names, len(used) - len(found)), plain(".")))
            return
        first = f", the first {len(found)} of {len(used)}" if used[len(found) :] else ""
        lead = plain("No module docstring or comment at the top says what it is for. Other files ")
        yield Paragraph((lead, plain(f"use it, most used definitions first{first}:")))
        rows = tuple(
            Row(
                (
                    (view.own_link(symbol),),
                    (plain(count(files, "file")),),
                    shortened(symbol.summary),
                )
            )
            for symbol, files in found
        )
        yield Table(("Definition", "Used by", "Description"), rows)
