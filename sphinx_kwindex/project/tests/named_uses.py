"""What tests and examples name of the other files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import msgspec

from sphinx_kwindex.project.python.imports import Definition
from sphinx_kwindex.project.roles import is_example_path
from sphinx_kwindex.project.uses.index import UseIndex, is_import
from sphinx_kwindex.records.analysis import FileFacts, Symbol


class NamedUse(msgspec.Struct, frozen=True):
    """A definition that another file names."""

    path: str
    """The file that names it."""
    symbol: int
    """Position in that file of the definition that does so; -1 at module level."""
    definition: Definition
    alias: str = ""
    """The other name of the definition that it is named by, if it is."""


class Named(msgspec.Struct, frozen=True):
    """What tests and examples name of other files."""

    by_user: Mapping[str, tuple[NamedUse, ...]]
    """By the file that names, sorted by place there and name."""
    by_source: Mapping[str, tuple[NamedUse, ...]]
    """By the file that defines, sorted by the file that names and then by place there."""


def find_named(
    files: Mapping[str, FileFacts], uses: UseIndex, test_files: Collection[str]
) -> Named:
    """Gather what tests and examples name, without what they import and do not use.

    Parameters
    ----------
    files:
        The facts of all files, by path, sorted.
    uses:
        Which definitions use which.
    test_files:
        Paths of the files for tests.
    """
    finder = _Finder(files)
    by_user: dict[str, tuple[NamedUse, ...]] = {}
    by_source: dict[str, list[NamedUse]] = {}
    for path in files:
        if path in test_files or is_example_path(path):
            found = tuple(finder.named_in(path, uses))
            if found:
                by_user[path] = found
            for use in found:
                by_source.setdefault(use.definition.path, []).append(use)
    return Named(by_user, {path: tuple(found) for path, found in sorted(by_source.items())})


class _Finder:
    """Finds definitions by their qualified names.

    Parameters
    ----------
    files:
        The facts of all files, by path.
    """

    def __init__(self, files: Mapping[str, FileFacts]) -> None:
        self._files = files
        self._symbols: dict[str, dict[str, Symbol]] = {}

    def named_in(self, path: str, uses: UseIndex) -> Iterator[NamedUse]:
        """Yield what a file names of others, each definition once for a place."""
        positions = _positions(self._files[path])
        found: dict[tuple[int, str, str], NamedUse] = {}
        for target, use in uses.by(path):
            if is_import(use):
                continue
            place = positions.get(use.user, -1)
            for where, name, alias in _meant(uses, target, use.used):
                symbol = self._symbols_of(where).get(name)
                if symbol is not None and where != path:
                    named = NamedUse(path, place, Definition(where, symbol), alias)
                    found.setdefault((place, where, name), named)
        for key in sorted(found):
            yield found[key]

    def _symbols_of(self, path: str) -> Mapping[str, Symbol]:
        if path not in self._symbols:
            self._symbols[path] = {
                symbol.qualname: symbol for symbol in reversed(self._files[path].analysis.symbols)
            }
        return self._symbols[path]


def _meant(uses: UseIndex, path: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield what a name means, and what is behind it, each with the other name used for it."""
    yield path, name, ""
    for target in uses.behind(path, name):
        yield target.path, target.qualname, name


def _positions(facts: FileFacts) -> dict[str, int]:
    """Return where the definitions of a file are among its definitions; of several the first."""
    symbols = facts.analysis.symbols
    return {symbols[place].qualname: place for place in range(len(symbols) - 1, -1, -1)}
