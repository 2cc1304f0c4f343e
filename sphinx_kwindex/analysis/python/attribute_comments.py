"""Comments that begin with ``#:``, by which Sphinx lets an assignment be described."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Mapping

import msgspec

from sphinx_kwindex.analysis.docstrings import read_docstring
from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_MARK = "#:"
_DATA = frozenset(
    {SymbolKind.ATTRIBUTE, SymbolKind.CONSTANT, SymbolKind.VARIABLE, SymbolKind.TYPE_ALIAS}
)


def with_comments(symbols: tuple[Symbol, ...], text: str) -> tuple[Symbol, ...]:
    """Return definitions with what comments behind or right above them say.

    A docstring below says more.  A comment behind an assignment comes before those above it.

    Parameters
    ----------
    symbols:
        The definitions of a module, in source order.
    text:
        Its source.
    """
    if _MARK not in text:
        return symbols
    above, behind = _comments(text)
    return tuple(
        symbol
        if symbol.documented or symbol.kind not in _DATA
        else _described(symbol, behind.get(symbol.end_line) or _lines_above(symbol.line, above))
        for symbol in symbols
    )


def _comments(text: str) -> tuple[dict[int, str], dict[int, str]]:
    """Return the comments that stand alone, and those behind code, by their line."""
    above: dict[int, str] = {}
    behind: dict[int, str] = {}
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT and token.string.startswith(_MARK):
                is_alone = not token.line[: token.start[1]].strip()
                words = token.string[len(_MARK) :].removeprefix(" ").rstrip()
                (above if is_alone else behind)[token.start[0]] = words
    except (tokenize.TokenError, SyntaxError):
        pass  # what was read so far is right
    return above, behind


def _lines_above(line: int, comments: Mapping[int, str]) -> str:
    found: list[str] = []
    while line - 1 - len(found) in comments:
        found.append(comments[line - 1 - len(found)])
    return "\n".join(reversed(found))


def _described(symbol: Symbol, words: str) -> Symbol:
    if not words.strip():
        return symbol
    said = read_docstring(words)
    return msgspec.structs.replace(
        symbol, summary=said.summary, documented=True, docstring=said.body
    )
