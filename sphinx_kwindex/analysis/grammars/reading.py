"""Reading what a query matched: the parts of a definition as text."""

from __future__ import annotations

from sphinx_kwindex.analysis.grammars.declaration import Match
from sphinx_kwindex.analysis.grammars.found import Found

_MOST_CHARACTERS = 300
"""Of a signature; what is longer is cut, and says so."""


def shortened(text: str, most: int = _MOST_CHARACTERS) -> str:
    """Cut a text that is too long for a line of a page."""
    return text if len(text) <= most else f"{text[: most - 2].rstrip()} …"


def plain_definition(match: Match) -> Found | None:
    """Return the definition of a match whose query names all its parts.

    The signature is what ``@signature`` covers, or all between the name and ``@body``, or ``=`` and
    ``@value``.
    """
    name = match.first("name")
    if name is None:
        return None
    node = match.node
    body, value, signature = match.first("body"), match.first("value"), match.first("signature")
    shown = ""
    if signature is not None:
        shown = match.text(signature.start_byte, match.captures["signature"][-1].end_byte)
    elif body is not None and body.start_byte > name.end_byte:
        shown = match.text(name.end_byte, body.start_byte).rstrip("{:= ")
    elif value is not None:
        shown = f"= {match.text(value.start_byte, value.end_byte)}"
    return Found(
        kind=match.kind,
        name=shortened(match.text(name.start_byte, name.end_byte).strip("\"'`"), 120),
        start=node.start_byte,
        end=node.end_byte,
        lead=shortened(match.text(node.start_byte, name.start_byte), 100),
        signature=shortened(shown),
        name_start=name.start_byte,
    )
