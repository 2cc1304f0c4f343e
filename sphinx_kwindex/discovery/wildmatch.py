r"""Patterns of Git's ``wildmatch`` as regular expressions that never backtrack far.

A pattern is a row of pieces of a fixed length with stars between them.  The first place where a
piece fits is as good as any later one, since the star behind it takes up what lies between; so each
piece is an atomic group, and the time grows with the length of the name times that of the pattern,
never with a power of it: ``*a*b`` is ``(?>[^/]*?a)[^/]*?b\Z``.  All of it works on bytes, as Git
does.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

import msgspec

from sphinx_kwindex.gitignore_syntax import CLASSES, SetError, read_set

_SPECIAL = b"*?[\\"
_NO_BYTE = b"(?!)"
_SLASH = ord("/")
_NAMED = {
    "alnum": string.ascii_letters + string.digits,
    "alpha": string.ascii_letters,
    "blank": " \t",
    "cntrl": "".join(map(chr, (*range(32), 127))),
    "digit": string.digits,
    "graph": string.ascii_letters + string.digits + string.punctuation,
    "lower": string.ascii_lowercase,
    "print": string.ascii_letters + string.digits + string.punctuation + " ",
    "punct": string.punctuation,
    "space": " \t\n\r",
    "upper": string.ascii_uppercase,
    "xdigit": string.hexdigits,
}
_CLASSES = {name: frozenset(_NAMED[name].encode()) for name in CLASSES}

_STAR = b"*"
_ANY_FOLDERS = b"**/"
_SOME_FOLDERS = b"**\\/"
"""As :data:`_ANY_FOLDERS`, but Git wants a slash for it when the one in the pattern is escaped."""
_ANYTHING = b"**"


class MalformedError(ValueError):
    """A pattern that can match nothing, since it ends within a class or an escape."""


def literal_length(pattern: bytes) -> int:
    """Return how much of a pattern stands for itself."""
    return next((at for at, byte in enumerate(pattern) if byte in _SPECIAL), len(pattern))


def compile_pattern(pattern: bytes, *, is_path: bool) -> re.Pattern[bytes]:
    r"""Return an expression that matches, from the beginning, what Git's ``wildmatch`` matches.

    Parameters
    ----------
    pattern:
        Without the marks of a line in an ignore file: no ``!``, no slash at either end.
    is_path:
        Whether it is matched with a path, in which a star ends at a slash, not with a name.

    Raises
    ------
    MalformedError
        If Git would not match anything with it.
    """
    literal = literal_length(pattern) if is_path else 0
    # Git compares the literal beginning itself, and hands on the rest: in `a**/b` the stars stand
    # at the beginning of a pattern, and mean folders, though the `a` is no folder.
    tokens = list(_tokens(pattern[literal:], is_path=is_path))
    parts = [re.escape(pattern[:literal])]
    block: list[_Piece] = []
    lead = b""
    for token in (*tokens, None):
        if token is None or token.mark in (_ANY_FOLDERS, _SOME_FOLDERS):
            parts.append(_block(lead, block, is_last=token is None))
            block = []
            if token is not None:
                lead = b"(?:[^/]*/)*?" if token.mark == _ANY_FOLDERS else b"(?:[^/]*/)+?"
        else:
            block.append(token)
    return re.compile(b"".join(parts), re.DOTALL)


class _Piece(msgspec.Struct, frozen=True):
    """Either one byte of some, or a mark: a star in one of its meanings."""

    byte: bytes = b""
    mark: bytes = b""


def _block(lead: bytes, block: list[_Piece], *, is_last: bool) -> bytes:
    """Return the expression for what lies between stars that stand for folders."""
    segments: list[list[bytes]] = [[]]
    stars = [b""]
    for piece in block:
        if piece.mark:
            stars.append(b".*?" if piece.mark == _ANYTHING else b"[^/]*?")
            segments.append([])
        else:
            segments[-1].append(piece.byte)
    found = [star + b"".join(segment) for star, segment in zip(stars, segments, strict=True)]
    *earlier, last = found
    head = b"".join(b"(?>" + part + b")" for part in earlier)
    if is_last:
        return lead + head + last + b"\\Z"
    return b"(?>" + lead + head + last + b")"


def _tokens(pattern: bytes, *, is_path: bool) -> Iterator[_Piece]:
    text = pattern.decode("latin-1")  # a character for each byte
    at = 0
    while at < len(pattern):
        byte = pattern[at : at + 1]
        if byte == b"*":
            mark, at = _stars(pattern, at, is_path=is_path)
            yield _Piece(mark=mark)
        elif byte == b"[":
            chosen, at = _class(text, at)
            yield _Piece(_one_of(chosen - {_SLASH} if is_path else chosen))
        elif byte == b"?":
            at += 1
            yield _Piece(b"[^/]" if is_path else b".")
        else:
            at += byte == b"\\"
            if at == len(pattern):
                raise MalformedError("it ends in a backslash")
            yield _Piece(re.escape(pattern[at : at + 1]))
            at += 1


def _stars(pattern: bytes, at: int, *, is_path: bool) -> tuple[bytes, int]:
    """Return what a run of stars means, and where the pattern goes on."""
    end = at
    while pattern[end : end + 1] == b"*":
        end += 1
    opens = at == 0 or pattern[at - 1] == _SLASH
    if not is_path or end - at == 1 or not opens:
        return _STAR, end
    if end == len(pattern):
        return _ANYTHING, end
    if pattern[end] == _SLASH:
        return _ANY_FOLDERS, end + 1
    return (_SOME_FOLDERS, end + 2) if pattern[end : end + 2] == b"\\/" else (_STAR, end)


def _class(text: str, at: int) -> tuple[frozenset[int], int]:
    """Return the bytes that a class in brackets stands for, and where the pattern goes on."""
    try:
        found = read_set(text, at)
    except SetError as error:
        raise MalformedError(str(error)) from error
    chosen = {byte for low, high in found.ranges for byte in range(ord(low), ord(high) + 1)}
    chosen.update(byte for name in found.classes for byte in _CLASSES[name])
    return (frozenset(range(256)) - chosen if found.is_negated else frozenset(chosen)), found.end


def _one_of(chosen: frozenset[int]) -> bytes:
    if not chosen:
        return _NO_BYTE
    runs: list[list[int]] = []
    for byte in sorted(chosen):
        if runs and runs[-1][1] == byte - 1:
            runs[-1][1] = byte
        else:
            runs.append([byte, byte])
    return b"[" + b"".join(b"\\x%02x-\\x%02x" % (low, high) for low, high in runs) + b"]"
