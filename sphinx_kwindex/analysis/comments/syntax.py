"""Comments without their delimiters and boxes.

What is a comment is known, from a lexer or a syntax tree; so what it begins with is its delimiter,
and nothing else is taken for one: ``C++``, ``<args...>`` and ``#1`` stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

_LISPS = frozenset({"common-lisp", "emacs-lisp", "scheme", "racket", "clojure", "newlisp"})


class Comment(msgspec.Struct):
    """A comment: a block, or lines that follow each other."""

    line: int
    """Of its first line, from 1."""
    lines: list[str]
    """Without delimiters; the space behind these is kept."""
    is_block: bool = False
    kind: str = ""
    """What kind of delimiter it has: of code, of documentation, or of documentation inside."""
    is_rest: bool = False
    """Whether it says that it is reStructuredText."""

    @property
    def end(self) -> int:
        """Its last line."""
        return self.line + len(self.lines) - 1


class _Block(msgspec.Struct, frozen=True):
    """How a language writes comments of any length."""

    opening: re.Pattern[str]
    closing: str
    """What ends it; ``{}`` is what the first group of the opening matched."""
    lexers: frozenset[str] = frozenset()
    """The languages that have it, any if there are none."""


def _block(opening: str, closing: str, *lexers: str) -> _Block:
    return _Block(re.compile(opening, re.IGNORECASE), closing, frozenset(lexers))


_BLOCKS = (
    _block(r"/\*+(?!/)!?<?", "*/"),
    _block(r"<!--+", "-->"),
    _block(r"<%--+", "--%>"),
    _block(r"\{\{!--", "--}}"),
    _block(r"\(\*+(?!\))", "*)"),
    _block(r"\{-(?:\s*[|^])?", "-}"),
    _block(r"<#", "#>"),
    _block(r"\{#", "#}"),
    _block(r"/\++", "+/", "d"),
    _block(r"--\[(=*)\[", "]{}]", "lua", "luau"),
    _block(r"#\[(=*)\[(?:\.rst:)?", "]{}]", "cmake"),
    _block(r"#=", "=#", "julia"),
    _block(r"#\[", "]#", "nimrod", "nim"),
    _block(r"#\|", "|#", *_LISPS),
    _block(r"###(?!#)", "###", "coffeescript"),
    _block(r"%\{", "%}", "matlab", "octave"),
    _block(r"\{", "}", "delphi", "pascal"),
    _block(r"=begin\b[^\n]*", "\n=end", "ruby", "rb", "raku", "perl6"),
    _block(r"(?==[a-z])", "\n=cut", "perl"),
)
"""The first that matches is the one: ``/**/`` is empty, and not open."""

_LINE = re.compile(
    r"//+!?<?"  # C and its heirs; /// and //! document
    r"|\#+(?:[:'](?=\s|$))?"  # scripts; #: of Sphinx and #' of roxygen document
    r"|--+(?:[ ]?[|^](?=\s))?"  # SQL, Lua, Haskell
    r"|;+|%+|!+[<>]?|'+|\""  # Lisp, TeX, Fortran, Basic, Vim
    r"|(?:rem|dnl|@c|@comment)\b|::|\\(?=\s)|[Cc*](?=\s|$)|[^\w\s]*",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\s*")
_KINDS = {"///": "documentation", "//!": "inside", "///<": "behind", "//!<": "behind"}
_DECORATION = re.compile(r"[ ]*([*#|;!%~])")
_ONLY_SIGNS = re.compile(r"[\W_]+")
_HAS_WORDS = re.compile(r"[^\W_]")
_RIGHT_SIDE = re.compile(r"(?<=[ \t])([*#|;!%~+=:\\/-])\1*[ \t]*$")
"""The right side of a box: `` *`` or `` ##``."""
_MOST_LINES = 500


