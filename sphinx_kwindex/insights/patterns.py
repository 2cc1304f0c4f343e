"""Where the patterns of the table occur: each place with the line that shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import assert_never

import msgspec

from sphinx_kwindex.paths import name_of
from sphinx_kwindex.patterns.pattern import (
    Applied,
    Calls,
    Decorated,
    Defines,
    Derives,
    MadeBy,
    Matcher,
    ModuleDefines,
    Pattern,
    Shows,
    names_of,
)
from sphinx_kwindex.project import Project
from sphinx_kwindex.project.python.classes import ClassGraph
from sphinx_kwindex.project.python.origins import Origins
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from sphinx_kwindex.records.traits import TraitKind


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a file has an example of a pattern."""

    line: int
    symbol: Symbol | None = None
    """The definition that is the example; None for a statement or call."""


class Match(msgspec.Struct, frozen=True, array_like=True):
    """A pattern with its places in a file, in source order."""

    row: int
    """Position of the pattern in the table."""
    pattern: Pattern
    places: tuple[Place, ...]

    def shown(self, *, private: bool) -> list[Place]:
        """Return the places that pages show; ``private`` says that private definitions count."""
        return [
            place
            for place in self.places
            if private or place.symbol is None or not place.symbol.is_private
        ]


def find_patterns(
    project: Project, patterns: Sequence[Pattern]
) -> Callable[[FileFacts], tuple[Match, ...]]:
    """Return what gives the patterns of a file, which is looked at when it is first asked for.

    Parameters
    ----------
    project:
        The linked repository.
    patterns:
        The rows of the table.

    Returns
    -------
    function from the facts of a file to its patterns
        In the order of the table, each with its places.
    """
    python = [facts for facts in project.files.values() if facts.is_python]
    recognition = _Recognition(project, python, patterns)
    found: dict[str, tuple[Match, ...]] = {}

    def of(facts: FileFacts) -> tuple[Match, ...]:
        if facts.path not in found:
            matches = recognition.of_file(facts) if facts.is_python else ()
            found[facts.path] = tuple(matches)
        return found[facts.path]

    return of


class _Recognition:
    """The table, with its names looked up in a repository."""

    def __init__(
        self, project: Project, python: Sequence[FileFacts], patterns: Sequence[Pattern]
    ) -> None:
        self._patterns = patterns
        self._origins = project.origins
        names = {name for row in patterns for matcher in row.matchers for name in names_of(matcher)}
        self._meant = {name: self._origins.of_row(name) for name in sorted(names)}
        self._last_parts = {name.rpartition(".")[2] for name in names}
        self._classes = project.classes
        self._rows = _Rows(patterns, self._meant)
        self._applied = self._applied_definitions(python)

    def of_file(self, facts: FileFacts) -> Iterator[Match]:
        """Yield the patterns of a file."""
        view = _Names(facts, self._origins, self._classes, self._last_parts)
        for row in self._rows.possible_in(view):
            pattern = self._patterns[row]
            places = {
                (place.line, place.symbol.anchor if place.symbol else ""): place
                for matcher in pattern.matchers
                for place in self._places(matcher, view)
            }
            if places:
                yield Match(row, pattern, tuple(places[key] for key in sorted(places)))

    def _places(self, matcher: Matcher, view: _Names) -> Iterator[Place]:
        match matcher:
            case Derives():
                yield from self._derived(matcher, view)
            case MadeBy():
                yield from self._made(matcher, view)
            case Decorated():
                yield from view.at(TraitKind.DECORATOR, self._all_meant(matcher.names))
            case Calls():
                for place in view.at(TraitKind.CALL, self._all_meant(matcher.names)):
                    yield Place(place.line)
            case Defines():
                yield from view.defining(matcher.names)
            case ModuleDefines():
                yield from view.at_top(matcher)
            case Shows():
                yield from self._shown(matcher, view)
            case Applied():
                yield from (
                    Place(symbol.line, symbol)
                    for symbol in view.definitions.values()
                    if f"{view.path}::{symbol.qualname}" in self._applied
                    and symbol.kind is not SymbolKind.PROPERTY
                    and symbol.variant is None
                )
            case _:
                assert_never(matcher)

    def _all_meant(self, names: Iterable[str]) -> set[str]:
        return {self._meant[name] for name in names}

    def _derived(self, matcher: Derives, view: _Names) -> Iterator[Place]:
        meant = self._all_meant(matcher.names)
        for symbol, bases, above in view.derived:
            if meant.isdisjoint(bases if matcher.directly else above):
                continue
            if not matcher.has_children or self._classes.has_children(view.path, symbol.qualname):
                yield Place(symbol.line, symbol)

    def _made(self, matcher: MadeBy, view: _Names) -> Iterator[Place]:
        if matcher.names:
            yield from view.at(TraitKind.METACLASS, self._all_meant(matcher.names))
            return
        others = self._all_meant(matcher.others)
        found = view.lines[TraitKind.METACLASS]
        for line in sorted({line for name, at in found.items() for line in at
                            if name not in others}):  # fmt: skip
            if line in view.definitions:
                yield Place(line, view.definitions[line])

    def _shown(self, matcher: Shows, view: _Names) -> Iterator[Place]:
        made_else = {
            place.line
            for place in view.at(TraitKind.DECORATOR, self._all_meant(matcher.unless_decorated))
        }
        for line in view.constructs.get(matcher.construct.value, ()):
            symbol = view.definitions.get(line)
            if line in made_else or (matcher.only_applied and not self._is_applied(symbol, view)):
                continue
            yield Place(line, symbol)

    def _is_applied(self, symbol: Symbol | None, view: _Names) -> bool:
        """Return whether a function, or the one that it is returned by, is applied with ``@``."""
        if symbol is None:
            return False
        candidates = [symbol]
        if symbol.parent >= 0 and view.symbols[symbol.parent].is_callable:
            candidates.append(view.symbols[symbol.parent])
        return any(f"{view.path}::{found.qualname}" in self._applied for found in candidates)

    def _applied_definitions(self, python: Iterable[FileFacts]) -> frozenset[str]:
        return frozenset(
            self._origins.of(trait.name, facts.path)
            for facts in python
            for trait in facts.analysis.traits
            if trait.kind is TraitKind.DECORATOR
        )


