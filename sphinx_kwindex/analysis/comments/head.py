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
from sphinx_kwindex.analysis.prose import prose_of
from sphinx_kwindex.records.analysis import Prose

_HEAD_CHARACTERS = 8_000
_PREPROCESSOR: tuple[_TokenType, ...] = (CommentToken.Preproc, CommentToken.PreprocFile)
_PROLOGUE = re.compile(
    r"<\?(?:php|xml)?|\?>|[\"']use strict[\"'];?|<!doctype[^>]*>?|@echo off|\ufeff", re.IGNORECASE
)
"""What comes before the comment at the head of a file, and is no part of what it does."""
_PROLOGUES = {
    "batch": re.compile(
        r"\A(?:\s*(?:@?echo off|@?setlocal\b[^\n]*|@?cls)[ \t]*(?=\n))+", re.IGNORECASE
    ),
    "perl": re.compile(
        r"(?<![^\n])(?:package\s+[\w:]+(?:\s+v?[\d._]+)?|use\s+[\w:.]+[^;\n]{0,200}"
        r"|our\s+\$VERSION[^;\n]{0,100});[ \t]*(?=\n)"
    ),
}
"""Statements that may stand before the comment at the head: ``@echo off``, ``use strict;``."""
_POD_NAME = re.compile(
    r"^=head1[ \t]+NAME[ \t]*\n[ \t]*\n\S[^\n]*?\s-{1,2}\s+(?P<said>\S[^\n]*(?:\n[^\n=][^\n]*)*)",
    re.MULTILINE,
)
"""``Mojo::Util - Portable utility functions`` below ``=head1 NAME``."""
_POD_CODE = re.compile(r"\b[A-Z](?:<<+ (.*?) >>+|<([^<>]*)>)")
"""``C<read>``, ``L<Tide|https://example.org>``."""
_NOTE_ON_CODE = re.compile(r"(?<=\n)(?:[ \t]*#(?!\s*ABSTRACT\b)[^\n]*\n)+(?=[ \t]*[^\s#=])")
_LABEL_OF_BATCH = re.compile(r"^[ \t]*::+", re.MULTILINE)
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
    named = _named_in_pod(text) if lexer_name == "perl" else None
    if named is not None:
        return named
    head = text[:_HEAD_CHARACTERS]
    if len(head) < len(text):
        head = head[: head.rfind("\n") + 1]
    return first_words(_comments(lexer, _with_comments(head, lexer_name), lexer_name), lexer_name)


def _named_in_pod(text: str) -> Prose | None:
    """Return what the documentation of Perl says behind the name of a module."""
    found = _POD_NAME.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start("said")) + 1
    words = _POD_CODE.sub(lambda match: match[1] or match[2], found["said"])
    return prose_of(words, line, "documentation")


def _with_comments(text: str, lexer_name: str) -> str:
    """Return a text in which all that speaks to readers is a comment, with the same lines."""
    prologue = _PROLOGUES.get(lexer_name)
    if lexer_name == "perl":
        text = _without_notes_on_code(text)
    if prologue is not None:
        text = prologue.sub(lambda match: "\n" * match[0].count("\n"), text)
    if lexer_name == "batch":
        text = _LABEL_OF_BATCH.sub("REM", text)  # to Pygments it is a label
    return text


def _without_notes_on_code(text: str) -> str:
    """Return Perl without the comments right above code that stand behind its first statements."""
    first = _PROLOGUES["perl"].search(text)
    if first is None:
        return text
    notes = _NOTE_ON_CODE.sub(lambda match: "\n" * match[0].count("\n"), text[first.end() :])
    return text[: first.end()] + notes


def _comments(lexer: Lexer, text: str, lexer_name: str) -> Iterator[Comment]:
    """Yield the comments before any code."""
    line = start = 1
    written: list[str] = []
    for token, value in lexer.get_tokens(text):
        if _is_comment(token, value, is_inside=bool(written)) or (written and not value.strip()):
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


def _is_comment(token: _TokenType, value: str, *, is_inside: bool) -> bool:
    if CommentToken in token.split():
        return token not in _PREPROCESSOR
    # Some lexers take documentation for strings, also the ``.SYNOPSIS`` in a comment.
    is_documented = value.lstrip().startswith(_DOCUMENTED) or (is_inside and value[:1] == ".")
    return token is String.Doc and is_documented
