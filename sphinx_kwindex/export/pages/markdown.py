"""The Markdown twin of a page, for whom HTML is in the way: a program, or a language model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sphinx_kwindex.blocks.blocks import (
    Block,
    Definition,
    Definitions,
    Docstring,
    Fields,
    Finder,
    Folded,
    Glance,
    Heading,
    KeywordList,
    KeywordRow,
    Letters,
    Listing,
    Mark,
    Notice,
    Page,
    Paragraph,
    Place,
    Row,
    Snippet,
    Table,
    Trail,
)
from sphinx_kwindex.blocks.chapters import Chapters, Crumb
from sphinx_kwindex.blocks.characters import visible
from sphinx_kwindex.blocks.folds import Fold, Folds
from sphinx_kwindex.blocks.graph import Graph
from sphinx_kwindex.blocks.keyword_words import as_said, files_label
from sphinx_kwindex.blocks.myst import escape_line, fenced
from sphinx_kwindex.blocks.treemap import Treemap
from sphinx_kwindex.blocks.writer import write_block
from sphinx_kwindex.export.pages.docstring_markdown import DocstringMarkdown
from sphinx_kwindex.export.pages.markdown_text import (
    MarkdownText,
    anchor_mark,
    escape,
    indented,
    item,
    plain_code,
)

_WIDTH = 2
"""Columns of the mark of a list."""
_FIRST_PART = 2
"""Level of the headings below the title."""


def markdown_of(page: Page) -> str:
    """Return a page as Markdown, in the form that GitHub and CommonMark share but for tables."""
    writer = MarkdownWriter(MarkdownText(page.docname))
    shown = [(block, write_block(block, writer)) for block in page.blocks]
    return "\n\n".join(_with_content([it for it in shown if it[1]])) + "\n"


def _with_content(shown: Sequence[tuple[Block, str]]) -> Iterator[str]:
    """Leave out headings with nothing below them, such as that of a picture."""
    for position, (block, text) in enumerate(shown, 1):
        after = shown[position][0] if position < len(shown) else None
        ends = after is None or 0 < _level_of_part(after) <= _level(block)
        if not ends or _level(block) < _FIRST_PART:
            yield text


def _level(block: Block) -> int:
    """Return the level of a heading, 0 of any other block."""
    return block.level if isinstance(block, Heading) else 0


def _level_of_part(block: Block) -> int:
    """Return the level of what begins a part, 0 of any other block."""
    return _FIRST_PART if isinstance(block, Folded) and block.is_part else _level(block)


class MarkdownWriter:
    """Writes the blocks of one page as Markdown.

    Parameters
    ----------
    text:
        Writes the lines of text of the page.
    """

    def __init__(self, text: MarkdownText) -> None:
        self._text = text
        self._docstring = DocstringMarkdown(text)

    def heading(self, block: Heading) -> str:
        """Return a heading below its anchor."""
        return f"{anchor_mark(block.anchor)}\n\n{'#' * block.level} {escape(block.text).strip()}"

    def mark(self, block: Mark) -> str:
        """Return an anchor."""
        return anchor_mark(block.anchor)

    def paragraph(self, block: Paragraph) -> str:
        """Return a paragraph."""
        return self._text.line(block.text)

    def listing(self, block: Listing) -> str:
        """Return a source, as it is."""
        return fenced(block.lexer, visible(block.text)).rstrip("\n")

    def snippet(self, block: Snippet) -> str:
        """Return code, as it is."""
        return fenced(block.lexer, visible(block.text)).rstrip("\n")

    def notice(self, block: Notice) -> str:
        """Return a quotation."""
        return f"> {self._text.line(block.text)}"

    def fields(self, block: Fields) -> str:
        """Return a list of labelled values."""
        rows = (item(f"{escape(row.label)}: {self._text.inline(row.value)}") for row in block.rows)
        return "\n".join(rows)

    def table(self, block: Table) -> str:
        """Return a table; columns of figures are set flush right."""
        head = "".join(f" {escape(column)} |" for column in block.columns)
        marks = "".join(
            " ---: |" if position in block.figures else " --- |"
            for position in range(len(block.columns))
        )
        return "\n".join((f"|{head}", f"|{marks}", *map(self._row, block.rows)))

    def _row(self, row: Row) -> str:
        cells = [self._text.cell(cell) for cell in row.cells]
        mark = anchor_mark(row.anchor).replace("|", r"\|")
        return f"| {mark}{' | '.join(cells)} |"

    def definitions(self, block: Definitions) -> str:
        """Return definitions as a list in which members are below their class."""
        lines = (line for row in block.rows for line in self._definition(block, row))
        return "\n".join(lines)

    def _definition(self, block: Definitions, row: Definition) -> Iterator[str]:
        code = plain_code(row.lead, row.name, row.signature)
        if block.home:
            code = self._text.link(code, block.home, row.anchor)
        decorators = "".join(f"{plain_code('@', it)} " for it in row.decorators)
        note = f"{escape(row.note)}, " if row.note else ""
        mark = "" if block.home else anchor_mark(row.anchor)
        summary = f": {self._text.inline(row.summary)}" if row.summary else ""
        if row.fold:
            yield from indented((item(escape(row.fold)),), _WIDTH * row.depth)
        head = item(f"{mark}{decorators}{code} ({note}line {row.line}){summary}")
        yield from indented((head,), _WIDTH * row.depth)
        inner = _WIDTH * (row.depth + 1)
        if row.passages:
            yield ""
            yield from indented(self._docstring.lines(row.passages), inner)
            yield ""
        yield from indented(self._folds(row.remarks), inner)

    def folds(self, block: Folds) -> str:
        """Return lines, each with those behind it."""
        return "\n".join(self._folds(block.rows))

    def _folds(self, folds: Iterable[Fold]) -> Iterator[str]:
        for fold in folds:
            yield item(f"{anchor_mark(fold.anchor)}{self._text.inline(fold.head)}")
            yield from indented((item(self._text.inline(line)) for line in fold.lines), _WIDTH)

    def glance(self, block: Glance) -> str:
        """Return a line of facts, and one of links."""
        facts = " · ".join(map(self._text.inline, block.facts))
        chips = " · ".join(self._text.inline((chip,)) for chip in block.chips)
        return "\n\n".join(filter(None, (escape_line(facts), chips)))

    def folded(self, block: Folded) -> str:
        """Return the part, open, below its title."""
        title = escape(block.title).strip()
        head = (f"{'#' * _FIRST_PART} {title}" if block.is_part else f"**{title}**") * bool(title)
        shown = [(part, write_block(part, self)) for part in block.blocks]
        inner = _with_content([it for it in shown if it[1]])
        return "\n\n".join(filter(None, (anchor_mark(block.anchor), head, *inner)))

    def docstring(self, block: Docstring) -> str:
        """Return the docstring of a module, below what a reader presses to see it."""
        label = (f"**{escape(block.fold)}**", "") if block.fold else ()
        return "\n".join((*label, *self._docstring.lines(block.passages)))

    def keywords(self, block: KeywordList) -> str:
        """Return entries of an index as a list."""
        return "\n".join(line for row in block.rows for line in self._keyword(block, row))

    def _keyword(self, block: KeywordList, row: KeywordRow) -> Iterator[str]:
        first = row.places[0]
        name = row.name if row.depth else as_said(row.qualname)
        code = self._text.link(plain_code(name), first.docname, first.anchor)
        kind = row.kind if block.shows_kinds else ""
        line = f"line {row.line}" if row.line else ""
        is_named = len(row.places) == 1 and not first.words
        path = block.shown_path(first) if is_named else ""
        files = files_label(row.places) if first.path else ""
        about = ", ".join(escape(part) for part in (kind, row.note, line, path, files) if part)
        words = f": {self._text.inline(row.words)}" if row.words else ""
        head = item(f"{anchor_mark(row.anchor)}{code}{f' ({about})' if about else ''}{words}")
        yield from indented((head,), _WIDTH * row.depth)
        if first.path and not path:
            places = (self._place(block, place) for place in row.places)
            yield from indented(places, _WIDTH * (row.depth + 1))

    def _place(self, block: KeywordList, place: Place) -> str:
        path = escape(block.shown_path(place))
        link = self._text.link(path, place.docname, place.anchor)
        words = self._text.inline(place.words)
        return item(f"{link}{' ' if words else ''}{words}")

    def trail(self, block: Trail) -> str:
        """Return the way to the page, and the pages about the same thing."""
        way = " / ".join(map(self._crumb, block.crumbs))
        views = " · ".join(map(self._crumb, block.views))
        return "\n\n".join(filter(None, (way, views)))

    def _crumb(self, crumb: Crumb) -> str:
        return self._text.link(escape(crumb.label), crumb.docname)

    def letters(self, block: Letters) -> str:
        """Return the letters in one row."""
        return " · ".join(self._text.inline((link,)) for link in block.links)

    def finder(self, _block: Finder) -> str:
        """Return nothing: there is no finder without a browser."""
        return ""

    def chapters(self, _block: Chapters) -> str:
        """Return nothing: the place in a book is no content."""
        return ""

    def graph(self, _block: Graph) -> str:
        """Return nothing: a picture only repeats what is said next to it."""
        return ""

    def treemap(self, _block: Treemap) -> str:
        """Return nothing: a picture only repeats what is said next to it."""
        return ""
