"""Where the names in a source lead, and which of its lines have names themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from sphinx_kwindex.blocks.blocks import (
    HERE,
    ListedAnchor,
    ListedName,
    ListedPlaces,
    ListedTarget,
)
from sphinx_kwindex.blocks.characters import visible
from sphinx_kwindex.keywords.named_places import named_places
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.records.analysis import LINE_ANCHOR
from sphinx_kwindex.records.references import Certainty, Place

_HEAD = re.compile(r"\s*(?:async\s+)?(?:def|class)\s+(?P<name>\w+)")
"""The begin of a line with a definition: ``async def f`` of ``async def f():``."""


class _Written(NamedTuple):
    """Where a name is, as it is shown."""

    line: int
    column: int
    length: int


def listed_places(view: FileView, text: str) -> ListedPlaces:
    """Return what is at places of a source.

    Parameters
    ----------
    view:
        The file.
    text:
        Its source.
    """
    anchors = tuple(
        ListedAnchor(line, anchor) for anchor, line in named_places(view.analysis).items()
    )
    lines = text.split("\n")
    found = {(at.line, at.column): (at, target) for at, target in _defined(view, lines)}
    found |= {(at.line, at.column): (at, target) for at, target in _used(view, lines)}
    positions: dict[ListedTarget, int] = {}
    names = tuple(
        ListedName(at.line, at.column, at.length, positions.setdefault(target, len(positions)))
        for _, (at, target) in sorted(found.items(), key=lambda item: item[0])
    )
    return ListedPlaces(names, tuple(positions), anchors)


def _used(view: FileView, lines: Sequence[str]) -> Iterator[tuple[_Written, ListedTarget]]:
    """Yield the names of definitions where they are used, each with where it leads."""
    names = view.relations.source_names
    references = names.references
    meant = dict(zip(references.targets, names.definitions, strict=True))
    leading = _Leading(view)
    for place, written in _apart(references.places(), lines):
        # One that may be any of several leads nowhere.
        definition = meant[place.targets[0]] if len(place.targets) == 1 else None
        target = leading.target(definition, place.certainty) if definition is not None else None
        if target is not None:
            yield written, target


def _defined(view: FileView, lines: Sequence[str]) -> Iterator[tuple[_Written, ListedTarget]]:
    """Yield the names of the functions and classes where they are defined."""
    if not view.facts.is_python:
        return
    columns = _Columns(lines)
    heads: dict[int, re.Match[str] | None] = {}
    for symbol in view.shown_symbols:
        anchor = view.site.existing(symbol.anchor)
        if not anchor or symbol.line > len(lines) or not (symbol.is_class or symbol.is_callable):
            continue
        if symbol.line not in heads:
            heads[symbol.line] = _HEAD.match(lines[symbol.line - 1])
        head = heads[symbol.line]
        if head is not None and head["name"] == symbol.name:
            column = columns.shown(symbol.line, head.start("name"))
            yield _Written(symbol.line, column, len(symbol.name)), ListedTarget(HERE, anchor)


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
        self._known: dict[tuple[DefinitionReference, Certainty], ListedTarget | None] = {}

    def target(self, definition: DefinitionReference, certainty: Certainty) -> ListedTarget | None:
        """Return the place of a definition, None if the site has none."""
        key = definition, certainty
        if key not in self._known:
            self._known[key] = self._target(definition, is_inferred=certainty is Certainty.INFERRED)
        return self._known[key]

    def _target(self, definition: DefinitionReference, *, is_inferred: bool) -> ListedTarget | None:
        link = self._view.site.definition_link(definition, "")
        if definition.path != self._view.path:
            return ListedTarget(link.docname, link.anchor, is_inferred) if link.docname else None
        # Lines of the page itself may be linked to: they change with it.
        line = self._lines.get(definition.anchor)
        anchor = link.anchor or (f"{LINE_ANCHOR}{line}" if line else "")
        return ListedTarget(HERE, anchor, is_inferred) if anchor else None


def _apart(places: Iterator[Place], lines: Sequence[str]) -> Iterator[tuple[Place, _Written]]:
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
        if not _is_name(line[start:end], place.length):
            continue
        last = place.line, end
        yield place, _Written(place.line, columns.shown(place.line, start), place.length)


def _is_name(text: str, length: int) -> bool:
    """Return whether something is a name with dots, or the module of a relative import."""
    parts = text.lstrip(".").split(".")
    return len(text) == length and all(part.isidentifier() for part in parts)
