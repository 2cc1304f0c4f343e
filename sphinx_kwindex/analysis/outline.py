"""The parts of a file that is no program: headings, tables, keys, targets, jobs."""

from __future__ import annotations

from collections import Counter

import msgspec
from mdit_py_plugins.anchors.index import slugify, unique_slug

from sphinx_kwindex.analysis.inline import inline
from sphinx_kwindex.records.analysis import PART_ANCHOR, Symbol
from sphinx_kwindex.records.symbol_kinds import SymbolKind

MOST_PARTS = 2_000
"""Parts that one file can have; a data file with more is a table, not a structure."""

_LONGEST_NAME = 200
_LONGEST_VALUE = 198
"""With the colon before it as long as a name may be."""
_LEVEL = " › "
"""Between a heading and the one above it, where several headings have the same words."""


class Outline:
    """Collects the parts of one file in source order, and gives each its anchor.

    The anchor of a heading is the one that GitHub and MyST make of its words, behind a prefix that
    keeps it apart from the anchors of our own sections.
    """

    def __init__(self) -> None:
        self._parts: list[_Part] = []
        self._slugs: set[str] = set()
        self._open: list[tuple[int, int]] = []
        self.omitted = 0
        """Parts beyond :data:`MOST_PARTS`."""

    def add(
        self,
        kind: SymbolKind,
        name: str,
        line: int,
        *,
        parent: int = -1,
        owner: str = "",
        signature: str = "",
        summary: str = "",
        value: str = "",
    ) -> int:
        """Add a part and return its position; -1 if there are too many.

        Parameters
        ----------
        kind:
            What it is.
        name:
            As written; white space and what cannot be encoded does not matter.
        line:
            Where it begins, from 1.
        parent:
            Position of the part that holds it.
        owner:
            What comes before its name to make it unique: the table of a key.
        signature:
            What follows the name.
        summary:
            A sentence about it.
        value:
            What an entry of a data file holds.
        """
        shown = printable(name, _LONGEST_NAME)
        if not shown:
            return -1
        if len(self._parts) >= MOST_PARTS:
            self.omitted += 1
            return -1
        # The words of a heading alone make its anchor, as on GitHub; a key has its table before it.
        words = f"{owner}.{shown}".replace(".", "-") if owner else shown
        slug = unique_slug(slugify(words), self._slugs)
        self._parts.append(
            _Part(
                kind=kind,
                name=shown,
                line=line,
                parent=parent,
                anchor=PART_ANCHOR + slug,
                owner=printable(owner),
                signature=_cut(signature),
                summary=summary,
                value=printable(value, _LONGEST_VALUE),
            )
        )
        return len(self._parts) - 1

    def heading(self, level: int, words: str, line: int) -> int:
        """Add a heading below the last one of a higher level; return its position.

        Parameters
        ----------
        level:
            1 for the title, more for each level below.
        words:
            Its text.
        line:
            Its line, from 1.
        """
        self._close(level, line - 1)
        parent = self._open[-1][1] if self._open else -1
        position = self.add(SymbolKind.HEADING, words, line, parent=parent)
        if position >= 0:
            self._open.append((level, position))
        return position

    def summarise(self, position: int, sentence: str) -> None:
        """Say a sentence about a part, unless it has one.

        Parameters
        ----------
        position:
            Position of the part.
        sentence:
            The sentence.
        """
        if position >= 0 and not self._parts[position].summary:
            self._parts[position].summary = sentence

    def end(self, position: int, line: int) -> None:
        """Say where a part ends.

        Parameters
        ----------
        position:
            Position of the part.
        line:
            Its last line, from 1.
        """
        if position >= 0:
            self._parts[position].end_line = max(line, self._parts[position].line)

    def symbols(self, last_line: int) -> tuple[Symbol, ...]:
        """Return the parts in the order of their lines; ``last_line`` is that of the file."""
        self._close(0, last_line)
        counts = Counter((part.kind, part.name) for part in self._parts)
        order = sorted(range(len(self._parts)), key=lambda position: self._parts[position].line)
        places = {position: place for place, position in enumerate(order)}
        return tuple(
            Symbol(
                name=part.name,
                qualname=self._qualname(part, is_unique=counts[part.kind, part.name] == 1),
                kind=part.kind,
                line=part.line,
                end_line=max(part.end_line, part.line),
                anchor=part.anchor,
                parent=places.get(part.parent, -1),
                signature=part.signature,
                summary=inline(part.summary),
                value=part.value or None,
            )
            for part in (self._parts[position] for position in order)
        )

    def _close(self, level: int, line: int) -> None:
        while self._open and self._open[-1][0] >= level:
            self.end(self._open.pop()[1], line)

    def _qualname(self, part: _Part, *, is_unique: bool) -> str:
        if part.owner:
            return f"{part.owner}.{part.name}"
        if is_unique or part.kind is not SymbolKind.HEADING or part.parent < 0:
            return part.name
        return f"{self._parts[part.parent].name}{_LEVEL}{part.name}"


class _Part(msgspec.Struct):
    """A part that is still being read."""

    kind: SymbolKind
    name: str
    line: int
    parent: int
    anchor: str
    owner: str
    signature: str
    summary: str
    value: str
    end_line: int = 0


def printable(text: str, longest: int = 0) -> str:
    """Return text on one line that can be encoded, cut if it is longer than wanted.

    Parameters
    ----------
    text:
        Any text.
    longest:
        The most characters that it may have; 0 for any number.
    """
    shown = " ".join(text.split()).encode("utf-8", "replace").decode("utf-8")
    if longest and len(shown) > longest:
        return f"{shown[: longest - 1].rstrip()}…"
    return shown


def _cut(signature: str) -> str:
    """Return what follows a name, with the space that it begins with."""
    lead = " " if signature[:1].isspace() else ""
    return f"{lead}{printable(signature, _LONGEST_NAME)}" if signature.strip() else ""


def merged(parts: tuple[Symbol, ...], code: tuple[Symbol, ...]) -> tuple[Symbol, ...]:
    """Put parts, and the definitions of code in the same file, in the order of their lines.

    Parameters
    ----------
    parts:
        The parts of a document.
    code:
        The definitions.
    """
    both = [(symbol, 0) for symbol in parts] + [(symbol, len(parts)) for symbol in code]
    order = sorted(range(len(both)), key=lambda position: (both[position][0].line, position))
    places = {position: place for place, position in enumerate(order)}
    found = []
    for position in order:
        symbol, offset = both[position]
        parent = places[symbol.parent + offset] if symbol.parent >= 0 else -1
        found.append(msgspec.structs.replace(symbol, parent=parent))
    return tuple(found)
