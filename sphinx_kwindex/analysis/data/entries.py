"""What all data formats have in common: values under paths of keys, each on a line."""

from __future__ import annotations

from enum import Enum

import msgspec

Path = tuple[str | int, ...]
"""Keys, and positions in lists, from the top of the file to a value."""

TOO_DEEP = "nested too deeply to parse"

DEEPEST = 6
"""Levels of nesting that are read: no kind of file that is known declares anything below."""

MOST_ENTRIES = 20_000
"""Entries of one file that are looked at; a file with more is data, not a declaration."""


class Form(Enum):
    """What an entry holds."""

    VALUE = "value"
    TABLE = "table"
    LIST = "list"
    SECTION = "section"
    """A table with a line of its own, as TOML and INI files have them."""
    IMPLICIT = "implicit"
    """A table that is there because something stands in it: ``a`` of ``[a.b]`` or ``a.b = 1``."""


class Entry(msgspec.Struct, frozen=True):
    """A value, table or list in a data file."""

    path: Path
    line: int
    form: Form = Form.VALUE
    value: str = ""
    """Of a single value, as text; of a section what else its line says."""
    written: int = 1
    """How many parts of the path stand on the line: more than one of a dotted key."""

    @property
    def name(self) -> str:
        """The key, or the position in a list."""
        return str(self.path[-1])


class Reading(msgspec.Struct, frozen=True):
    """What a reader made of a file."""

    entries: tuple[Entry, ...] = ()
    """In source order; what is in a table follows it."""
    problem: str = ""
    """Why it stopped, if it did; the entries are those before."""
    line: int = 0
