"""Making text from a repository safe to show, whatever is in it."""

from __future__ import annotations

import re

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SEPARATORS = "\u2028\u2029\x85"
_HIDDEN = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI}{_SEPARATORS}\ufeff\ufffe\uffff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Return ``text`` with the characters that would hide, reorder or break it made visible.

    Control characters become their pictures (``␛``), directional formatting characters and other
    troublemakers their code point in brackets; tab and newline stay.
    """
    return _HIDDEN.sub(_picture, text)


def one_line(text: str) -> str:
    """Return visible ``text`` with every run of white space as one space."""
    return visible(" ".join(text.split()))


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"[U+{code:04X}]"
