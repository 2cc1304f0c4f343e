"""Heads of Python definitions on a page: the names in them linked, as they are in the source.

What pages show of a head is written anew, on one line.  A name in it means what the same name means
where it stands in the source, between the first decorator and the colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from sphinx_kwindex.blocks.blocks import HERE
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.references import Certainty
from sphinx_kwindex.records.text import Span, Text

_MOST_LINES = 200
"""Of a head that are read."""

_SIGN = re.compile(
    r"""(?P<text>[rRbBuU]{0,2}(?:'[^'\n]*'|"[^"\n]*"))|(?P<comment>\#.*)|(?P<sign>[()\[\]{}:])"""
)
"""A string, a comment, or a sign that tells where a head ends."""

_TOKEN = re.compile(
    r"""(?P<text>'[^']*'|"[^"]*")|(?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)|(?P<sign>[()\[\]{},*])"""
)
"""``'Client'``, ``np.ndarray``, ``[``."""

_Meaning = DefinitionReference | str
"""A definition of the repository, or the dotted name of one of another project."""


class _Place(NamedTuple):
    line: int
    column: int
    length: int
    meaning: _Meaning | None
    """None where it may be any of several."""


class LinkHead(Protocol):
    """Links the names in a part of the head of one definition."""

    def __call__(self, text: str, *, is_signature: bool) -> Text:
        """Return a part of the head with its names linked.

        Parameters
        ----------
        text:
            The part.
        is_signature:
            Whether names right after a bracket or comma are those of parameters.
        """


class Heads:
    """Links the names in heads.

    Parameters
    ----------
    view:
        The file.
    """

    def __init__(self, view: FileView) -> None:
        self._view = view
        self._lines = view.text.split("\n") if view.facts.is_python else []
        self._places: dict[int, list[_Place]] = {}
        for place in _places(view) if self._lines else ():
            self._places.setdefault(place.line, []).append(place)

    def names_of(self, symbol: Symbol) -> Mapping[str, _Meaning]:
        """Return what the dotted names in the head of a definition mean.

        A name that means one thing here and another there is not among them.

        Parameters
        ----------
        symbol:
            The definition.

        Returns
        -------
        mapping from names, those in quotes with these, to meanings
        """
        found: dict[str, _Meaning | None] = {}
        if not self._places or symbol.line > len(self._lines):
            return {}
        for number in self._head(symbol):
            line = self._lines[number - 1]
            for place in self._places.get(number, ()):
                written = _dotted(line, place)
                known = found.setdefault(written, place.meaning)
                if known != place.meaning:
                    found[written] = None
        return {name: meaning for name, meaning in found.items() if meaning is not None}

    def _head(self, symbol: Symbol) -> Iterator[int]:
        """Yield the lines from the first decorator of a definition to the colon."""
        first = symbol.line
        if symbol.decorators:
            # Above the head stand the decorators, each of which begins a line.
            waiting = len(symbol.decorators)
            while waiting and first > max(1, symbol.line - _MOST_LINES):
                first -= 1
                waiting -= self._lines[first - 1].lstrip().startswith("@")
        yield from range(first, symbol.line)
        if symbol.is_class or symbol.is_callable:
            yield from range(symbol.line, _end_of_head(self._lines, symbol.line) + 1)
        else:
            yield symbol.line

    def linked(self, text: str, names: Mapping[str, _Meaning], *, is_signature: bool) -> Text:
        """Return a part of a head with its names linked.

        Parameters
        ----------
        text:
            The part.
        names:
            Of :meth:`names_of`.
        is_signature:
            Whether names right after a bracket or comma are those of parameters.
        """
        if not names or not text:
            return (Span(text),) if text else ()
        spans: list[Span] = []
        end = 0
        for start, stop, written in _names_in(text, is_signature=is_signature):
            meaning = names.get(written)
            link = self._link(meaning, text[start:stop]) if meaning is not None else None
            if link is not None:
                if start > end:
                    spans.append(Span(text[end:start]))
                spans.append(link)
                end = stop
        if end < len(text):
            spans.append(Span(text[end:]))
        return tuple(spans)

    def _link(self, meaning: _Meaning, shown: str) -> Span | None:
        if isinstance(meaning, str):
            return Span(shown, elsewhere=meaning)
        link = self._view.site.definition_link(meaning, shown)
        docname = HERE if meaning.path == self._view.path else link.docname
        if not docname or (docname == HERE and not link.anchor):
            return None
        return Span(shown, docname=docname, anchor=link.anchor)


def _places(view: FileView) -> Iterator[_Place]:
    names = view.relations.source_names
    references = names.references
    meant = dict(zip(references.targets, names.meanings, strict=True))
    for place in references.places():
        meaning = meant[place.targets[0]] if len(place.targets) == 1 else None
        is_exact = place.certainty is Certainty.EXACT and meaning is not None
        reference = meaning.reference if is_exact and meaning is not None else None
        yield _Place(place.line, place.column, place.length, reference)
    for outside in references.outside_places():
        yield _Place(outside.line, outside.column, outside.length, outside.name)


def _dotted(line: str, place: _Place) -> str:
    """Return the dotted name that ends at a place, in quotes if it stands in these."""
    end = place.column + place.length
    start = place.column
    while start > 0 and (line[start - 1].isidentifier() or line[start - 1] in ".0123456789"):
        start -= 1
    if line[start - 1 : start] in ("'", '"') and line[end : end + 1] == line[start - 1 : start]:
        return f"'{line[start:end]}'"
    return line[start:end]


def _end_of_head(lines: Sequence[str], first: int) -> int:
    """Return the line with the colon after the head of a class or function."""
    depth = 0
    for number in range(first, min(len(lines), first + _MOST_LINES) + 1):
        for found in _SIGN.finditer(lines[number - 1]):
            sign = found["sign"]
            if sign == ":" and not depth:
                return number
            if sign in ("(", "[", "{"):
                depth += 1
            elif sign in (")", "]", "}"):
                depth -= 1
    return first


def _names_in(text: str, *, is_signature: bool) -> Iterator[tuple[int, int, str]]:
    """Yield where the dotted names in a text are, those in quotes without them, and what they are.

    In a signature the names of parameters are none: they follow the bracket, a comma or a star.
    """
    depth, before, in_parameters = 0, "", False
    for found in _TOKEN.finditer(text):
        start, stop = found.span()
        sign = found["sign"]
        if sign:
            if sign in "([{":
                in_parameters = in_parameters or (sign == "(" and not depth)
                depth += 1
            elif sign in ")]}":
                depth -= 1
                in_parameters = in_parameters and depth > 0
        elif found["text"]:
            yield start + 1, stop - 1, f"'{text[start + 1 : stop - 1]}'"
        elif not (is_signature and in_parameters and depth == 1 and before in ("(", ",", "*")):
            yield start, stop, found["name"]
        before = sign or ""
