"""A tolerant reading of Python that does not parse: newer syntax, Python 2, a merge conflict.

Pygments' lexer tells definitions from strings and comments, indentation tells what encloses what.
The outcome is approximate, and the pages say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
from pygments.token import Name

from sphinx_kwindex.analysis.anchors import Anchors
from sphinx_kwindex.analysis.python.symbols import BUILTIN_EXCEPTIONS
from sphinx_kwindex.analysis.tokens import Token
from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.signatures import Base
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_DEFINITION = re.compile(r"(?P<indent>[ \t]*)(?:async\s+)?(?:def|class)\s")
_BASES = re.compile(r"\s*\(([^()]*)\)")
_NAME = re.compile(r"\w+(?:\.\w+)*")


class DefinitionNames:
    """The names of definitions among tokens that are read for something else as well.

    A text is read by its lexer once: that takes most of the time.
    """

    def __init__(self) -> None:
        self.found: list[tuple[int, int, str, bool]] = []
        """Line (from 1), column (from 0), name and whether it is a class."""

    def noted(self, tokens: Iterable[Token]) -> Iterator[Token]:
        """Yield all tokens of a text, and note the names that pass."""
        line, column = 1, 0
        for token, value in tokens:
            if token in (Name.Class, Name.Function, Name.Function.Magic):
                self.found.append((line, column, value, token is Name.Class))
            breaks = value.count("\n")
            line += breaks
            column = len(value) - value.rfind("\n") - 1 if breaks else column + len(value)
            yield token, value


def approximate_symbols(
    text: str, names: DefinitionNames, definition: re.Pattern[str] = _DEFINITION
) -> tuple[Symbol, ...]:
    """Return the classes and functions that stand at the beginning of a line of code.

    Parameters
    ----------
    text:
        The whole file.
    names:
        The names in it.
    definition:
        How a line with a definition begins, if that is not as in Python itself.
    """
    lines = text.split("\n")
    found: list[Symbol] = []
    open_scopes: list[tuple[int, int]] = []
    anchors = Anchors()
    for line_number, column, name, is_class in names.found:
        line = lines[line_number - 1]
        match = definition.match(line)
        if match is None:
            continue
        indent = len(match["indent"].expandtabs())
        while open_scopes and open_scopes[-1][0] >= indent:
            open_scopes.pop()
        parent = open_scopes[-1][1] if open_scopes else -1
        symbol = _symbol(name, line_number, found, parent, anchors)
        if is_class:
            symbol = _as_class(symbol, line[column + len(name) :])
        open_scopes.append((indent, len(found)))
        found.append(symbol)
    return tuple(found)


def _symbol(name: str, line: int, found: list[Symbol], parent: int, anchors: Anchors) -> Symbol:
    qualname, anchor = name, name
    in_class = is_local = False
    if parent >= 0:
        outer = found[parent]
        in_class = outer.is_class
        qualname = f"{outer.qualname}.{name}" if in_class else f"{outer.qualname}.<locals>.{name}"
        is_local = outer.is_local or not in_class
        anchor = f"{outer.anchor}.{name}" if in_class else f"{outer.anchor}..{name}"
    anchor = anchors.take(anchor)
    kind = SymbolKind.METHOD if in_class else SymbolKind.FUNCTION
    return Symbol(name, qualname, kind, line, line, anchor, parent, is_local=is_local)


def _as_class(symbol: Symbol, rest: str) -> Symbol:
    match = _BASES.match(rest)
    written = [base.strip() for base in match[1].split(",") if base.strip()] if match else []
    bases = tuple(
        Base(base, "", f":{base}") if _NAME.fullmatch(base) else Base("", base) for base in written
    )
    is_exception = any(base.name in BUILTIN_EXCEPTIONS for base in bases)
    return msgspec.structs.replace(
        symbol, kind=SymbolKind.EXCEPTION if is_exception else SymbolKind.CLASS, bases=bases
    )
