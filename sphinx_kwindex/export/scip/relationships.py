"""Which definitions implement others: classes their bases, and methods those that they override."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.export.scip.symbols import LOCAL, Definition
from sphinx_kwindex.project.python.classes import Class
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.scip.messages import Relationship

_MOST_ANCESTORS = 100
"""Classes above one that are searched for what its methods override."""


class Relationships:
    """Finds what definitions implement.

    Parameters
    ----------
    repository:
        The repository.
    symbols:
        What definitions are called.
    """

    def __init__(self, repository: Repository, symbols: Mapping[Definition, str]) -> None:
        self._project = repository.project
        self._symbols = symbols
        self._classes: dict[Class, str] = {}
        self._methods: dict[Class, dict[str, str]] = {}
        self._known_bases: dict[Class, tuple[Class, ...]] = {}
        for path, facts in self._project.files.items():
            if facts.is_python:
                self._add(path, facts)

    def _add(self, path: str, facts: FileFacts) -> None:
        found = facts.analysis.symbols
        for symbol in found:
            if symbol.is_class:
                self._classes[path, symbol.anchor] = symbol.qualname
            elif symbol.is_callable and symbol.parent >= 0 and found[symbol.parent].is_class:
                owner = path, found[symbol.parent].anchor
                self._methods.setdefault(owner, {})[symbol.name] = symbol.qualname

    def of(self, facts: FileFacts, symbol: Symbol) -> tuple[Relationship, ...]:
        """Return what a definition implements, sorted.

        Parameters
        ----------
        facts:
            The file.
        symbol:
            The definition.
        """
        if symbol.is_local or not facts.is_python:
            return ()
        if symbol.is_class:
            bases = self._bases((facts.path, symbol.anchor))
            found = [(base[0], self._classes[base]) for base in bases if base in self._classes]
            return self._named(facts, symbol, found, is_reference=False)
        if not symbol.is_callable or symbol.parent < 0:
            return ()
        around = facts.analysis.symbols[symbol.parent]
        if not around.is_class:
            return ()
        overridden = self._overridden((facts.path, around.anchor), symbol.name)
        return self._named(facts, symbol, overridden, is_reference=True)

    def _named(
        self, facts: FileFacts, symbol: Symbol, found: list[Definition], *, is_reference: bool
    ) -> tuple[Relationship, ...]:
        own = self._symbols.get((facts.path, symbol.qualname), "")
        names = {self._symbols.get(definition, "") for definition in found} - {"", own}
        return tuple(
            Relationship(name, is_reference) for name in sorted(names) if not name.startswith(LOCAL)
        )

    def _bases(self, owner: Class) -> tuple[Class, ...]:
        """Return the bases of a class that are in the repository; each class is asked once."""
        if owner not in self._known_bases:
            bases = self._project.classes.bases_of(owner)
            found = dict.fromkeys(base.found for base in bases if base.found is not None)
            self._known_bases[owner] = tuple(found)[:_MOST_ANCESTORS]
        return self._known_bases[owner]

    def _overridden(self, owner: Class, name: str) -> list[Definition]:
        """Return the methods of a name that are next above a class, on each way up."""
        found: list[Definition] = []
        pending = list(self._bases(owner))
        seen = {owner}
        while pending and len(seen) < _MOST_ANCESTORS:
            base = pending.pop()
            if base in seen:
                continue
            seen.add(base)
            methods = self._methods.get(base, {})
            if name in methods:
                found.append((base[0], methods[name]))
            else:
                pending += self._bases(base)
        return found
