"""What parts of a declaration are by their shape."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_kwindex.analysis.grammars.c_family.edits import Edits
from sphinx_kwindex.analysis.grammars.c_family.items import Item, ItemKind
from sphinx_kwindex.analysis.grammars.c_family.tokens import Tokens
from sphinx_kwindex.analysis.grammars.c_family.types import has_type
from sphinx_kwindex.analysis.grammars.c_family.words import KEYWORDS, NO_TYPE

_CUTS = frozenset((b"=", b":", b"->", b"try", b","))


def is_of_head(item: Item) -> bool:
    """Return whether an item stands before a value, a body and members."""
    return item.text not in _CUTS and item.kind is not ItemKind.BRACE


def is_of_old_style(item: Item) -> bool:
    """Return whether an item may be in the types of parameters: ``f(a) int a; {``."""
    return item.kind in (ItemKind.WORD, ItemKind.SQUARE) or item.text == b"*"


def ends_in_name(inner: Sequence[Item]) -> bool:
    """Return whether a group holds a name."""
    return any(item.kind is ItemKind.WORD for item in inner)


def is_one_group(inner: Sequence[Item]) -> bool:
    """Return whether all of a group is another one: ``((int a))``."""
    return len(inner) == 1 and inner[0].kind is ItemKind.GROUP


def is_declared(items: Sequence[Item]) -> bool:
    """Return whether a type and a name are there."""
    return (
        len(items) > 1
        and items[-1].kind is ItemKind.WORD
        and items[-1].text not in KEYWORDS
        and has_type(items[:-1])
    )


def is_binding(head: Sequence[Item]) -> bool:
    """Return whether several names are declared at once: ``const auto &[first, second]``."""
    square = next((at for at, item in enumerate(head) if item.kind is ItemKind.SQUARE), 0)
    words = [item.text for item in head[:square] if item.text not in (b"&", b"&&")]
    return words[-1:] == [b"auto"] and all(word in NO_TYPE for word in words[:-1])


def is_special(name: bytes, around: bytes) -> bool:
    """Return whether a function needs no type: constructors, destructors, operators.

    Parameters
    ----------
    name:
        Name of the function, as it is written.
    around:
        Name of the class around it; empty outside of one.
    """
    if name.startswith(b"~") or b"::~" in name or b"operator" in name:
        return True
    parts = name.rsplit(b"::", 2)
    if len(parts) > 1:
        return parts[-1] == parts[-2]
    return bool(around) and name == around


def plain_conversion(name: Item, tokens: Tokens, edits: Edits) -> bool:
    """Write ``operator const T&`` as ``operator int``; return whether this is one.

    Parameters
    ----------
    name:
        The item that may be the name of a conversion.
    tokens:
        The source.
    edits:
        Takes the change to the source.
    """
    found = tokens.all[name.first : name.last + 1]
    place = next((at for at, it in enumerate(found) if it.text == b"operator"), len(found))
    following = found[place + 1] if place + 1 < len(found) else None
    if (
        following is not None
        and following.kind == "word"
        and following.text not in (b"new", b"delete", b"co_await")
    ):
        if place == 0:  # the grammar reads ``A::operator float`` in a way of its own
            edits.write_type(following.start, name.end)
        return True
    return False
