"""Code that docstrings show."""

from __future__ import annotations

import msgspec


class Example(msgspec.Struct, frozen=True, array_like=True):
    """Code that a docstring shows."""

    symbol: int
    """Position of the definition with the docstring, -1 for the module."""
    line: int
    is_session: bool
    """Whether it is a session of the interpreter, with prompts, rather than plain code."""
    text: str
    """Its first lines."""
    lines: int
    """How many it has."""
