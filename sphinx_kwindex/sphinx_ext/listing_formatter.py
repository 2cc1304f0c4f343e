"""Writing a source as HTML with links in it: as its tokens are written, not on what was written.

A link is around exactly the characters of a name, whatever tokens these are parts of: a string with
an annotation, the path of an import.  A line of which the tokens say something else than the text
has no links.

A source is most of a page, and its markup most of that.  So what looks like any name has no element
of its own: the one around all of them has its class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple

from pygments.formatters import HtmlFormatter
from pygments.token import STANDARD_TYPES, Operator, _TokenType

from sphinx_kwindex.blocks.listed_places import ListedPlaces, ListedTarget
from sphinx_kwindex.sphinx_ext.token_styles import NAME_CLASS

INFERRED_CLASS = "inferred"
"""Of links that types alone give."""
_INFERRED_WORDS = "inferred from types"
GROUP_CLASS = "kwindex-lines"
"""Of a hundred lines: browsers lay out those alone that a reader sees.  The style sheet makes the
number of a line of that of its group and its place in it, so all but the first have a hundred."""
GROUP = 100

_OPERATOR = STANDARD_TYPES[Operator]
"""Class of the dot between names in some languages, which is punctuation to a reader."""

_Token = tuple[_TokenType, str]


class _Link(NamedTuple):
    """A link in a line."""

    start: int
    end: int
    target: int


class LinkingFormatter(HtmlFormatter[str]):
    """Writes a source with links and named anchors.

    Parameters
    ----------
    text:
        The source.
    places:
        What is at places of it.
    address:
        Returns the address of a place; a name without one is no link.
    unstyled:
        Classes of tokens that look like names.
    options:
        Of the formatter of Pygments.
    """

    def __init__(
        self,
        text: str,
        places: ListedPlaces,
        address: Callable[[ListedTarget], str],
        unstyled: Collection[str],
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self._texts = text.split("\n")
        self._tags = _Tags(places.targets, address)
        self._links = _links(places, self._tags)
        self._unstyled = unstyled
        self._anchors: defaultdict[int, list[str]] = defaultdict(list)
        for line, anchor in ((item.line, item.anchor) for item in places.anchors):
            self._anchors[line].append(f'<span id="{escape(anchor)}"></span>')

    def _format_lines(self, tokensource: Iterable[_Token]) -> Iterator[tuple[int, str]]:
        """Yield the lines; the formatter puts what is around each of them and around all."""
        for number, tokens in enumerate(_lines(tokensource), start=1):
            links = self._links.get(number, ())
            if links:
                shown = "".join(text for _, text in tokens)
                if number > len(self._texts) or shown != self._texts[number - 1]:
                    links = ()
            anchors = "".join(self._anchors.get(number, ()))
            yield 1, f"{anchors}{''.join(self._written(tokens, links))}\n"

    def _wrap_linespans(self, inner: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """Yield the lines with their anchors, a hundred in each group."""
        yield 0, f'<span class="{GROUP_CLASS}">'
        for number, (_, line) in enumerate(inner, start=1):
            group = f'</span><span class="{GROUP_CLASS}">' if number % GROUP == 0 else ""
            yield 1, f'{group}<span id="{self.linespans}-{number}">{line}</span>'
        yield 0, "</span>"

    def _wrap_pre(self, inner: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """Yield all lines in the element that has the class of names."""
        yield 0, f'<pre class="{NAME_CLASS}">'
        yield from inner
        yield 0, "</pre>"

    def _written(self, tokens: Iterable[_Token], links: Sequence[_Link]) -> Iterator[str]:
        """Yield the HTML of the tokens of a line, neighbours of one class in one element."""
        starts = {link.start: link.target for link in links}
        ends = {link.end for link in links}
        within, column = "", 0
        for token, text in _cut(tokens, starts.keys() | ends) if links else tokens:
            css = _css_class(token)
            if css in self._unstyled or (css == _OPERATOR and text == "."):
                css = ""
            is_border = column in starts or column in ends
            if within and (is_border or css != within):
                yield "</span>"
                within = ""
            if column in ends:
                yield "</a>"
            if column in starts:
                yield self._tags.opening(starts[column])
            if css != within:
                yield f'<span class="{css}">'
                within = css
            yield escape(text, quote=False)
            column += len(text)
        if within:
            yield "</span>"
        if column in ends:
            yield "</a>"


class _Tags:
    """The opening tags of links.

    The first of those that lead to a place has the words about it; a script finds them there for
    all others.

    Parameters
    ----------
    targets:
        The places that names lead to.
    address:
        Returns the address of a place.
    """

    def __init__(
        self, targets: Sequence[ListedTarget], address: Callable[[ListedTarget], str]
    ) -> None:
        self._targets = targets
        self._addresses = [address(target) for target in targets]
        self._tags = [
            f"<a{_inferred(target)} href={_quoted(found)}>"
            for target, found in zip(targets, self._addresses, strict=True)
        ]
        self._told: set[int] = set()

    def leads(self, target: int) -> bool:
        """Return whether a place has an address."""
        return bool(self._addresses[target])

    def opening(self, target: int) -> str:
        """Return the tag of the next link to a place."""
        if target in self._told:
            return self._tags[target]
        self._told.add(target)
        place = self._targets[target]
        words = [place.words] if place.words else []
        if place.is_inferred:
            words.append(_INFERRED_WORDS)
        if not words:
            return self._tags[target]
        return f"{self._tags[target][:-1]} title={_quoted(chr(10).join(words))}>"


def source_data(places: ListedPlaces) -> str:
    """Return what the script of a source is told, as attributes of the element around it.

    That is the path of the file, and of each definition the first and the last line, the name, and
    the anchor of its entry where that is another word.
    """
    scopes = "\n".join(
        f"{scope.start} {scope.end} {scope.name}"
        + (f"\t{scope.anchor}" if scope.anchor != scope.name else "")
        for scope in places.scopes
    )
    path = f" data-path={_quoted(places.path)}" if places.path else ""
    return f"{path} data-scopes={_quoted(scopes)}" if scopes else path


def _inferred(target: ListedTarget) -> str:
    return f' class="{INFERRED_CLASS}"' if target.is_inferred else ""


def _quoted(value: str) -> str:
    """Return the value of an attribute; a browser would read a line end in it as a space."""
    return f'"{escape(value)}"'.replace("\n", "&#10;")


@cache
def _css_class(token: _TokenType) -> str:
    """Return the class that every style knows a token by; empty for text."""
    known: _TokenType | None = token
    while known is not None and known not in STANDARD_TYPES:
        known = known.parent
    return STANDARD_TYPES[known] if known is not None else ""


def _links(places: ListedPlaces, tags: _Tags) -> Mapping[int, tuple[_Link, ...]]:
    """Return the links of each line."""
    found: defaultdict[int, list[_Link]] = defaultdict(list)
    for name in places.names:
        if tags.leads(name.target):
            found[name.line].append(_Link(name.column, name.column + name.length, name.target))
    return {line: tuple(links) for line, links in found.items()}


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
