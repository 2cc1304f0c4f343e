"""Writing a source as HTML with links in it: as its tokens are written, not on what was written.

A link is around exactly the characters of a name, whatever tokens these are parts of: a string with
an annotation, the path of an import.  A line of which the tokens say something else than the text
has no links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple

from pygments.formatters import HtmlFormatter
from pygments.token import STANDARD_TYPES, _TokenType

from sphinx_kwindex.blocks.blocks import ListedPlaces, ListedTarget

INFERRED_CLASS = "inferred"
"""Of links that types alone give."""
_INFERRED_TITLE = "inferred from types"

_Token = tuple[_TokenType, str]


class _Link(NamedTuple):
    """A link in a line."""

    start: int
    end: int
    opening: str
    """Its tag."""


class LinkingFormatter(HtmlFormatter[str]):
    """Writes a source with links and named anchors.

    Parameters
    ----------
    text:
        The source.
    places:
        What is at places of it.
    address:
        Returns the address of a place.
    options:
        Of the formatter of Pygments.
    """

    def __init__(
        self,
        text: str,
        places: ListedPlaces,
        address: Callable[[ListedTarget], str],
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self._texts = text.split("\n")
        self._links = _links(places, address)
        self._anchors: defaultdict[int, list[str]] = defaultdict(list)
        for line, anchor in ((item.line, item.anchor) for item in places.anchors):
            self._anchors[line].append(f'<span id="{escape(anchor)}"></span>')

    def _format_lines(self, tokensource: Iterable[_Token]) -> Iterator[tuple[int, str]]:
        """Yield the lines; the formatter puts what is around each of them and around all."""
        for number, tokens in enumerate(_lines(tokensource), start=1):
            links = self._links.get(number, ())
            shown = "".join(text for _, text in tokens)
            if number > len(self._texts) or shown != self._texts[number - 1]:
                links = ()
            anchors = "".join(self._anchors.get(number, ()))
            yield 1, f"{anchors}{''.join(self._written(tokens, links))}\n"

    def _written(self, tokens: Iterable[_Token], links: Sequence[_Link]) -> Iterator[str]:
        """Yield the HTML of the tokens of a line, neighbours of one class in one element."""
        starts = {link.start: link for link in links}
        ends = {link.end for link in links}
        within, column = "", 0
        for token, text in _cut(tokens, starts.keys() | ends):
            css = _css_class(token)
            is_border = column in starts or column in ends
            if within and (is_border or css != within):
                yield "</span>"
                within = ""
            if column in ends:
                yield "</a>"
            if column in starts:
                yield starts[column].opening
            if css != within:
                yield f'<span class="{css}">'
                within = css
            yield escape(text, quote=False)
            column += len(text)
        if within:
            yield "</span>"
        if column in ends:
            yield "</a>"


def _css_class(token: _TokenType) -> str:
    """Return the class that every style knows a token by; empty for text."""
    known: _TokenType | None = token
    while known is not None and known not in STANDARD_TYPES:
        known = known.parent
    return STANDARD_TYPES[known] if known is not None else ""


def _links(
    places: ListedPlaces, address: Callable[[ListedTarget], str]
) -> Mapping[int, tuple[_Link, ...]]:
    """Return the links of each line."""
    openings = [_opening(target, address(target)) for target in places.targets]
    found: defaultdict[int, list[_Link]] = defaultdict(list)
    for name in places.names:
        end = name.column + name.length
        found[name.line].append(_Link(name.column, end, openings[name.target]))
    return {line: tuple(links) for line, links in found.items()}


def _opening(target: ListedTarget, address: str) -> str:
    kind = f' class="{INFERRED_CLASS}" title="{_INFERRED_TITLE}"' if target.is_inferred else ""
    return f'<a{kind} href="{escape(address)}">'


def _lines(tokens: Iterable[_Token]) -> Iterator[list[_Token]]:
    """Yield the tokens of each line, without its end."""
    line: list[_Token] = []
    for token, text in tokens:
        first, *others = text.split("\n")
        if first:
            line.append((token, first))
        for part in others:
            yield line
            line = [(token, part)] if part else []
    if line:
        yield line


def _cut(tokens: Iterable[_Token], borders: Iterable[int]) -> Iterator[_Token]:
    """Yield the tokens of a line, cut at some columns."""
    waiting = sorted(borders, reverse=True)
    column = 0
    for token, text in tokens:
        end = column + len(text)
        cuts = [column]
        while waiting and waiting[-1] < end:
            cuts.append(max(waiting.pop(), column))
        for start, stop in pairwise((*cuts, end)):
            if start < stop:
                yield token, text[start - column : stop - column]
        column = end
