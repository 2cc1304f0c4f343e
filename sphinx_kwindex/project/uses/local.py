"""What the definitions of one file name of each file: places, counted by definition.

No line is in the outcome: it stays the same when lines of the file move.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.names import Role
from sphinx_kwindex.records.references import Certainty, FileReferences, LocalUses, Place, Target

_UNCOUNTED = (Role.IMPORT, Role.BASE)
"""Imports bring a name and use nothing; the classes below one are told as what they are."""


def uses_in(facts: FileFacts, references: FileReferences) -> dict[str, bytes]:
    """Return what a file names of each file, encoded.

    Parameters
    ----------
    facts:
        The file.
    references:
        What its places name.

    Returns
    -------
    mapping from paths, its own among them, to :class:`LocalUses`
    """
    users = EnclosingDefinitions(facts.analysis.symbols)
    found: dict[str, dict[tuple[str, str], list[int]]] = {}
    for target, user, place in _used_places(facts, references, users):
        if target.qualname:
            uses = found.setdefault(target.path, {})
            _count(uses.setdefault((target.qualname, user), [0, 1, 0, 0]), place)
    return {
        path: _encoded({key: uses[key] for key in sorted(uses, key=users.order)})
        for path, uses in sorted(found.items())
    }


def used_places(
    facts: FileFacts, references: FileReferences
) -> Iterator[tuple[Target, str, Place]]:
    """Yield the places in a file that use something, in source order.

    Parameters
    ----------
    facts:
        The file.
    references:
        What its places name.

    Returns
    -------
    what is used, the qualified name of the definition around the place, and the place
        A file, and the module level, have an empty name.
    """
    return _used_places(facts, references, EnclosingDefinitions(facts.analysis.symbols))


def _used_places(
    facts: FileFacts, references: FileReferences, users: EnclosingDefinitions
) -> Iterator[tuple[Target, str, Place]]:
    for place in references.places():
        user = users.at(place.line)
        for target in place.targets:
            if target.path != facts.path or not _says_nothing(place, target.qualname, user):
                yield target, user, place


def _says_nothing(place: Place, used: str, user: str) -> bool:
    """Return whether a place in the file of a definition is one of the definition itself."""
    return place.role is Role.WRITE or is_part_of(user, used)


def is_part_of(name: str, around: str) -> bool:
    """Return whether a definition is another one of its file, or in it.

    Parameters
    ----------
    name:
        The qualified name of the one.
    around:
        The qualified name of the other one.
    """
    return name.startswith(around) and not name[len(around) :][:1].isidentifier()


def _count(use: list[int], place: Place) -> None:
    """Add a place to roles, certainty, times and calls."""
    use[0] |= 1 << place.role
    use[1] = min(use[1], place.certainty)
    use[2] += place.role not in _UNCOUNTED
    use[3] += place.role is Role.CALL


def _encoded(uses: dict[tuple[str, str], list[int]]) -> bytes:
    positions: dict[str, int] = {}
    packed: list[int] = []
    for (used, user), (roles, certainty, times, calls) in uses.items():
        used_at, user_at = (positions.setdefault(name, len(positions)) for name in (used, user))
        packed += (used_at, user_at, roles << 1 | Certainty(certainty), times, calls)
    return msgspec.msgpack.encode(LocalUses(tuple(positions), tuple(packed)))


class EnclosingDefinitions:
    """Says which definition is around a line; what is in a function is part of that.

    Parameters
    ----------
    symbols:
        The definitions of the file.
    """

    def __init__(self, symbols: Sequence[Symbol]) -> None:
        named = [symbol for symbol in symbols if not symbol.is_local and not symbol.kind.is_part]
        self._positions = {item.qualname: place for place, item in enumerate(symbols)}
        self._around = [""] * (max((item.end_line for item in named), default=0) + 1)
        # What is inside comes after what is around it: data of a class, and then its methods.
        for item in (
            *(item for item in named if not item.is_callable and not _is_data(item)),
            *(item for item in named if _is_data(item)),
            *(item for item in named if item.is_callable),
        ):
            # What a decorator is called with belongs to the definition, as the decorator does.
            lines = range(max(item.line - item.lines_above, 0), item.end_line + 1)
            self._around[lines.start : lines.stop] = [item.qualname] * len(lines)

    def order(self, use: tuple[str, str]) -> tuple[int, str]:
        """Return what uses are sorted by: users in the order of the file, names of one by words.

        Parameters
        ----------
        use:
            What is used and what uses it, by their qualified names.

        Returns
        -------
        the position of the user, and what is used
        """
        used, user = use
        return self._positions.get(user, -1), used

    def at(self, line: int) -> str:
        """Return the qualified name of the definition around a line, empty at module level.

        The lines of its decorators are its own.
        """
        return self._around[line] if line < len(self._around) else ""


def _is_data(symbol: Symbol) -> bool:
    return not (symbol.is_class or symbol.is_callable or symbol.is_type)
