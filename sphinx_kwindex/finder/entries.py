"""The entries of the finder, as lines of text, and the postings that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntFlag
from typing import NamedTuple

import msgspec

from sphinx_kwindex.finder.coding import DIGITS, base36, four_digits
from sphinx_kwindex.finder.words import (
    TERMINATOR,
    Found,
    key_of_path,
    keys_of_message,
    keys_of_name,
    keys_of_text,
    last_part,
    plain,
)

KINDS = {
    "file": "f",
    "folder": "d",
    "module": "m",
    "document": "D",
    "section": "S",
    "error-message": "e",
    "environment-variable": "v",
    "command-line-option": "o",
    "configuration-key": "k",
    "entry-point": "p",
    "import": "i",
    "package": "P",
    "namespace": "N",
    "class": "C",
    "struct": "A",
    "union": "U",
    "interface": "I",
    "protocol": "R",
    "trait": "T",
    "concept": "O",
    "exception": "X",
    "enum": "E",
    "database-table": "B",
    "database-view": "W",
    "test": "t",
    "fixture": "x",
    "macro": "M",
    "operator": "Q",
    "precedence-group": "G",
    "function": "F",
    "method": "h",
    "property": "y",
    "constant": "K",
    "enumerator": "u",
    "variable": "V",
    "attribute": "a",
    "type-alias": "L",
    "alias": "Z",
    "binding": "b",
    "heading": "H",
    "target": "g",
    "stage": "s",
    "job": "j",
    "trigger": "r",
    "script": "c",
    "dependency": "q",
    "command": "w",
    "block": "l",
    "template-macro": "n",
    "table": "z",
    "key": "Y",
}
"""The kinds of entry, each with its letter; of a kind that a project adds the name is written."""

OTHER_KIND = "~"
_MESSAGE = KINDS["error-message"]
_TEXTS = frozenset("HSD")
"""Kinds whose names are text: nothing encloses them, and any word begins what is looked for."""
_PATHS = frozenset("fd")

NO_ANCHOR = "-"
LONGEST_NAME = 160
LONGEST_SUMMARY = 90
_LONGEST_REST = 40


class Flag(IntFlag):
    """What is said of an entry besides its kind; filters ask for it."""

    PRIVATE = 1
    UNDOCUMENTED = 2
    UNTESTED = 4
    ASIDE = 8
    """It is of tests or examples."""


class Weight(msgspec.Struct, frozen=True):
    """What puts an entry before others that match as well, most important first."""

    is_public: bool = True
    is_definition: bool = True
    level: int = 0
    """3 for classes, functions, modules and the like, down to 0."""
    is_code: bool = True
    """Rather than of tests or examples."""
    uses: int = 0
    """How many files use it."""

    @property
    def number(self) -> int:
        """The weight as one number.

        Uses count in steps: one more or less hardly ever changes an entry.
        """
        step = sum(self.uses > limit for limit in (0, 3, 20))
        parts = (self.is_public << 6, self.is_definition << 5, self.level << 3, self.is_code << 2)
        return sum(parts) + step


class Entry(msgspec.Struct, frozen=True):
    """Something that can be found."""

    kind: str
    """A key of :data:`KINDS`, or the name of a kind that the project adds."""
    name: str
    anchor: str = ""
    summary: str = ""
    flags: Flag = Flag(0)
    weight: Weight = Weight()

    @property
    def line(self) -> str:
        """The entry as a line of a shard."""
        letter = KINDS.get(self.kind, OTHER_KIND)
        number = self.weight.number
        head = f"{letter}{DIGITS[self.flags]}{DIGITS[number // 36]}{DIGITS[number % 36]}"
        if letter == OTHER_KIND:
            head += one_field(self.kind)
        name = one_field(self.name)[:LONGEST_NAME]
        anchor = NO_ANCHOR if not self.anchor else self.anchor if self.anchor != name else ""
        return "\t".join((head, name, one_field(anchor), _cut(self.summary))).rstrip("\t")


def one_field(text: str) -> str:
    """Return a text that can be a field of a line: on one line, and without what no file holds."""
    return " ".join(text.replace("\0", " ").split()).encode("utf-8", "replace").decode("utf-8")


def _cut(text: str) -> str:
    text = one_field(text)
    if len(text) <= LONGEST_SUMMARY:
        return text
    return f"{text[:LONGEST_SUMMARY].rpartition(' ')[0] or text[:LONGEST_SUMMARY]}…"


class Posting(NamedTuple):
    """A place of a line under a key."""

    key: str
    header: str
    """The page of the line: a path, after a tab its docname where that does not follow from it."""
    line: str
    found: Found = Found.BY_NAME


def postings_of_entry(header: str, line: str) -> Iterator[Posting]:
    """Yield the postings of an entry.

    Parameters
    ----------
    header:
        Its page.
    line:
        The entry.
    """
    head, _, rest = line.partition("\t")
    name = rest.partition("\t")[0]
    path = header.partition("\t")[0]
    letter = head[0]
    if letter == _MESSAGE:
        keys = keys_of_message(name)
    elif letter in _TEXTS:
        keys = keys_of_text(name)
    elif letter in _PATHS:
        outer = path.rstrip("/").rpartition("/")[0].rpartition("/")[2]
        keys = keys_of_name(outer, name)
    else:
        keys = keys_of_name(*last_part(name))
    end = f"{TERMINATOR}{key_of_path(path)}{TERMINATOR}{plain(name[:_LONGEST_REST])}"
    seen: set[str] = set()
    for key, found in keys:
        if key not in seen:
            seen.add(key)
            yield Posting(key + end, header, line, found)


def postings_of_word(_header: str, word: str) -> Iterator[Posting]:
    """Yield a posting for each place inside a word from which on it may be asked for.

    Parameters
    ----------
    _header:
        Nothing: no page is above words.
    word:
        The word.
    """
    for start in range(1, len(word) - 2):
        yield Posting(f"{word[start:]}{TERMINATOR}{word}", "", word, Found.BY_WORD)


def postings_of_lines(header: str, line: str) -> Iterator[Posting]:
    """Yield the posting of the lines of a file.

    Parameters
    ----------
    header:
        Its path.
    line:
        The lines, as :func:`lines_of_places` writes them.
    """
    yield Posting(key_of_path(header) + TERMINATOR, header, line)


def weight_of(line: str) -> int:
    """Return the weight of an entry."""
    return int(line[2:4], 36)


_MOST_PLACES = 6000


def lines_of_places(places: Iterable[tuple[str, int]]) -> str:
    """Return the lines of the places of a file by their anchors, as text.

    Four digits stand for an anchor; where two anchors of a file share them, neither is there.

    Parameters
    ----------
    places:
        Anchors with their lines; one anchor may have several.
    """
    by_code: dict[str, tuple[str, list[int]] | None] = {}
    for anchor, line in places:
        code = four_digits(anchor)
        known = by_code.setdefault(code, (anchor, []))
        if known is not None and known[0] == anchor:
            known[1].append(line)
        else:
            by_code[code] = None
    found = sorted({(line, code) for code, known in by_code.items() if known for line in known[1]})
    parts, before = [], 0
    for line, code in found[:_MOST_PLACES]:
        parts.append(code + base36(line - before))
        before = line
    return " ".join(parts)
