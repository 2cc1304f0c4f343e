"""What the first line of a block looks like, in docstrings that mix reST and Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_kwindex.analysis.inline import after
from sphinx_kwindex.records.docstrings import Passage, Words
from sphinx_kwindex.records.text import Span

FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})\s*(?:\{code(?:-block)?\}\s*)?(?P<info>[\w+-]*)[^`]*$")
"""``~~~python``, ``~~~ {code-block} python``."""
BULLET = re.compile(r"(?P<mark>[-*+•])\s+(?=\S)")
NUMBER = re.compile(r"(?P<mark>\(?(?P<number>\d{1,4}|#)[.)])\s+(?=\S)")
"""The mark of ``(2) Read the gauge.``"""
RULE = re.compile(r"(?P<sign>[=\-~^\"'`#*+:.<>_])(?P=sign){2,}$")
TABLE = re.compile(r"(?:[=+|-][=+|\- ]{3,}[=+|-]$|\|)")
HEADING = re.compile(r"#{1,6}\s+(?P<title>\S.*?)\s*#*$")
FIELD = re.compile(r":(?P<name>[A-Za-z][\w .-]*):(?:\s+(?P<value>.*))?$")
TITLE = re.compile(r"[A-Z][\w ,/&'()-]{0,60}:$")

REFERENCE = re.compile(r"\.\. (?P<label>\[[^\]]+\])\s*(?P<text>.*)$")
"""A footnote or citation: ``.. [1] The book``."""
EXTERNAL_TARGET = re.compile(r"\.\. _`?(?P<name>[^`:]+)`?: +(?P<address>\S+)$")
"""``.. _tides: https://example.org/``."""
INTERNAL_TARGET = re.compile(r"\.\. _[^:]+:$")


def starts_block(line: str) -> bool:
    """Return whether a line begins a list, code or something explicit."""
    return bool(
        BULLET.match(line)
        or NUMBER.match(line)
        or FENCE.match(line)
        or line.startswith((">>>", ".. "))
    )


def is_heading(lines: Sequence[str], at: int) -> bool:
    """Return whether a line is a heading of reST, with a rule below, or of Markdown.

    Parameters
    ----------
    lines:
        The lines.
    at:
        Which of them.
    """
    line = lines[at].strip()
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    if RULE.match(below) and not RULE.match(line):
        return True
    return not below and HEADING.match(line) is not None


def with_label(label: str, blocks: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return the blocks of a footnote with its label in front.

    Parameters
    ----------
    label:
        The label, with its brackets.
    blocks:
        What stands behind it.
    """
    first = blocks[0] if blocks else None
    if isinstance(first, Words):
        return (Words(after(f"{label} ", first.text)), *blocks[1:])
    return (Words((Span(label),)), *blocks)
