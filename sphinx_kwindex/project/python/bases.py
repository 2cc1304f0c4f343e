"""Which class of the repository each base class is, for what classes inherit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import msgspec

from sphinx_kwindex.project.python.imports import ImportResolver
from sphinx_kwindex.records.analysis import FileFacts

Class = tuple[str, str]
"""A class by the path of its file and its anchor."""


class Base(msgspec.Struct, frozen=True):
    """A base class in the head of another."""

    names: tuple[str, ...]
    """Its name as written, empty if it is none, and as it is defined."""
    found: Class | None
    """The class of the repository that it is, None if it is from elsewhere."""


Bases = Mapping[Class, tuple[Base, ...]]
"""The bases of every class."""


def find_bases(files: Iterable[FileFacts], resolver: ImportResolver) -> Bases:
    """Return the base classes of all classes.

    Parameters
    ----------
    files:
        The Python files.
    resolver:
        Follows names from file to file.
    """
    return {
        (facts.path, symbol.anchor): tuple(
            _base(base.name, facts.path, resolver) for base in symbol.bases
        )
        for facts in files
        for symbol in facts.analysis.symbols
        if symbol.is_class
    }


def _base(name: str, path: str, resolver: ImportResolver) -> Base:
    found = resolver.definition_of(name, path)
    if found is None or not found.symbol.is_class:
        return Base((name,), None)
    return Base((name, found.symbol.name), (found.path, found.symbol.anchor))


def with_derived(classes: Collection[Class], bases: Bases) -> frozenset[Class]:
    """Return classes and all that derive from them, however far below."""
    derived: dict[Class, list[Class]] = {}
    for owner, found in bases.items():
        for base in found:
            if base.found is not None:
                derived.setdefault(base.found, []).append(owner)
    return _reached(classes, lambda owner: derived.get(owner, ()))


def with_ancestors(classes: Collection[Class], bases: Bases) -> frozenset[Class]:
    """Return classes and all that they derive from, as far as these are in the repository."""
    return _reached(
        classes,
        lambda owner: [base.found for base in bases.get(owner, ()) if base.found is not None],
    )


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
