"""What the symbols of SCIP say of themselves: a name for each scope, and what kind of thing it is.

The grammar is in https://github.com/scip-code/scip/blob/main/scip.proto; other signs than it allows
in a name are let through, since tools write them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LOCAL = "local "
"""Begin of the symbols that mean nothing outside of their file."""

_LONGEST = 2_000
"""Characters of a symbol that is looked at."""

_PACKAGE_PARTS = 4
"""Scheme, and manager, name and version of a package, each with a space behind it."""
_PART = re.compile(r"(?:[^ ]|  )* ")
"""``scip-python ``, or ``two  words `` where a space is doubled."""

_IMPLEMENTATION = "impl"
"""In Rust, methods are in ``impl#[Client]``, or ``impl#[Client][Sender]``, those of a trait."""

_DESCRIPTOR = re.compile(
    r"""
    (?:`(?P<quoted>(?:[^`]|``)*)`|(?P<plain>[\w+$-]+))
    (?P<suffix>\([\w+$-]*\)\.|[/\#.:!])
    | \[(?:`(?P<quoted_type>(?:[^`]|``)*)`|(?P<of_type>[\w+$-]*))\]
    | \((?:`(?:[^`]|``)*`|[\w+$-]*)\)
    """,
    re.VERBOSE,
)
"""One scope: ``Client#``, ``send().``, ```` `pkg.core`/ ````, ``[T]`` or ``(size)``."""


class Descriptors(NamedTuple):
    """The scopes in a symbol."""

    names: tuple[str, ...]
    suffixes: tuple[str, ...]
    """What follows each name: one of ``/ # . : !`` and ``().``."""

    @property
    def name(self) -> str:
        """The name of the thing itself."""
        return self.names[-1]

    @property
    def suffix(self) -> str:
        """What kind of thing it is."""
        return self.suffixes[-1]


def descriptors_of(symbol: str) -> Descriptors | None:
    """Return the scopes in a symbol; None for a parameter, and what other files cannot name."""
    if symbol.startswith(LOCAL) or len(symbol) > _LONGEST:
        return None
    position = 0
    for _ in range(_PACKAGE_PARTS):
        part = _PART.match(symbol, position)
        if part is None:
            return None
        position = part.end()
    names: list[str] = []
    suffixes: list[str] = []
    while position < len(symbol):
        found = _DESCRIPTOR.match(symbol, position)
        if found is None:
            return None
        position = found.end()
        if found["suffix"] is None:
            # A parameter, of a type or of a function.
            if position == len(symbol):
                return None
            if names and names[-1] == _IMPLEMENTATION:
                names[-1] = found["of_type"] or found["quoted_type"] or ""
            continue
        quoted = found["quoted"]
        names.append(found["plain"] if quoted is None else quoted.replace("``", "`"))
        suffixes.append("()." if found["suffix"][0] == "(" else found["suffix"])
    return Descriptors(tuple(names), tuple(suffixes)) if names else None
