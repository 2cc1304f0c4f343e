"""Lines of text as HTML, with the links of the page that they stand on."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Protocol

from msgspec.structs import replace

from sphinx_kwindex.blocks.blocks import HERE
from sphinx_kwindex.blocks.characters import visible
from sphinx_kwindex.records.analysis import LINE_ANCHOR
from sphinx_kwindex.records.named_places import NAMED_ANCHOR
from sphinx_kwindex.records.text import Span

LINES = (LINE_ANCHOR, NAMED_ANCHOR)
"""What the anchors of places in a source begin with."""


class Addresses(Protocol):
    """Where the links of one page lead."""

    @property
    def has_lines(self) -> bool:
        """Whether pages hold the sources of files; a book may be without."""
        ...

    def page(self, docname: str) -> str:
        """Return the relative address of a page of the site."""
        ...

    def elsewhere(self, name: str) -> str:
        """Return where a page of the user or another project documents a name, or nothing."""
        ...

    def document(self, path: str) -> str:
        """Return where the hand-written document is that a file is, or nothing."""
        ...

    def written(self, docname: str, anchor: str) -> str:
        """Return where a page of the user documents the definition at a place, or nothing.

        Parameters
        ----------
        docname:
            The generated page, or :data:`~sphinx_kwindex.blocks.blocks.HERE`.
        anchor:
            The anchor of the definition on it.
        """
        ...

    def highlighted(self, text: str, lexer: str) -> str:
        """Return code as HTML.

        Parameters
        ----------
        text:
            The code.
        lexer:
            The name that Pygments has for its language.
        """
        ...

    def formula(self, tex: str, plain: str, *, is_block: bool) -> str:
        """Return a formula as HTML, as the site typesets all of them.

        Parameters
        ----------
        tex:
            The formula.
        plain:
            The same in plain characters.
        is_block:
            Whether it has lines of its own.
        """
        ...


class HtmlText:
    """Writes the spans of one page.

    Parameters
    ----------
    addresses:
        Gives the addresses that the spans link to.
    tag:
        Opens an element of code; in some blocks the style sheet knows one without a class.
    """

    def __init__(self, addresses: Addresses, tag: str = '<code class="literal">') -> None:
        self._addresses = addresses
        self._tag = tag

    @property
    def has_lines(self) -> bool:
        """Whether there are lines to lead to."""
        return self._addresses.has_lines

    def text(self, text: Iterable[Span]) -> str:
        """Return a line of text."""
        return "".join(self._span(span) for span in text)

    def target(self, docname: str, anchor: str) -> str:
        """Return the address of a place, as the value of an attribute.

        Parameters
        ----------
        docname:
            The page; empty or :data:`~sphinx_kwindex.blocks.blocks.HERE` for the page itself.
        anchor:
            An identifier on it, or nothing.
        """
        is_there = anchor and (self.has_lines or not anchor.startswith(LINES))
        fragment = f"#{anchor}" if is_there else ""
        if docname in ("", HERE):
            return attribute(fragment or "#")
        return attribute(self._addresses.page(docname) + fragment)

    def _span(self, span: Span) -> str:
        if span.mark:
            inner = self._span(replace(span, mark=""))
            return f'<span id="{attribute(span.mark)}">{inner}</span>'
        if span.tex:
            return self._addresses.formula(span.tex, span.text, is_block=False)
        content = stressed(shown(span.text), span.stress)
        if span.code:
            content = f"{self._tag}{content}</code>"
        if span.url:
            return f'<a class="reference external" href="{attribute(span.url)}">{content}</a>'
        if span.docname and (self.has_lines or not span.anchor.startswith(LINES)):
            target = self.target(span.docname, span.anchor)
            return f'<a href="{target}">{content}</a>'
        address = self._addresses.elsewhere(span.elsewhere) if span.elsewhere else ""
        if span.document:
            address = self._addresses.document(span.document)
        if address:
            kind = ' class="reference external"' if "://" in address else ""
            return f'<a{kind} href="{attribute(address)}">{content}</a>'
        return "" if span.optional else content


def stressed(content: str, stress: int) -> str:
    """Return the content of an element, emphasised.

    Parameters
    ----------
    content:
        HTML.
    stress:
        That of its span.
    """
    if not stress:
        return content
    tag = "em" if stress == 1 else "strong"
    return f"<{tag}>{content}</{tag}>"


def shown(text: str) -> str:
    """Return text of a repository as the content of an element."""
    return escape(visible(text), quote=False)


def attribute(text: str) -> str:
    """Return text of a repository as the value of an attribute."""
    return escape(visible(text))


def code(text: str) -> str:
    """Return text of a repository as inline code."""
    return f'<code class="literal">{shown(text)}</code>'
