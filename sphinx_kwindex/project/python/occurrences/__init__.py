"""From names to definitions, across files: what every place in the code of a repository names.

From the bottom up: ``evaluation`` (answers, each found once), ``module_names``, ``class_names``,
``types``, ``calls``, ``fixtures``, ``meanings``, ``targets`` and ``aliases``.  All of it reads
interfaces alone, but for the body of the file that is linked; which interfaces were looked at is
part of the outcome.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sphinx_kwindex.project.python.modules import ModuleIndex
from sphinx_kwindex.project.python.occurrences.aliases import aliases_in
from sphinx_kwindex.project.python.occurrences.targets import Targets
from sphinx_kwindex.project.python.occurrences.values import Named
from sphinx_kwindex.records.names import MODULE, Body, Expression, Interface
from sphinx_kwindex.records.references import Alias, Certainty, FileReferences, Target

__all__ = ["Linker", "Names"]

_NOTHING = -1
_OUTSIDE = -2
"""What the positions of names from elsewhere are counted down from."""


class Names(NamedTuple):
    """What the names in a file lead to."""

    references: FileReferences
    aliases: dict[str, Alias]
    """The variables that are other names, by qualified name."""
    looked_at: frozenset[str]
    """The files whose interfaces were looked at."""


class Linker:
    """Links the files of a repository, one by one."""

    def __init__(self, modules: ModuleIndex, interfaces: Mapping[str, Interface]) -> None:
        self._targets = Targets(modules, interfaces)

    def link(self, path: str, body: Body) -> Names:
        """Return what the places in a file name.

        Parameters
        ----------
        path:
            The file.
        body:
            The part of its names that other files do not need.

        Returns
        -------
        its places and other names, and the files whose interfaces were looked at
        """
        targets = self._targets
        targets.begin_file(path, body)
        packing = _Packing()
        tables = targets.tables[path]
        found: dict[int, tuple[int, int]] = {}
        packed: list[int] = []
        outside: list[int] = []
        skipped = skipped_outside = 0
        numbers = iter(body.places)
        for lines, column, number in zip(numbers, numbers, numbers, strict=True):
            answer = found.get(number)
            if answer is None:
                targets.begin_place()
                position = packing.position_of(targets.named(path, number))
                answer = found[number] = _length(tables.expressions[number], tables.words), position
            length, position = answer
            skipped += lines
            skipped_outside += lines
            if position >= 0:
                packed += (skipped, column, length, position)
                skipped = 0
            elif position != _NOTHING:
                outside += (skipped_outside, column, length, _OUTSIDE - position)
                skipped_outside = 0
        aliases = aliases_in(targets, path)
        return Names(packing.record(packed, outside), aliases, targets.end_file(path))


def _length(expression: Expression, words: tuple[str, ...]) -> int:
    """Return the number of characters of what stands at a place."""
    if expression[0] == MODULE:
        return expression[1] + len(words[expression[2]])
    return len(words[expression[-1]])


class _Packing:
    """Makes the record of a file."""

    def __init__(self) -> None:
        self._targets: dict[Target, int] = {}
        self._named: dict[tuple[int, ...], int] = {}
        self._outside: dict[str, int] = {}

    def position_of(self, named: Named) -> int:
        """Return the position of what a place names, -1 for nothing, less for what is elsewhere."""
        if not named.targets:
            return _NOTHING
        if not named.targets[0].path:
            if len(named.targets) > 1 or not named.is_exact:
                return _NOTHING
            dotted = named.targets[0].qualname
            return _OUTSIDE - self._outside.setdefault(dotted, len(self._outside))
        certainty = Certainty.EXACT if named.is_exact else Certainty.INFERRED
        positions = [
            self._targets.setdefault(Target(*item), len(self._targets)) for item in named.targets
        ]
        key = (int(certainty), *positions)
        return self._named.setdefault(key, len(self._named))

    def record(self, packed: list[int], outside: list[int]) -> FileReferences:
        """Return all places.

        Parameters
        ----------
        packed:
            Those that name something in the repository.
        outside:
            The others.
        """
        return FileReferences(
            tuple(self._targets),
            tuple(self._named),
            tuple(packed),
            tuple(self._outside),
            tuple(outside),
        )
