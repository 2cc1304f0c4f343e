"""What changed since the build whose data ``kwindex_changes_since`` names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

import msgspec

from sphinx_kwindex.changes.comparing import Changed, Changes, Pair, Removed, compare_states
from sphinx_kwindex.changes.folding import folded
from sphinx_kwindex.changes.spelling import is_respelled
from sphinx_kwindex.changes.states import Dependent, Head, State, last_word, state_of
from sphinx_kwindex.data_files.data import Data
from sphinx_kwindex.data_files.earlier import EarlierData
from sphinx_kwindex.data_files.sorted_lines import UnreadableDataError
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.records.names import Body, Interface
from sphinx_kwindex.records.written_names import WrittenNames
from sphinx_kwindex.relations.change_records import (
    NOTHING_KNOWN,
    ChangesInShort,
    FileChanges,
    KnownChanges,
    RepositoryChanges,
    Shown,
)
from sphinx_kwindex.relations.shortened import shortened
from sphinx_kwindex.relations.told import file_line, symbol_line, told_files, told_symbols
from sphinx_kwindex.version import __version__

MOST_ROWS = 300
"""Of a table; the pages of the files have all rows of theirs."""
_MOST_FILES = 20
_MOST_KEPT = 64
"""Files of which is known at a time what they name."""

Item = TypeVar("Item")


def find_changes(project: Project, earlier: EarlierData, *, private: bool) -> KnownChanges:
    """Return what changed.

    Parameters
    ----------
    project:
        The linked facts.
    earlier:
        The data of the earlier state.
    private:
        Whether private definitions are documented.
    """
    if not earlier.name:
        return NOTHING_KNOWN
    if earlier.fault:
        return KnownChanges(diagnostics=(_warning(earlier),))
    try:
        data = earlier.opened()
        before = state_of(data.symbols, data.files)
        return _Comparison(project, data, before, private=private).found()
    except UnreadableDataError as error:
        warning = _warning(msgspec.structs.replace(earlier, fault=str(error)))
        return KnownChanges(diagnostics=(warning,), has_page=True)


class _Comparison:
    """The repository and its earlier state.

    Parameters
    ----------
    project:
        The linked facts.
    data:
        The data of the earlier state.
    before:
        What counts of them.
    private:
        Whether private definitions are documented.
    """

    def __init__(self, project: Project, data: Data, before: State, *, private: bool) -> None:
        self._project = project
        self._private = private
        self._data = data
        self._before = before
        self._after = state_of(
            (
                symbol_line(project, facts, symbol)
                for facts in told_files(project)
                for symbol in told_symbols(facts, private=private)
            ),
            (file_line(project, project.files[path]) for path in project.paths),
        )
        self._words = lru_cache(_MOST_KEPT)(lambda path: _words_in(project.files[path]))
        self._used = lru_cache(_MOST_KEPT)(self._words_of_used)

    def found(self) -> KnownChanges:
        """Return what changed."""
        changes = compare_states(self._before, self._after, self._data.uses.under, self._may_use)
        return KnownChanges(self._repository(changes), self._by_file(changes), has_page=True)

    def _repository(self, changes: Changes) -> RepositoryChanges:
        importing = defaultdict(list)
        for path in sorted(self._after.files):
            for name in self._after.files[path].external:
                importing[name].append(path)
        version = self._data.version
        changed, respelled = _told_apart(changes.changed)
        totals = ChangesInShort(
            self._data.release, *map(len, (changes.removed, changed, changes.moved, changes.added))
        )
        return RepositoryChanges(
            self._data.release,
            made_by=version if version != __version__ else "",
            coverage=changes.coverage,
            totals=totals,
            removed=shortened(shown_removed(changes.removed), MOST_ROWS),
            changed=shortened(changed, MOST_ROWS),
            respelled=shortened(respelled, MOST_ROWS),
            moved=shortened(shown_moved(changes.moved), MOST_ROWS),
            added=shortened(shown_added(changes.added), MOST_ROWS),
            added_files=shortened(changes.added_files, MOST_ROWS),
            removed_files=shortened(changes.removed_files, MOST_ROWS),
            added_modules=tuple(
                (name, shortened(importing[name], _MOST_FILES))
                for name in changes.added_dependencies
            ),
            removed_modules=changes.removed_dependencies,
            unlike=shortened(changes.unlike, MOST_ROWS),
        )

    def _by_file(self, changes: Changes) -> dict[str, FileChanges]:
        """Return what changed in each file that is there now, and in which something did."""
        added = _grouped((head.path, head) for head in changes.added)
        gone = _grouped((item.definition.path, item) for item in changes.removed)
        changed, respelled = (
            _grouped((item.after.path, item) for item in part)
            for part in _told_apart(changes.changed)
        )
        came = _grouped((pair.after.path, pair) for pair in changes.moved)
        left = _grouped((pair.before.path, pair) for pair in changes.moved)
        unlike = frozenset(changes.unlike)
        found = {}
        for path, now in self._after.files.items():
            was = self._before.files.get(path)
            known = was if was is not None else now
            item = FileChanges(
                self._data.release,
                is_new=was is None,
                added=shown_added(added.get(path, ())),
                removed=shown_removed(gone.get(path, ())),
                changed=changed.get(path, ()),
                respelled=respelled.get(path, ()),
                came=shown_moved(came.get(path, ())),
                left=shown_moved(left.get(path, ())),
                added_modules=_without(now.external, known.external),
                removed_modules=_without(known.external, now.external),
                coverage=(known.coverage, now.coverage),
                is_unlike=path in unlike,
            )
            if not item.says_nothing:
                found[path] = item
        return found

    def _may_use(self, gone: Head, user: Dependent) -> bool:
        """Return whether what used a definition still seems to do so.

        It does not if its file no longer writes the name, or what it writes means another
        definition by now.
        """
        words = self._words(user.path)
        if words is not None and gone.word not in words:
            return False
        imports = self._project.imports.get(user.path, ())
        if any(it.target is None and it.statement.bound_name == gone.word for it in imports):
            return False
        return gone.word not in self._used(user.path).get(user.name, ())

    def _words_of_used(self, path: str) -> dict[str, set[str]]:
        """Return the last words of what each definition of a file uses, by its name."""
        found: dict[str, set[str]] = {}
        for _, use in self._project.uses.by(path):
            found.setdefault(use.user, set()).add(last_word(use.used))
        return found


def _told_apart(changed: Iterable[Changed]) -> tuple[tuple[Changed, ...], tuple[Changed, ...]]:
    """Return the definitions with another head, and those that only write types differently."""
    parts: tuple[list[Changed], list[Changed]] = [], []
    for item in changed:
        parts[is_respelled(item)].append(item)
    return tuple(parts[0]), tuple(parts[1])


def shown_added(heads: Iterable[Head]) -> tuple[Shown, ...]:
    """Return new definitions, without those that are in another one."""
    return tuple(Shown(head, number) for head, number in folded(heads, lambda head: head))


def shown_removed(removed: Iterable[Removed]) -> tuple[Shown, ...]:
    """Return definitions that are gone, without those in another one that nothing uses."""
    found = folded(removed, lambda item: item.definition, lambda item: bool(item.users))
    return tuple(Shown(item.definition, number, item.users) for item, number in found)


def shown_moved(pairs: Iterable[Pair]) -> tuple[Shown, ...]:
    """Return definitions that moved, without those in another one."""
    found = folded(pairs, lambda pair: pair.after)
    return tuple(Shown(pair.after, number, origin=pair.before.path) for pair, number in found)


def _words_in(facts: FileFacts) -> frozenset[str] | None:
    """Return the names that the code of a file writes; None if nobody knows."""
    names, written = facts.analysis.names, facts.analysis.written_names
    if names is not None:
        interface = msgspec.msgpack.decode(names.interface, type=Interface)
        body = msgspec.msgpack.decode(names.body, type=Body)
        return frozenset({*interface.words, *body.words})
    if written:
        return frozenset(msgspec.msgpack.decode(written, type=WrittenNames).words)
    return None


def _without(these: Iterable[str], those: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*these}.difference(those)))


def _grouped(items: Iterable[tuple[str, Item]]) -> dict[str, tuple[Item, ...]]:
    found: defaultdict[str, list[Item]] = defaultdict(list)
    for path, item in items:
        found[path].append(item)
    return {path: tuple(group) for path, group in found.items()}


def _warning(earlier: EarlierData) -> Diagnostic:
    return Diagnostic(
        DiagnosticCode.UNUSABLE_DATA,
        f"nothing says what changed: {earlier.fault} (kwindex_changes_since)",
    )
