"""What indexes say of one file, held against its text.

An index speaks of the text that it was made from.  A place counts only where the text still has the
name of what the index says is there, or another name that an import gave it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from sphinx_kwindex.indexes.definitions import OwnDefinitions
from sphinx_kwindex.indexes.lines import Lines
from sphinx_kwindex.records.indexed import IndexedDefinition, IndexedFile, NamedSymbol
from sphinx_kwindex.records.names import Role
from sphinx_kwindex.scip.descriptors import Descriptors, descriptors_of
from sphinx_kwindex.scip.messages import Roles
from sphinx_kwindex.scip.reading import Place, spoken_of

_STANDING_IN = frozenset(
    {"self", "Self", "cls", "this", "super", "crate", "default", "base", "var", "auto", "new"}
    | {"__class__", "__func__"}
)
"""Words of languages that stand for something with another name."""
_MARK = re.compile(r"__\w+__|<.*>|\$.*|constructor|init")
"""Names that are not written where they are used: of constructors, and what a tool made up."""
_OTHERS = frozenset("/:")
"""Suffixes of packages and files, which are written as paths are."""
_IMPORTING = ("import ", "from ", "use ", "using ", "export ", "require")


class _Found(NamedTuple):
    """A place where the text has what the index says, or may have it."""

    line: int
    column: int
    text: str
    symbol: str
    role: Role


_Places = dict[tuple[int, int], list[tuple[_Found, NamedSymbol]]]
"""Places by line and column."""


class Checking:
    """Holds indexes against the text of a file.

    Parameters
    ----------
    lines:
        The text.
    own:
        The definitions that the file has.
    """

    def __init__(self, lines: Sequence[str], own: OwnDefinitions) -> None:
        self._texts = lines
        self._lines = Lines(lines)
        self._own = own
        self._known: dict[str, Descriptors | None] = {}
        self._definitions: dict[tuple[str, str], IndexedDefinition] = {}
        self._given: set[tuple[str, str]] = set()

    def checked(self, key: str, parts: Iterable[tuple[int, bytes]], indexes: int) -> IndexedFile:
        """Return what holds.

        Parameters
        ----------
        key:
            Hash of all that it depends on.
        parts:
            What the indexes say of the file, each with the position of the index, which wins
            over those behind it.
        indexes:
            Number of all indexes.
        """
        stale = [0] * indexes
        broken: list[int] = []
        taken: _Places = {}
        others: _Places = {}
        for position, group in groupby(parts, key=lambda item: item[0]):
            found: _Places = {}
            for _, data in group:
                try:
                    stale[position] += self._check(position, data, found, others)
                except (ValueError, RecursionError):
                    broken.append(position)
            taken = found | taken
        named: dict[NamedSymbol, int] = {}
        packed = tuple(_packed(others | taken, named))
        return IndexedFile(
            key,
            tuple(sorted(self._definitions.values(), key=lambda it: (it.symbol, it.qualname))),
            tuple(named),
            tuple(sorted(self._given)),
            packed,
            tuple(stale),
            tuple(dict.fromkeys(broken)),
        )

    def _check(self, position: int, data: bytes, found: _Places, others: _Places) -> int:
        """Add what holds of a part of an index, and what may; return how many places are gone."""
        spoken = spoken_of(data)
        stale = 0
        for place in spoken.places:
            about = self._about(place.symbol)
            if about is None:
                continue
            if place.roles & (Roles.DEFINITION | Roles.FORWARD_DEFINITION):
                stale += self._define(place, about, spoken.encoding)
                continue
            item = self._read(place, about, spoken.encoding)
            if item is None:
                # What goes over lines, or is empty, is no name.
                stale += place.start < place.end
            elif self._own.is_head(item.line + 1, item.column):
                continue  # a setter names the property, an overload the function
            else:
                self._name(position, item, about, found, others)
        return stale

    def _name(
        self, position: int, item: _Found, about: Descriptors, found: _Places, others: _Places
    ) -> None:
        """Add a place to those with the name of what is there, or with another one."""
        at = item.line, item.column
        if _is_named(item, about):
            text = "" if _tells_name(about) else item.text
            found.setdefault(at, []).append((item, NamedSymbol(item.symbol, text)))
            return
        if _last(item.text).isidentifier() and not _is_other(item, about):
            if self._is_given(item, about):
                self._given.add((item.symbol, item.text))
            index = -1 if self._is_excused(item) else position
            named = NamedSymbol(item.symbol, item.text, is_renamed=True, index=index)
            others.setdefault(at, []).append((item, named))

    def _about(self, symbol: str) -> Descriptors | None:
        if symbol not in self._known:
            self._known[symbol] = descriptors_of(symbol)
        return self._known[symbol]

    def _read(self, place: Place, about: Descriptors, encoding: str) -> _Found | None:
        """Return what is at a place, None where there is no such place."""
        last = None
        for column, text in self._lines.pieces(place.line, place.start, place.end, encoding):
            role = Role.IMPORT if place.roles & Roles.IMPORT else Role.READ
            role = Role.WRITE if place.roles & Roles.WRITE else role
            last = _Found(place.line, column, text, place.symbol, role)
            if _is_named(last, about):
                break
        return last

    def _define(self, place: Place, about: Descriptors, encoding: str) -> int:
        """Take in a definition; return 1 if the text has something else where it should be."""
        is_file = place.line == place.start == 0 and place.end <= 0
        if is_file or (about.suffix == ":" and about.name == "__init__"):
            self._add(place, "")
            return 0
        item = self._read(place, about, encoding)
        found = self._own.called(about)
        if not found and item is not None:
            found = self._own.at(item.line + 1, item.column, item.text, about)
        if found:
            self._add(place, found)
        if item is None:
            return int(place.start < place.end)
        return int(not (_is_named(item, about) or _is_other(item, about)))

    def _add(self, place: Place, qualname: str) -> None:
        is_forward = not place.roles & Roles.DEFINITION
        key = place.symbol, qualname
        known = self._definitions.get(key)
        if known is None or known.is_forward:
            self._definitions[key] = IndexedDefinition(place.symbol, qualname, is_forward)

    def _is_given(self, item: _Found, about: Descriptors) -> bool:
        """Return whether an import gives a name: the second one of ``import client as c``."""
        before = self._texts[item.line][: item.column].split()
        if before in (["import"], ["import", "type"]):
            return True  # in JavaScript, any name for what a module is there for
        return len(before) > 1 and before[-1] == "as" and _last(before[-2]) == _last(_name(about))

    def _is_excused(self, item: _Found) -> bool:
        """Return whether a tool may well say what something else than the name means."""
        line = self._texts[item.line]
        behind = line[item.column + len(item.text) :].lstrip()
        # The name of an argument stands for what is called; an import may give any name.
        return (behind[:1] == "=" and behind[:2] != "==") or line.lstrip().startswith(_IMPORTING)


def _packed(taken: _Places, named: dict[NamedSymbol, int]) -> Iterator[int]:
    last = 0
    for line, column in sorted(taken):
        for item, symbol in dict.fromkeys(taken[line, column]):
            yield line + 1 - last
            yield item.column << 3 | item.role
            yield len(item.text)
            yield named.setdefault(symbol, len(named))
            last = line + 1


def _name(about: Descriptors) -> str:
    """Return the name of a thing; that of a module of Python is the one of its package."""
    is_module = about.suffix == ":" and about.name == "__init__" and len(about.names) > 1
    return about.names[-2] if is_module else about.name


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _tells_name(about: Descriptors) -> bool:
    """Return whether a symbol says how it is written."""
    return _last(_name(about)).isidentifier()


def _is_named(item: _Found, about: Descriptors) -> bool:
    """Return whether a text may be the name of a symbol: any name, if that does not say it."""
    text = _last(item.text)
    if not text.isidentifier():
        return False
    return text == _last(_name(about)) if _tells_name(about) else True


def _is_other(item: _Found, about: Descriptors) -> bool:
    """Return whether it says nothing that a text is not the name of a symbol."""
    return (
        not _tells_name(about)
        or about.suffix in _OTHERS
        or not item.text.isidentifier()
        or item.text in _STANDING_IN
        or _MARK.fullmatch(about.name) is not None
    )
