"""Which classes derive from which, through all files of a repository."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import msgspec

from sphinx_kwindex.project.python.class_order import merged
from sphinx_kwindex.project.python.origins import Origins, origin_of
from sphinx_kwindex.records.analysis import FileFacts, Symbol

Class = tuple[str, str]
"""A class by the path of its file and its anchor."""

_MOST_OWN = 100
"""Classes of the repository that are kept of those above one; in a chain of thousands, all of them
would be millions.  Those from elsewhere, which most rules ask for, are kept in any number."""


class KnownBase(msgspec.Struct, frozen=True):
    """A base class, or a keyword, in the head of a class, with what it is."""

    names: tuple[str, ...]
    """Its name as written, empty if it is none, and as it is defined."""
    origin: str
    """What it stands for, as :class:`Origins` say it; empty if that is not certain."""
    found: Class | None
    """The class of the repository that it is, None if it is from elsewhere."""


class ClassGraph:
    """The base classes of every class of a repository: of Python, and of others as told.

    Parameters
    ----------
    files:
        The Python files.
    origins:
        Follows names from file to file.
    others:
        The base of each class in other languages, as far as it is known.
    """

    def __init__(
        self,
        files: Iterable[FileFacts],
        origins: Origins,
        others: Mapping[Class, Class] | None = None,
    ) -> None:
        classes = [
            (facts.path, symbol)
            for facts in files
            for symbol in facts.analysis.symbols
            if symbol.is_class
        ]
        self._by_origin: dict[str, list[tuple[Class, str]]] = {}
        for path, symbol in classes:
            definitions = self._by_origin.setdefault(origin_of(path, symbol.qualname), [])
            definitions.append(((path, symbol.anchor), symbol.name))
        self._bases = {
            (path, symbol.anchor): tuple(self._known(path, symbol, origins))
            for path, symbol in classes
        }
        for owner, base in (others or {}).items():
            self._bases[owner] = (KnownBase((), "", base),)
        self._derived: dict[Class, list[Class]] = {}
        for owner, known in self._bases.items():
            for item in known:
                if item.found is not None:
                    self._derived.setdefault(item.found, []).append(owner)
        self._above: dict[str, frozenset[str]] = {}
        self._orders: dict[Class, list[Class]] = {}

    def _known(self, path: str, symbol: Symbol, origins: Origins) -> Iterable[KnownBase]:
        for base in symbol.bases:
            origin = origins.of(base.path, path) if base.path else ""
            found = self._by_origin.get(origin)
            # Of several classes of one name the first stands for all.
            own, name = found[0] if found else (None, base.name)
            yield KnownBase(tuple(dict.fromkeys((base.name, name))), origin, own)

    def bases_of(self, owner: Class) -> tuple[KnownBase, ...]:
        """Return the bases of a class, in the order of its head."""
        return self._bases.get(owner, ())

    def derived_from(self, owner: Class) -> tuple[Class, ...]:
        """Return the classes that have a class among their bases, sorted by file."""
        return tuple(dict.fromkeys(self._derived.get(owner, ())))

    def order_of(self, owner: Class) -> list[Class]:
        """Return the classes of the repository that are asked for a name of a class, it first."""
        pending = [owner]
        begun: set[Class] = set()
        while pending:
            current = pending[-1]
            begun.add(current)
            bases = self._own_bases(current)
            waiting = [it for it in bases if it not in self._orders and it not in begun]
            if waiting and current not in self._orders:
                pending.extend(waiting)
                continue
            pending.pop()
            if current not in self._orders:
                # A class above itself is asked once.
                orders = [self._orders.get(base, [base]) for base in bases]
                after = merged([*orders, bases]) if bases else []
                self._orders[current] = [current, *(it for it in after if it != current)]
        return self._orders[owner]

    def _own_bases(self, owner: Class) -> list[Class]:
        """Return the bases of a class that are classes of the repository, each once."""
        found = (base.found for base in self.bases_of(owner))
        return list(dict.fromkeys(it for it in found if it is not None and it != owner))

    def with_derived(self, classes: Collection[Class]) -> frozenset[Class]:
        """Return classes and all that derive from them, however far below."""
        return _reached(classes, lambda owner: self._derived.get(owner, ()))

    def with_ancestors(self, classes: Collection[Class]) -> frozenset[Class]:
        """Return classes and all that they derive from, as far as these are in the repository."""
        return _reached(
            classes,
            lambda owner: [it.found for it in self.bases_of(owner) if it.found is not None],
        )

    def has_children(self, path: str, qualname: str) -> bool:
        """Return whether a class of the repository derives from another one directly.

        Parameters
        ----------
        path:
            Path of the file that defines the other one.
        qualname:
            Its qualified name.
        """
        found = self._by_origin.get(origin_of(path, qualname))
        return found is not None and found[0][0] in self._derived

    def origins_of(self, owner: Class) -> set[str]:
        """Return what the bases of a class stand for, as far as that is certain."""
        return {base.origin for base in self.bases_of(owner) if base.origin}

    def origins_above(self, owner: Class) -> set[str]:
        """Return what is certainly above a class, however far."""
        return {name for base in self.origins_of(owner) for name in self._with_ancestors(base)}

    def _with_ancestors(self, origin: str) -> frozenset[str]:
        """Return what certainly is above a class: what all of its definitions agree on."""
        pending = [origin]
        begun: set[str] = set()
        while pending:
            current = pending[-1]
            begun.add(current)
            waiting = [] if current in self._above else self._unknown(current, begun)
            if waiting:
                pending.extend(waiting)
                continue
            pending.pop()
            if current not in self._above:
                self._above[current] = frozenset((current, *self._shared(current)))
        return self._above[origin]

    def _definitions(self, origin: str) -> list[set[str]]:
        """Return the origins of the bases of each definition of a class."""
        return [self.origins_of(owner) for owner, _ in self._by_origin.get(origin, ())]

    def _unknown(self, origin: str, begun: Collection[str]) -> list[str]:
        """Return the base classes that must be known first; none that is above itself."""
        bases = {base for found in self._definitions(origin) for base in found}
        return sorted(base for base in bases if base not in self._above and base not in begun)

    def _shared(self, origin: str) -> set[str]:
        above = [
            # A class above itself has no further ancestors, not endless ones.
            {name for base in bases for name in self._above.get(base, (base,))}
            for bases in self._definitions(origin)
        ]
        shared = set.intersection(*above) if above else set()
        own = sorted(name for name in shared if name in self._by_origin)
        return shared.difference(own[_MOST_OWN:])


def _reached(
    starts: Collection[Class], following: Callable[[Class], Iterable[Class]]
) -> frozenset[Class]:
    reached = set(starts)
    pending = list(starts)
    while pending:
        for item in following(pending.pop()):
            if item not in reached:
                reached.add(item)
                pending.append(item)
    return frozenset(reached)
