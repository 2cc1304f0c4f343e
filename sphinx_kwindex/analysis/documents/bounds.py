"""What no person wrote: paragraphs on which parsers of markup take the square of their length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_LARGE_FILE = 20_000
_LARGEST_PARAGRAPH = 20_000
_MOST_MARKS = 2_000
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?=\n|[-*+] |\d+[.)] |\|)")
_LARGE_PARAGRAPH = 4_000
_MOST_OPEN = 300
_OPENING = re.compile(r"(?<!\S)[`*|](?=\S)")
"""What begins inline markup: the first one of ``a *b*``."""
_CLOSING = re.compile(r"(?<=\S)[`*|](?!\w)")
"""What ends it: the last one of ``a *b*``."""
_MARK = re.compile(r"[\\\[`*_<&!:@]|www\.")


def is_unreadable(text: str) -> bool:
    """Return whether a paragraph is so long, and so full of markup, that reading it never ends."""
    if len(text) <= _LARGE_FILE:
        return False
    return any(_is_endless(paragraph) for paragraph in _PARAGRAPH_END.split(text))


def _is_endless(paragraph: str) -> bool:
    """Return whether a parser looks through a paragraph again and again.

    It looks up to the end for what closes each mark, and finds nothing for those left open.
    """
    if len(paragraph) <= _LARGE_PARAGRAPH:
        return False
    if _count(_OPENING, paragraph) - _count(_CLOSING, paragraph) > _MOST_OPEN:
        return True
    return len(paragraph) > _LARGEST_PARAGRAPH and _count(_MARK, paragraph) > _MOST_MARKS


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


_DEEPEST = 100
_MARKERS = re.compile(r"[ \t]*(?:(?:[-+*|>•]|\(?\w{1,3}[.)])(?:[ \t]+|\Z))*")
"""What a line may begin with and be further in: ``- 1. | words``."""


def is_nested_too_deeply(text: str) -> bool:
    """Return whether more blocks stand in each other than anyone reads: parsers recurse."""
    return any(depth > _DEEPEST for depth in _depths(text.split("\n")))


def without_deep_blocks(text: str) -> str:
    """Return a text with the same lines, of which those that are nested too deeply are empty."""
    lines = text.split("\n")
    depths = _depths(lines)
    return "\n".join(
        "" if depth > _DEEPEST else line for line, depth in zip(lines, depths, strict=True)
    )


def _depths(lines: Iterable[str]) -> Iterator[int]:
    """Yield how many blocks each line is in, 0 for an empty one."""
    inner: list[int] = []
    for line in lines:
        if not line.strip():
            yield 0
            continue
        lead = _MARKERS.match(line)
        end = lead.end() if lead else 0
        columns = [place for place in range(end) if line[place] not in " \t|"][: _DEEPEST + 2]
        for column in (*columns, end):
            while inner and inner[-1] >= column:
                inner.pop()
            inner.append(column)
        yield len(inner)
