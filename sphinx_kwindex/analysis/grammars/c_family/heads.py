"""Heads of classes, namespaces and enums, what stands behind their braces, and enumerators."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from sphinx_kwindex.analysis.grammars.c_family.edits import Edits
from sphinx_kwindex.analysis.grammars.c_family.items import Item, ItemKind
from sphinx_kwindex.analysis.grammars.c_family.words import NO_TYPE, TAGS, Macros

_AFTER_NAME = frozenset((b"final", b"sealed", b"abstract"))


def read_head(items: Sequence[Item], edits: Edits, macros: Macros) -> bytes:
    """Leave of the head of a class, enum or namespace its key and its name.

    Parameters
    ----------
    items:
        The head, from its key on.
    edits:
        Takes the changes to the source.
    macros:
        Tells names of macros from others.

    Returns
    -------
    The name, empty without one.
    """
    place = next(
        (at for at, item in enumerate(items) if item.text in TAGS or item.text == b"namespace"), -1
    )
    if place < 0:
        return b""
    for item in items[:place]:
        edits.starts.add(item.start)
        if item.kind not in (ItemKind.WORD, ItemKind.GROUP) or item.text not in NO_TYPE:
            edits.blank(item.start, item.end)
    edits.starts.add(items[place].start)
    if items[place].text == b"enum" and place + 1 < len(items) and items[place + 1].text in TAGS:
        place += 1
    rest = _up_to_bases(items[place + 1 :], edits)
    called = {one.start for one, other in pairwise(rest) if other.kind is ItemKind.GROUP}
    names = [
        item
        for item in rest
        if item.kind is ItemKind.WORD and item.start not in called and item.text not in _AFTER_NAME
    ]
    plain = [item for item in names if not macros.include(item.text)]
    likely = plain or names
    name = likely[0 if items[place].text == b"namespace" else -1] if likely else None
    for item in rest:
        if item is not name and item.kind is not ItemKind.BRACE:
            edits.blank(item.start, item.end)
    if name is None:
        return b""
    for start, end in name.angles:
        edits.blank(start, end)
    return name.text.rpartition(b"::")[2]


def _up_to_bases(items: Sequence[Item], edits: Edits) -> Sequence[Item]:
    """Take out the bases of a class, or the type of an enum; return what is before them."""
    colon = next((at for at, item in enumerate(items) if item.text == b":"), len(items))
    for item in items[colon:]:
        if item.kind is ItemKind.BRACE:
            break
        edits.blank(item.start, item.end)
    brace = next((at for at, item in enumerate(items) if item.kind is ItemKind.BRACE), len(items))
    return items[: min(colon, brace)]


def read_tail(
    items: Sequence[Item], edits: Edits, macros: Macros, *, is_typedef: bool = False
) -> None:
    """Leave of what follows a closing brace the names of variables or types.

    ``} __packed;`` names nothing, ``} PACKED;`` behind a ``typedef`` a type.

    Parameters
    ----------
    items:
        What follows the brace, up to the semicolon.
    edits:
        Takes the changes to the source.
    macros:
        Tells names of macros from others.
    is_typedef:
        Whether the names are those of types.
    """
    cut = next((at for at, item in enumerate(items) if item.text in (b",", b"=")), len(items))
    head = items[:cut]
    words = [
        (at, item)
        for at, item in enumerate(head)
        if item.kind is ItemKind.WORD
        and not (at + 1 < len(head) and head[at + 1].kind is ItemKind.GROUP)
    ]
    plain = [item for _, item in words if not macros.include(item.text)]
    name = plain[-1] if plain else None
    if name is None and is_typedef and words:
        name = words[-1][1]
    for item in head:
        is_sign = item.kind in (ItemKind.SIGN, ItemKind.SQUARE)
        if item is not name and not is_sign and item.text not in NO_TYPE:
            edits.blank(item.start, item.end)


def read_enumerators(items: Sequence[Item], edits: Edits, macros: Macros) -> None:
    """Leave of each enumerator its name and its value; what only a macro lists is not known.

    Parameters
    ----------
    items:
        What is between the braces.
    edits:
        Takes the changes to the source.
    macros:
        Tells names of macros from others.
    """
    first = 0
    for at in range(len(items) + 1):
        if at < len(items) and items[at].text != b",":
            continue
        while first + 1 < at and _is_call(items[first], items[first + 1]):
            edits.blank(items[first].start, items[first + 1].end)
            first += 2
        if (
            first < at
            and items[first].kind is ItemKind.WORD
            and not macros.define(items[first].text)
        ):
            edits.starts.add(items[first].start)
            for item in takewhile(lambda item: item.text != b"=", items[first + 1 : at]):
                edits.blank(item.start, item.end)
        else:
            for item in items[first : at + 1]:
                edits.blank(item.start, item.end)
        first = at + 1


def _is_call(word: Item, group: Item) -> bool:
    return word.kind is ItemKind.WORD and group.kind is ItemKind.GROUP
