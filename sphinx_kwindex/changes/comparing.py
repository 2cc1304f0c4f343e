"""Comparing the definitions and files of two states.

A definition is the same in both if its file and its qualified name are; overloads, and others of
one name, are one.  What only a function can name does not count.  One that is gone and one that is
new are one that moved, if they alone have its name, its kind and its head.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache

import msgspec

from sphinx_kwindex.changes.states import (
    DOCUMENTED,
    Counted,
    Coverage,
    Dependent,
    FileState,
    Head,
    State,
    Wanted,
    last_word,
    state_of,
)
from sphinx_kwindex.data_files.data import Data
from sphinx_kwindex.records.data_lines import UseLine

FindUses = Callable[[str], Iterable[UseLine]]
"""Returns the uses of a definition by its id."""
MayUse = Callable[[Head, Dependent], bool]
"""Returns whether a definition or file of the later state may still use what is gone."""


class Removed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A definition that is gone."""

    definition: Head
    users: tuple[Dependent, ...] = ()
    """Those that used it, are still there, and use nothing else of its name: they may need a
    look."""


class Pair(msgspec.Struct, frozen=True):
    """A definition in both states."""

    before: Head
    after: Head


class Changed(Pair, frozen=True, omit_defaults=True):
    """A definition with another head."""

    is_more: bool = False
    """Whether the later head came beside all those that there were: an overload, a setter."""
    is_less: bool = False
    """Whether the earlier head went, and all that there are now were there."""


class Changes(msgspec.Struct, frozen=True, omit_defaults=True):
    """What changed; each part is sorted."""

    coverage: tuple[Coverage, Coverage]
    """How many of the public classes and functions were documented, and are."""
    added: tuple[Head, ...] = ()
    removed: tuple[Removed, ...] = ()
    moved: tuple[Pair, ...] = ()
    changed: tuple[Changed, ...] = ()
    """Definitions with other parameters, results or bases."""
    added_files: tuple[str, ...] = ()
    removed_files: tuple[str, ...] = ()
    added_dependencies: tuple[str, ...] = ()
    """Top names of Python modules from elsewhere that no file imported before."""
    removed_dependencies: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    """Files that were understood in the one state and read tolerantly in the other: their
    definitions are not compared."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of what is compared changed."""
        return self == Changes((self.coverage[0], self.coverage[0]))


def compare(before: Data, after: Data, *, private: bool = False, tests: bool = False) -> Changes:
    """Return what changed from the data of one state to those of another.

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
    wanted = Wanted(private, tests)

    @cache
    def used_words() -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for use in after.uses:
            found.setdefault(use.by, set()).add(last_word(use.of.rpartition("#")[2]))
        return found

    def may_use(gone: Head, user: Dependent) -> bool:
        # A module that imported it may have been mended; the data do not tell.
        return user.id != user.path and gone.word not in used_words().get(user.id, ())

    return compare_states(
        state_of(before.symbols, before.files, wanted),
        state_of(after.symbols, after.files, wanted),
        before.uses.under,
        may_use,
    )


def compare_states(old: State, new: State, used: FindUses, may_use: MayUse) -> Changes:
    """Return what changed from one state to another.

    Parameters
    ----------
    old:
        The earlier state.
    new:
        The later one.
    used:
        Returns what used a definition of the earlier state.
    may_use:
        Returns whether one that used it and is still there may still do so.
    """
    unlike = tuple(sorted(_unlike(old.files, new.files)))
    before, after = _without(old.definitions, unlike), _without(new.definitions, unlike)
    gone, come = _apart(before, after), _apart(after, before)
    moved = _moved(gone, come)
    arrived = {pair.after.id for pair in moved}
    left = {pair.before.id for pair in moved}
    old_modules, new_modules = _external(old.files.values()), _external(new.files.values())
    return Changes(
        (_total(old.files.values()), _total(new.files.values())),
        added=tuple(head for head in come if head.id not in arrived),
        removed=_removed([head for head in gone if head.id not in left], new.ids, used, may_use),
        moved=moved,
        changed=tuple(_changed(before, after)),
        added_files=tuple(sorted(new.files.keys() - old.files.keys())),
        removed_files=tuple(sorted(old.files.keys() - new.files.keys())),
        added_dependencies=tuple(sorted(new_modules - old_modules)),
        removed_dependencies=tuple(sorted(old_modules - new_modules)),
        unlike=unlike,
    )


def _unlike(old: Mapping[str, FileState], new: Mapping[str, FileState]) -> Iterator[str]:
    """Yield the files whose definitions the two states tell in different ways."""
    for path in old.keys() & new.keys():
        if old[path].approximate != new[path].approximate:
            yield path


def _without(definitions: Counted, paths: Iterable[str]) -> Counted:
    left_out = frozenset(paths)
    if not left_out:
        return definitions
    return {name: heads for name, heads in definitions.items() if name[0] not in left_out}


def _apart(these: Counted, those: Counted) -> list[Head]:
    """Return the definitions that are in the one state only, sorted by name."""
    return [these[name][0] for name in sorted(these.keys() - those.keys())]


def _moved(gone: Iterable[Head], come: Iterable[Head]) -> tuple[Pair, ...]:
    before, after = _by_likeness(gone), _by_likeness(come)
    pairs = [
        Pair(heads[0], after[likeness][0])
        for likeness, heads in before.items()
        if len(heads) == 1 == len(after.get(likeness, ()))
    ]
    return tuple(sorted(pairs, key=lambda pair: pair.before.id))


def _by_likeness(heads: Iterable[Head]) -> dict[tuple[str, str, str, tuple[str, ...]], list[Head]]:
    """Return definitions by what tells that one of another place is the same.

    Data say too little: a hundred classes have a field ``name``.
    """
    found: dict[tuple[str, str, str, tuple[str, ...]], list[Head]] = {}
    for head in heads:
        if head.kind in DOCUMENTED:
            likeness = (head.qualname, head.kind, head.signature, head.bases)
            found.setdefault(likeness, []).append(head)
    return found


def _changed(old: Counted, new: Counted) -> Iterator[Changed]:
    for name in sorted(old.keys() & new.keys()):
        before, after = ({(it.signature, it.bases): it for it in side[name]} for side in (old, new))
        if before.keys() != after.keys():
            # Of overloads those that differ.
            gone = [before[head] for head in before if head not in after]
            come = [after[head] for head in after if head not in before]
            was, now = (gone or [*before.values()])[0], (come or [*after.values()])[0]
            yield Changed(was, now, is_more=not gone, is_less=not come)


def _removed(
    heads: Iterable[Head], known: AbstractSet[str], used: FindUses, may_use: MayUse
) -> tuple[Removed, ...]:
    """Return definitions that are gone, with what used them and may still do so."""
    found = []
    for head in heads:
        users = {Dependent(use.by, use.path, use.name) for use in used(head.id) if use.by in known}
        kept = sorted((user for user in users if may_use(head, user)), key=lambda user: user.id)
        found.append(Removed(head, tuple(kept)))
    return tuple(found)


def _external(files: Iterable[FileState]) -> set[str]:
    return {name for state in files for name in state.external}


def _total(files: Iterable[FileState]) -> Coverage:
    found = [state.coverage for state in files]
    return Coverage(sum(it.documented for it in found), sum(it.of for it in found))
