"""What the entries of an index are sorted by, and the letters under which they stand."""

from __future__ import annotations

from sphinx_kwindex.keywords.keyword import bare_name

MESSAGES = "messages"
"""What messages stand under; no letter is that long."""
ASIDE = "aside"
"""What stands last in a list: what tests and examples alone have."""
OTHERS = "#"
"""What names stand under that do not begin with an ASCII letter."""
_AFTER_LETTERS, _LAST, _AFTER_ALL = "~", "\x7f", "\x80"
"""Before what names are sorted by that stand after Z."""
_APART = "\0"
"""Between a name and the whole of it: ``send`` of all classes stands before ``send_all``."""


def sorted_by(name: str, qualname: str, *, is_message: bool = False, is_aside: bool = False) -> str:
    """Return what an entry is sorted by: its name, without case and marks before it.

    Parameters
    ----------
    name:
        The name.
    qualname:
        The name with what encloses it.
    is_message:
        Whether it is a message: these come last, a line of a log does not begin as they do.
    is_aside:
        Whether tests and examples alone have it: in a list these come last.
    """
    folded = bare_name(name).casefold()
    text = f"{folded}{_APART}{qualname.casefold()}"
    if is_message or is_aside:
        return f"{_AFTER_ALL if is_aside else _LAST}{text}"
    return text if _is_letter(folded[:1]) else f"{_AFTER_LETTERS}{text}"


def letter_of(name: str, *, is_message: bool) -> str:
    """Return what a name stands under: ``a`` to ``z``, or one of the marks above.

    Parameters
    ----------
    name:
        The name.
    is_message:
        Whether it is a message.
    """
    if is_message:
        return MESSAGES
    first = bare_name(name).casefold()[:1]
    return first if _is_letter(first) else OTHERS


def letter_of_text(text: str) -> str:
    """Return the same for what an entry is sorted by."""
    if text.startswith((_LAST, _AFTER_ALL)):
        return MESSAGES if text.startswith(_LAST) else ASIDE
    return OTHERS if text.startswith(_AFTER_LETTERS) else text[:1]


def words_of_key(key: str) -> str:
    """Return the prefix with which a page begins, as a part of a docname."""
    lead, rest = "", key
    for mark, word in ((_AFTER_LETTERS, "symbols"), (_LAST, MESSAGES), (_AFTER_ALL, ASIDE)):
        if key.startswith(mark):
            lead, rest = word, key[len(mark) :]
    parts = (lead, "".join(letter if letter.isalnum() or letter == "_" else "-" for letter in rest))
    return "-".join(part for part in parts if part)


def _is_letter(text: str) -> bool:
    return text.isascii() and text.isalpha()
