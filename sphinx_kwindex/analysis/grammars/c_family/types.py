"""The type in a declaration, and what else stands before the name."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_kwindex.analysis.grammars.c_family.edits import Edits
from sphinx_kwindex.analysis.grammars.c_family.items import Item, ItemKind
from sphinx_kwindex.analysis.grammars.c_family.words import (
    NO_TYPE,
    PRIMITIVES,
    TAGS,
    TYPE_OF,
    Macros,
)

_STARS = frozenset((b"*", b"&", b"^"))


def has_type(items: Sequence[Item]) -> bool:
    """Return whether there is a word that can be a type."""
    return any(item.kind is ItemKind.WORD and item.text not in NO_TYPE for item in items)


def reduce_to_type(
    items: Sequence[Item],
    edits: Edits,
    macros: Macros,
    *,
    may_have_type: bool = True,
    needs_type: bool = True,
) -> None:
    """Leave one type of what comes before a name.

    Parameters
    ----------
    items:
        The words, and macros with their arguments.
    edits:
        Where the others are taken out.
    macros:
        What is known of macros.
    may_have_type:
        Whether there can be a type: a constructor has none.
    needs_type:
        Whether there must be one: an operator may have none.
    """
    star = next((at for at, item in enumerate(items) if item.text in _STARS), len(items))
    last_call = max(
        (
            at
            for at in range(1, star)
            if items[at].kind is ItemKind.GROUP and items[at - 1].text not in TYPE_OF
        ),
        default=-1,
    )
    kept = _kept(items[last_call + 1 : star], macros)
    if kept is None and last_call >= 0:
        kept = _kept(items[: max(last_call - 1, 0)], macros)
    is_made = kept is None and last_call >= 0 and needs_type
    for at, item in enumerate(items):
        if at == last_call - 1 and is_made:
            edits.write_type(item.start, items[last_call].end)
            continue
        is_storage = item.kind is ItemKind.WORD and item.text in NO_TYPE
        if item.text in _STARS or is_storage or (at == last_call and is_made):
            continue
        if kept is not None and item.start in kept and may_have_type:
            for start, end in item.angles:
                edits.blank(start - 1, end + 1)
            continue
        edits.blank(item.start, item.end)


def _kept(items: Sequence[Item], macros: Macros) -> set[int] | None:
    """Return where the words of the one type begin, None without a type."""
    words = [
        (at, item)
        for at, item in enumerate(items)
        if item.kind is ItemKind.WORD and item.text not in NO_TYPE
    ]
    tagged = next((at for at, item in words if item.text in TAGS and at + 1 < len(items)), None)
    if tagged is not None:
        named = [item for at, item in words if at > tagged]
        plain = [item for item in named if not macros.include(item.text)]
        return {items[tagged].start, *(item.start for item in (plain or named)[:1])}
    primitive = {item.start for _, item in words if item.text in PRIMITIVES}
    if primitive and all(item.text == b"auto" for _, item in words if item.start in primitive):
        # What a concept asks of the type stands before it: ``Addable auto sum``.
        asked = [it for _, it in words if it.text != b"auto" and not macros.include(it.text)]
        primitive.update(item.start for item in asked[-1:])
    if primitive:
        return primitive
    for at, item in words:
        if item.text in TYPE_OF and at + 1 < len(items):
            return {item.start, items[at + 1].start}
    if not words:
        return None
    plain = [item for _, item in words if not macros.include(item.text)]
    return {(plain or [item for _, item in words])[-1].start}
