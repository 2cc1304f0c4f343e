"""What a statement of the C family consists of: words, groups in brackets, and signs between them.

``std::map<int, T>::iterator`` is one word, and so are ``~Tree``, ``operator[]`` and
``operator unsigned int``.
"""

from __future__ import annotations

from enum import Enum, auto

import msgspec

from sphinx_kwindex.analysis.grammars.c_family.tokens import Tokens


class ItemKind(Enum):
    """What an item is."""

    WORD = auto()
    LITERAL = auto()
    SIGN = auto()
    GROUP = auto()
    """In parentheses."""
    SQUARE = auto()
    """In square brackets."""
    BRACE = auto()
    """In braces, with nothing in them: the body of a function, or a value."""


class Item(msgspec.Struct, frozen=True):
    """A part of a statement, at the level of the statement itself."""

    kind: ItemKind
    text: bytes
    """A word without template arguments, a sign; empty for a group."""
    start: int
    end: int
    first: int
    """Its first token."""
    last: int
    """Its last token."""
    angles: tuple[tuple[int, int], ...] = ()
    """Where the template arguments of a word are, from byte to byte."""


_BRACKETS = {b"(": ItemKind.GROUP, b"[": ItemKind.SQUARE, b"{": ItemKind.BRACE}
_KINDS = {"word": ItemKind.WORD, "literal": ItemKind.LITERAL, "sign": ItemKind.SIGN}


def item_at(tokens: Tokens, position: int) -> Item:
    """Return the item that begins with a token.

    Parameters
    ----------
    tokens:
        The source.
    position:
        Index of the token.
    """
    token = tokens.all[position]
    if token.kind == "sign":
        partner = tokens.partners[position]
        kind = _BRACKETS.get(token.text)
        if kind is not None and partner >= 0:
            return Item(kind, b"", token.start, tokens.all[partner].end, position, partner)
        following = tokens.all[position + 1] if position + 1 < len(tokens.all) else None
        if following is not None and following.kind == "word" and token.text in (b"::", b"~"):
            return _word(tokens, position)
    elif token.kind == "word":
        return _word(tokens, position)
    return Item(_KINDS[token.kind], token.text, token.start, token.end, position, position)


def items_within(tokens: Tokens, outer: Item) -> list[Item]:
    """Return what is in a group.

    Parameters
    ----------
    tokens:
        The source.
    outer:
        The group.
    """
    items = []
    position = outer.first + 1
    while position < outer.last:
        item = item_at(tokens, position)
        items.append(item)
        position = item.last + 1
    return items


def _word(tokens: Tokens, first: int) -> Item:
    """Return a name with all its qualifiers and template arguments."""
    found, count = tokens.all, len(tokens.all)
    text: list[bytes] = []
    angles: list[tuple[int, int]] = []
    position = first
    while position < count:
        token = found[position]
        text.append(token.text)
        if token.text == b"operator":
            position = _operator(tokens, position, text)
            break
        position += 1
        if token.text in (b"::", b"~"):
            continue
        if position < count and found[position].text == b"<" and tokens.partners[position] >= 0:
            partner = tokens.partners[position]
            angles.append((found[position].end, found[partner].start))
            position = partner + 1
        if not _goes_on(tokens, position):
            break
    last = position - 1
    return Item(
        ItemKind.WORD,
        b"".join(text),
        found[first].start,
        found[last].end,
        first,
        last,
        tuple(angles),
    )


def _goes_on(tokens: Tokens, position: int) -> bool:
    """Return whether ``::`` and a name, or ``~`` and a name, come next."""
    if position + 1 >= len(tokens.all) or tokens.all[position].text != b"::":
        return False
    following = tokens.all[position + 1]
    return following.kind == "word" or following.text == b"~"


def _operator(tokens: Tokens, position: int, text: list[bytes]) -> int:
    """Return the position behind what follows ``operator`` up to its parameters."""
    found, count = tokens.all, len(tokens.all)
    start = position + 1
    if start + 1 < count and found[start].text == b"(" and tokens.partners[start] == start + 1:
        text.append(b"()")
        return start + 2
    position = start
    while position < count and found[position].text not in (b"(", b";", b"{", b"}"):
        text.append(found[position].text)
        position += 1
    return position
