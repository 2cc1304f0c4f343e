"""In which definition something stands of which only the line is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sphinx_kwindex.records.analysis import Analysis, Symbol


def innermost(symbols: Iterable[Symbol], lines: Iterable[int]) -> Mapping[int, Symbol]:
    """Return the innermost definition around each line that has one.

    The lines of its decorators are its own.  Lines and definitions are walked once, from the top
    of the file down.

    Parameters
    ----------
    symbols:
        The definitions of a file.
    lines:
        Lines of it, counted from 1.

    Returns
    -------
    mapping from lines to definitions
    """
    pending = sorted(
        (symbol for symbol in symbols if not symbol.kind.is_part),
        key=lambda symbol: (_first_line(symbol), -symbol.end_line),
        reverse=True,
    )
    found: dict[int, Symbol] = {}
    around: list[Symbol] = []
    for line in sorted(set(lines)):
        while pending and _first_line(pending[-1]) <= line:
            symbol = pending.pop()
            _drop_ended(around, _first_line(symbol))
            around.append(symbol)
        _drop_ended(around, line)
        if around:
            found[line] = around[-1]
    return found


def _first_line(symbol: Symbol) -> int:
    return symbol.line - symbol.lines_above


def _drop_ended(around: list[Symbol], line: int) -> None:
    while around and around[-1].end_line < line:
        around.pop()


def held_literals(analysis: Analysis) -> tuple[tuple[str, str, str], ...]:
    """Return the kind and name of each literal with the anchor of the definition around it."""
    holders = innermost(analysis.symbols, (item.line for item in analysis.occurrences))
    return tuple(
        (item.kind, item.name, holder.anchor if holder is not None else "")
        for item in analysis.occurrences
        for holder in (holders.get(item.line),)
    )