class _Rows:
    """The rows of the table, by what a file must have for them to match.

    Parameters
    ----------
    patterns:
        The rows.
    meant:
        What each of their names means in the repository.
    """

    def __init__(self, patterns: Sequence[Pattern], meant: Mapping[str, str]) -> None:
        self._anywhere: set[int] = set()
        self._by_origin: defaultdict[str, set[int]] = defaultdict(set)
        self._by_construct: defaultdict[str, set[int]] = defaultdict(set)
        for row, pattern in enumerate(patterns):
            for matcher in pattern.matchers:
                match matcher:
                    case Derives(names) | Decorated(names) | Calls(names):
                        for name in names:
                            self._by_origin[meant[name]].add(row)
                    case Shows(construct):
                        self._by_construct[construct.value].add(row)
                    case MadeBy() | Defines() | ModuleDefines() | Applied():
                        self._anywhere.add(row)
                    case _:
                        assert_never(matcher)

    def possible_in(self, view: _Names) -> list[int]:
        """Return the positions of the rows that may match in a file, in their order."""
        rows = set(self._anywhere)
        for construct in view.constructs.keys() & self._by_construct.keys():
            rows |= self._by_construct[construct]
        for origin in view.origins() & self._by_origin.keys():
            rows |= self._by_origin[origin]
        return sorted(rows)


class _Names:
    """The traits of a file, with the origins of their names."""

    def __init__(
        self, facts: FileFacts, origins: Origins, classes: ClassGraph, called: set[str]
    ) -> None:
        self.path = facts.path
        self.symbols = facts.analysis.symbols
        self.definitions = {
            symbol.line: symbol for symbol in self.symbols if symbol.is_class or symbol.is_callable
        }
        self.derived = [
            (symbol, classes.origins_of(own), classes.origins_above(own))
            for symbol in self.symbols
            if symbol.bases
            for own in [(facts.path, symbol.anchor)]
        ]
        """The classes with bases, with what these are, and with all that is above."""
        self.constructs: dict[str, tuple[int, ...]] = {}
        self.lines: dict[TraitKind, defaultdict[str, list[int]]] = {
            kind: defaultdict(list) for kind in TraitKind
        }
        for trait in facts.analysis.traits:
            if trait.kind is TraitKind.CONSTRUCT:
                self.constructs[trait.name] = trait.lines
            elif trait.kind is not TraitKind.CALL or trait.name.rpartition(".")[2] in called:
                origin = origins.of(trait.name, facts.path)
                self.lines[trait.kind][origin].extend(trait.lines)

    def origins(self) -> set[str]:
        """Return the origins of all names of the file, and of what is above its classes."""
        above = (names for _, *found in self.derived for names in found)
        return set(chain(*self.lines.values(), *above))

    def at(self, kind: TraitKind, meant: Iterable[str]) -> Iterator[Place]:
        """Yield the places where a trait has one of some origins."""
        found = self.lines[kind]
        for origin in meant:
            for line in found.get(origin, ()):
                yield Place(line, self.definitions.get(line))

    def defining(self, names: Sequence[str]) -> Iterator[Place]:
        """Yield the classes whose body defines all of some names."""
        owners: defaultdict[int, set[str]] = defaultdict(set)
        for symbol in self.symbols:
            if symbol.parent >= 0 and symbol.name in names:
                owners[symbol.parent].add(symbol.name)
        for position, defined in owners.items():
            owner = self.symbols[position]
            if owner.is_class and len(defined) == len(names):
                yield Place(owner.line, owner)

    def at_top(self, matcher: ModuleDefines) -> Iterator[Place]:
        """Yield the functions of the module that have a certain name."""
        if matcher.in_files and name_of(self.path) != matcher.in_files:
            return
        for symbol in self.definitions.values():
            same = symbol.name == matcher.name
            if matcher.is_prefix:
                same = symbol.name.startswith(matcher.name)
            if same and symbol.parent < 0 and symbol.is_callable:
                yield Place(symbol.line, symbol)
