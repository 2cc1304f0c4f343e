"""The comment at the head of a file, found by Pygments' lexer of its language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, _TokenType
from pygments.util import ClassNotFound

from sphinx_kwindex.analysis.prose import prose_of
from sphinx_kwindex.records import Prose

_HEAD_CHARACTERS = 4000
_LICENCE = re.compile(r"copyright|licen[sc]e|spdx|all rights reserved|©|\(c\)", re.IGNORECASE)
_DIRECTIVE = re.compile(
    r"#!|-\*-|vim:|coding[:=]|eslint|pylint|mypy:|ruff:|flake8|noqa|isort:|type:"
    r"|pyre-(?:strict|unsafe|ignore|fixme)|pyright:|fmt:|yapf:|cython:|distutils:"
    r"|clang-format|NOLINT|@ts-|jshint|tslint|prettier-ignore|go:build|\+build |rubocop:"
    r"|frozen_string_literal|shellcheck |phpcs:"
)
_FENCE = re.compile(r"^[\s/*#;!<\-=%\"'{|}~+]*|[\s*/#=\-;~>|}+]*$")


def leading_comment(text: str, lexer_name: str) -> Prose | None:
    """Return the words of the first comment, None without one.

    Licence headers, interpreter lines and settings of editors and linters are passed over.

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
    line = 1
    block: list[str] = []
    start = 1
    for token, value in lexer.get_tokens(text[:_HEAD_CHARACTERS]):
        if _is_comment(token):
            if not block:
                start = line
            block.append(value)
        elif not value.strip():
            if value.count("\n") > 1 or (value == "\n" and block and block[-1] == "\n"):
                prose = _words(block, start)
                if prose is not None:
                    return prose
                block = []
            elif block:
                block.append(value)
        else:
            break
        line += value.count("\n")
    return _words(block, start)


def first_words(blocks: Iterable[tuple[int, str]]) -> Prose | None:
    """Return the words of the first comment that has some to say, None without one.

    Parameters
    ----------
    blocks:
        Comments, each with the line where it starts.
    """
    found = (_words([text], line) for line, text in blocks)
    return next((prose for prose in found if prose is not None), None)


def _lexer(name: str) -> Lexer | None:
    if name == "text":
        return None
    try:
        return get_lexer_by_name(name, stripnl=False)
    except ClassNotFound:
        return None


def _is_comment(token: _TokenType) -> bool:
    preprocessor: tuple[_TokenType, ...] = (Comment.Preproc, Comment.PreprocFile)
    return Comment in token.split() and token not in preprocessor


def _words(block: list[str], start: int) -> Prose | None:
    lines = "".join(block).split("\n")
    skipped = len(list(takewhile(_DIRECTIVE.search, lines)))
    lines = lines[skipped:]
    text = "\n".join(_apart([_FENCE.sub("", line) for line in lines]))
    if not re.search(r"[^\W\d_]{2}", text) or _LICENCE.search(text):
        return None
    return prose_of(text, start + skipped, "leading comment")


def _apart(lines: list[str]) -> list[str]:
    """Part lines that were not broken for want of room, by an empty line between.

    The next word, with a capital, would have fitted; a sentence would have gone on.
    """
    width = max(map(len, lines), default=0)
    found: list[str] = []
    for line in lines:
        before = found[-1] if found else ""
        word = line.strip().partition(" ")[0]
        fits = len(before) + 1 + len(word) <= width
        if before and word[:1].isupper() and fits and before[-1] not in ".!?:,;-":
            found.append("")
        found.append(line)
    return found
