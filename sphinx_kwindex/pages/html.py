"""Showing data blocks as HTML: one string a block, well-formed as XML too.

The highlighted source is the one block that is not here: it needs the highlighter of the site.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Protocol

from sphinx_kwindex.pages.blocks import (
    HERE,
    Chapters,
    Crumb,
    DataBlock,
    Definition,
    Definitions,
    Docstring,
    Fields,
    Finder,
    KeywordList,
    KeywordRow,
    Notice,
    Passage,
    Place,
    Row,
    Span,
    Table,
    Trail,
)
from sphinx_kwindex.pages.characters import visible
from sphinx_kwindex.pages.docstring_html import docstring_html


class Addresses(Protocol):
    """Where the links of one page lead."""

    def page(self, docname: str) -> str:
        """Return the relative address of a page of the site."""
        ...

    def elsewhere(self, name: str) -> str:
        """Return where a page of the user or another project documents a name, or nothing."""
        ...

    def written(self, docname: str, anchor: str) -> str:
        """Return where a page of the user documents the definition at a place, or nothing."""
        ...

    def highlighted(self, text: str, lexer: str) -> str:
        """Return code as HTML."""
        ...


def render_block(block: DataBlock, addresses: Addresses) -> str:
    """Return a block as HTML.

    Parameters
    ----------
    block:
        Any data block but a listing.
    addresses:
        Gives the addresses that the block links to.
    """
    match block:
        case Notice():
            return f'<p class="kwindex-notice">{_text(block.text, addresses)}</p>\n'
        case Fields():
            return _fields(block, addresses)
        case Table():
            return _table(block, addresses)
        case Definitions():
            return _definitions(block, addresses)
        case Docstring():
            return f"{_docstring(block.passages, addresses)}\n"
        case KeywordList():
            return _keywords(block, addresses)
        case Trail():
            return _trail(block, addresses)
        case Finder():
            return _finder(block, addresses)
        case Chapters():
            return ""
        case _:
            raise TypeError(f"no HTML for {type(block).__name__}")


def _shown(text: str) -> str:
    return escape(visible(text), quote=False)


def _attribute(text: str) -> str:
    return escape(visible(text))


def _target(docname: str, anchor: str, addresses: Addresses) -> str:
    fragment = f"#{anchor}" if anchor else ""
    if docname in ("", HERE):
        return _attribute(fragment or "#")
    return _attribute(addresses.page(docname) + fragment)


def _span(span: Span, addresses: Addresses) -> str:
    shown = _shown(span.text)
    if span.code:
        shown = f'<code class="docutils literal notranslate">{shown}</code>'
    if span.url:
        return f'<a class="reference external" href="{_attribute(span.url)}">{shown}</a>'
    if span.docname:
        target = _target(span.docname, span.anchor, addresses)
        return f'<a class="reference internal" href="{target}">{shown}</a>'
    address = addresses.elsewhere(span.elsewhere) if span.elsewhere else ""
    if address:
        place = "external" if "://" in address else "internal"
        return f'<a class="reference {place}" href="{_attribute(address)}">{shown}</a>'
    return "" if span.optional else shown


def _text(text: Iterable[Span], addresses: Addresses) -> str:
    return "".join(_span(span, addresses) for span in text)


def _id(anchor: str) -> str:
    return f' id="{_attribute(anchor)}"' if anchor else ""


def _fields(block: Fields, addresses: Addresses) -> str:
    parts = [
        f"<div><dt>{_shown(field.label)}</dt><dd>{_text(field.value, addresses)}</dd></div>"
        for field in block.rows
    ]
    return f'<dl class="kwindex-fields simple">{"".join(parts)}</dl>\n'


def _table(block: Table, addresses: Addresses) -> str:
    head = "".join(
        f'<th scope="col"{_figure(block, position)}>{_shown(column)}</th>'
        for position, column in enumerate(block.columns)
    )
    body = "\n".join(_row(block, row, addresses) for row in block.rows)
    return (
        '<div class="kwindex-table table-wrapper"><table class="docutils">'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>\n"
    )


def _row(block: Table, row: Row, addresses: Addresses) -> str:
    cells = "".join(
        f"<td{_figure(block, position)}>{_text(cell, addresses)}</td>"
        for position, cell in enumerate(row.cells)
    )
    return f"<tr{_id(row.anchor)}>{cells}</tr>"


def _figure(block: Table, position: int) -> str:
    return ' class="kwindex-figure"' if position in block.figures else ""


def _definitions(block: Definitions, addresses: Addresses) -> str:
    """Nest the rows by depth: an inner list stands in the description of its outer row."""
    parts: list[str] = []
    open_depths: list[int] = []
    for row in block.rows:
        while open_depths and open_depths[-1] > row.depth:
            parts.append("</dd></dl>")
            open_depths.pop()
        if open_depths and open_depths[-1] == row.depth:
            parts.append("</dd>\n")
        else:
            parts.append('<dl class="py kwindex-definitions">')
            open_depths.append(row.depth)
        parts.append(_definition(block, row, addresses))
    parts.extend("</dd></dl>" for _ in open_depths)
    return f"{''.join(parts)}\n"


def _definition(block: Definitions, row: Definition, addresses: Addresses) -> str:
    decorators = "".join(
        f'<span class="kwindex-decorator">@{_shown(decorator)}</span>'
        for decorator in row.decorators
    )
    prefix = f'<em class="property">{_shown(row.lead)}</em>' if row.prefix else ""
    note = f' <span class="kwindex-note">{_shown(row.note)}</span>' if row.note else ""
    own = _target(block.home, row.anchor, addresses)
    name = f'<span class="sig-name descname">{_shown(row.name)}</span>'
    headerlink = ""
    if block.home:
        name = f'<a class="reference internal" href="{own}">{name}</a>'
    else:
        headerlink = f'<a class="headerlink" href="{own}" title="Link to this definition">¶</a>'
    summary = f"<p>{_text(row.summary, addresses)}</p>" if row.summary else ""
    if row.passages:
        summary += _docstring(row.passages, addresses, is_folded=block.is_folded)
    return (
        f'<dt class="sig sig-object py"{_id("" if block.home else row.anchor)}>'
        f"{decorators}{prefix}{name}"
        f'<span class="kwindex-signature">{_text(row.signature, addresses)}</span>{note} '
        f"{_line(block, row, addresses)}{_documented(block, row, addresses)}{headerlink}"
        f"</dt><dd>{summary}"
    )


def _docstring(
    passages: Iterable[Passage], addresses: Addresses, *, is_folded: bool = False
) -> str:
    def write(text: Iterable[Span]) -> str:
        return _text(text, addresses)

    return docstring_html(passages, write, addresses, is_folded=is_folded)


def _line(block: Definitions, row: Definition, addresses: Addresses) -> str:
    shown = f"line {row.line}"
    if not block.has_source:
        return f'<span class="kwindex-line">{shown}</span>'
    target = _target(block.home, f"L-{row.line}", addresses)
    return f'<a class="kwindex-line" href="{target}">{shown}</a>'


def _documented(block: Definitions, row: Definition, addresses: Addresses) -> str:
    """Lead from a definition to the page that somebody wrote about it."""
    address = addresses.written(block.home or HERE, row.anchor)
    if not address:
        return ""
    return f' <a class="kwindex-written" href="{_attribute(address)}">documentation</a>'


def _keywords(block: KeywordList, addresses: Addresses) -> str:
    items = "\n".join(_keyword(row, addresses) for row in block.rows)
    return f'<ul class="kwindex-keywords simple">\n{items}\n</ul>\n'


def _breakable(lead: str) -> str:
    return _shown(lead).replace(".", ".<wbr/>").replace("::", "::<wbr/>")


def _keyword(row: KeywordRow, addresses: Addresses) -> str:
    lead = row.qualname.removesuffix(row.name)
    if len(lead) == len(row.qualname):
        lead = ""
    tail = row.qualname[len(lead) :]
    shown = f'<span class="kwindex-lead">{_breakable(lead)}</span>' if lead else ""
    first = row.places[0]
    name = (
        f'<a class="reference internal" href="{_target(first.docname, first.anchor, addresses)}">'
        f'<code class="docutils literal notranslate">{shown}{_shown(tail)}</code></a>'
    )
    note = f' <span class="kwindex-note">{_shown(row.note)}</span>' if row.note else ""
    kind = f' <span class="kwindex-kind">{_shown(row.kind)}</span>' if row.kind else ""
    places = _places(row.places, addresses) if first.path else ""
    return f"<li{_id(row.anchor)}>{name}{note}{kind}{places}</li>"


def _places(places: tuple[Place, ...], addresses: Addresses) -> str:
    links = [
        f'<a class="reference internal" href="{_target(place.docname, place.anchor, addresses)}">'
        f"{_shown(place.path)}</a>"
        for place in places
    ]
    if len(links) == 1:
        return f' <span class="kwindex-place">{links[0]}</span>'
    listed = ", ".join(links)
    return (
        f' <details class="kwindex-place"><summary>{len(links)} files</summary>{listed}</details>'
    )


def _trail(block: Trail, addresses: Addresses) -> str:
    crumbs = "".join(f"<li>{_crumb(crumb, addresses)}</li>" for crumb in block.crumbs)
    views = ""
    if block.views:
        items = "".join(f"<li>{_crumb(view, addresses)}</li>" for view in block.views)
        views = f'<ul class="kwindex-views" aria-label="Views">{items}</ul>'
    return (
        '<nav class="kwindex-trail" aria-label="Where this page is">'
        f'<ol class="kwindex-crumbs">{crumbs}</ol>{views}{_neighbours(block, addresses)}</nav>\n'
    )


def _crumb(crumb: Crumb, addresses: Addresses) -> str:
    if not crumb.docname:
        return f'<span aria-current="page">{_shown(crumb.label)}</span>'
    return f'<a href="{_target(crumb.docname, "", addresses)}">{_shown(crumb.label)}</a>'


def _neighbours(block: Trail, addresses: Addresses) -> str:
    parts = []
    for crumb, relation, sign in (
        (block.previous, "prev", "← {}"),
        (block.following, "next", "{} →"),
    ):
        if crumb is not None:
            label = sign.format(_shown(crumb.label))
            target = _target(crumb.docname, "", addresses)
            parts.append(f'<li><a rel="{relation}" href="{target}">{label}</a></li>')
    return (
        f'<ul class="kwindex-neighbours" aria-label="Neighbours">{"".join(parts)}</ul>'
        if parts
        else ""
    )


def _finder(block: Finder, addresses: Addresses) -> str:
    shards = "".join(
        f'<option value="{_attribute(letters)}">{_target(docname, "", addresses)}</option>'
        for letters, docname in block.shards
    )
    data = f'<datalist class="kwindex-shards">{shards}</datalist>' if shards else ""
    label = _attribute(block.label)
    return (
        '<div class="kwindex-finder" hidden="hidden">'
        f'<input type="search" placeholder="{label}" aria-label="{label}" />'
        f'<output aria-live="polite"></output>{data}</div>\n'
    )
