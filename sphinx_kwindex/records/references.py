"""Places in code that name definitions, once it is known which.

An occurrence in the sense of SCIP: a place, what it names, how, and how certain that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

import msgspec

from sphinx_kwindex.records.names import Role


class Certainty(IntEnum):
    """Why a place is taken to name a definition."""

    EXACT = 0
    """By scopes, imports, attributes of modules, and ``self`` in the order of base classes."""
    INFERRED = 1
    """By annotations, calls of classes, and what functions return."""


_CERTAINTIES = tuple(Certainty)
_ROLES = tuple(Role)
"""By their numbers: looking up a member is faster than calling the enumeration."""


class Target(msgspec.Struct, frozen=True, array_like=True):
    """A definition by its file and qualified name; with an empty name the file itself."""

    path: str
    qualname: str


class Place(NamedTuple):
    """A place that names one definition, or up to three that it may be."""

    line: int
    """From 1."""
    column: int
    """In characters, from 0."""
    length: int
    role: Role
    certainty: Certainty
    targets: tuple[Target, ...]


class OutsidePlace(NamedTuple):
    """A place that names what another project defines, by imports and attributes alone."""

    line: int
    """From 1."""
    column: int
    """In characters, from 0."""
    length: int
    role: Role
    name: str
    """Its dotted name."""


class FileReferences(msgspec.Struct, frozen=True, array_like=True):
    """What the places in a file name."""

    targets: tuple[Target, ...] = ()
    named: tuple[tuple[int, ...], ...] = ()
    """What a place names, as positions of targets after a :class:`Certainty`."""
    packed: tuple[int, ...] = ()
    """Of each place four numbers, in source order: lines since the one before, eight times the
    column plus the :class:`Role`, the length, and the position in ``named``."""
    outside_names: tuple[str, ...] = ()
    """Dotted names of what other projects define."""
    outside: tuple[int, ...] = ()
    """The places that name it, as above, with the position among its names."""

    def places(self) -> Iterator[Place]:
        """Yield the places in source order."""
        line = 0
        numbers = iter(self.packed)
        for lines, column, length, position in zip(numbers, numbers, numbers, numbers, strict=True):
            line += lines
            certainty, *targets = self.named[position]
            yield Place(
                line,
                column >> 3,
                length,
                _ROLES[column & 7],
                _CERTAINTIES[certainty],
                tuple(self.targets[item] for item in targets),
            )

    def outside_places(self) -> Iterator[OutsidePlace]:
        """Yield the places that name what other projects define, in source order."""
        line = 0
        numbers = iter(self.outside)
        for lines, column, length, name in zip(numbers, numbers, numbers, numbers, strict=True):
            line += lines
            role = _ROLES[column & 7]
            yield OutsidePlace(line, column >> 3, length, role, self.outside_names[name])


class TargetsAlone(msgspec.Struct, frozen=True, array_like=True):
    """The beginning of :class:`FileReferences`; its places are skipped, not decoded."""

    targets: tuple[Target, ...] = ()


def packed(places: Iterable[Place]) -> FileReferences:
    """Return the record of places that are in source order."""
    targets: dict[Target, int] = {}
    named: dict[tuple[int, ...], int] = {}
    numbers: list[int] = []
    last = 0
    for place in places:
        positions = (targets.setdefault(target, len(targets)) for target in place.targets)
        position = named.setdefault((int(place.certainty), *positions), len(named))
        numbers += (place.line - last, place.column << 3 | place.role, place.length, position)
        last = place.line
    return FileReferences(tuple(targets), tuple(named), tuple(numbers))


class LocalUse(NamedTuple):
    """What a definition of a file, or its module level, names of one file."""

    used: str
    """The qualified name of what is used."""
    user: str
    """The qualified name of the definition around the places; empty for the module level."""
    roles: int
    """The bits of the :class:`Role` of all places: ``1 << role``."""
    certainty: Certainty
    """The best of what the places have for it."""
    times: int
    """How many places there are, imports and heads of classes not counted."""
    calls: int
    """How many of these are calls."""


class LocalUses(msgspec.Struct, frozen=True, array_like=True):
    """What a file names of one file, another one or itself."""

    names: tuple[str, ...] = ()
    """Qualified names of definitions, each once."""
    packed: tuple[int, ...] = ()
    """Of each use, sorted by the place of the user and the name of what it uses, five numbers: the
    positions of the names of what is used and what uses it; twice the roles plus the
    :class:`Certainty`; times; calls."""

    def __iter__(self) -> Iterator[LocalUse]:
        numbers = iter(self.packed)
        names = self.names
        for used, user, how, times, calls in zip(*[numbers] * 5, strict=True):
            certainty = _CERTAINTIES[how & 1]
            yield LocalUse(names[used], names[user], how >> 1, certainty, times, calls)


class Alias(msgspec.Struct, frozen=True, array_like=True):
    """What a variable is another name of: ``s = attrs``."""

    targets: tuple[Target, ...]
    """What is assigned to it by name; one of these may be another name, too."""
    certainty: Certainty
    """Exact if it is bound once, and the name that is assigned says exactly what it names."""


class LinkedFile(msgspec.Struct, frozen=True, array_like=True):
    """What the places in a file name, and on what that depends."""

    digest: str
    """Hash of the content of the file."""
    looked_at: tuple[tuple[str, str], ...]
    """The files whose interfaces were looked at, with the hashes of these."""
    uses: dict[str, bytes]
    """What it names of each file, itself among them: the :class:`LocalUses`, encoded, by path."""
    references: bytes
    """The :class:`FileReferences`, encoded; few are needed at a time."""
    aliases: dict[str, Alias] = {}
    """The variables of the module and of classes that are other names, by qualified name."""


class LinkedFiles(msgspec.Struct, frozen=True, array_like=True):
    """The outcome for all files of a repository."""

    layout: str = ""
    """Hash of which folders are packages, and where imports begin."""
    files: dict[str, LinkedFile] = {}
    modules: tuple[str, ...] = ()
    """Paths of all modules, sorted."""


NOTHING_LINKED = LinkedFiles()
