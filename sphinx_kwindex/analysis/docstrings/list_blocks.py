"""Lists in docstrings, with bullets or numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sphinx_kwindex.analysis.docstrings.beginnings import BULLET, FIELD, NUMBER, starts_block
from sphinx_kwindex.analysis.docstrings.cursor import Cursor
from sphinx_kwindex.analysis.docstrings.lines import dedented, indent_of, trimmed
from sphinx_kwindex.records.docstrings import BULLETS, Items, Passage


def read_list(cursor: Cursor, read_blocks: Callable[[Sequence[str]], tuple[Passage, ...]]) -> Items:
    """Take a list, up to the first line that is no part of it.

    Parameters
    ----------
    cursor:
        At the first line of the list.
    read_blocks:
        Returns the blocks of the lines of an item.
    """
    items: list[tuple[Passage, ...]] = []
    start = BULLETS
    is_numbered = BULLET.match(cursor.lines[cursor.at]) is None
    while cursor.at < len(cursor.lines):
        line = cursor.lines[cursor.at]
        match = (NUMBER if is_numbered else BULLET).match(line)
        if match is None:
            break
        if is_numbered:
            written = match["number"]
            number = int(written) if written != "#" else max(start, 1) + len(items)
            start = start if items else number
            if number != start + len(items):
                break  # the next list, lest a page shows another number
        cursor.at += 1
        items.append(read_blocks(_item(cursor, line[match.end() :], match.end())))
        if not _next_is_item(cursor, is_numbered=is_numbered):
            break
    return Items(tuple(items), start)


def _item(cursor: Cursor, first: str, width: int) -> list[str]:
    """Take the lines of an item: indented ones, and those that follow without a blank line."""
    taken = [first]
    while cursor.at < len(cursor.lines):
        line = cursor.lines[cursor.at]
        if not line.strip():
            if not indent_of(cursor.following(cursor.at)):
                break
            taken.append("")
        elif indent_of(line):
            taken.append(line)
        elif taken[-1].strip() and not starts_block(line) and not FIELD.match(line):
            taken.append(" " * width + line)
        else:
            break
        cursor.at += 1
    return [first, *dedented(trimmed(taken[1:], start=False))]


def _next_is_item(cursor: Cursor, *, is_numbered: bool) -> bool:
    following = cursor.following(cursor.at)
    if not following or not (NUMBER if is_numbered else BULLET).match(following):
        return False
    while not cursor.lines[cursor.at].strip():
        cursor.at += 1
    return True
