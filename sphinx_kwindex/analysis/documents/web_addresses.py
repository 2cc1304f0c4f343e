"""Bare addresses in Markdown, as GitHub links them: with a scheme, of mail, or behind ``www.``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#][^\s<>]*)?")
"""What follows ``www.``: ``example.org/page?x``."""
_LONGEST = 2_000
_TRAILING = "?!.,:;*_~'\""


def add_web_addresses(parser: MarkdownIt) -> None:
    """Have a parser link bare addresses; a name with a dot alone is none, as ``README.md``."""
    if parser.linkify is not None:
        parser.linkify.set({"fuzzy_link": False, "fuzzy_email": True})
        parser.linkify.add("www.", {"validate": _length, "normalize": _with_scheme})


def is_remote(opening: Token, following: Sequence[Token]) -> bool:
    """Return whether a bare address of mail is half of an address of Git: ``git@host:a/b``.

    Parameters
    ----------
    opening:
        Where the link begins.
    following:
        What comes after its end.
    """
    is_mail = opening.markup == "linkify" and str(opening.attrGet("href")).startswith("mailto:")
    return is_mail and any(re.match(r":[^\s]", token.content) for token in following)


def _length(_linkify: object, text: str, position: int) -> int:
    """Return how many characters after ``www.`` belong to an address, 0 if it is none."""
    found = _ADDRESS.match(text, position, position + _LONGEST)
    if found is None:
        return 0
    address = found[0].rstrip(_TRAILING)
    while address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(_TRAILING)
    return len(address) if "." in address else 0


def _with_scheme(_linkify: object, match: Any) -> None:
    match.url = f"http://{match.url}"
