r"""What is wrong with a pattern in ``.gitignore`` syntax.

Git passes over a pattern that it cannot understand without a word.  That is right for the files of
a repository; in an option it would hide a slip of the pen.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_IMPOSSIBLE = re.compile("[\0\r\n\ud800-\udc7f\udd00-\udfff]")
r"""A character that no line of an ignore file, or no path, can hold; ``\udc80`` to ``\udcff`` stand
for bytes of names that are not UTF-8."""

CLASSES = ("alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
            "space", "upper", "xdigit")  # fmt: skip

_NAMED = re.compile(r"\[:([^\]]*):\]")
"""``[:digit:]`` in a set."""


def fault_of(pattern: str) -> str:
    """Return what is wrong with a pattern, empty if it can match something or is a comment."""
    if found := _IMPOSSIBLE.search(pattern):
        return f"no path that a pattern can match holds {found[0]!r}"
    text = pattern.rstrip(" ")
    if not text or text.startswith("#"):
        return ""
    if not text.removeprefix("!").strip("/"):
        return "it names no file and no folder"
    return _fault_of_parts(pattern if text.endswith("\\") else text)


def _fault_of_parts(text: str) -> str:
    position = 0
    while position < len(text):
        if text[position] == "\\" and position + 1 == len(text):
            return "it ends with a backslash that escapes nothing"
        if text[position] == "[":
            try:
                found = read_set(text, position)
            except SetError as error:
                return str(error)
            for first, last in found.ranges:
                if last < first:
                    return f"the range {first}-{last} runs backwards"
            position = found.end
        else:
            position += 2 if text[position] == "\\" else 1
    return ""


class SetError(ValueError):
    """A set that is not closed, or names a class of characters that does not exist."""


class CharacterSet(NamedTuple):
    """What stands in a set such as ``[!a-z[:digit:]]``."""

    is_negated: bool
    ranges: list[tuple[str, str]]
    """First and last characters; of a single character twice that."""
    classes: list[str]
    """Names out of :data:`CLASSES`."""
    end: int
    """The place behind the set."""


def read_set(text: str, start: int) -> CharacterSet:
    """Return what a set stands for.

    Parameters
    ----------
    text:
        A pattern; of bytes that are no text, each as the character of its number.
    start:
        Where the set begins.

    Raises
    ------
    SetError
        If it is none.
    """
    is_negated = text[start + 1 : start + 2] in ("!", "^")
    position = start + 1 + is_negated
    found = CharacterSet(is_negated, [], [], position)
    can_begin_range = False
    while position < len(text):
        if text[position] == "]" and position > found.end:
            return found._replace(end=position + 1)
        if (
            text[position] == "-"
            and can_begin_range
            and text[position + 1 : position + 2] not in ("", "]")
        ):
            last, position = _member(text, position + 1)
            found.ranges[-1] = found.ranges[-1][0], last
            can_begin_range = False
        elif named := _NAMED.match(text, position):
            if named[1] not in CLASSES:
                raise SetError(f"there is no class of characters {named[0]}")
            found.classes.append(named[1])
            position, can_begin_range = named.end(), False
        else:
            member, position = _member(text, position)
            found.ranges.append((member, member))
            can_begin_range = True
    raise SetError("its [ is not closed")


def _member(text: str, position: int) -> tuple[str, int]:
    """Return one character of a set, which a backslash may escape, and the place behind it."""
    if text[position] == "\\":
        position += 1
    return text[position : position + 1], position + 1
