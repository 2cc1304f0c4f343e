"""What paragraphs look like whose lines are to stay: columns, programs, tables, early breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sphinx_kwindex.analysis.docstrings.lines import indent_of

_SIMPLE_TABLE = re.compile(r"=+(?: +=+)+\s*$")
"""``====  ===``: the border of a simple table of reST."""
_LONGEST_TABLE = 200
_COLUMNS = re.compile(r"[^\s.!?:]\s{2,}\S")
"""The gap in ``--speed=<kn>  Speed in knots``; two spaces after a full stop are none."""
_LEAST_ROOM = 8


def lines_stay(lines: Sequence[str], *, in_section: bool, goes_on: bool) -> bool:
    """Return whether a paragraph is to be shown as it is written.

    Parameters
    ----------
    lines:
        Its lines, without their indentation.
    in_section:
        Whether it stands under a title.
    goes_on:
        Whether lines that are further in follow.
    """
    if in_section and (_is_broken_early(lines) or (goes_on and _COLUMNS.search(lines[0]))):
        return True
    return _has_columns(lines)


def _has_columns(lines: Sequence[str]) -> bool:
    """Return whether lines are in columns: ``--speed=<kn>  Speed in knots``, most of them."""
    hits = sum(_COLUMNS.search(line) is not None for line in lines)
    return hits > 1 and hits * 2 >= len(lines)


def _is_broken_early(lines: Sequence[str]) -> bool:
    """Return whether most lines end, without a mark, where the next word would have fitted."""
    if len(lines) < 2:
        return False
    width = max(map(len, lines)) - _LEAST_ROOM
    early = sum(
        not _ends_with_mark(line) and len(line) + 1 + len(after.split(None, 1)[0]) <= width
        for line, after in pairwise(lines)
    )
    has_one_start = len({line.split(None, 1)[0] for line in lines}) == 1
    is_usage = has_one_start and not any(map(_ends_with_mark, lines[:-1]))
    return is_usage or early * 2 > len(lines) - 1


def _ends_with_mark(line: str) -> bool:
    """Return whether a line ends as a sentence or a part of it does; an ellipsis is no end."""
    return line.endswith((",", ";", ":", "!", "?", ")", "-")) or (
        line.endswith(".") and not line.endswith("...")
    )


def end_of_simple_table(lines: Sequence[str], start: int) -> int:
    """Return the last line of a table that may have blank lines: a border with a blank below.

    Without one near by, or where no such table starts, that is the first line.

    Parameters
    ----------
    lines:
        The docstring.
    start:
        Index of the line that may be the upper border.
    """
    if not _SIMPLE_TABLE.match(lines[start]):
        return start
    for end in range(start + 1, min(len(lines), start + _LONGEST_TABLE)):
        below = lines[end + 1].strip() if end + 1 < len(lines) else ""
        if not below and _SIMPLE_TABLE.match(lines[end]):
            return end
    return start


_CODE = re.compile(
    r"\s*(?:[\w.\[\]\"']+\s*(?:[-+*/|&]?=)\s*\S|(?:from|import|def|class|return|with|for|if|while)\s"
    r"|[\w.]+\(.*\)?\s*:?$|[@#$%{}\[\]<]|python\s|pip\s)"
)
_SENTENCE = re.compile(r"[\w`*:\"'(\[]")


def is_code(lines: Sequence[str]) -> bool:
    """Return whether indented lines look like a program."""
    written = [line for line in lines if line.strip()]
    return sum(_CODE.match(line) is not None for line in written) * 2 >= len(written)


def is_running_text(lines: Sequence[str]) -> bool:
    """Return whether indented lines are paragraphs: no code, no columns, no steps to the right."""
    written = [line for line in lines if line.strip()]
    return (
        all(_SENTENCE.match(line) for line in written)
        and not any("   " in line or indent_of(line) for line in written)
        and not is_code(written)
    )
