"""A treemap as SVG within a page: as wide as the column, with letters that keep their size.

What is across is in percent, what is down in pixels.  Colours are classes, of which the style sheet
shows those that the reader chooses: no script is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_kwindex.blocks.html_text import HtmlText, attribute, shown
from sphinx_kwindex.blocks.squares import Rectangle, squarified
from sphinx_kwindex.blocks.treemap import Treemap, TreemapBox, TreemapColours, TreemapGroup

_WIDTH = 720
"""Pixels of the column for which labels are chosen."""
_HEIGHT = 380
_HEAD = 18
"""Of a frame, for its label."""
_LETTER = 7.3
_LINE = 15
_MARGIN = 5
_CHOSEN = ' checked="checked"'
_SHORTEST = 4
"""Letters of a label that are worth to be shown."""


class TreemapHtml:
    """Writes treemaps.

    Parameters
    ----------
    text:
        Gives the addresses of pages.
    """

    def __init__(self, text: HtmlText) -> None:
        self._text = text

    def figure(self, block: Treemap) -> str:
        """Return a treemap with the choice of its colours, and what they mean."""
        words = {colours.name: colours.steps for colours in block.colours}
        whole = Rectangle(0, 0, _WIDTH, _HEIGHT)
        places = squarified([group.weight for group in block.rows], whole)
        body = "\n".join(
            part
            for group, place in zip(block.rows, places, strict=True)
            for part in self._group(group, place, words)
        )
        return (
            f'<figure class="kwindex-treemap">{_choice(block)}'
            '<svg xmlns="http://www.w3.org/2000/svg" role="group" '
            f'aria-label="{attribute(block.label)}" width="100%" height="{_HEIGHT}">\n'
            f"{body}\n</svg>{_legends(block.colours)}</figure>\n"
        )

    def _group(
        self, group: TreemapGroup, place: Rectangle, words: Mapping[str, tuple[str, ...]]
    ) -> Iterator[str]:
        head = _HEAD if group.label and place.height > 3 * _HEAD else 0
        inner = Rectangle(place.x, place.y + head, place.width, place.height - head)
        boxes = squarified([box.weight for box in group.boxes], inner)
        for box, where in zip(group.boxes, boxes, strict=True):
            yield self._box(box, where, words)
        if group.label:
            if head:
                yield self._link(group.docname, _piece(place, head, "", group.label), group)
            yield _piece(place, place.height, "", "", kind="frame")

    def _box(self, box: TreemapBox, place: Rectangle, words: Mapping[str, tuple[str, ...]]) -> str:
        said = [words[name][step] for name, step in box.steps if name in words]
        title = shown("\n".join((box.path, *said)))
        steps = " ".join(f"{name}-{step}" for name, step in box.steps if name in words)
        piece = _piece(place, place.height, f"<title>{title}</title>", box.label, kind=steps)
        target = self._text.target(box.docname, "") if box.docname else ""
        if not target:
            return piece
        return f'<a href="{target}" aria-label="{attribute(box.path)}">{piece}</a>'

    def _link(self, docname: str, piece: str, group: TreemapGroup) -> str:
        target = self._text.target(docname, "")
        return f'<a href="{target}" aria-label="{attribute(group.path)}/">{piece}</a>'


def _piece(place: Rectangle, height: float, content: str, label: str, *, kind: str = "head") -> str:
    """Return a part of the picture that cuts what does not fit into it."""
    written = _cut(label, place.width) if height >= _LINE else ""
    text = f'<text x="{_MARGIN}" y="13">{shown(written)}</text>' if written else ""
    rect = '<rect width="100%" height="100%"/>'
    return (
        f'<svg class="{attribute(kind)}" x="{place.x * 100 / _WIDTH:.2f}%" y="{place.y:.1f}" '
        f'width="{place.width * 100 / _WIDTH:.2f}%" height="{height:.1f}">'
        f"{content}{rect}{text}</svg>"
    )


def _cut(label: str, width: float) -> str:
    room = int((width - 2 * _MARGIN) / _LETTER)
    if len(label) <= room:
        return label
    return f"{label[: room - 1]}…" if room >= _SHORTEST else ""


def _choice(block: Treemap) -> str:
    if not block.colours:
        return ""
    group = attribute(block.label)
    choices = "".join(
        f'<label><input type="radio" name="{group}" value="{colours.name}"'
        f"{_CHOSEN if not position else ''}/> {shown(colours.label)}</label> "
        for position, colours in enumerate(block.colours)
    )
    return f'<fieldset class="kwindex-choice"><legend>Colour by</legend> {choices}</fieldset>'


def _legends(every: tuple[TreemapColours, ...]) -> str:
    """Return what the steps of each colour mean; the style sheet shows that of the chosen one."""
    parts = []
    for colours in every:
        steps = "".join(
            f'<li class="{colours.name}-{step}"><span></span>{shown(words)}</li>'
            for step, words in enumerate(colours.steps)
        )
        parts.append(f'<ul class="kwindex-legend of-{colours.name}">{steps}</ul>')
    lead = "Each box is a file or folder, as large as its lines of code."
    return f"<figcaption>{lead}{''.join(parts)}</figcaption>"
