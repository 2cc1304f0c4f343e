"""Comparing the definitions and files of two states.

A definition is the same in both if its file and its qualified name are; overloads, and others of
one name, are one.  What only a function can name does not count.  One that is gone and one that is
new are one that moved, if they alone have its name, its kind and its head.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sphinx_kwindex.query.data import Data
from sphinx_kwindex.records.data_lines import FileLine, SymbolLine

_Name = tuple[str, str]
"""The path of a file and a qualified name."""
_Counted = Mapping[_Name, list[SymbolLine]]

_DOCUMENTED = frozenset({"class", "exception", "function", "method", "property"})
"""The kinds of definitions that docstrings document."""


class Head(msgspec.Struct, frozen=True, omit_defaults=True):
    """A definition of one state."""

    id: str
    kind: str
    name: str
    """Its qualified name, with its module where it has one."""
    signature: str = ""
    bases: tuple[str, ...] = ()


class Removed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A definition that is gone."""

    definition: Head
    users: tuple[str, ...] = ()
    """Ids of those that used it and are still there: they may need a look."""


class Pair(msgspec.Struct, frozen=True):
    """A definition in both states."""

    before: Head
    after: Head


class Coverage(msgspec.Struct, frozen=True):
    """How many of the public classes and functions are documented."""

    documented: int
    of: int


class Changes(msgspec.Struct, frozen=True, omit_defaults=True):
    """What changed; each part is sorted."""

    coverage: tuple[Coverage, Coverage]
    """Before and after."""
    added: tuple[Head, ...] = ()
    removed: tuple[Removed, ...] = ()
    moved: tuple[Pair, ...] = ()
    changed: tuple[Pair, ...] = ()
    """Definitions with other parameters, results or bases."""
    added_files: tuple[str, ...] = ()
    removed_files: tuple[str, ...] = ()
    added_dependencies: tuple[str, ...] = ()
    """Top names of Python modules from elsewhere that no file imported before."""
    removed_dependencies: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing of what is compared changed."""
        return self == Changes((self.coverage[0], self.coverage[0]))


def compare(before: Data, after: Data, *, private: bool = False, tests: bool = False) -> Changes:
    """Return what changed from one state to another.

    Parameters
    ----------
    before:
        The data of the earlier state.
    after:
        Those of the later one.
    private:
        Whether private definitions count.
    tests:
        Whether code for tests counts.
    """
    old = _counting(before.symbols, private=private, tests=tests)
    later = list(after.symbols)
    new = _counting(later, private=private, tests=tests)
    gone, come = _apart(old, new), _apart(new, old)
    moved = _moved(gone, come)
    arrived = {pair.after.id for pair in moved}
    left = {pair.before.id for pair in moved}
    known = frozenset(line.id for line in later)
    removed = [item for item in gone if item.id not in left]
    old_files, new_files = _files(before.files, tests=tests), _files(after.files, tests=tests)
    old_modules, new_modules = _external(old_files.values()), _external(new_files.values())
    return Changes(
        (_coverage(old), _coverage(new)),
        added=tuple(head_of(item) for item in come if item.id not in arrived),
        removed=tuple(
            Removed(head_of(item), tuple(_users(before, item.id, known))) for item in removed
        ),
        moved=moved,
        changed=tuple(_changed(old, new)),
        added_files=tuple(sorted(new_files.keys() - old_files.keys())),
        removed_files=tuple(sorted(old_files.keys() - new_files.keys())),
        added_dependencies=tuple(sorted(new_modules - old_modules)),
        removed_dependencies=tuple(sorted(old_modules - new_modules)),
    )


def head_of(line: SymbolLine) -> Head:
    """Return what is compared of a definition."""
    name = f"{line.module}.{line.qualname}" if line.module else line.qualname
    return Head(line.id, line.kind, name, line.signature, line.bases)


def _counting(
    lines: Iterable[SymbolLine], *, private: bool, tests: bool
) -> dict[_Name, list[SymbolLine]]:
    """Return the definitions that count, those of one name in the order of the file."""
    found: dict[_Name, list[SymbolLine]] = {}
    for line in lines:
        if not line.local and (private or not line.private) and (tests or not line.test):
            found.setdefault((line.path, line.qualname), []).append(line)
    return found


def _apart(these: _Counted, those: _Counted) -> list[SymbolLine]:
    """Return the definitions that are in the one state only, sorted by name."""
    return [these[name][0] for name in sorted(these.keys() - those.keys())]


def _moved(gone: Iterable[SymbolLine], come: Iterable[SymbolLine]) -> tuple[Pair, ...]:
    before, after = _by_likeness(gone), _by_likeness(come)
    pairs = [
        Pair(head_of(items[0]), head_of(after[likeness][0]))
        for likeness, items in before.items()
        if len(items) == 1 == len(after.get(likeness, ()))
    ]
    return tuple(sorted(pairs, key=lambda pair: pair.before.id))


def _by_likeness(
    lines: Iterable[SymbolLine],
) -> dict[tuple[str, str, str, tuple[str, ...]], list[SymbolLine]]:
    """Return definitions by what tells that one of another place is the same.

    Data say too little: a hundred classes have a field ``name``.
    """
    found: dict[tuple[str, str, str, tuple[str, ...]], list[SymbolLine]] = {}
    for line in lines:
        if line.kind in _DOCUMENTED:
            likeness = (line.qualname, line.kind, line.signature, line.bases)
            found.setdefault(likeness, []).append(line)
    return found


def _changed(old: _Counted, new: _Counted) -> Iterator[Pair]:
    for name in sorted(old.keys() & new.keys()):
        before, after = ({(it.signature, it.bases): it for it in side[name]} for side in (old, new))
        if before.keys() != after.keys():
            # Of overloads those that differ.
            gone = [before[head] for head in before if head not in after] or [*before.values()]
            come = [after[head] for head in after if head not in before] or [*after.values()]
            yield Pair(head_of(gone[0]), head_of(come[0]))


def _users(before: Data, gone: str, known: frozenset[str]) -> Iterator[str]:
    """Yield what used a definition that is gone, and is still there."""
    for user in sorted({use.by for use in before.uses.under(gone)}):
        if user in known:
            yield user


def _files(lines: Iterable[FileLine], *, tests: bool) -> dict[str, FileLine]:
    return {line.path: line for line in lines if tests or not line.test}


def _external(files: Iterable[FileLine]) -> set[str]:
    return {name for line in files for name in line.external}


def _coverage(counted: _Counted) -> Coverage:
    public = [
        line
        for line, *_ in counted.values()
        if line.kind in _DOCUMENTED and not line.private and not line.test and line.module
    ]
    return Coverage(sum(line.documented for line in public), len(public))
