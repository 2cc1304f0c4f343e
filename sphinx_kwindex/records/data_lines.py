"""What the data of a site say: a line of JSON for each file, definition, use and message.

They are for other programs, which need to know nothing else of us.  A definition is named by its
*id*: the path of its file, ``#``, and the anchor that it has on the page of that file.  A file is
named by its path.  What is empty or false is left out of a line.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

MANIFEST = "manifest.json"
"""The file that says what there is."""

SCHEMA = "schema.json"
"""The file that says what the lines are."""

PAGE_SCHEMA = "page-schema.json"
"""The file that says what a page is as JSON."""

COMPANIONS = (MANIFEST, SCHEMA, PAGE_SCHEMA)

DataFormat = Literal[
    "ctags", "files", "json", "llms", "markdown", "messages", "scip", "symbols", "uses"
]
"""In what a site can tell other programs what it says."""

PAGE_FORMATS = frozenset({"json", "llms", "markdown"})
"""Those with a file for each page, or folder, of a site; the others have one for all."""

FORMAT = 1
"""Raised with each change that a reader of an earlier one would not understand."""


def formats_of_facts(names: Iterable[str]) -> tuple[str, ...]:
    """Return those of some formats that are made from facts, not from pages."""
    return tuple(name for name in names if name not in PAGE_FORMATS)


def id_of(path: str, anchor: str) -> str:
    """Return the id of a definition; that of a file without an anchor.

    Parameters
    ----------
    path:
        The path of its file.
    anchor:
        Its anchor on the page of that file.
    """
    return f"{path}#{anchor}" if anchor else path


class SymbolLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A definition."""

    name: str
    """The last part of its qualified name; the lines are sorted by it."""
    qualname: str
    id: str
    path: str
    line: int
    """Of the definition proper, counted from 1; decorators stand above it."""
    end_line: int
    kind: str
    module: str = ""
    """The module that defines it, dotted."""
    offered_as: tuple[str, ...] = ()
    """Dotted names by which packages offer it as their own."""
    signature: str = ""
    summary: str = ""
    """The first sentence of what is said of it."""
    bases: tuple[str, ...] = ()
    """Of a class: its bases in the repository by id, others by name."""
    subclasses: tuple[str, ...] = ()
    """Ids of the classes that have it among their bases."""
    overrides: str = ""
    """Of a member of a class: the id of the nearest one above that it takes the place of."""
    local: bool = False
    """Whether it is in a function, so that nobody else can name it."""
    private: bool = False
    documented: bool = False
    test: bool = False
    """Whether it is a test, or in code for tests."""


class UseLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A definition, or the module level of a file, that uses a definition or a file."""

    of: str
    """The id of what is used; the lines are sorted by it, code before tests."""
    by: str
    """The id of what uses it; the path of the file for its module level."""
    path: str
    """The file of what uses it."""
    name: str = ""
    """The qualified name of what uses it."""
    lines: tuple[int, ...] = ()
    """Where it does, counted from 1; none in a language whose places are not known."""
    roles: tuple[str, ...] = ()
    """How: annotation, base, call, decorator, import, read, write."""
    inferred: bool = False
    """Whether simple types alone tell what is used, so that it is likely and not certain."""
    test: bool = False
    """Whether the user is in code for tests."""
    alias: str = ""
    """Another name of what is used, by which it is used."""


class FileLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file."""

    path: str
    """The lines are sorted by it."""
    language: str
    size: int
    """In bytes."""
    lines: int = 0
    module: str = ""
    summary: str = ""
    """The first sentence of what it says of itself."""
    imports: tuple[str, ...] = ()
    """Paths of the files that it imports or includes."""
    external: tuple[str, ...] = ()
    """Of a Python file: the top names of what it imports from elsewhere."""
    imported_by: tuple[str, ...] = ()
    """Paths of the files that import or include it."""
    test: bool = False
    """Whether it is code for tests."""
    approximate: bool = False
    """Whether its definitions come from a tolerant reading."""
    problem: str = ""
    """Why it could not be understood as a whole."""


class MessageLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """An error message in the code."""

    text: str
    """On one line, with ``{expression}`` for what is computed; the lines are sorted by it."""
    path: str
    line: int
    within: str = ""
    """The id of the definition around it."""


LINES: dict[str, type[msgspec.Struct]] = {
    "files": FileLine,
    "messages": MessageLine,
    "symbols": SymbolLine,
    "uses": UseLine,
}
"""What the lines of each kind of data are."""


class Manifest(msgspec.Struct, frozen=True):
    """What there are of data, and in which form."""

    format: int
    version: str
    """The version of sphinx-kwindex that wrote them."""
    files: dict[str, str]
    """The SHA-256 of the content of each file, by its name."""
    release: str = ""
    """What the documentation calls the state of the repository, such as 3.1.0."""
