"""The tokens of Pygments' lexers, with the line that each begins on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from pygments.lexer import Lexer
from pygments.token import _TokenType

Token: TypeAlias = tuple[_TokenType, str]
"""Type and text."""

_LONGEST_LINE = 1_000


def lines_of_tokens(lexer: Lexer, text: str) -> Iterator[tuple[int, _TokenType, str]]:
    """Yield line, from 1, type and text of each token.

    Parameters
    ----------
    lexer:
        The lexer of its language.
    text:
        The content.
    """
    line = 1
    for _, token, value in lexer.get_tokens_unprocessed(text):
        yield line, token, value
        line += value.count("\n")


def shortened(text: str) -> str:
    """Return a text in lines, none of them so long that a regular expression never ends."""
    if len(text) <= _LONGEST_LINE:
        return text
    return "\n".join(line[:_LONGEST_LINE] for line in text.split("\n"))


def is_a(token: _TokenType, kind: _TokenType) -> bool:
    """Return whether a token is of a kind, or of one below it.

    Parameters
    ----------
    token:
        Type of the token.
    kind:
        The kind.
    """
    return token is kind or kind.__contains__(token)
