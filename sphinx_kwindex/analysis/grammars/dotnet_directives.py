"""Directives of C# in the middle of a declaration, where its grammar knows none.

``class A`` / ``#if X`` / ``: B`` / ``#endif`` / ``{`` would make a class of the name ``X``.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from sphinx_kwindex.analysis.grammars.declaration import Prepared

_DIRECTIVE = re.compile(rb"[ \t]*#[ \t]*(?P<word>if|elif|else|endif)\b")
_COMMENT = re.compile(rb"[ \t]*(?://|/\*|\*)")
_WHOLE = frozenset(b";{}")
"""Last characters of what is a whole; the grammar reads conditions between such."""


class _Place(Enum):
    """Where a condition stands."""

    BETWEEN = auto()
    """Between declarations or statements: as it is."""
    IN_LIST = auto()
    """Behind a comma: all branches are read, without their directives."""
    WITHIN = auto()
    """In a declaration: of its branches the first is read."""


def without_directives(source: bytes) -> Prepared:
    """Blank the directives within declarations, and all of their branches but the first."""
    lines = source.split(b"\n")
    left_out: list[tuple[int, int]] = []
    opened: list[_Place] = []
    skipped = offset = 0
    last = ord(";")
    for number, line in enumerate(lines):
        directive = _DIRECTIVE.match(line)
        word = directive["word"] if directive is not None else b""
        if word == b"if":
            opened.append(_Place.WITHIN if skipped else _place(last))
        place = opened[-1] if opened else _Place.BETWEEN
        if word in {b"elif", b"else"} and place is _Place.WITHIN and not skipped:
            skipped = len(opened)
        if (word and place is not _Place.BETWEEN) or skipped:
            lines[number] = b" " * len(line.rstrip(b"\r")) + b"\r" * line.endswith(b"\r")
            left_out.append((offset, offset + len(line)))
        elif not word and not _COMMENT.match(line):
            code = line.partition(b"//")[0].rstrip()
            last = code[-1] if code else last
        if word == b"endif" and opened:
            skipped = 0 if skipped == len(opened) else skipped
            opened.pop()
        offset += len(line) + 1
    return Prepared(b"\n".join(lines), left_out=tuple(left_out))


def _place(last: int) -> _Place:
    """Return where a condition stands that follows a character of code."""
    if last == ord(","):
        return _Place.IN_LIST
    return _Place.BETWEEN if last in _WHOLE else _Place.WITHIN
