"""What is said of a language once: its grammar, its queries, and what a query cannot say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.analysis.grammars.literals import Lexicon
from sphinx_kwindex.records.bindings import Binding
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.records.symbol_kinds import SymbolKind

Node: TypeAlias = Any
"""A node of a syntax tree; :mod:`tree_sitter` is there only with the extra."""


_MOST_BYTES = 20_000
"""Of a piece of a source that is shown on one line; what is shown of it is much shorter."""


_CLOSING_ANGLE = re.compile(r">(?!\s|=)")
"""``>(a: T)`` at the start of a line; ``> b`` compares."""
_OPENING_ANGLE = re.compile(r"(?:^|[^\s<=])<$")
"""``define<`` at the end of a line; ``a <`` compares."""


class Match(msgspec.Struct):
    """What one pattern of a query matched."""

    kind: SymbolKind
    node: Node
    captures: Mapping[str, list[Node]]
    source: bytes
    comments: Sequence[tuple[int, int]] = ()
    """Where the comments of the source are, sorted."""

    def first(self, name: str) -> Node | None:
        """Return the first node of a capture, None without one."""
        nodes = self.captures.get(name)
        return nodes[0] if nodes else None

    def text(self, start: int, end: int, most: int = _MOST_BYTES) -> str:
        """Return a piece of the source on one line and without comments; a long one is cut.

        Parameters
        ----------
        start:
            Offset of its first byte.
        end:
            Offset behind its last byte.
        most:
            How many bytes of it are read.
        """
        end = min(end, start + most)
        pieces = []
        # No slice of the comments: there may be many behind each of many definitions.
        for index in range(bisect_left(self.comments, (start, start)), len(self.comments)):
            first, last = self.comments[index]
            if first >= end:
                break
            pieces.append(self.source[start:first])
            start = last
        pieces.append(self.source[start:end])
        return on_one_line(b" ".join(pieces).decode("utf-8", "replace"))


def on_one_line(text: str) -> str:
    """Join lines as one would have written them on one: brackets close to what they hold."""
    joined = ""
    open_angles = 0
    for line in text.split("\n"):
        words = " ".join(line.split())
        if not words:
            continue
        is_angle = words.startswith(">") and (open_angles > 0 or bool(_CLOSING_ANGLE.match(words)))
        closes = words.startswith((")", "]")) or is_angle
        if closes or words.startswith("}"):
            joined = joined.removesuffix(",")
        opens = joined.endswith(("(", "[")) or bool(_OPENING_ANGLE.search(joined[-2:]))
        open_angles += bool(_OPENING_ANGLE.search(words[-2:])) - (is_angle and open_angles > 0)
        joined += words if closes or opens or not joined else f" {words}"
    return joined


class Prepared(msgspec.Struct):
    """A source as the grammar shall read it, with what was read from it before."""

    code: bytes
    """As long as the source, with the same lines."""
    comments: tuple[tuple[int, int], ...] = ()
    left_out: tuple[tuple[int, int], ...] = ()
    """What else no page shows: directives."""
    attached: tuple[tuple[int, int], ...] = ()
    """What the grammar shall not read of what follows it: annotations, in source order."""
    found: tuple[Found, ...] = ()
    included: tuple[Included, ...] = ()
    bindings: tuple[Binding, ...] = ()
    starts: frozenset[int] | None = None
    """Where definitions may begin, None for anywhere: all else is pieces of what did not parse."""
    unread: tuple[tuple[int, int], ...] = ()
    """What may define something, but nobody can tell what."""
    is_cut: bool = False
    """Whether some of the source was left out, since it has too much."""
    stand_ins: tuple[tuple[int, int], ...] = ()
    """Names that the grammar takes for keywords, and line ends that it takes for those of
    statements; it reads other names and blanks in their place."""

    @property
    def parsed(self) -> bytes:
        """The code as the grammar reads it."""
        code = bytearray(self.code)
        for start, end in self.stand_ins:
            code[start:end] = b" " if code[start:end].isspace() else b"x" * (end - start)
        return bytes(code)


class Reading(msgspec.Struct, frozen=True):
    """One way to read a piece of code."""

    code: bytes
    """As long as the piece, or longer by what ends it, with the same lines."""
    left_out: tuple[tuple[int, int], ...] = ()
    """Places in the source that are blank in it."""


class Piece(msgspec.Struct, frozen=True):
    """A part of a source that may be code, though its grammar takes it for mere tokens."""

    start: int
    end: int
    readings: Iterator[Reading]
    """Of which the first one without an error counts."""
    defines: bool
    """Whether definitions are lost if none does."""


C_DOCUMENTATION = re.compile(r"/\*[*!](?![*/<])|//[/!](?![/<])")
"""Documentation in most languages with braces; ``/**<`` is of what is before it."""
ANY_COMMENT = re.compile(r"")
"""Documentation where any comment above a definition is."""


Refine = Callable[[Match], Iterable[Found]]


class Grammar(msgspec.Struct, frozen=True):
    """A language that is read by a grammar."""

    language: str
    """Name of the file type, as :mod:`sphinx_kwindex.analysis.languages` gives it."""
    module: str
    """Python module of the grammar."""
    query: str
    """Stem of the file of queries."""
    function: str = "language"
    """Function of the module that returns the language."""
    separator: str = "."
    """What is between a name and its scope."""
    member_separator: str = ""
    """What is between a name and its class, where that is something else."""
    is_strict: bool = True
    """Whether what the grammar does not know is an error: there are neither macros nor dialects."""
    documentation: re.Pattern[str] = C_DOCUMENTATION
    """What a comment starts with that is documentation of what follows."""
    is_markdown: bool = False
    """Whether documentation is in Markdown by convention."""
    lexicon: Lexicon | None = None
    """Comments and strings, where brackets tell the pieces that the grammar cannot read."""
    head: bytes = b""
    """What has to stand before each piece of code."""
    openings: frozenset[str] = frozenset({"(", "[", "{"})
    """Tokens that open something: after one that the grammar could not place, nothing is sure."""
    prepare: Callable[[bytes, int], Prepared] | None = None
    """Makes of a source, and of how many definitions are read, what the grammar can read."""
    refine: Refine | None = None
    """Reads a definition where a name in a query is not enough."""
    imports: Callable[[Match], Iterable[Included]] | None = None
    """Reads what ``@import`` matched; by default the text of it, without quotes."""
    names: Callable[[Sequence[Node], bytes, Sequence[Import]], bytes] | None = None
    """Returns the names that other files may define, encoded as they are kept, from the trees, the
    source and its imports."""
    embedded: Callable[[Node, bytes], Iterable[Piece]] | None = None
    """Returns the pieces of code that are in what ``@embedded`` matched."""
