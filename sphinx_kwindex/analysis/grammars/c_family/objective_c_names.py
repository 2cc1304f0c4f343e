"""The names of properties and methods of Objective-C."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_kwindex.analysis.grammars.c_family.items import Item, ItemKind, items_within
from sphinx_kwindex.analysis.grammars.c_family.tokens import Tokens
from sphinx_kwindex.analysis.grammars.c_family.words import (
    ATTRIBUTES,
    LONE_ATTRIBUTES,
    QUALIFIERS,
    is_likely_macro,
)


def _is_name(item: Item) -> bool:
    """Return whether a word may be the name of a property."""
    return (
        item.kind is ItemKind.WORD
        and not is_likely_macro(item.text)
        and item.text not in ATTRIBUTES | LONE_ATTRIBUTES | QUALIFIERS
    )


def property_name(tokens: Tokens, items: Sequence[Item]) -> Item | None:
    """Return the name in a declaration: the last word that is no macro, or that of a block.

    Parameters
    ----------
    tokens:
        Those of the source.
    items:
        What stands behind the attributes of a property.
    """
    name: Item | None = None
    for at, item in enumerate(items):
        if item.text in (b":", b","):
            break
        if item.kind is ItemKind.GROUP:
            inner = items_within(tokens, item)
            if any(it.text in (b"^", b"*") for it in inner[:2]):
                return next((it for it in reversed(inner) if _is_name(it)), None)
        following = items[at + 1].kind if at + 1 < len(items) else None
        if at > 0 and _is_name(item) and following is not ItemKind.GROUP:
            name = item
    return name


def further_names(items: Sequence[Item], first: Item) -> Iterator[Item]:
    """Yield the names behind the first one: ``b`` and ``c`` of ``int a, *b, c``.

    Parameters
    ----------
    items:
        What stands behind the attributes of a property.
    first:
        The first name.
    """
    is_next = False
    for item in items:
        if item.start <= first.start:
            continue
        if item.text == b",":
            is_next = True
        elif is_next and _is_name(item):
            yield item
            is_next = False
        elif item.text != b"*":
            is_next = False


def selector_of(items: Sequence[Item]) -> tuple[Item, bytes] | None:
    """Return the first word of a selector and all of it, None for no method.

    Returns
    -------
    first word and selector
    """
    at = 1 if items and items[0].kind is ItemKind.GROUP else 0
    if at >= len(items) or items[at].kind is not ItemKind.WORD:
        return None
    name = items[at]
    if at + 1 >= len(items) or items[at + 1].text != b":":
        return name, name.text
    parts: list[bytes] = []
    while at < len(items):
        if items[at].kind is ItemKind.WORD and at + 1 < len(items) and items[at + 1].text == b":":
            parts.append(items[at].text + b":")
            at += 2
        elif items[at].text == b":":
            parts.append(b":")
            at += 1
        else:
            break
        at += at < len(items) and items[at].kind is ItemKind.GROUP
        while at + 1 < len(items) and items[at].text in LONE_ATTRIBUTES | ATTRIBUTES:
            at += 1 + (items[at + 1].kind is ItemKind.GROUP)
        at += 1  # the parameter
    return name, b"".join(parts)
