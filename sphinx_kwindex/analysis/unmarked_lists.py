"""Lists without bullets, as comments have them: where the words end and the list begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ROW = re.compile(r"[\w./$%<>\[\]*-]+(?: [\w./$<>\[\]*-]+)?(?:\s+-{1,2}\s+|\s*:\s+|\s{2,}|\t)\S")
"""A row with a name: ``make all   builds it``, ``all: builds it``."""
_QUOTED = re.compile(r"([\"'])\w[^\"']*\1\s+\S")
"""A row that begins with a quotation: ``"make install" to install``."""
_FIRST_WORD = re.compile(r"\W{0,2}[\w./-]+\s")
_FEWEST = 3
"""Lines that are a list, whatever stands before them."""
_SHORT_WORD = 4
_MOST_WORDS = 4
"""Of an item that is no sentence."""


def start_of_list(lines: Sequence[str]) -> int:
    """Return the position of the first line of a list in a paragraph, their number without one.

    Parameters
    ----------
    lines:
        The lines with their indentation.
    """
    return next(
        (position for position in range(len(lines)) if _begins(lines, position)), len(lines)
    )


def is_table(lines: Sequence[str], position: int) -> bool:
    """Return whether rows with a name each begin at a line.

    Parameters
    ----------
    lines:
        Without their indentation.
    position:
        That of the line.
    """
    rows = lines[position : position + 2]
    return len(rows) == 2 and all(map(_ROW.match, rows))


def _begins(lines: Sequence[str], position: int) -> bool:
    if position and _indent(lines[position]) > _indent(lines[position - 1]):
        is_announced = lines[position - 1].rstrip().endswith(":")
        return is_announced or _are_items(_of_same_indent(lines, position))
    rows = [line.strip() for line in lines[position : position + _FEWEST]]
    if len(rows) > 1 and all(map(_QUOTED.match, rows[:2])) and _share(rows[:2]):
        return True
    if len(rows) < _FEWEST:
        return False
    return _begin_alike(rows) or (not position and all(" " not in line.strip() for line in lines))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _of_same_indent(lines: Sequence[str], position: int) -> Sequence[str]:
    end = position
    while end < len(lines) and _indent(lines[end]) == _indent(lines[position]):
        end += 1
        if end - position > _FEWEST:
            break
    return lines[position:end]


def _are_items(lines: Sequence[str]) -> bool:
    """Return whether lines that stand further in are items: few words each, and no sentence."""
    return len(lines) > 1 and all(
        len(line.split()) <= _MOST_WORDS and line.rstrip()[-1:] not in ".,;" for line in lines
    )


def _begin_alike(rows: Sequence[str]) -> bool:
    """Return whether rows begin with the same word: ``make all``, ``make test``, ``make clean``."""
    words = [match[0] for row in rows if (match := _FIRST_WORD.match(row))]
    return len(words) == len(rows) and len(set(words)) == 1 and _share(rows)


def _share(rows: Sequence[str]) -> bool:
    """Return whether rows begin with the same letters: more than those of a short word."""
    return all(row.startswith(rows[0][: _SHORT_WORD + 1]) for row in rows)
