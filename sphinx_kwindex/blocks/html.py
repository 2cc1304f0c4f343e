"""Blocks as HTML: one string a block, well-formed as XML too.

Sphinx itself writes headings, paragraphs and the listing of a source, whose lines have anchors.
"""

from __future__ import annotations

from sphinx_kwindex.blocks.blocks import (
    HERE,
    Definition,
    Definitions,
    Docstring,
    Fields,
    Finder,
    Folded,
    Glance,
    Heading,
    KeywordList,
    Letters,
    Listing,
    Mark,
    Notice,
    Paragraph,
    Row,
    Snippet,
    Table,
    Trail,
)
from sphinx_kwindex.blocks.chapters import Chapters, Crumb
from sphinx_kwindex.blocks.docstring_html import DocstringHtml
from sphinx_kwindex.blocks.folds import Fold, Folds
from sphinx_kwindex.blocks.graph import Graph
from sphinx_kwindex.blocks.html_text import Addresses, HtmlText, attribute, shown
from sphinx_kwindex.blocks.keyword_html import KeywordHtml
from sphinx_kwindex.blocks.treemap import Treemap
from sphinx_kwindex.blocks.treemap_html import TreemapHtml
from sphinx_kwindex.blocks.writer import write_block

_MOST_LINKED = 1_000
"""Definitions of a list in which the name of each leads to itself, so that its address can be
copied; a page of more is heavy as it is, and leads to their lines."""


