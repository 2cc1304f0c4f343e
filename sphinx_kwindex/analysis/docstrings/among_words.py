"""Sections of docstrings in which paragraphs stand before, between or behind the named things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from sphinx_kwindex.analysis.docstrings.lines import indent_of
from sphinx_kwindex.analysis.docstrings.written import WrittenEntry

ReadEntries = Callable[[Sequence[str]], tuple[WrittenEntry, ...] | None]
"""Returns the entries of lines that hold nothing else, None of any other lines."""

Part = list[str] | tuple[WrittenEntry, ...]
"""The lines of paragraphs, or entries."""

_CODE = ("```", "~~~", ">>>")
_ASIDE = re.compile(
    r"(?:Notes?|Warnings?|Caution|Tip|Hint|Important|Danger|Attention|Examples?):(?:\s|$)"
)
"""``Note: all of them are optional.``"""


def parts_of(lines: Sequence[str], read: ReadEntries) -> list[Part] | None:
    """Return the parts of a section: a single one of entries, or several; None if it is text.

    Lines at the left without anything below are one paragraph: if one of them is no entry, none is.

    Parameters
    ----------
    lines:
        The section without its title, dedented.
    read:
        Reads entries in the style of the section.
    """
    if not any(map(_ASIDE.match, lines)):
        rows = read(lines)
        if rows is not None:
            return [rows]
    if any(line.startswith(_CODE) for line in lines):
        return None
    found: list[Part] = []
    is_sure = False
    for block in _blocks(lines):
        rows = None if _ASIDE.match(block.lines[0]) else read(block.lines)
        last = found[-1] if found else None
        if rows is None:
            if isinstance(last, list):
                last += block.lines
            else:
                found.append(list(block.lines))
        else:
            is_sure = is_sure or block.has_more or any(row.type or row.body for row in rows)
            found[-1:] = [(*last, *rows)] if isinstance(last, tuple) else [*found[-1:], rows]
    return found if is_sure else None


class _Block(msgspec.Struct):
    """Lines at the left without a blank one between, or one with what is indented below."""

    lines: list[str]
    has_more: bool = False


def _blocks(lines: Sequence[str]) -> Iterator[_Block]:
    block = _Block([])
    is_blank = False
    for position, line in enumerate(lines):
        if not line.strip():
            is_blank = True
        elif indent_of(line):
            block.has_more = True
            is_blank = False
        else:
            below = lines[position + 1] if position + 1 < len(lines) else ""
            is_head = bool(below.strip()) and indent_of(below) > 0
            is_aside = _ASIDE.match(line) is not None
            announced = bool(block.lines) and block.lines[-1].endswith(":")
            if block.lines and (is_blank or is_head or is_aside or announced or block.has_more):
                yield block
                block = _Block([])
            is_blank = False
        block.lines.append(line)
    if block.lines:
        yield block
