"""Which classes derive from which, through all files of a repository."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sphinx_kwindex.patterns.traits import TraitKind
from sphinx_kwindex.project.origins import Origins
from sphinx_kwindex.records import FileFacts


class ClassGraph:
    """The base classes of every class, as origins."""

    def __init__(self, files: Iterable[FileFacts], origins: Origins) -> None:
        self._bases: dict[str, list[set[str]]] = {}
        for facts in files:
            by_line: defaultdict[int, set[str]] = defaultdict(set)
            for trait in facts.analysis.traits:
                if trait.kind is TraitKind.BASE:
                    origin = origins.of(trait.name, facts.path)
                    for line in trait.lines:
                        by_line[line].add(origin)
            for symbol in facts.analysis.symbols:
                if symbol.is_class:
                    name = f"{facts.path}::{symbol.qualname}"
                    self._bases.setdefault(name, []).append(by_line.get(symbol.line, set()))
        self._parents = {
            base for found in self._bases.values() for bases in found for base in bases
        }
        self._known: dict[str, frozenset[str]] = {}

    def has_children(self, path: str, qualname: str) -> bool:
        """Tell whether a class of the repository derives from another one directly."""
        return f"{path}::{qualname}" in self._parents

    def ancestors_of(self, bases: Iterable[str]) -> set[str]:
        """Return the origins of base classes, and of all classes that these derive from."""
        return {ancestor for base in bases if base for ancestor in self._with_ancestors(base)}

    def _with_ancestors(self, origin: str) -> frozenset[str]:
        """Return what certainly is above a class: what all of its definitions agree on."""
        if origin not in self._known:
            # A class above itself has no further ancestors, not endless ones.
            self._known[origin] = frozenset((origin,))
            above = [self.ancestors_of(bases) for bases in self._bases.get(origin, ())]
            shared = set.intersection(*above) if above else set()
            self._known[origin] = frozenset((origin, *shared))
        return self._known[origin]