class HtmlWriter:
    """Writes the blocks of one page as HTML.

    Parameters
    ----------
    addresses:
        Gives the addresses that the blocks link to.
    """

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._text = HtmlText(addresses)
        self._quiet = HtmlText(addresses, tag="<code>")
        self._docstring = DocstringHtml(self._text, addresses)
        self._keywords = KeywordHtml(self._text)

    def heading(self, block: Heading) -> str:
        """Return a heading."""
        return f"<h{block.level}{_id(block.anchor)}>{shown(block.text)}</h{block.level}>\n"

    def mark(self, block: Mark) -> str:
        """Return an element that is nothing but a place."""
        return f"<span{_id(block.anchor)}></span>\n"

    def paragraph(self, block: Paragraph) -> str:
        """Return a paragraph."""
        return f"<p>{self._text.text(block.text)}</p>\n"

    def listing(self, block: Listing) -> str:
        """Return highlighted source; anchors of its lines are the highlighter's."""
        return self._addresses.highlighted(block.text, block.lexer)

    def snippet(self, block: Snippet) -> str:
        """Return highlighted code, in the element that Sphinx has for it."""
        code = self._addresses.highlighted(block.text.removesuffix("\n"), block.lexer)
        return f'<div class="highlight-{attribute(block.lexer)} notranslate">{code}</div>\n'

    def notice(self, block: Notice) -> str:
        """Return a notice."""
        return f'<p class="kwindex-notice">{self._text.text(block.text)}</p>\n'

    def docstring(self, block: Docstring) -> str:
        """Return the docstring of a module."""
        return f"{self._docstring.whole(block.passages, fold=block.fold)}\n"

    def fields(self, block: Fields) -> str:
        """Return a strip of values."""
        parts = [
            f"<div><dt>{shown(field.label)}</dt><dd>{self._text.text(field.value)}</dd></div>"
            for field in block.rows
        ]
        return f'<dl class="kwindex-fields simple">{"".join(parts)}</dl>\n'

    def table(self, block: Table) -> str:
        """Return a table."""
        head = "".join(
            f'<th scope="col"{_figure(block, position)}>{shown(column)}</th>'
            for position, column in enumerate(block.columns)
        )
        body = "\n".join(self._row(block, row) for row in block.rows)
        return (
            '<div class="kwindex-table table-wrapper"><table class="docutils">'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>\n"
        )

    def _row(self, block: Table, row: Row) -> str:
        cells = "".join(
            f"<td{_figure(block, position)}>{self._text.text(cell)}</td>"
            for position, cell in enumerate(row.cells)
        )
        return f"<tr{_id(row.anchor)}>{cells}</tr>"

    def definitions(self, block: Definitions) -> str:
        """Nest the rows by depth: an inner list is in the description of its outer row."""
        parts: list[str] = []
        open_lists: list[tuple[int, str]] = []
        for row in block.rows:
            while open_lists and open_lists[-1][0] > row.depth:
                parts.append(open_lists.pop()[1])
            begins_fold = bool(row.fold)
            is_within = bool(open_lists) and open_lists[-1][0] == row.depth
            if is_within and not begins_fold:
                parts.append("</dd>\n")
            else:
                if is_within:
                    parts.append(open_lists.pop()[1])
                end = "</dd></dl>"
                if begins_fold:
                    words = shown(row.fold)
                    parts.append(f'<details class="kwindex-others"><summary>{words}</summary>')
                    end += "</details>"
                parts.append('<dl class="py kwindex-definitions">')
                open_lists.append((row.depth, end))
            parts.append(self._definition(block, row))
        parts.extend(end for _, end in reversed(open_lists))
        return f"{''.join(parts)}\n"

    def _definition(self, block: Definitions, row: Definition) -> str:
        decorators = "".join(
            f'<span class="kwindex-decorator">@{self._text.text(decorator)}</span>'
            for decorator in row.decorators
        )
        prefix = f'<em class="property">{shown(row.lead)}</em>' if row.prefix else ""
        note = f' <span class="kwindex-note">{shown(row.note)}</span>' if row.note else ""
        own = self._text.target(block.home, row.anchor)
        is_linked = bool(block.home) or len(block.rows) <= _MOST_LINKED
        tag, href = ("a", f' href="{own}"') if is_linked else ("span", "")
        name = f'<{tag} class="sig-name"{href}>{shown(row.name)}</{tag}>'
        summary = f"<p>{self._text.text(row.summary)}</p>" if row.summary else ""
        if row.passages:
            summary += self._docstring.whole(row.passages, is_folded=block.is_folded)
        summary += "".join(map(self._fold, row.remarks))
        return (
            f'<dt class="sig"{_id("" if block.home else row.anchor)}>'
            f"{decorators}{prefix}{name}{self._text.text(row.signature)}{note} "
            f"{self._line(block, row)}{self._documented(block, row)}"
            f"</dt><dd>{summary}"
        )

    def _line(self, block: Definitions, row: Definition) -> str:
        words = f"line {row.line}"
        if not (block.has_source and self._text.has_lines):
            return f'<span class="kwindex-line">{words}</span>'
        target = self._text.target(block.home, f"L-{row.line}")
        return f'<a class="kwindex-line" href="{target}">{words}</a>'

    def _documented(self, block: Definitions, row: Definition) -> str:
        """Lead from a definition to the page that somebody wrote about it."""
        address = self._addresses.written(block.home or HERE, row.anchor)
        if not address:
            return ""
        return f' <a class="kwindex-written" href="{attribute(address)}">documentation</a>'

    def folds(self, block: Folds) -> str:
        """Return lines that the reader opens."""
        rows = "\n".join(map(self._fold, block.rows))
        return f'<div class="kwindex-folds">\n{rows}\n</div>\n'

    def _fold(self, fold: Fold) -> str:
        head = self._quiet.text(fold.head)
        if not fold.lines:
            return f'<p class="kwindex-remark"{_id(fold.anchor)}>{head}</p>'
        lines = "".join(f"<li>{self._quiet.text(line)}</li>" for line in fold.lines)
        # A browser opens what an address leads into, not what it leads to.  What one presses to
        # open it may not hold links: nobody could tell them apart, and a screen reader reads none.
        return (
            f'<div class="kwindex-remark"><p>{head}</p><details><summary>Show names</summary>'
            f'<ul class="simple"{_id(fold.anchor)}>{lines}</ul></details></div>'
        )

    def glance(self, block: Glance) -> str:
        """Return a line of facts, and a list of links."""
        facts = "".join(f"<li>{self._text.text(fact)}</li>" for fact in block.facts)
        chips = "".join(f"<li>{self._text.text((chip,))}</li>" for chip in block.chips)
        chips = f'<ul class="kwindex-chips">{chips}</ul>' if chips else ""
        return f'<div class="kwindex-glance"><ul>{facts}</ul>{chips}</div>\n'

    def folded(self, block: Folded) -> str:
        """Return a part that the reader opens; its anchor is within, for a browser to open it."""
        inner = "".join(write_block(part, self) for part in block.blocks)
        kind = "kwindex-folded kwindex-part" if block.is_part else "kwindex-folded"
        return (
            f'<details class="{kind}"><summary>{shown(block.title)}</summary>'
            f"<div{_id(block.anchor)}>\n{inner}</div></details>\n"
        )

    def keywords(self, block: KeywordList) -> str:
        """Return a list of keywords."""
        return self._keywords.list(block)

    def trail(self, block: Trail) -> str:
        """Return the breadcrumbs, the views and the neighbours."""
        crumbs = "".join(f"<li>{self._crumb(crumb)}</li>" for crumb in block.crumbs)
        views = ""
        if block.views:
            items = "".join(f"<li>{self._crumb(view)}</li>" for view in block.views)
            views = f'<ul class="kwindex-views" aria-label="Views">{items}</ul>'
        return (
            '<nav class="kwindex-trail" aria-label="Where this page is">'
            f'<ol class="kwindex-crumbs">{crumbs}</ol>{views}{self._neighbours(block)}</nav>\n'
        )

    def _crumb(self, crumb: Crumb) -> str:
        if not crumb.docname:
            return f'<span aria-current="page">{shown(crumb.label)}</span>'
        return f'<a href="{self._text.target(crumb.docname, "")}">{shown(crumb.label)}</a>'

    def _neighbours(self, block: Trail) -> str:
        parts = []
        for crumb, relation, sign in (
            (block.previous, "prev", "← {}"),
            (block.following, "next", "{} →"),
        ):
            if crumb is not None:
                label = sign.format(shown(crumb.label))
                target = self._text.target(crumb.docname, "")
                parts.append(f'<li><a rel="{relation}" href="{target}">{label}</a></li>')
        return (
            f'<ul class="kwindex-neighbours" aria-label="Neighbours">{"".join(parts)}</ul>'
            if parts
            else ""
        )

    def finder(self, block: Finder) -> str:
        """Return the button; the script of the finder shows it."""
        return (
            '<button type="button" class="kwindex-finder" hidden="hidden" '
            f'data-kwindex-find="{attribute(block.text)}">{shown(block.label)}</button>\n'
        )

    def letters(self, block: Letters) -> str:
        """Return the letters in one row."""
        items = "".join(f"<li>{self._text.text((link,))}</li>" for link in block.links)
        return f'<nav class="kwindex-letters" aria-label="Letters"><ul>{items}</ul></nav>\n'

    def chapters(self, _block: Chapters) -> str:
        """Return nothing: the place in a book is no content."""
        return ""

    def graph(self, _block: Graph) -> str:
        """Return nothing: Graphviz draws it, where it is installed."""
        return ""

    def treemap(self, block: Treemap) -> str:
        """Return a treemap with the choice of its colours."""
        return TreemapHtml(self._text).figure(block)


def _id(anchor: str) -> str:
    return f' id="{attribute(anchor)}"' if anchor else ""


def _figure(block: Table, position: int) -> str:
    return ' class="kwindex-figure"' if position in block.figures else ""
