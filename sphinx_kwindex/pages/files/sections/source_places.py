"""Where the names in a source lead, and which of its lines have names themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import accumulate
from typing import NamedTuple

from sphinx_kwindex.blocks.blocks import HERE
from sphinx_kwindex.blocks.characters import visible
from sphinx_kwindex.blocks.listed_places import (
    ListedAnchor,
    ListedName,
    ListedPlaces,
    ListedScope,
    ListedTarget,
)
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.analysis import LINE_ANCHOR, Symbol
from sphinx_kwindex.records.references import Certainty, OutsidePlace, Place, Target
from sphinx_kwindex.relations.room import share_beside
from sphinx_kwindex.relations.source_names import Meaning

_HEAD = re.compile(r"\s*(?:async\s+)?(?:def|class)\s+(?P<name>\w+)")
"""The begin of a line with a definition: ``async def f`` of ``async def f():``."""
_WORD = re.compile(r"\w+")

MOST_NAMES = 6_000
"""Names that lead somewhere, of one source; each is some sixty bytes of its page.  Of a long source
there are fewer."""

_SHORTEST_SCOPE = 3
"""Lines of a definition that a reader is told that he is in."""


class _Written(NamedTuple):
    """Where a name is, as it is shown."""

    line: int
    column: int
    length: int


_Led = tuple[_Written, ListedTarget]
"""A name with where it leads."""


def listed_places(view: FileView, text: str) -> tuple[ListedPlaces, int]:
    """Return what is at places of a source.

    Parameters
    ----------
    view:
        The file.
    text:
        Its source.

    Returns
    -------
    the places, and in how many lines the first name of each definition is there alone
        1 where all names are there.
    """
    anchors = tuple(ListedAnchor(line, anchor) for anchor, line in view.named_places.items())
    lines = text.split("\n")
    found = {(at.line, at.column): (at, target) for at, target in _defined(view, lines)}
    found |= {(at.line, at.column): (at, target) for at, target in _used(view, lines)}
    ordered: Sequence[_Led] = [item for _, item in sorted(found.items(), key=lambda item: item[0])]
    most = int(MOST_NAMES * share_beside(view.facts))
    every = 1
    if len(ordered) > most:
        every, ordered = _thinned(ordered, most)
    positions: dict[ListedTarget, int] = {}
    names = tuple(
        ListedName(at.line, at.column, at.length, positions.setdefault(target, len(positions)))
        for at, target in ordered
    )
    places = ListedPlaces(names, tuple(positions), anchors, tuple(_scopes(view)), view.path)
    return places, every


def _thinned(found: Sequence[_Led], most: int) -> tuple[int, Sequence[_Led]]:
    """Return of each target the first name in every so many lines, as many as are allowed.

    A source with more is a table in which the same few names stand on each line.
    """
    kept = found
    fewest = len({target for _, target in found})
    lines = 1
    while len(kept) > max(most, fewest):
        lines *= 2
        first: dict[tuple[int, ListedTarget], _Led] = {}
        for at, target in found:
            first.setdefault((at.line // lines, target), (at, target))
        kept = list(first.values())
    return lines, kept


def _scopes(view: FileView) -> Iterator[ListedScope]:
    """Yield the definitions that take several lines, outer ones before what is in them."""
    for symbol in view.analysis.symbols:
        is_scope = symbol.is_callable or symbol.is_type or symbol.is_class
        if is_scope and symbol.end_line - symbol.line + 1 >= _SHORTEST_SCOPE:
            anchor = view.site.existing(symbol.anchor) if view.shows(symbol) else ""
            yield ListedScope(symbol.qualname, symbol.line, symbol.end_line, anchor)


def _used(view: FileView, lines: Sequence[str]) -> Iterator[_Led]:
    """Yield the names of definitions where they are used, each with where it leads."""
    leading = _Leading(view)
    references = leading.references
    both: tuple[Iterator[Place | OutsidePlace], ...] = (
        references.places(),
        references.outside_places(),
    )
    places = merge(*both, key=lambda at: (at.line, at.column))
    for place, written in _apart(places, lines):
        if isinstance(place, OutsidePlace):
            yield written, ListedTarget("", "", words=place.name, name=place.name)
            continue
        target = leading.target(place)
        if target is not None:
            yield written, target


def _defined(view: FileView, lines: Sequence[str]) -> Iterator[_Led]:
    """Yield the names of definitions where they are defined, each with where its uses are told.

    One that nothing uses leads to its entry.
    """
    columns = _Columns(lines)
    uses = view.uses_anchors()
    heads: dict[int, tuple[str, int]] = {}
    for symbol in view.shown_symbols:
        anchor = uses.get(symbol.anchor) or view.site.existing(symbol.anchor)
        if not anchor or symbol.line > len(lines) or not _is_headed(symbol):
            continue
        if symbol.line not in heads:
            line = lines[symbol.line - 1]
            heads[symbol.line] = _head(line, symbol.name, is_python=view.facts.is_python)
        name, start = heads[symbol.line]
        if name == symbol.name:
            column = columns.shown(symbol.line, start)
            yield _Written(symbol.line, column, len(symbol.name)), ListedTarget(HERE, anchor)


def _is_headed(symbol: Symbol) -> bool:
    return symbol.is_class or symbol.is_callable or symbol.is_type


def _head(line: str, name: str, *, is_python: bool) -> tuple[str, int]:
    """Return the name that a line defines and where it begins; no name if that is not sure."""
    if is_python:
        found = _HEAD.match(line)
        return (found["name"], found.start("name")) if found else ("", 0)
    starts = [it.start() for it in _WORD.finditer(line) if it[0] == name]
    return (name, starts[0]) if len(starts) == 1 else ("", 0)


class _Columns:
    """Says where characters of a text are once what is hidden in it is made visible.

    Parameters
    ----------
    lines:
        The text.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._offsets: dict[int, Sequence[int]] = {}

    def shown(self, line: int, column: int) -> int:
        """Return the column where a character is shown.

        Parameters
        ----------
        line:
            The line, from 1.
        column:
            The column of the character, from 0.
        """
        if line not in self._offsets:
            text = self._lines[line - 1]
            is_shown = visible(text) == text
            lengths = (len(visible(character)) for character in text)
            self._offsets[line] = () if is_shown else (0, *accumulate(lengths))
        offsets = self._offsets[line]
        return offsets[column] if offsets else column


