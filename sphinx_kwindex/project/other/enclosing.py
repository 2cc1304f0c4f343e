"""The definitions around a line."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_kwindex.records.analysis import Symbol


def innermost(symbols: Iterable[Symbol], line: int) -> str:
    """Return the qualified name of the innermost symbol around a line, empty without one.

    Parameters
    ----------
    symbols:
        The definitions of a file.
    line:
        A line of it, counted from 1.
    """
    around = (symbol.qualname for symbol in symbols if symbol.line <= line <= symbol.end_line)
    return max(around, key=len, default="")
