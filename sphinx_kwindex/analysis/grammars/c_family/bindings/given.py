"""Pieces that the readers of bindings share: what they find, literals, and names of functions.

Spaces are matched possessively: where a comment was there may be any number of them, and to try
each of them as the end of two runs takes hours.
"""

from __future__ import annotations

import re

import msgspec

from sphinx_kwindex.records.bindings import BindingKind

LITERAL = rb'"[ \t]*+"(?:\s*+"[ \t]*+")*'
"""Strings, one after the other, of which only the quotes are left."""
FUNCTION = (
    rb"\s*+(?:(?:TORCH_FN|TORCH_BOX|_PyCFunction_CAST|reinterpret_cast\s*+<\s*+PyCFunction\s*+>)\s*+\(\s*+"
    rb"|(?:\(\s*+(?:PyCFunction\w*|void\s*+\(\s*+\*\s*+\)\s*+\(\s*+void\s*+\))\s*+\)\s*+)+)?"
    rb"&?\s*+(?P<function>[A-Za-z_]\w*(?:::\w+)*)\s*+[,)}]"
)
"""An argument that is the name of a function, maybe in one of the usual casts."""
_ONE_LITERAL = re.compile(rb'"[ \t]*+"')
_NAME = re.compile(r"[^\W\d]\w*")
_LONGEST = 200
"""Of a name in characters, so that names in names take no more room than their source."""
_NO_FUNCTION = frozenset({"NULL", "nullptr", "true", "false"})


class Given(msgspec.Struct, frozen=True):
    """A name for Python at a place in the source."""

    kind: BindingKind
    module: str
    name: str
    start: int
    function: str = ""


def text_of(code: bytes, source: bytes, span: tuple[int, int]) -> str:
    """Return the text of the literals in a span, empty with an escape in it.

    Parameters
    ----------
    code:
        The source with the texts of its literals blanked, byte for byte as long.
    source:
        The source itself.
    span:
        Where the literals are, as offsets in bytes.
    """
    parts = [
        source[match.start() + 1 : match.end() - 1] for match in _ONE_LITERAL.finditer(code, *span)
    ]
    text = b"".join(parts).decode("utf-8", "replace")
    return "" if "\\" in text else text


def is_name(text: str) -> bool:
    """Return whether a text is a name that Python code can write."""
    return _NAME.fullmatch(text) is not None and len(text) <= _LONGEST


def below(outer: str, name: str) -> str:
    """Return a name behind the one that it is below, empty if nobody would write that.

    Parameters
    ----------
    outer:
        Dotted name of the module or class around it; empty at the top.
    name:
        The name itself.
    """
    dotted = f"{outer}.{name}" if outer else name
    return dotted if len(dotted) <= _LONGEST else ""


def function_named(match: re.Match[bytes] | None) -> str:
    """Return the function that a match of :data:`FUNCTION` names."""
    name = match["function"].decode("utf-8", "replace") if match else ""
    return "" if name in _NO_FUNCTION else name
