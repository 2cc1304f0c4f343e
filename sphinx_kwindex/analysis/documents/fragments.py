"""HTML in Markdown: its links, images, headings and identifiers, by the standard library."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.analysis.outline import Outline
from sphinx_kwindex.records.documents import LinkKind

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NEEDED = {"script": "src", "link": "href", "iframe": "src", "source": "src", "video": "src"}
"""Elements that load what an attribute names."""
_IN_WORDS = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
     "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
     "time", "tt", "u", "var", "wbr"}
)  # fmt: skip
"""Elements that do not part the letters around them; any other does, as a line break."""
_TAG = re.compile(r"</?([A-Za-z][\w-]*)")
_SOURCE = re.compile(r"(?P<address>[^\s,]\S*)(?:\s+[\d.]+[wxh])?\s*(?:,|\Z)")
"""One of ``small.png 480w, large.png 2x``."""
_LARGEST = 100_000
"""Characters of one piece of HTML that are read: more of it is data, not a document."""


_MOST_UNCLOSED = 200
"""Tags and comments without an end: for each the parser looks for it up to the end of the text."""


class Fragments:
    """Reads the pieces of HTML of one document."""

    def __init__(self, outline: Outline, notes: Notes) -> None:
        self._outline = outline
        self._notes = notes
        self._inline: _Elements | None = None

    def block(self, html: str, line: int) -> None:
        """Read a block of HTML.

        Parameters
        ----------
        html:
            The block.
        line:
            Its first line in the file, from 1.
        """
        if len(html) <= _LARGEST and _is_closed(html):
            elements = _Elements(self._outline, self._notes, line)
            elements.feed(html)
            elements.close()
            elements.finish()

    def document(self, html: str) -> tuple[str, int] | None:
        """Read a whole file; return its title with the line, None if it has none.

        Returns
        -------
        title and line, or None
            The line is counted from 1.
        """
        if not _is_closed(html):
            return None
        elements = _Elements(self._outline, self._notes, 1)
        elements.feed(html)
        elements.close()
        elements.finish()
        return elements.title

    def inline(self, html: str, line: int) -> None:
        """Read one tag in a line.

        Parameters
        ----------
        html:
            The tag.
        line:
            Its line in the file, from 1.
        """
        if self._inline is None:
            self._inline = _Elements(self._outline, self._notes, line)
        self._inline.first = line
        if len(html) <= _LARGEST:
            self._inline.feed(html)

    def words(self, text: str) -> None:
        """Take the words between the tags of a line."""
        if self._inline is not None:
            self._inline.handle_data(text)

    def close(self) -> None:
        """End the line."""
        if self._inline is not None:
            self._inline.finish()
            self._inline = None


def parts_words(tag: str) -> bool:
    """Return whether a tag, as written, parts the words around it."""
    found = _TAG.match(tag)
    return found is not None and found[1].lower() not in _IN_WORDS


def _is_closed(html: str) -> bool:
    return (
        html.count("<") - html.count(">") <= _MOST_UNCLOSED
        and html.count("<!--") - html.count("-->") <= _MOST_UNCLOSED
    )


class _Elements(HTMLParser):
    """Notes links and headings; whatever is not closed ends with the piece."""

    def __init__(self, outline: Outline, notes: Notes, first: int) -> None:
        super().__init__()
        self.first = first
        self._outline = outline
        self._notes = notes
        self._link: tuple[str, int, list[str]] | None = None
        self._heading: tuple[int, int, list[str]] | None = None
        self._title: tuple[int, list[str]] | None = None
        self.title: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        line = self.first + self.lineno - 1
        for name in ("id", "name"):
            if tag != "meta" and name in values:
                self._notes.anchor(values[name])
        self._part(tag)
        if tag == "a" and "href" in values:
            self._close_link()
            self._link = (values["href"], line, [])
        elif tag in ("img", "source"):
            self._image(tag, values, line)
        if tag in _NEEDED and values.get(_NEEDED[tag]):
            self._notes.link(values[_NEEDED[tag]], line, "", LinkKind.INCLUDE)
        elif tag == "title" and self.title is None:
            self._title = (line, [])
        elif tag in _HEADINGS:
            self._heading = (int(tag[1]), line, [])

    def _image(self, tag: str, values: dict[str, str], line: int) -> None:
        """Note an image with its other sizes, or what an element around it has instead of it."""
        kind = LinkKind.IMAGE if tag == "img" else LinkKind.INCLUDE
        if tag == "img":
            label = values.get("alt", "")
            self._notes.link(values.get("src", ""), line, label, kind)
            if self._link is not None:
                self._link[2].append(label)
        for source in _SOURCE.finditer(values.get("srcset", "")[:_LARGEST]):
            self._notes.link(source["address"].rstrip(","), line, "", kind)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag == "a":
            self._close_link()

    def handle_data(self, data: str) -> None:
        if self.cdata_elem in ("script", "style"):
            return
        if self._link is not None:
            self._link[2].append(data)
        if self._heading is not None:
            self._heading[2].append(data)
        if self._title is not None:
            self._title[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        if tag == "a":
            self._close_link()
        elif tag == "title" and self._title is not None:
            title = " ".join("".join(self._title[1]).split())
            self.title = (title, self._title[0]) if title else None
            self._title = None
        elif tag in _HEADINGS and self._heading is not None:
            level, line, words = self._heading
            self._outline.heading(level, "".join(words), line)
            self._heading = None

    def finish(self) -> None:
        """Note the links that nothing closes."""
        self._close_link()
        self._heading = None

    def _close_link(self) -> None:
        """End a link; one ends also where the next begins."""
        if self._link is not None:
            target, line, words = self._link
            self._link = None
            self._notes.link(target, line, "".join(words))

    def _part(self, tag: str) -> None:
        if tag not in _IN_WORDS:
            self.handle_data(" ")
