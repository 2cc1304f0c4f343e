"""The passages of docstrings as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sphinx_kwindex.blocks.characters import one_line, visible
from sphinx_kwindex.blocks.myst import fenced
from sphinx_kwindex.blocks.writer import write_passage
from sphinx_kwindex.export.pages.markdown_text import (
    MarkdownText,
    escape,
    indented,
    item,
    plain_code,
)
from sphinx_kwindex.records.docstrings import (
    BULLETS,
    Code,
    Entries,
    Entry,
    Items,
    Math,
    Passage,
    Titled,
    Words,
)


class DocstringMarkdown:
    """Writes passages as lines, with an empty line between two of them.

    Parameters
    ----------
    text:
        Writes their lines of text.
    """

    def __init__(self, text: MarkdownText) -> None:
        self._text = text

    def lines(self, passages: Iterable[Passage]) -> Iterator[str]:
        """Yield the lines of passages."""
        for position, passage in enumerate(passages):
            if position:
                yield ""
            yield from write_passage(passage, self)

    def words(self, passage: Words) -> Sequence[str]:
        """Return a paragraph."""
        return (self._text.line(passage.text),)

    def code(self, passage: Code) -> Sequence[str]:
        """Return lines that stay as they are."""
        return fenced(passage.lexer, visible(passage.text)).splitlines()

    def math(self, passage: Math) -> Sequence[str]:
        """Return formulas; in plain characters where they cannot stand between dollar signs."""
        lines = [line for line in visible(passage.tex).split("\n") if line.strip()]
        if "$" in passage.tex or not lines:
            return fenced("text", visible(passage.plain)).splitlines()
        return ("$$", *lines, "$$")

    def items(self, passage: Items) -> Sequence[str]:
        """Return a list."""
        found: list[str] = []
        for number, body in enumerate(passage.items, passage.start):
            mark = "- " if passage.start == BULLETS else f"{max(number, 0)}. "
            found.extend(self._item(mark, "", body))
        return found

    def entries(self, passage: Entries) -> Sequence[str]:
        """Return a list under its title; the first word of an item is what it is about."""
        found = [f"**{escape(passage.title)}**", ""] if passage.title else []
        for entry in passage.rows:
            found.extend(self._item("- ", self._head(entry), entry.body))
        return found

    def titled(self, passage: Titled) -> Sequence[str]:
        """Return a part under its title."""
        title = f"**{escape(passage.title)}**"
        body = list(self.lines(passage.body))
        return (title, "", *body) if body else (title,)

    def _head(self, entry: Entry) -> str:
        parts = [self._text.inline(entry.name), self._text.inline(entry.type)]
        default = f"default {plain_code(one_line(entry.default))}" if entry.default else ""
        name, about = parts[0], ", ".join(filter(None, (parts[1], default)))
        return f"{name} ({about})" if name and about else name or about

    def _item(self, mark: str, head: str, body: tuple[Passage, ...]) -> Iterator[str]:
        lines = list(self.lines(body))
        starts_with_words = bool(body) and isinstance(body[0], Words)
        if head and starts_with_words:
            lines[0] = f"{head}: {lines[0]}"
        elif head:
            lines = [head, "", *lines] if lines else [head]
        first, *others = lines or [""]
        yield item(first, mark)
        yield from indented(others, len(mark))
