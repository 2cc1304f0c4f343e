"""A whole document as passages: the file that is to be read first, as the front page shows it.

Pictures and HTML are left out: a badge says nothing of what the code is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinx_kwindex.analysis.docstrings import read_docstring
from sphinx_kwindex.analysis.documents.bounds import is_unreadable
from sphinx_kwindex.analysis.documents.front_matter import split_front_matter
from sphinx_kwindex.analysis.prose import is_list_of_links
from sphinx_kwindex.records.docstrings import (
    BULLETS,
    Code,
    Entries,
    Entry,
    Items,
    Passage,
    Titled,
    Words,
)
from sphinx_kwindex.records.text import Span, Text, words_of

_README = re.compile(r"readme(?:\.(?:md|markdown|rst|txt))?\Z", re.IGNORECASE)
_LONGEST = 40_000
"""Characters beyond which a document is for its own page alone."""
_PICTURES = re.compile(
    r"^\.\. (?:\|[^|\n]+\| )?(?:image|figure|raw|include|contents)::.*\n"
    r"(?:[ \t]+\S.*\n|\n(?=[ \t]))*"
    r"|^[ \t]*(?:\|[^|\s][^|\n]*\|_{0,2}[ \t]*)+$\n?",
    re.MULTILINE,
)
"""``.. image:: x.svg`` with its options, and lines of nothing but ``|badge|``."""
_TITLE = re.compile(r"\A\s*(?:([=*#-])\1+\n)?[^\n]+\n([=*#-])\2+\n")
"""The title of a document in reStructuredText, at its top."""


def read_first(name: str, language: str, text: str) -> tuple[Passage, ...]:
    """Return what a file says that is to be read first; nothing for any other file.

    Parameters
    ----------
    name:
        The last part of its path.
    language:
        The name of its language.
    text:
        Its content, with line feeds as line ends.
    """
    if not _README.match(name) or len(text) > _LONGEST or is_unreadable(text):
        return ()
    if language == "Markdown":
        parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
        tokens = parser.parse(split_front_matter(text)[1])
        return tuple(_in_sections(_Passages(tokens).read()))
    plain = _TITLE.sub("", _PICTURES.sub("", text))
    return read_docstring(plain, summary="").body


class _Heading(Words, frozen=True):
    """A heading among passages."""


class _Passages:
    """Reads the tokens of Markdown; they are nested no deeper than the parser goes."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def read(self, end: str = "") -> list[Passage]:
        """Return the passages up to a token that closes what they are in."""
        found: list[Passage] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == end:
                break
            found += self._passages(token)
        return found

    def _passages(self, token: Token) -> Sequence[Passage]:
        match token.type:
            case "heading_open":
                text = self._text("heading_close")
                is_title = token.tag == "h1" and not token.level
                return () if is_title or not text else (_Heading(text),)
            case "paragraph_open":
                text = self._text("paragraph_close")
                return (Words(text),) if text and not _leads_away(text) else ()
            case "fence" | "code_block":
                lexer = token.info.strip().partition(" ")[0].strip("{}.") or "text"
                return (Code(token.content.rstrip("\n"), lexer),) if token.content.strip() else ()
            case "bullet_list_open":
                return self._items("bullet_list_close", BULLETS)
            case "ordered_list_open":
                return self._items("ordered_list_close", int(token.attrGet("start") or 1))
            case "blockquote_open":
                return self.read("blockquote_close")
            case "table_open":
                return self._table()
        return ()

    def _items(self, end: str, start: int) -> Sequence[Passage]:
        items: list[tuple[Passage, ...]] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == end:
                break
            if token.type == "list_item_open":
                items.append(tuple(self.read("list_item_close")))
        items = [item for item in items if item]
        return (Items(tuple(items), start),) if items else ()

    def _table(self) -> Sequence[Passage]:
        """Return what is below the head of a table: the first cell names what the others say."""
        rows: list[list[Text]] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            match token.type:
                case "table_close":
                    break
                case "tr_open":
                    rows.append([])
                case "td_open":
                    rows[-1].append(self._text("td_close"))
        entries = tuple(
            Entry(row[0], body=tuple(Words(cell) for cell in row[1:] if cell))
            for row in rows
            if row and row[0]
        )
        return (Entries("", entries),) if entries else ()

    def _text(self, end: str) -> Text:
        spans: list[Span] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == end:
                break
            if token.type == "inline":
                spans += _spans(token.children or ())
        return tuple(spans) if any(span.text.strip() for span in spans) else ()


def _spans(children: Sequence[Token]) -> list[Span]:
    spans: list[Span] = []
    url, stress = "", 0
    for token in children:
        match token.type:
            case "text" if token.content:
                spans.append(Span(" ".join(token.content.split("\n")), url=url, stress=stress))
            case "code_inline":
                spans.append(Span(token.content, code=True, url=url))
            case "softbreak" | "hardbreak":
                spans.append(Span(" "))
            case "link_open":
                url = str(token.attrGet("href") or "")
            case "link_close":
                url = ""
            case "em_open" | "strong_open":
                stress = 1 if token.type == "em_open" else 2
            case "em_close" | "strong_close":
                stress = 0
    return spans


def _leads_away(text: Text) -> bool:
    """Return whether a paragraph is nothing but links: to translations, to parts of the page."""
    free = "".join(span.text for span in text if not span.url)
    return is_list_of_links(words_of(text), free)


def _in_sections(passages: Sequence[Passage]) -> list[Passage]:
    """Put what stands below a heading into a part with its title."""
    found: list[Passage] = []
    title = ""
    body: list[Passage] = []
    for passage in (*passages, _Heading(())):
        if not isinstance(passage, _Heading):
            body.append(passage)
            continue
        if title:
            found.append(Titled(title, tuple(body)))
        else:
            found += body
        title, body = "".join(span.text for span in passage.text), []
    return [passage for passage in found if not isinstance(passage, Titled) or passage.body]