def comments_in(text: str, line: int, lexer: str) -> list[Comment]:
    """Return the comments in a text that holds nothing else.

    Parameters
    ----------
    text:
        Comments, and blanks between them.
    line:
        The line where it starts.
    lexer:
        Pygments' alias of the language.
    """
    found: list[Comment] = []
    for comment in _each(text, line, lexer):
        last = found[-1] if found else None
        if last is not None and _goes_on(last, comment):
            last.lines += comment.lines
            last.kind = last.kind or comment.kind
        else:
            found.append(comment)
    for comment in found:
        if lexer == "cmake" and comment.lines[0].strip() == ".rst:":
            comment.is_rest, comment.lines[0] = True, ""
        comment.lines = _out_of_box(comment.lines[:_MOST_LINES], is_block=comment.is_block)
    return found


def _goes_on(last: Comment, comment: Comment) -> bool:
    """Return whether a line belongs to the comment on the lines before it."""
    is_next = not last.is_block and not comment.is_block and last.end + 1 == comment.line
    return is_next and (last.kind == comment.kind or "any" in (last.kind, comment.kind))


def _each(text: str, line: int, lexer: str) -> Iterator[Comment]:
    position = 0
    while True:
        blank = _BLANK.match(text, position)
        start = blank.end() if blank else position
        line += text.count("\n", position, start)
        if start >= len(text):
            return
        block = _block_at(text, start, lexer)
        if block is not None:
            content, position, is_rest = block
            lines = content.split("\n")
            is_row = len(lines) == 1  # boxes of old have a comment on each line
            kind = "row" if is_row else ""
            yield Comment(line, lines, is_block=not is_row, kind=kind, is_rest=is_rest)
            line += text.count("\n", start, position)
            continue
        end = text.find("\n", start)
        position = end if end >= 0 else len(text)
        opening = _LINE.match(text, start, position)
        at = opening.end() if opening else start
        yield Comment(line, [text[at:position].rstrip()], kind=_kind(text[start:at]))


def _kind(opening: str) -> str:
    if opening.startswith("////"):
        return "any"
    return _KINDS.get(opening, "code")


def _block_at(text: str, start: int, lexer: str) -> tuple[str, int, bool] | None:
    """Return what a block comment holds, where it ends, and whether that is reST."""
    for block in _BLOCKS:
        if block.lexers and lexer not in block.lexers:
            continue
        opening = block.opening.match(text, start)
        if opening is None:
            continue
        group = opening[1] if opening.re.groups else ""
        closing = block.closing.replace("{}", group)
        end = text.find(closing, opening.end())
        if end < 0:
            return text[opening.end() :], len(text), False
        content = text[opening.end() : end]
        if closing == "*/":
            content = content.rstrip("*")
        elif closing.startswith("]"):
            content = content.removesuffix("#")
        return content, end + len(closing), opening[0].endswith(".rst:")
    return None


def _out_of_box(lines: Sequence[str], *, is_block: bool) -> list[str]:
    """Return lines without the sides of the box around them, or the stars before them."""
    found = [line.expandtabs(4).rstrip() for line in lines]
    inner = [line for line in found[1:] if _HAS_WORDS.search(line)] if is_block else []
    sign = _DECORATION.match(inner[0]) if inner else None
    if sign is not None:
        left = re.compile(rf"[ ]*{re.escape(sign[1])}")
        if 2 * sum(left.match(line) is not None for line in inner) > len(inner):
            found[1:] = [left.sub("", line, count=1) for line in found[1:]]
    words = [line for line in found if line.strip() and not _ONLY_SIGNS.fullmatch(line)]
    sides = {side[1] if (side := _RIGHT_SIDE.search(line)) else "" for line in words}
    has_frame = any(line.strip() and _ONLY_SIGNS.fullmatch(line) for line in found)
    if len(sides) == 1 and "" not in sides and (len(words) > 1 or has_frame):
        found = [_RIGHT_SIDE.sub("", line).rstrip() for line in found]
    return found
