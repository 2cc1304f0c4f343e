"""The tokens of a source of the C family, with the bracket that closes each bracket."""

from __future__ import annotations

import re

import msgspec

_TOKEN = re.compile(
    rb"(?P<word>[A-Za-z_$@\x80-\xff][\w$\x80-\xff]*)"
    rb"|(?P<literal>\"[^\"\n]*\"|'[^'\n]*'|\.?\d[\w.]*)"
    rb"|(?P<sign>::|->|\.\.\.|[^\s\w])"
)
_CLOSES = {b")": b"(", b"]": b"[", b"}": b"{"}


class Token(msgspec.Struct, frozen=True):
    """A word, a literal or a sign."""

    kind: str
    text: bytes
    start: int
    end: int


class Tokens(msgspec.Struct, frozen=True):
    """All tokens of a source in order."""

    all: list[Token]
    partners: list[int]
    """For each opening bracket the position of the token that closes it, else -1."""


def tokens_of(code: bytes) -> Tokens:
    """Return the tokens of a source without comments, directives and what is in its strings.

    A bracket that is never closed has no partner, and closes none of those around it.  So has
    ``<`` where a statement ends before a ``>``.
    """
    found = [
        Token(match.lastgroup or "", match[0], match.start(), match.end())
        for match in _TOKEN.finditer(code)
    ]
    partners = [-1] * len(found)
    opened: list[int] = []
    counts = {b"(": 0, b"[": 0, b"{": 0}
    for position, token in enumerate(found):
        text = token.text
        if token.kind != "sign":
            continue
        if text in counts:
            counts[text] += 1
            opened.append(position)
        elif text == b"<":
            opened.append(position)
        elif text == b">":
            if opened and found[opened[-1]].text == b"<":
                partners[opened.pop()] = position
        elif text == b";":
            while opened and found[opened[-1]].text == b"<":
                opened.pop()
        elif (opening := _CLOSES.get(text)) is not None and counts[opening]:
            _close(found, partners, opened, counts, position)
    return Tokens(found, partners)


def _close(
    found: list[Token],
    partners: list[int],
    opened: list[int],
    counts: dict[bytes, int],
    position: int,
) -> None:
    """Close the innermost bracket of a kind, unless a brace around it is still open."""
    opening = _CLOSES[found[position].text]
    for place in range(len(opened) - 1, -1, -1):
        text = found[opened[place]].text
        if text == opening:
            break
        if text == b"{":
            return  # ``( { )``: the brace is right, and the parenthesis is not
    while opened:
        last = opened.pop()
        text = found[last].text
        if text in counts:
            counts[text] -= 1
        if text == opening:
            partners[last] = position
            return
