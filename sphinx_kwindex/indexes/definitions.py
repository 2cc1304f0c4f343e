"""The definitions of a file, as an index may point at them: by where they are, or by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sphinx_kwindex.project.positions import Positions
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.names import Role
from sphinx_kwindex.records.references import FileReferences
from sphinx_kwindex.scip.descriptors import Descriptors

_SEPARATOR = re.compile(r"\.|::|#")
"""Between the scopes in a qualified name, ``Client.send`` or ``net::Client::send``."""
_TYPE = "#"
_HEAD = 5
"""Lines from the first of a definition that may have its name."""


class OwnDefinitions:
    """The definitions of a file.

    Parameters
    ----------
    facts:
        The file.
    lines:
        Its text.
    references:
        What our own engine says of its places.
    """

    def __init__(self, facts: FileFacts, lines: Sequence[str], references: FileReferences) -> None:
        symbols = [it for it in facts.analysis.symbols if it.name and not it.kind.is_part]
        positions = Positions(facts.path, lines, references)
        self._placed = dict(_bound(facts.path, references))
        self._unplaced: dict[tuple[int, str], str] = {}
        self._heads: set[tuple[int, int]] = set()
        known = {symbol.qualname for symbol in symbols}
        for symbol in symbols:
            place = positions.of(symbol)
            if place is not None:
                at = place[0] + 1, place[1]
                self._placed.setdefault(at, symbol.qualname)
                if symbol.is_callable or symbol.is_class:
                    self._heads.add(at)
            else:
                self._unplaced.update(_heads(symbol))
        self._placed = {at: name for at, name in self._placed.items() if name in known}
        self._called = _unique(symbol for symbol in symbols if not symbol.is_local)

    def at(self, line: int, column: int, name: str, about: Descriptors) -> str:
        """Return the qualified name of what is defined at a place, empty if nothing is.

        Parameters
        ----------
        line:
            From 1.
        column:
            From 0, in characters.
        name:
            What stands there.
        about:
            The scopes in the symbol: after an edit, what is there may be of another class.
        """
        found = self._placed.get((line, column)) or self._unplaced.get((line, name), "")
        scopes = _SEPARATOR.split(found)
        if scopes[-1] != name:
            return ""
        is_member = about.suffixes[-2:-1] == (_TYPE,)
        return found if not is_member or scopes[-2:-1] == [about.names[-2]] else ""

    def is_head(self, line: int, column: int) -> bool:
        """Return whether the name of a function or class is defined at a place.

        Parameters
        ----------
        line:
            From 1.
        column:
            From 0, in characters.
        """
        return (line, column) in self._heads

    def called(self, about: Descriptors) -> str:
        """Return the qualified name of the one definition that a symbol speaks of.

        What it says must be all of the name: ``Client.send`` for ``Client#send().``

        Parameters
        ----------
        about:
            The scopes in the symbol.
        """
        for count in range(len(about.names), 0, -1):
            found = self._called.get(about.names[-count:])
            around = about.suffixes[-count - 1] if count < len(about.names) else "/"
            if found is not None:
                return found if around != _TYPE and not around.startswith("(") else ""
        return ""


def _bound(path: str, references: FileReferences) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield where names are bound in a file, with what they are."""
    for place in references.places():
        if place.role is Role.WRITE and len(place.targets) == 1 and place.targets[0].path == path:
            yield (place.line, place.column), place.targets[0].qualname


def _heads(symbol: Symbol) -> Iterator[tuple[tuple[int, str], str]]:
    """Yield the lines that may have the name of a definition."""
    last = max(symbol.line, min(symbol.end_line, symbol.line + _HEAD - 1))
    for line in range(symbol.line, last + 1):
        yield (line, symbol.name), symbol.qualname


def _unique(symbols: Iterable[Symbol]) -> dict[tuple[str, ...], str]:
    """Return definitions by their scopes; those of one name are one, such as overloads."""
    names = dict.fromkeys(symbol.qualname for symbol in symbols)
    scopes = {name: tuple(_SEPARATOR.split(name)) for name in names}
    counts = Counter(scopes.values())
    return {scope: name for name, scope in scopes.items() if counts[scope] == 1}
