"""Which texts are shown without colours: lexers of regular expressions would never end on them.

Pygments' lexers look for the end of a comment up to the end of the text, from each place where one
begins, and of a run of empty lines from each of them.  Some recurse into what is further in.
"""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.documents.bounds import is_nested_too_deeply
from sphinx_kwindex.blocks.lexing import DELIMITERS, LONGEST_LINE

_PLAIN = "text"
_RECURSIVE = frozenset({"rst", "restructuredtext"})
_MOST_STEPS = 50_000_000
"""Characters that are looked at in vain, about a second of work: 1,000 beginnings in 50 kB."""
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){99,}")
_MOST_EMPTY = 4_000_000
"""Squares of the numbers of empty lines in a row: 2,000 of them."""


def shown_lexer(lexer: str, text: str) -> str:
    """Return the lexer to show a text with: the one of its language, if that ends soon.

    Parameters
    ----------
    lexer:
        Pygments alias of the language.
    text:
        What is shown.
    """
    return lexer if _ends_soon(lexer, text) else _PLAIN


def _ends_soon(lexer: str, text: str) -> bool:
    if any(
        (text.count(begin) - text.count(end)) * len(text) > _MOST_STEPS for begin, end in DELIMITERS
    ):
        return False
    empty = sum(run[0].count("\n") ** 2 for run in _EMPTY_LINES.finditer(text))
    if empty > _MOST_EMPTY or max(map(len, text.split("\n"))) > LONGEST_LINE:
        return False
    return lexer not in _RECURSIVE or not is_nested_too_deeply(text)
