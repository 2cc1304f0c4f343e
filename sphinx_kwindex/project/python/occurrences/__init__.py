"""From names to definitions, across files: what every place in the code of a repository names.

From the bottom up: ``evaluation`` (answers, each found once), ``module_names``, ``class_names``,
``types``, ``calls``, ``meanings`` and ``targets``.  All of it reads interfaces alone, but for the
body of the file that is linked; which interfaces were looked at is part of the outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_kwindex.project.python.modules import ModuleIndex
from sphinx_kwindex.project.python.occurrences.targets import Targets
from sphinx_kwindex.project.python.occurrences.values import Named
from sphinx_kwindex.records.names import MODULE, Body, Expression, Interface
from sphinx_kwindex.records.references import Certainty, FileReferences, Target

__all__ = ["Linker"]


class Linker:
    """Links the files of a repository, one by one."""

    def __init__(self, modules: ModuleIndex, interfaces: Mapping[str, Interface]) -> None:
        self._targets = Targets(modules, interfaces)

    def link(self, path: str, body: Body) -> tuple[FileReferences, frozenset[str]]:
        """Return what the places in a file name.

        Parameters
        ----------
        path:
            The file.
        body:
            The part of its names that other files do not need.

        Returns
        -------
        its places, and the files whose interfaces were looked at
        """
        targets = self._targets
        targets.begin_file(path, body)
        packing = _Packing()
        tables = targets.tables[path]
        known: dict[int, Named] = {}
        for line, column, number in places_of(body):
            named = known.get(number)
            if named is None:
                targets.begin_place()
                named = known[number] = targets.named(path, number)
            if named.targets:
                expression = tables.expressions[number]
                length = _length(expression, tables.words)
                packing.add(line, column, length, named)
        return packing.record(), targets.end_file(path)


def places_of(body: Body) -> Iterator[tuple[int, int, int]]:
    """Yield the places of a file: line, column with role, and expression."""
    line = 0
    numbers = iter(body.places)
    for lines, column, number in zip(numbers, numbers, numbers, strict=True):
        line += lines
        yield line, column, number


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
        self._packed: list[int] = []
        self._line = 0

    def add(self, line: int, column: int, length: int, named: Named) -> None:
        """Add a place."""
        certainty = Certainty.EXACT if named.is_exact else Certainty.INFERRED
        positions = [
            self._targets.setdefault(Target(*item), len(self._targets)) for item in named.targets
        ]
        key = (int(certainty), *positions)
        position = self._named.setdefault(key, len(self._named))
        self._packed += (line - self._line, column, length, position)
        self._line = line

    def record(self) -> FileReferences:
        """Return all places."""
        return FileReferences(tuple(self._targets), tuple(self._named), tuple(self._packed))