class _Leading:
    """Says where definitions are, each looked for once."""

    def __init__(self, view: FileView) -> None:
        self._view = view
        self._lines = {symbol.anchor: symbol.line for symbol in view.analysis.symbols}
        names = view.relations.source_names
        self.references = names.references
        self._meant = dict(zip(self.references.targets, names.meanings, strict=True))
        self._known: dict[tuple[Target, Certainty], ListedTarget | None] = {}

    def target(self, place: Place) -> ListedTarget | None:
        """Return where a place leads, None if the site has nothing of what it names."""
        if len(place.targets) != 1:
            return None  # one that may be any of several leads nowhere
        key = place.targets[0], place.certainty
        if key not in self._known:
            meaning = self._meant[key[0]]
            is_inferred = place.certainty is Certainty.INFERRED
            self._known[key] = (
                None if meaning is None else self._target(meaning, is_inferred=is_inferred)
            )
        return self._known[key]

    def _target(self, meaning: Meaning, *, is_inferred: bool) -> ListedTarget | None:
        definition = meaning.reference
        link = self._view.site.definition_link(definition, "")
        if definition.path != self._view.path:
            place = link.docname, link.anchor
            return ListedTarget(*place, is_inferred, meaning.words) if link.docname else None
        # Lines of the page itself may be linked to: they change with it.
        line = self._lines.get(definition.anchor)
        anchor = link.anchor or (f"{LINE_ANCHOR}{line}" if line else "")
        return ListedTarget(HERE, anchor, is_inferred, meaning.words) if anchor else None


def _apart(
    places: Iterable[Place | OutsidePlace], lines: Sequence[str]
) -> Iterator[tuple[Place | OutsidePlace, _Written]]:
    """Yield places of which none overlaps the one before, each with where it is shown.

    A place where the text has no name is left out.
    """
    columns = _Columns(lines)
    last = (0, 0)
    for place in places:
        start, end = place.column, place.column + place.length
        if place.line > len(lines) or (place.line, start) < last:
            continue
        line = lines[place.line - 1]
        is_path = isinstance(place, Place) and not any(item.qualname for item in place.targets)
        if not is_path and not _is_name(line[start:end], place.length):
            continue
        last = place.line, end
        yield place, _Written(place.line, columns.shown(place.line, start), place.length)


def _is_name(text: str, length: int) -> bool:
    """Return whether something is a name with its scopes, or the module of a relative import."""
    parts = text.lstrip(".").replace("::", ".").split(".")
    return len(text) == length and all(part.isidentifier() for part in parts)
