"""What stands for names between bars in docstrings: ``.. |tide| replace:: the tide``."""

from __future__ import annotations

import re

_DEFINITION = re.compile(
    r"^(?P<indent>[ \t]*)\.\. \|(?P<name>[^|\n]{1,100})\| (?P<directive>[\w-]+)::(?P<words>[^\n]*)"
    r"(?P<more>(?:\n(?P=indent)[ \t]+\S[^\n]*)*)(?:\n|\Z)",
    re.MULTILINE,
)
_REFERENCE = re.compile(r"(?<![\w|])\|(?P<name>[^|\s](?:[^|\n]{0,98}[^|\s])?)\|_{0,2}(?![\w|])")
_CODE = re.compile(r"(?:0x|\\?x|U\+?|\\u|&#x)(?P<code>[0-9a-fA-F]{1,6});?$", re.IGNORECASE)
_LAST = 0x10FFFF
_MOST_WORDS = 300


def substituted(text: str) -> str:
    """Return a cleaned docstring with the words in the places of their names.

    Pictures and dates have none; a name that is not defined stays.
    """
    if ".. |" not in text:
        return text
    known: dict[str, str] = {}

    def note(match: re.Match[str]) -> str:
        known[match["name"].lower()] = _words(match)
        return ""

    left = _DEFINITION.sub(note, text)
    return _REFERENCE.sub(lambda match: known.get(match["name"].lower(), match[0]), left)


def _words(match: re.Match[str]) -> str:
    words = " ".join(f"{match['words']}{match['more']}".split())
    if match["directive"] == "unicode":
        return "".join(map(_character, words.partition(" .. ")[0].split()))
    is_short = match["directive"] == "replace" and len(words) <= _MOST_WORDS
    return words if is_short else ""


def _character(word: str) -> str:
    code = _CODE.match(word)
    number = int(code["code"], 16) if code else -1
    return chr(number) if 0 < number <= _LAST and not 0xD800 <= number < 0xE000 else word
