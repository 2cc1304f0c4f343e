"""Which classes derive from which, through all files of a repository."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sphinx_kwindex.project.python.origins import Origins
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.traits import TraitKind

_WITHIN = "::"
"""In the origin of a class of the repository."""

_MOST_OWN = 100
"""Classes of the repository that are kept of those above one; in a chain of thousands, all of them
would be millions.  Those from elsewhere, which most rules ask for, are kept in any number."""


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
        """Return whether a class of the repository derives from another one directly."""
        return f"{path}::{qualname}" in self._parents

    def ancestors_of(self, bases: Iterable[str]) -> set[str]:
        """Return the origins of base classes, and of all classes that these derive from."""
        return {ancestor for base in bases if base for ancestor in self._with_ancestors(base)}

    def _with_ancestors(self, origin: str) -> frozenset[str]:
        """Return what certainly is above a class: what all of its definitions agree on."""
        pending = [origin]
        begun: set[str] = set()
        while pending:
            current = pending[-1]
            begun.add(current)
            waiting = [] if current in self._known else self._unknown(current, begun)
            if waiting:
                pending.extend(waiting)
                continue
            pending.pop()
            if current not in self._known:
                self._known[current] = frozenset((current, *self._shared(current)))
        return self._known[origin]

    def _unknown(self, origin: str, begun: Collection[str]) -> list[str]:
        """Return the base classes that must be known first; none that is above itself."""
        bases = {base for found in self._bases.get(origin, ()) for base in found if base}
        return sorted(base for base in bases if base not in self._known and base not in begun)

    def _shared(self, origin: str) -> set[str]:
        above = [
            # A class above itself has no further ancestors, not endless ones.
            {name for base in bases if base for name in self._known.get(base, (base,))}
            for bases in self._bases.get(origin, ())
        ]
        shared = set.intersection(*above) if above else set()
        own = sorted(name for name in shared if _WITHIN in name)
        return shared.difference(own[_MOST_OWN:])
