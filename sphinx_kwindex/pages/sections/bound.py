"""What a name for Python is bound to: a definition in the file, or in one that it includes."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sphinx_kwindex.pages.blocks import Text, code
from sphinx_kwindex.pages.sections.named import definition_link
from sphinx_kwindex.pages.sections.view import FileView
from sphinx_kwindex.project import Definition
from sphinx_kwindex.records import Symbol
from sphinx_kwindex.symbol_kinds import SymbolKind

_SEPARATOR = "::"


class Sight:
    """The definitions that a source in C or C++ may mean by a name, file by file."""

    def __init__(self, view: FileView, source: str) -> None:
        self._view = view
        includes = view.project.imports.get(source, ())
        included = [item.target for item in includes if item.target is not None]
        self._paths = tuple(dict.fromkeys((source, *included)))
        self._by_name: dict[str, dict[str, list[Symbol]]] = {}

    def named(self, name: str) -> Text:
        """Return a name with a link to what it means, if the nearest file has one of it."""
        if not name:
            return ()
        for path in self._paths:
            if path not in self._by_name:
                self._by_name[path] = _by_name(self._view.project.files[path].analysis.symbols)
            found = self._by_name[path].get(name, [])
            defined = [symbol for symbol in found if symbol.note != "declaration"] or found
            if len(defined) == 1:
                link = definition_link(self._view, Definition(path, defined[0]))
                return (msgspec.structs.replace(link, text=name),)
            if defined:
                break  # overloads, of which the name alone does not tell one
        return (code(name),)


def _by_name(symbols: Iterable[Symbol]) -> dict[str, list[Symbol]]:
    """Return symbols by each way to write their names, inside of their namespaces or outside."""
    symbols = tuple(symbols)
    namespaces = {symbol.qualname for symbol in symbols if symbol.kind is SymbolKind.NAMESPACE}
    found: dict[str, list[Symbol]] = {}
    for symbol in symbols:
        found.setdefault(symbol.qualname, []).append(symbol)
        outer, separator, _ = symbol.qualname.rpartition(_SEPARATOR)
        while separator:
            if outer in namespaces:
                rest = symbol.qualname.removeprefix(outer + _SEPARATOR)
                found.setdefault(rest, []).append(symbol)
            outer, separator, _ = outer.rpartition(_SEPARATOR)
    return found
