"""What no person wrote: paragraphs on which parsers of markup take the square of their length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from sphinx_kwindex.records.analysis import Problem
from sphinx_kwindex.records.diagnostics import DiagnosticCode

_DEEPEST = 100
"""Blocks in each other; parsers recurse."""
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


class Readable(NamedTuple):
    """What a parser may read of a document."""

    text: str
    problem: Problem | None
    """Why that is not all of it."""


_CODE = DiagnosticCode.SYNTAX_ERROR


def first_lines(text: str, most: int) -> str:
    """Return the first lines of a text; those of a document that people wrote are all of it.

    Parameters
    ----------
    text:
        The text.
    most:
        How many lines.
    """
    if text.count("\n") < most:
        return text
    return "\n".join(text.split("\n", most)[:most])


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


_MARKERS = re.compile(r"[ \t]*(?:(?:[-+*|>•]|\(?\w{1,3}[.)])(?:[ \t]+|\Z))*")
"""What a line may begin with and be further in: ``- 1. | words``."""
_MARKER = re.compile(r"[^\s|]+")


def is_nested_too_deeply(text: str) -> bool:
    """Return whether more blocks stand in each other than anyone reads: parsers recurse."""
    return any(depth > _DEEPEST for depth in _depths(text.split("\n")))


def readable(text: str, deepest: int = _DEEPEST) -> Readable:
    """Return what a parser may read of a text: the same lines, of which some are empty.

    Parameters
    ----------
    text:
        A document.
    deepest:
        How many blocks may stand in each other.
    """
    if is_unreadable(text):
        return Readable("", Problem(_CODE, "cannot be read: a paragraph has too much markup", 0))
    lines = text.split("\n")
    deep = [number for number, depth in enumerate(_depths(lines)) if depth > deepest]
    for number in deep:
        lines[number] = ""
    first = deep[0] + 1 if deep else 0
    problem = Problem(_CODE, f"is read without {_what(len(deep))}", first) if deep else None
    return Readable("\n".join(lines), problem)


def _what(lines: int) -> str:
    what = "one line that is" if lines == 1 else f"{lines} lines that are"
    return f"{what} nested too deeply"


def _depths(lines: Iterable[str]) -> Iterator[int]:
    """Yield how many blocks each line is in, 0 for an empty one."""
    inner: list[int] = []
    for line in lines:
        if not line.strip():
            yield 0
            continue
        lead = _MARKERS.match(line)
        end = lead.end() if lead else 0
        markers = islice(_MARKER.finditer(line, 0, end), _DEEPEST + 2)
        columns = [marker.start() for marker in markers]
        for column in (*columns, end):
            while inner and inner[-1] >= column:
                inner.pop()
            inner.append(column)
        yield len(inner)
