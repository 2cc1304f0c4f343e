"""Which tokens of a source look like any name, in all styles that a site has."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pygments.style import Style
from pygments.token import STANDARD_TYPES, Name, Operator, Punctuation, Whitespace
from sphinx.builders import Builder

NAME_CLASS = STANDARD_TYPES[Name]
"""The class of names, which the element around all tokens has."""

MOST_STYLED = 50_000
"""Tokens of a source beyond which operators look like names as well.

Half of the tokens are signs.  Sources of this length are mostly data, with a number or a string
between any two of them.
"""

_OPERATORS = frozenset({STANDARD_TYPES[Operator]})
_ALWAYS = frozenset({"", NAME_CLASS, STANDARD_TYPES[Whitespace], STANDARD_TYPES[Punctuation]})
"""What needs no class in any style.

A third of the tokens of a source are punctuation.  Few styles give it a look of its own, and in a
whole source a reader sees no more by it.
"""


def unstyled_classes(builder: Builder, tokens: int) -> frozenset[str]:
    """Return the classes that tokens need not have.

    Parameters
    ----------
    builder:
        Knows the styles: one for light, and often one for dark.
    tokens:
        How many tokens there are.
    """
    highlighters = (getattr(builder, name, None) for name in ("highlighter", "dark_highlighter"))
    styles = [
        highlighter.formatter_args.get("style")
        for highlighter in highlighters
        if highlighter is not None
    ]
    found = _like_names(tuple(style for style in styles if style is not None))
    return found | _OPERATORS if tokens > MOST_STYLED else found


@lru_cache(maxsize=8)
def _like_names(styles: Iterable[type[Style]]) -> frozenset[str]:
    same = {
        STANDARD_TYPES[token]
        for token in STANDARD_TYPES
        if all(style.style_for_token(token) == style.style_for_token(Name) for style in styles)
    }
    return frozenset(same) | _ALWAYS
