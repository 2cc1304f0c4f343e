"""HTML in Markdown: its links, images, headings and identifiers, by the standard library."""

from __future__ import annotations

from html.parser import HTMLParser

from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.analysis.outline import Outline
from sphinx_kwindex.document_records import LinkKind

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NEEDED = {"script": "src", "link": "href", "iframe": "src", "source": "src", "video": "src"}
"""Elements that load what an attribute names."""
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
        """Read a block of HTML."""
        if len(html) <= _LARGEST and _is_closed(html):
            elements = _Elements(self._outline, self._notes, line)
            elements.feed(html)
            elements.close()
            elements.finish()

    def document(self, html: str) -> tuple[str, int] | None:
        """Read a whole file; return its title with the line, None if it has none."""
        if not _is_closed(html):
            return None
        elements = _Elements(self._outline, self._notes, 1)
        elements.feed(html)
        elements.close()
        elements.finish()
        return elements.title

    def inline(self, html: str, line: int) -> None:
        """Read one tag in a line."""
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
        self._links: list[tuple[str, int, list[str]]] = []
        self._heading: tuple[int, int, list[str]] | None = None
        self._title: tuple[int, list[str]] | None = None
        self.title: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        line = self.first + self.lineno - 1
        for name in ("id", "name"):
            if tag != "meta" and name in values:
                self._notes.anchor(values[name])
        if tag == "a" and "href" in values:
            self._links.append((values["href"], line, []))
        elif tag == "img":
            label = values.get("alt", "")
            self._notes.link(values.get("src", ""), line, label, LinkKind.IMAGE)
            for _, _, words in self._links:
                words.append(label)
        elif tag in _NEEDED and values.get(_NEEDED[tag]):
            self._notes.link(values[_NEEDED[tag]], line, "", LinkKind.INCLUDE)
        elif tag == "title" and self.title is None:
            self._title = (line, [])
        elif tag in _HEADINGS:
            self._heading = (int(tag[1]), line, [])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        for _, _, words in self._links:
            words.append(data)
        if self._heading is not None:
            self._heading[2].append(data)
        if self._title is not None:
            self._title[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links:
            target, line, words = self._links.pop()
            self._notes.link(target, line, "".join(words))
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
        while self._links:
            self.handle_endtag("a")
        self._heading = None
