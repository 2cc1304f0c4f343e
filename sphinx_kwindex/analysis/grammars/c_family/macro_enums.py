"""Enums that a macro declares, as Apple's frameworks have them: ``NS_ENUM(NSInteger, Name)``."""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.grammars.c_family.edits import blanked

_MACRO_ENUM = re.compile(
    rb"(?:\btypedef\s++)?\b(?P<macro>[A-Z]+_(?:\w+_)?(?:ENUM|OPTIONS))\s*+\("
    rb"\s*+[\w \t]{1,100}(?:,\s*+(?P<name>\w+)\s*+)?\)(?=[^;{}()]{0,200}\{)"
)
"""``typedef NS_ENUM(NSInteger, Tide) {``."""
_KEY = b"enum"


def plain_enums(code: bytes) -> bytes:
    """Write ``typedef NS_ENUM(NSInteger, Name)`` as ``enum Name``, each byte at its place."""
    if b"_ENUM" not in code and b"_OPTIONS" not in code:
        return code
    return _MACRO_ENUM.sub(_plain, code)


def _plain(match: re.Match[bytes]) -> bytes:
    whole = bytearray(blanked(match[0]))
    at = match.start("macro") - match.start()
    whole[at : at + len(_KEY)] = _KEY
    if match["name"] is not None:
        start = match.start("name") - match.start()
        whole[start : start + len(match["name"])] = match["name"]
    return bytes(whole)
