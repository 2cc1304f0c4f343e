"""Showing data blocks as HTML: one string a block, well-formed as XML too.

The highlighted source is the one block that is not here: it needs the highlighter of the site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from sphinx_kwindex.pages.blocks import (
    HERE,
    Chapters,
    Crumb,
    DataBlock,
    Definition,
    Definitions,
    Fields,
    Finder,
    KeywordList,
    KeywordRow,
    Notice,
    Place,
    Row,
    Span,
    Table,
    Trail,
)
from sphinx_kwindex.pages.characters import visible

Href = Callable[[str], str]
"""Returns the relative address of a page by its docname."""


def render_block(block: DataBlock, href: Href) -> str:
    """Return a block as HTML.

    Parameters
    ----------
    block:
        Any data block but a listing.
    href:
        Gives the addresses of the pages that the block links to.
    """
    match block:
        case Notice():
            return f'<p class="kwindex-notice">{_text(block.text, href)}</p>\n'
        case Fields():
            return _fields(block, href)
        case Table():
            return _table(block, href)
        case Definitions():
            return _definitions(block, href)
        case KeywordList():
            return _keywords(block, href)
        case Trail():
            return _trail(block, href)
        case Finder():
            return _finder(block, href)
        case Chapters():
            return ""
        case _:
            raise TypeError(f"no HTML for {type(block).__name__}")


def _shown(text: str) -> str:
    return escape(visible(text), quote=False)


def _attribute(text: str) -> str:
    return escape(visible(text))


def _target(docname: str, anchor: str, href: Href) -> str:
    fragment = f"#{anchor}" if anchor else ""
    if docname in ("", HERE):
        return _attribute(fragment or "#")
    return _attribute(href(docname) + fragment)


def _span(span: Span, href: Href) -> str:
    shown = _shown(span.text)
    if span.code:
        shown = f'<code class="docutils literal notranslate">{shown}</code>'
    if span.url:
        return f'<a class="reference external" href="{_attribute(span.url)}">{shown}</a>'
    if span.docname:
        target = _target(span.docname, span.anchor, href)
        return f'<a class="reference internal" href="{target}">{shown}</a>'
    return shown


def _text(text: Iterable[Span], href: Href) -> str:
    return "".join(_span(span, href) for span in text)


def _id(anchor: str) -> str:
    return f' id="{_attribute(anchor)}"' if anchor else ""


def _fields(block: Fields, href: Href) -> str:
    parts = [
        f"<div><dt>{_shown(field.label)}</dt><dd>{_text(field.value, href)}</dd></div>"
        for field in block.rows
    ]
    return f'<dl class="kwindex-fields simple">{"".join(parts)}</dl>\n'


def _table(block: Table, href: Href) -> str:
    head = "".join(
        f'<th scope="col"{_figure(block, position)}>{_shown(column)}</th>'
        for position, column in enumerate(block.columns)
    )
    body = "\n".join(_row(block, row, href) for row in block.rows)
    return (
        '<div class="kwindex-table table-wrapper"><table class="docutils">'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>\n"
    )


def _row(block: Table, row: Row, href: Href) -> str:
    cells = "".join(
        f"<td{_figure(block, position)}>{_text(cell, href)}</td>"
        for position, cell in enumerate(row.cells)
    )
    return f"<tr{_id(row.anchor)}>{cells}</tr>"


def _figure(block: Table, position: int) -> str:
    return ' class="kwindex-figure"' if position in block.figures else ""


def _definitions(block: Definitions, href: Href) -> str:
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
        parts.append(_definition(row, has_source=block.has_source, href=href))
    parts.extend("</dd></dl>" for _ in open_depths)
    return f"{''.join(parts)}\n"


def _definition(row: Definition, *, has_source: bool, href: Href) -> str:
    decorators = "".join(
        f'<span class="kwindex-decorator">@{_shown(decorator)}</span>'
        for decorator in row.decorators
    )
    prefix = f'<em class="property">{_shown(row.prefix)} </em>' if row.prefix else ""
    note = f' <span class="kwindex-note">{_shown(row.note)}</span>' if row.note else ""
    line = f"line {row.line}"
    if has_source:
        line = f'<a class="kwindex-line" href="#L-{row.line}">{line}</a>'
    else:
        line = f'<span class="kwindex-line">{line}</span>'
    summary = f"<p>{_text(row.summary, href)}</p>" if row.summary else ""
    return (
        f'<dt class="sig sig-object py"{_id(row.anchor)}>{decorators}{prefix}'
        f'<span class="sig-name descname">{_shown(row.name)}</span>'
        f'<span class="kwindex-signature">{_text(row.signature, href)}</span>{note} {line}'
        f'<a class="headerlink" href="#{_attribute(row.anchor)}" '
        f'title="Link to this definition">¶</a></dt><dd>{summary}'
    )


def _keywords(block: KeywordList, href: Href) -> str:
    items = "\n".join(_keyword(row, href) for row in block.rows)
    return f'<ul class="kwindex-keywords simple">\n{items}\n</ul>\n'


def _breakable(lead: str) -> str:
    return _shown(lead).replace(".", ".<wbr/>")


def _keyword(row: KeywordRow, href: Href) -> str:
    lead = row.qualname.removesuffix(row.name)
    if len(lead) == len(row.qualname):
        lead = ""
    tail = row.qualname[len(lead) :]
    shown = f'<span class="kwindex-lead">{_breakable(lead)}</span>' if lead else ""
    first = row.places[0]
    name = (
        f'<a class="reference internal" href="{_target(first.docname, first.anchor, href)}">'
        f'<code class="docutils literal notranslate">{shown}{_shown(tail)}</code></a>'
    )
    note = f' <span class="kwindex-note">{_shown(row.note)}</span>' if row.note else ""
    kind = f' <span class="kwindex-kind">{_shown(row.kind)}</span>' if row.kind else ""
    places = _places(row.places, href) if first.path else ""
    return f"<li>{name}{note}{kind}{places}</li>"


def _places(places: tuple[Place, ...], href: Href) -> str:
    links = [
        f'<a class="reference internal" href="{_target(place.docname, place.anchor, href)}">'
        f"{_shown(place.path)}</a>"
        for place in places
    ]
    if len(links) == 1:
        return f' <span class="kwindex-place">{links[0]}</span>'
    listed = ", ".join(links)
    return (
        f' <details class="kwindex-place"><summary>{len(links)} files</summary>{listed}</details>'
    )


def _trail(block: Trail, href: Href) -> str:
    crumbs = "".join(f"<li>{_crumb(crumb, href)}</li>" for crumb in block.crumbs)
    views = ""
    if block.views:
        items = "".join(f"<li>{_crumb(view, href)}</li>" for view in block.views)
        views = f'<ul class="kwindex-views" aria-label="Views">{items}</ul>'
    return (
        '<nav class="kwindex-trail" aria-label="Where this page is">'
        f'<ol class="kwindex-crumbs">{crumbs}</ol>{views}{_neighbours(block, href)}</nav>\n'
    )


def _crumb(crumb: Crumb, href: Href) -> str:
    if not crumb.docname:
        return f'<span aria-current="page">{_shown(crumb.label)}</span>'
    return f'<a href="{_target(crumb.docname, "", href)}">{_shown(crumb.label)}</a>'


def _neighbours(block: Trail, href: Href) -> str:
    parts = []
    for crumb, relation, sign in (
        (block.previous, "prev", "← {}"),
        (block.following, "next", "{} →"),
    ):
        if crumb is not None:
            label = sign.format(_shown(crumb.label))
            target = _target(crumb.docname, "", href)
            parts.append(f'<li><a rel="{relation}" href="{target}">{label}</a></li>')
    return (
        f'<ul class="kwindex-neighbours" aria-label="Neighbours">{"".join(parts)}</ul>'
        if parts
        else ""
    )


def _finder(block: Finder, href: Href) -> str:
    shards = "".join(
        f'<option value="{_attribute(letters)}">{_target(docname, "", href)}</option>'
        for letters, docname in block.shards
    )
    data = f'<datalist class="kwindex-shards">{shards}</datalist>' if shards else ""
    label = _attribute(block.label)
    return (
        '<div class="kwindex-finder" hidden="hidden">'
        f'<input type="search" placeholder="{label}" aria-label="{label}" />'
        f'<output aria-live="polite"></output>{data}</div>\n'
    )
