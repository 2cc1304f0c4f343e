"""Finding the definitions that names mean, for all relations."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_kwindex.project.python.imports import Definition, DefinitionReference
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.references import Target
from sphinx_kwindex.records.symbol_kinds import SymbolKind


class Definitions:
    """Finds definitions by their names; those of a file are gathered when one is asked for."""

    def __init__(self, files: Mapping[str, FileFacts]) -> None:
        self._files = files
        self._named: dict[str, dict[str, DefinitionReference]] = {}

    def __call__(self, target: Target) -> DefinitionReference | None:
        """Return the definition that a target is, None if its file says nothing of it."""
        if target.path not in self._named:
            self._named[target.path] = self._of(target.path)
        return self._named[target.path].get(target.qualname)

    def _of(self, path: str) -> dict[str, DefinitionReference]:
        facts = self._files.get(path)
        if facts is None:
            return {}
        # Of several definitions of one name the first.
        found = {
            symbol.qualname: Definition(path, symbol).reference
            for symbol in reversed(facts.analysis.symbols)
        }
        # The file itself has no qualified name.
        found[""] = DefinitionReference(path, "", "", SymbolKind.NAMESPACE, is_private=False)
        return found
