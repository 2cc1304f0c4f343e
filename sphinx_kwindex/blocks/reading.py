"""Reading a staged page back into blocks: the reverse of :mod:`sphinx_kwindex.blocks.myst`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks.blocks import Block, Folded, Heading, Mark, Page, Paragraph
from sphinx_kwindex.blocks.myst import ORPHAN, block_in, formula_in, place_in
from sphinx_kwindex.records.text import Span, Text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_ANCHOR = re.compile(r"\{#(?P<anchor>[^}]+)\}")


def read_page(docname: str, text: str) -> Page:
    """Return the page whose staged text is ``text``.

    Parameters
    ----------
    docname:
        The name of the page.
    text:
        What :func:`~sphinx_kwindex.blocks.myst.write_page` made of it.
    """
    body = text.removeprefix(ORPHAN)
    tokens = _parser().parse(body)
    return Page(docname, tuple(_blocks(tokens)), listed=body == text)


@cache
def _parser() -> MarkdownIt:
    # Asked for by a directive alone: a build with nothing to do should not wait for it to load.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


def section_of(page: Page, anchor: str) -> tuple[Block, ...]:
    """Return the blocks of a part of a page, without its heading; nothing if there is none.

    Parameters
    ----------
    page:
        A page.
    anchor:
        The anchor of the heading, or of what is instead of one.
    """
    return _part(page.blocks, anchor)


def _part(blocks: Iterable[Block], anchor: str) -> tuple[Block, ...]:
    found: list[Block] = []
    level = 0
    for block in blocks:
        if isinstance(block, Folded) and not level:
            inner = block.blocks if block.anchor == anchor else _part(block.blocks, anchor)
            if inner:
                return inner
        if isinstance(block, Heading | Mark) or (isinstance(block, Folded) and block.is_part):
            own_level = block.level if isinstance(block, Heading) else 2
            if level and own_level <= level:
                break
            if block.anchor == anchor:
                level = own_level
                continue
        if level:
            found.append(block)
    return tuple(found)


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    anchor, level = "", 0
    for token in tokens:
        if token.type == "fence":
            block = block_in(token.info, token.content)
            if block is not None:
                yield block
        elif token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "inline":
            named = _ANCHOR.fullmatch(token.content)
            if named:
                anchor = named["anchor"]
            elif level:
                words = "".join(span.text for span in _spans(token.children or ()))
                yield Heading(level, words, anchor)
                level = 0
            else:
                yield Paragraph(_spans(token.children or ()))


_STRESSES = {"em_open": 1, "strong_open": 2, "em_close": 0, "strong_close": 0}


def _spans(tokens: Sequence[Token]) -> Text:
    spans: list[Span] = []
    docname = anchor = url = tex = ""
    stress = 0
    for token in tokens:
        if token.type == "link_open":
            href = str(token.attrGet("href") or "")
            place, tex = place_in(href), formula_in(href)
            if place is None:
                url = "" if tex else href
            else:
                docname, anchor = place
        elif token.type == "link_close":
            docname = anchor = url = tex = ""
        elif token.type in _STRESSES:
            stress = _STRESSES[token.type]
        elif token.content:
            is_code = token.type == "code_inline"
            spans.append(Span(token.content, is_code, docname, anchor, url, tex=tex, stress=stress))
    return tuple(spans)
