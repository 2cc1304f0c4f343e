"""Classes that are exceptions because a base class in another place is one."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_kwindex.project.imports import ImportResolver
from sphinx_kwindex.records import FileFacts, Symbol
from sphinx_kwindex.symbol_kinds import SymbolKind


def find_exceptions(
    files: Iterable[FileFacts], resolver: ImportResolver
) -> frozenset[tuple[str, str]]:
    """Return (path, anchor) of every class that derives from an exception class.

    A base from outside the repository is no evidence, whatever its name.
    """
    derived: dict[tuple[str, str], list[tuple[str, str]]] = {}
    found: list[tuple[str, str]] = []
    for facts in files:
        for symbol in facts.analysis.symbols:
            if symbol.kind is SymbolKind.EXCEPTION:
                found.append((facts.path, symbol.anchor))
            elif symbol.kind is SymbolKind.CLASS:
                for base in _bases(facts.path, symbol, resolver):
                    derived.setdefault(base, []).append((facts.path, symbol.anchor))
    exceptions = set(found)
    while found:
        for child in derived.get(found.pop(), ()):
            if child not in exceptions:
                exceptions.add(child)
                found.append(child)
    return frozenset(exceptions)


def _bases(path: str, symbol: Symbol, resolver: ImportResolver) -> Iterable[tuple[str, str]]:
    for base in symbol.bases:
        definition = resolver.definition_of(base.partition("[")[0], path)
        if definition is not None and definition.symbol.is_class:
            yield definition.path, definition.symbol.anchor
