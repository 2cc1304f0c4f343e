"""Which definitions of a Python file a runner may take for tests, wherever it finds the file."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.symbol_kinds import SymbolKind

CALLABLES = (SymbolKind.FUNCTION, SymbolKind.METHOD)
_TEST = "test"
_FIXTURE = "fixture"


def possible_tests(symbols: tuple[Symbol, ...]) -> Iterator[tuple[Symbol, list[Symbol]]]:
    """Yield the functions at module level and in classes that may be run, with their classes."""
    bound_later = _bound_to_other_things(symbols)
    for position, symbol in enumerate(symbols):
        if symbol.kind not in CALLABLES or _is_fixture_or_overload(symbol):
            continue
        owners = owners_of(symbols, symbol)
        is_over = bound_later.get(symbol.qualname, -1) > position
        if not is_over and all(owner.is_class for owner in owners):
            yield symbol, owners


def _bound_to_other_things(symbols: tuple[Symbol, ...]) -> dict[str, int]:
    """Return the names that data takes, with the last place: ``test_read = None``."""
    return {
        symbol.qualname: position
        for position, symbol in enumerate(symbols)
        if symbol.name.startswith(_TEST) and not symbol.is_callable and not symbol.is_class
    }


def _is_fixture_or_overload(symbol: Symbol) -> bool:
    """Return whether a function is none to be run, whatever its name."""
    is_fixture = any(decorator.last_name == _FIXTURE for decorator in symbol.decorators)
    return is_fixture or symbol.variant is not None


def owners_of(symbols: tuple[Symbol, ...], symbol: Symbol) -> list[Symbol]:
    """Return what encloses a definition, innermost first.

    Parameters
    ----------
    symbols:
        The definitions of the file, where parents are positions.
    symbol:
        One of them.
    """
    owners = []
    while symbol.parent >= 0:
        symbol = symbols[symbol.parent]
        owners.append(symbol)
    return owners
