"""What no person wrote: paragraphs on which parsers of markup take the square of their length."""

from __future__ import annotations

import re

_LARGE_FILE = 20_000
_LARGEST_PARAGRAPH = 20_000
_MOST_MARKS = 2_000
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?=\n|[-*+] |\d+[.)] |\|)")
_MARK = re.compile(r"[\\\[`*_<&!:]")


def is_unreadable(text: str) -> bool:
    """Tell whether a paragraph is so long, and so full of markup, that reading it never ends."""
    if len(text) <= _LARGE_FILE:
        return False
    return any(
        len(paragraph) > _LARGEST_PARAGRAPH
        and sum(1 for _ in _MARK.finditer(paragraph)) > _MOST_MARKS
        for paragraph in _PARAGRAPH_END.split(text)
    )
