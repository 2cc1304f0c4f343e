r"""What is wrong with a pattern in ``.gitignore`` syntax.

Git passes over a pattern that it cannot understand without a word.  That is right for the files of
a repository; in an option it would hide a slip of the pen.
"""

from __future__ import annotations

import re

_IMPOSSIBLE = re.compile("[\0\r\n\ud800-\udc7f\udd00-\udfff]")
r"""A character that no line of an ignore file, or no path, can hold; ``\udc80`` to ``\udcff`` stand
for bytes of names that are not UTF-8."""

_CLASSES = ("alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
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
            fault, position = _bracket(text, position)
            if fault:
                return fault
        else:
            position += 2 if text[position] == "\\" else 1
    return ""


def _bracket(text: str, start: int) -> tuple[str, int]:
    """Return what is wrong with a set such as ``[!a-z[:digit:]]``, and the place behind it."""
    position = start + 1
    if text[position : position + 1] in ("!", "^"):
        position += 1
    first, before = position, ""
    while position < len(text):
        if text[position] == "]" and position > first:
            return "", position + 1
        if text[position] == "-" and before and text[position + 1 : position + 2] not in ("", "]"):
            last, position = _member(text, position + 1)
            if last and last < before:
                return f"the range {before}-{last} runs backwards", position
            before = ""
        elif named := _NAMED.match(text, position):
            if named[1] not in _CLASSES:
                return f"there is no class of characters {named[0]}", position
            before, position = "", named.end()
        else:
            before, position = _member(text, position)
    return "its [ is not closed", position


def _member(text: str, position: int) -> tuple[str, int]:
    """Return one character of a set, which a backslash may escape, and the place behind it."""
    if text[position] == "\\":
        position += 1
    return text[position : position + 1], position + 1
