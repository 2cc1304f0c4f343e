"""What the indexes of other tools say of the files, once it was held against their texts."""

from __future__ import annotations

import msgspec

from sphinx_kwindex.records.references import LinkedFile


class IndexedDefinition(msgspec.Struct, frozen=True, array_like=True):
    """A definition of ours that an index knows as well."""

    symbol: str
    """What the index calls it."""
    qualname: str
    """Empty for the file itself."""
    is_forward: bool = False
    """Whether that is only a declaration of what may be defined elsewhere."""


class NamedSymbol(msgspec.Struct, frozen=True, array_like=True):
    """A symbol that a file names."""

    symbol: str
    text: str = ""
    """What stands at these places, where that is not the name that the symbol tells."""
    is_renamed: bool = False
    """Whether it tells another name, so that an import must have given it this one."""
    index: int = -1
    """Position of the index that is out of date if no import did; -1 if it says nothing of that."""


class IndexedFile(msgspec.Struct, frozen=True, array_like=True):
    """What the indexes say of a file, as far as the file agrees."""

    key: str
    """Hash of the file, of what our own engine says of it, and of what the indexes do."""
    definitions: tuple[IndexedDefinition, ...] = ()
    named: tuple[NamedSymbol, ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    """Symbols, each with another name that an import gives it."""
    packed: tuple[int, ...] = ()
    """Of each place four numbers, in source order: lines since the one before, eight times the
    column plus the role, the length, and the position in ``named``."""
    stale: tuple[int, ...] = ()
    """For each index the number of places at which the file has no such name."""
    broken: tuple[int, ...] = ()
    """Positions of the indexes that cannot be read where they speak of the file."""


class JoinedFile(msgspec.Struct, frozen=True, array_like=True):
    """What the places in a file name, by our engine and the indexes together."""

    key: str
    """Hash of both, and of what the symbols mean."""
    linked: LinkedFile


class IndexedFiles(msgspec.Struct, frozen=True, array_like=True):
    """The outcome for all files that an index speaks of, by path."""

    files: dict[str, IndexedFile] = {}
    joined: dict[str, JoinedFile] = {}


NOTHING_INDEXED = IndexedFiles()
