"""Lines of text as plain Markdown, with links from file to file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from msgspec.structs import replace

from sphinx_kwindex.blocks.blocks import HERE
from sphinx_kwindex.blocks.characters import one_line
from sphinx_kwindex.blocks.html_text import attribute
from sphinx_kwindex.blocks.myst import address, code_span, escape_line, stressed
from sphinx_kwindex.records.analysis import LINE_ANCHOR
from sphinx_kwindex.records.named_places import NAMED_ANCHOR
from sphinx_kwindex.records.text import Span, Text, words_of

_SPECIAL = re.compile(r"[\\`*\[\]<>|~$]|&(?=[#A-Za-z])|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
"""What Markdown reads as markup: ``*args``, ``&amp;`` and ``_name``, but not ``a & a_name``."""


class MarkdownText:
    """Writes the text of one page.

    Parameters
    ----------
    docname:
        The page.
    suffix:
        What follows a docname in the name of a file that links lead to.
    """

    def __init__(self, docname: str, suffix: str = ".md") -> None:
        self._docname = docname
        self._folder = posixpath.dirname(docname)
        self._ways: dict[str, str] = {}
        self._suffix = suffix

    def line(self, text: Text) -> str:
        """Return text that begins a line."""
        return escape_line(self.inline(text))

    def inline(self, text: Text) -> str:
        """Return text in the midst of a line."""
        return "".join(self._spans(text)).strip()

    def cell(self, text: Text) -> str:
        """Return text in a cell of a table: a bar in code would end it."""
        return re.sub(r"(?<!\\)\|", r"\\|", self.inline(text))

    def link(self, words: str, docname: str, anchor: str = "") -> str:
        """Return a link.

        Parameters
        ----------
        words:
            What it shows, as Markdown.
        docname:
            The page that it leads to; empty for text without a link.
        anchor:
            An anchor there, if any.
        """
        target = self._target(docname, anchor)
        return f"[{words}]({target})" if target else words

    def _target(self, docname: str, anchor: str) -> str:
        # Here the lines of a source have no anchors.
        fragment = "" if anchor.startswith((LINE_ANCHOR, NAMED_ANCHOR)) else anchor
        fragment = f"#{quote(fragment, safe='._-')}" if fragment else ""
        if docname in ("", HERE, self._docname):
            return fragment
        if docname not in self._ways:
            # Many links of a page lead to few pages.
            path = posixpath.relpath(docname, self._folder or ".")
            self._ways[docname] = f"{quote(path, safe='/._-')}{self._suffix}"
        return f"{self._ways[docname]}{fragment}"

    def _spans(self, text: Text) -> Iterator[str]:
        before = ""
        for span in text:
            shown = self._span(span)
            # The marks of two pieces of code would make one.
            if before.endswith("`") and shown.startswith("`"):
                yield " "
            yield shown
            before = shown or before

    def _span(self, span: Span) -> str:
        if span.mark:
            return f"{anchor_mark(span.mark)}{self._span(replace(span, mark=''))}"
        if span.tex and "$" not in span.tex:
            return f"${one_line(span.tex)}$"
        words = code_span(span.text) if span.code or span.tex else stressed(span, escape)
        if not span.text.strip():
            return words
        if span.url:
            return f"[{words}]({address(span.url)})"
        if span.docname:
            return self.link(words, span.docname, span.anchor)
        return "" if span.optional else words


def escape(text: str) -> str:
    """Return text such that Markdown shows it as it is, in the midst of a line.

    One space stays at its ends where it has some: pieces of text meet there.
    """
    lead = " " if text[:1].isspace() else ""
    trail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{lead}{_SPECIAL.sub(_escaped, one_line(text))}{trail}"


def plain_code(*texts: Text | str) -> str:
    """Return texts, one after the other, as one piece of code."""
    return code_span("".join(text if isinstance(text, str) else words_of(text) for text in texts))


def anchor_mark(anchor: str) -> str:
    """Return the place that a link leads to, which Markdown has no form of its own for."""
    return f'<a id="{attribute(anchor)}"></a>' if anchor else ""


def item(text: str, mark: str = "- ") -> str:
    """Return the first line of an item of a list.

    Parameters
    ----------
    text:
        What it says; one that says nothing would make a heading of the line above it.
    mark:
        The mark with the space after it.
    """
    return f"{mark}{text or '&nbsp;'}"


def indented(lines: Iterable[str], columns: int) -> Iterator[str]:
    """Yield lines as parts of an item of a list.

    Parameters
    ----------
    lines:
        Lines of Markdown.
    columns:
        Where the text of the item begins.
    """
    lead = " " * columns
    for line in lines:
        yield f"{lead}{line}" if line else ""


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}"
