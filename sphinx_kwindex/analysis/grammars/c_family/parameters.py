"""What is in the parentheses behind a name: parameters, or the values of arguments."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_kwindex.analysis.grammars.c_family.items import Item, ItemKind
from sphinx_kwindex.analysis.grammars.c_family.words import PRIMITIVES, QUALIFIERS, TAGS

_VALUES = frozenset((b"nullptr", b"NULL", b"true", b"false", b"this", b"new", b"sizeof"))
_SIGNS_OF_VALUES = frozenset((b"-", b"!", b"+", b".", b"->", b"/", b"|", b"%", b"?"))
_OF_TYPES = PRIMITIVES | QUALIFIERS | TAGS


def looks_like_parameters(inner: Sequence[Item]) -> bool:
    """Return whether this declares parameters for sure: ``void``, ``int x``, ``T *``."""
    if not inner:
        return True
    for at, item in enumerate(inner):
        if item.text in _OF_TYPES or item.text == b"...":
            return True
        following = inner[at + 1] if at + 1 < len(inner) else None
        if item.kind is not ItemKind.WORD or following is None:
            continue
        if following.kind is ItemKind.WORD:
            return True
        if following.text in (b"*", b"&") and (at + 2 >= len(inner) or inner[at + 2].text == b","):
            return True
    return False


def is_value(inner: Sequence[Item]) -> bool:
    """Return whether the first argument is a value, so that a variable is made with it."""
    if not inner:
        return False
    first = inner[0]
    if first.kind in (ItemKind.LITERAL, ItemKind.BRACE) or first.text in _VALUES:
        return True
    if first.kind is ItemKind.SIGN and first.text not in (b"[", b"..."):
        return True
    for at, item in enumerate(inner):
        if item.text in (b",", b"=") or item.text in _OF_TYPES:
            return False
        if item.text in _SIGNS_OF_VALUES:
            return True
        is_call = item.kind is ItemKind.GROUP and at == 1 and first.kind is ItemKind.WORD
        if is_call and (at + 1 == len(inner) or inner[at + 1].text == b","):
            return True
    return False
