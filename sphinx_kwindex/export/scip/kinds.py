"""What SCIP calls our kinds of definitions, and how a name of each kind ends in a symbol."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sphinx_kwindex.records.symbol_kinds import SymbolKind

MODULE = 29

KINDS: Mapping[SymbolKind, int] = MappingProxyType(
    {
        SymbolKind.CLASS: 7,
        SymbolKind.EXCEPTION: 7,
        SymbolKind.FUNCTION: 17,
        SymbolKind.METHOD: 26,
        SymbolKind.PROPERTY: 41,
        SymbolKind.CONSTANT: 8,
        SymbolKind.VARIABLE: 61,
        SymbolKind.ATTRIBUTE: 15,
        SymbolKind.TYPE_ALIAS: 55,
        SymbolKind.NAMESPACE: 30,
        SymbolKind.PACKAGE: 35,
        SymbolKind.STRUCT: 49,
        SymbolKind.UNION: 59,
        SymbolKind.ENUM: 11,
        SymbolKind.ENUMERATOR: 12,
        SymbolKind.INTERFACE: 21,
        SymbolKind.PROTOCOL: 42,
        SymbolKind.TRAIT: 53,
        SymbolKind.CONCEPT: 86,
        SymbolKind.MACRO: 25,
        SymbolKind.TEST: 17,
    }
)
"""Numbers of the enumeration ``Kind``; what has no number there is of no kind."""

_TYPES = frozenset({SymbolKind.CONCEPT, SymbolKind.DATABASE_TABLE, SymbolKind.DATABASE_VIEW})
_NAMESPACES = frozenset({SymbolKind.NAMESPACE, SymbolKind.PACKAGE})
_METHODS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST})

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "C++": "CPP",
        "C#": "CSharp",
        "C header": "C",
        "Objective-C": "Objective_C",
        "Bash": "ShellScript",
    }
)
"""Languages that the enumeration ``Language`` has under another name than we."""


def suffix_of(kind: SymbolKind, *, is_python: bool) -> str:
    """Return what stands after a name in a symbol.

    Parameters
    ----------
    kind:
        The kind of what it names.
    is_python:
        Whether that is Python, where a property is written as a function.
    """
    if kind in _METHODS or (is_python and kind is SymbolKind.PROPERTY):
        return "()."
    if kind.is_type or kind in _TYPES or kind is SymbolKind.PROTOCOL:
        return "#"
    if kind in _NAMESPACES:
        return "/"
    return "!" if kind is SymbolKind.MACRO else "."
