"""Lines and their indentation."""

from __future__ import annotations

import re
from collections.abc import Sequence


def indent_of(line: str) -> int:
    """Return the width of the white space that a line starts with."""
    return len(line) - len(line.lstrip())


def dedented(lines: Sequence[str]) -> list[str]:
    """Return the lines without the indentation that all of them share."""
    width = min((indent_of(line) for line in lines if line.strip()), default=0)
    return [line[width:] if line.strip() else "" for line in lines]


def trimmed(lines: Sequence[str], *, start: bool = True) -> list[str]:
    """Return the lines without blank ones at the end, and at the start.

    Parameters
    ----------
    lines:
        Lines of text.
    start:
        Whether blank lines at the start go as well.
    """
    first, last = 0, len(lines)
    while start and first < last and not lines[first].strip():
        first += 1
    while last > first and not lines[last - 1].strip():
        last -= 1
    return list(lines[first:last])


def indented_end(lines: Sequence[str], start: int) -> int:
    """Return where the blank and indented lines from ``start`` on end.

    Parameters
    ----------
    lines:
        Lines of text.
    start:
        Index of the first of them.
    """
    end = start
    for position in range(start, len(lines)):
        if not lines[position].strip():
            continue
        if not indent_of(lines[position]):
            break
        end = position + 1
    return end


def next_written(lines: Sequence[str]) -> list[str]:
    """Return for each line the first from there on that is not blank; empty if there is none.

    One pass for all lines: to look for each of them anew takes the square of their number.
    """
    found = [""] * len(lines)
    following = ""
    for position in range(len(lines) - 1, -1, -1):
        if lines[position].strip():
            following = lines[position]
        found[position] = following
    return found


def introduction(paragraph: str) -> str:
    """Return a paragraph without what tells that literal text follows: ``Like this::``."""
    if not paragraph.endswith("::"):
        return paragraph
    is_written = len(paragraph) > 2 and paragraph[-3] != " "
    return paragraph[:-1] if is_written else paragraph[:-2].rstrip()


_ESCAPED = re.compile(r"\\([*_`|\\])")


def unescaped(name: str) -> str:
    """Return a name without the backslashes that keep reST from reading its signs as markup."""
    return _ESCAPED.sub(r"\1", name)
