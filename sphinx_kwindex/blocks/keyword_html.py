"""Entries of an index as HTML.

An index has thousands of them: what all have in common is said of the list, and an address is
written once for each.
"""

from __future__ import annotations

from sphinx_kwindex.blocks.blocks import KeywordList, KeywordRow, Place
from sphinx_kwindex.blocks.html_text import HtmlText, attribute, shown
from sphinx_kwindex.blocks.keyword_words import as_said, files_label

_MOST_PLACES = 100
"""Places of an entry; of any more it says how many they are."""


class KeywordHtml:
    """Writes the entries on one page.

    Parameters
    ----------
    text:
        Writes spans and addresses of the page.
    """

    def __init__(self, text: HtmlText) -> None:
        self._text = text

    def list(self, block: KeywordList) -> str:
        """Return a list, in which that of what is in an entry follows it."""
        parts: list[str] = []
        depth = 0
        for position, row in enumerate(block.rows):
            if row.depth > depth:
                parts.append("\n<ul>\n")
            elif position:
                parts.append("</li>\n")
                parts.append("</ul></li>\n" * (depth - row.depth))
            depth = row.depth
            parts.append(self._entry(block, row))
        parts.append("</li>\n")
        parts.append("</ul></li>\n" * depth)
        return f'<ul class="kwindex-keywords simple">\n{"".join(parts)}</ul>\n'

    def _entry(self, block: KeywordList, row: KeywordRow) -> str:
        first = row.places[0]
        target = self._text.target(first.docname, first.anchor)
        kind = row.kind if block.shows_kinds else ""
        anchor = f' id="{attribute(row.anchor)}"' if row.anchor else ""
        parts = [f'<li{anchor}><a href="{target}"><code>{_name(row)}</code></a>']
        parts.extend(f" <i>{shown(text)}</i>" for text in (kind, row.note) if text)
        if row.line:
            parts.append(self._line(row, has_source=block.has_source))
        if first.path:
            parts.append(self._places(block, row.places))
        if row.words:
            parts.append(f" <span>{self._text.text(row.words)}</span>")
        return "".join(parts)

    def _line(self, row: KeywordRow, *, has_source: bool) -> str:
        words = f"line {row.line}"
        if not (has_source and self._text.has_lines):
            return f" <small>{words}</small>"
        target = self._text.target(row.places[0].docname, f"L-{row.line}")
        return f' <a class="kwindex-line" href="{target}">{words}</a>'

    def _places(self, block: KeywordList, places: tuple[Place, ...]) -> str:
        has_words = any(place.words for place in places)
        label = files_label(places)
        if len(places) == 1 and not has_words:
            return f" <small>{shown(block.shown_path(places[0]))}</small>"
        if has_words:
            links = [f"<li>{self._place(block, place)}</li>" for place in places[:_MOST_PLACES]]
            listed = f"<ul>{''.join(links)}</ul>"
        else:
            listed = ", ".join(self._place(block, place) for place in places[:_MOST_PLACES])
        if len(places) > _MOST_PLACES:
            listed += f" and {len(places) - _MOST_PLACES:,} more"
        if not label:
            return f'<div class="kwindex-places">{listed}</div>'
        return f' <details class="kwindex-places"><summary>{label}</summary>{listed}</details>'

    def _place(self, block: KeywordList, place: Place) -> str:
        target = self._text.target(place.docname, place.anchor)
        path = shown(block.shown_path(place))
        return f'<a href="{target}">{path}</a>{self._text.text(place.words)}'


def _name(row: KeywordRow) -> str:
    """Return what an entry shows: below another one the name alone."""
    lead = row.qualname.removesuffix(row.name)
    if len(lead) == len(row.qualname):
        return shown(row.qualname)
    tail = shown(row.qualname[len(lead) :])
    return tail if row.depth or not lead else f"<span>{_breakable(lead)}</span>{tail}"


def _breakable(lead: str) -> str:
    """Return what encloses a name as people say it, and with ends of lines between its parts."""
    return shown(as_said(lead)).replace(".", ".<wbr/>").replace("::", "::<wbr/>")
