"""Finding the definitions that names mean, for all relations."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_kwindex.project.python.imports import Definition, DefinitionReference
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.references import Target
from sphinx_kwindex.records.symbol_kinds import SymbolKind


class Definitions:
    """Finds definitions by their names; those of a file are gathered when one is asked for."""

    def __init__(self, files: Mapping[str, FileFacts]) -> None:
        self._files = files
        self._symbols: dict[str, dict[str, Symbol]] = {}
        self._known: dict[Target, DefinitionReference | None] = {}

    def __call__(self, target: Target) -> DefinitionReference | None:
        """Return the definition that a target is, None if its file says nothing of it."""
        if target not in self._known:
            self._known[target] = self._reference(target)
        return self._known[target]

    def symbol(self, target: Target) -> Symbol | None:
        """Return what its file says of a definition, None of the file itself."""
        if target.path not in self._symbols:
            facts = self._files.get(target.path)
            symbols = facts.analysis.symbols if facts is not None else ()
            # Of several definitions of one name the first.
            self._symbols[target.path] = {item.qualname: item for item in reversed(symbols)}
        return self._symbols[target.path].get(target.qualname)

    def _reference(self, target: Target) -> DefinitionReference | None:
        # The file itself has no qualified name.
        if not target.qualname and target.path in self._files:
            return DefinitionReference(target.path, "", "", SymbolKind.NAMESPACE, is_private=False)
        symbol = self.symbol(target)
        return Definition(target.path, symbol).reference if symbol is not None else None
