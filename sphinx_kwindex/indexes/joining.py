"""What places name, by our own engine and by the indexes together: across files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from sphinx_kwindex.records.indexed import IndexedFile, NamedSymbol
from sphinx_kwindex.records.names import Role
from sphinx_kwindex.records.references import (
    Certainty,
    FileReferences,
    OutsidePlace,
    Place,
    Target,
    packed,
)

_MOST_TARGETS = 3
_SEPARATOR = re.compile(r"\.|::|#")
"""Between the scopes in a qualified name, ``net::Client``."""


_Extent = Place | OutsidePlace
"""What has a line, a column and a length."""


class Meanings:
    """What the symbols of all indexes mean.

    Parameters
    ----------
    files:
        What the indexes say, by path.
    """

    def __init__(self, files: Mapping[str, IndexedFile]) -> None:
        self._given = {pair for said in files.values() for pair in said.given}
        self._defined: dict[str, list[Target]] = {}
        declared: dict[str, list[Target]] = {}
        for path in sorted(files):
            for item in files[path].definitions:
                known = declared if item.is_forward else self._defined
                known.setdefault(item.symbol, []).append(Target(path, item.qualname))
        for symbol, targets in declared.items():
            # A header declares what another file defines.
            self._defined.setdefault(symbol, targets)

    def of(self, symbol: str) -> tuple[Target, ...]:
        """Return the definitions that a symbol means; none if they are too many to say."""
        found = tuple(self._defined.get(symbol, ()))
        return found if len(found) <= _MOST_TARGETS else ()

    def in_file(self, said: IndexedFile) -> tuple[tuple[Target, ...], ...]:
        """Return the definitions that each symbol means that a file names.

        Parameters
        ----------
        said:
            What the indexes say of the file.
        """
        return tuple(self._named(item) for item in said.named)

    def _named(self, item: NamedSymbol) -> tuple[Target, ...]:
        found = self.of(item.symbol)
        if item.is_renamed:
            return found if (item.symbol, item.text) in self._given else ()
        if not item.text:
            return found
        meant = (_written_as(target, item.text) for target in found)
        return tuple(target for target in meant if target is not None)

    def stale_in(self, said: IndexedFile) -> Iterator[int]:
        """Yield the index that is out of date for each place without the name of what it means.

        Parameters
        ----------
        said:
            What the indexes say of the file.
        """
        gone = [
            item.index >= 0
            and item.symbol in self._defined
            and (item.symbol, item.text) not in self._given
            for item in said.named
        ]
        for position in said.packed[3::4]:
            if gone[position]:
                yield said.named[position].index


def _written_as(target: Target, text: str) -> Target | None:
    """Return the definition that a text names: that, or the class that it is the constructor of."""
    scopes = _SEPARATOR.split(target.qualname)
    if scopes[-1] == text:
        return target
    if scopes[-2:-1] == [text]:
        around = target.qualname.removesuffix(scopes[-1]).rstrip(".:#")
        return Target(target.path, around)
    return None


def joined(
    ours: FileReferences, said: IndexedFile, meanings: tuple[tuple[Target, ...], ...]
) -> FileReferences:
    """Return what the places in a file name; what an index says wins over what we found out.

    Parameters
    ----------
    ours:
        What our own engine found out.
    said:
        What the indexes say.
    meanings:
        What each symbol means that the file names.
    """
    theirs = dict(_theirs(said, meanings))
    if not theirs:
        return ours
    kept: dict[tuple[int, int], Place] = {}
    overlaps = _overlaps(theirs.values())
    for place in ours.places():
        at = place.line, place.column
        better = theirs.get(at)
        if better is not None and better.length == place.length:
            theirs[at] = better._replace(role=place.role)
        elif not overlaps(place):
            kept[at] = place
    everything = kept | theirs
    found = packed(everything[at] for at in sorted(everything))
    outside = tuple(_without(ours, overlaps))
    return msgspec.structs.replace(found, outside_names=ours.outside_names, outside=outside)


def _without(ours: FileReferences, overlaps: Callable[[_Extent], bool]) -> Iterator[int]:
    """Yield the places that name what other projects define, but for some, as they are packed."""
    skipped = 0
    numbers = iter(ours.outside)
    for place in ours.outside_places():
        lines, *others = (next(numbers) for _ in range(4))
        if overlaps(place):
            skipped += lines
        else:
            yield from (lines + skipped, *others)
            skipped = 0


def _theirs(
    said: IndexedFile, meanings: tuple[tuple[Target, ...], ...]
) -> Iterator[tuple[tuple[int, int], Place]]:
    """Yield the places of which the indexes tell what they name."""
    at: dict[tuple[int, int], list[Place]] = {}
    line = 0
    numbers = iter(said.packed)
    for lines, column, length, position in zip(numbers, numbers, numbers, numbers, strict=True):
        line += lines
        if meanings[position]:
            place = Place(
                line, column >> 3, length, Role(column & 7), Certainty.EXACT, meanings[position]
            )
            at.setdefault((line, column >> 3), []).append(place)
    for where, places in at.items():
        targets = tuple(dict.fromkeys(target for place in places for target in place.targets))
        if len(targets) <= _MOST_TARGETS:
            yield where, places[0]._replace(targets=targets)


def _overlaps(places: Iterable[Place]) -> Callable[[_Extent], bool]:
    """Return what tells whether a place has a column with one of these."""
    by_line: dict[int, list[tuple[int, int]]] = {}
    for place in places:
        by_line.setdefault(place.line, []).append((place.column, place.column + place.length))

    def overlaps(place: _Extent) -> bool:
        first, after = place.column, place.column + place.length
        return any(start < after and first < end for start, end in by_line.get(place.line, ()))

    return overlaps
