"""The tokens of Pygments' lexers, with the line that each begins on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from pygments.lexer import Lexer
from pygments.token import _TokenType

Token: TypeAlias = tuple[_TokenType, str]
"""Type and text."""

_LONGEST_LINE = 1_000


_MOST_LEXED = 250_000
"""Characters that lexers look at for definitions: where nothing makes sense, each takes as long as
some forty characters of code that does."""
_LONGEST_LEXED = 10_000
"""Longer lines were not written by people, and define nothing that a lexer finds."""


def lexed_part(text: str, most: int = _MOST_LEXED) -> str:
    """Return the lines that a lexer is to look at: the first of a long text, and no long ones.

    Parameters
    ----------
    text:
        The content.
    most:
        Characters of it that are looked at.
    """
    part = text
    if len(text) > most:
        part = text[: text.rfind("\n", 0, most) + 1]
    if len(part) <= _LONGEST_LEXED:
        return part
    return "\n".join(line if len(line) <= _LONGEST_LEXED else "" for line in part.split("\n"))


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
