"""The comment at the head of a file, found by Pygments' lexer of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment as CommentToken
from pygments.token import String, _TokenType
from pygments.util import ClassNotFound

from sphinx_kwindex.analysis.comments.syntax import Comment, comments_in
from sphinx_kwindex.analysis.comments.words import first_words
from sphinx_kwindex.records.analysis import Prose

_HEAD_CHARACTERS = 8_000
_PREPROCESSOR: tuple[_TokenType, ...] = (CommentToken.Preproc, CommentToken.PreprocFile)
_PROLOGUE = re.compile(
    r"<\?(?:php|xml)?|\?>|[\"']use strict[\"'];?|<!doctype[^>]*>?|@echo off|\ufeff", re.IGNORECASE
)
"""What comes before the comment at the head of a file, and is no part of what it does."""
_DOCUMENTED = ("///", "//!", "/**", "/*!")


def leading_comment(text: str, lexer_name: str) -> Prose | None:
    """Return the words of the first comment that has some to say, None without one.

    Parameters
    ----------
    text:
        The content of the file.
    lexer_name:
        Pygments alias of its language.
    """
    lexer = _lexer(lexer_name)
    if lexer is None:
        return None
    head = text[:_HEAD_CHARACTERS]
    if len(head) < len(text):
        head = head[: head.rfind("\n") + 1]
    return first_words(_comments(lexer, head, lexer_name), lexer_name)


def _comments(lexer: Lexer, text: str, lexer_name: str) -> Iterator[Comment]:
    """Yield the comments before any code."""
    line = start = 1
    written: list[str] = []
    for token, value in lexer.get_tokens(text):
        if _is_comment(token, value) or (written and not value.strip()):
            start = start if written else line
            written.append(value)
        elif value.strip() and not _PROLOGUE.fullmatch(value.strip()):
            break
        elif written:
            yield from comments_in("".join(written), start, lexer_name)
            written = []
        line += value.count("\n")
    yield from comments_in("".join(written), start, lexer_name)


def _lexer(name: str) -> Lexer | None:
    if name == "text":
        return None
    try:
        return get_lexer_by_name(name, stripnl=False)
    except ClassNotFound:
        return None


def _is_comment(token: _TokenType, value: str) -> bool:
    if CommentToken in token.split():
        return token not in _PREPROCESSOR
    # Some lexers take documentation for strings.
    return token is String.Doc and value.lstrip().startswith(_DOCUMENTED)
