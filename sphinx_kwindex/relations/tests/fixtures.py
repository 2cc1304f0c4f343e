"""Which tests take which fixtures, by the rules of pytest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sphinx_kwindex.paths import folder_of
from sphinx_kwindex.project import Project
from sphinx_kwindex.project.tests.possible import owners_of
from sphinx_kwindex.project.tests.tests import fixture_name
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.signatures import Decorator, ParameterKind

Place = tuple[str, int]
"""A definition by the path of its file and its position there."""

_WORD = re.compile(r"[^\W\d]\w*")
_CONFTEST = "conftest.py"
_VARIADIC = (ParameterKind.VARIADIC_POSITIONAL, ParameterKind.VARIADIC_KEYWORD)
_NAMES = "argnames"
"""What pytest calls the first argument of ``parametrize``."""
_PARAMETRIZE, _USE, _MARK = "parametrize", "usefixtures", "mark"


def find_takers(project: Project) -> Mapping[Place, tuple[Place, ...]]:
    """Return the tests that take a fixture as a parameter.

    Returns
    -------
    mapping from fixtures to tests
        Both as path of the file and position among its definitions.
    """
    fixtures = {
        path: tuple(_fixtures(project.files[path].analysis.symbols, found))
        for path, found in project.tests.fixtures.items()
    }
    takers: dict[Place, list[Place]] = {}
    for path, found in project.tests.functions.items() if fixtures else ():
        symbols = project.files[path].analysis.symbols
        for position, symbol in enumerate(symbols):
            if symbol.anchor in found:
                for name in _parameters(symbol, symbols):
                    fixture = _fixture(project, fixtures, path, symbol, name)
                    if fixture is not None:
                        takers.setdefault(fixture, []).append((path, position))
    return {fixture: tuple(tests) for fixture, tests in sorted(takers.items())}


def _fixtures(
    symbols: tuple[Symbol, ...], anchors: frozenset[str]
) -> Iterator[tuple[str, int, int]]:
    """Yield the name of each fixture, the position of its class (-1 without one) and its own."""
    for position, symbol in enumerate(symbols):
        if symbol.anchor in anchors:
            yield fixture_name(symbol), symbol.parent, position


def _fixture(
    project: Project,
    fixtures: Mapping[str, tuple[tuple[str, int, int], ...]],
    path: str,
    test: Symbol,
    name: str,
) -> Place | None:
    """Return the fixture that a parameter of a test means: the nearest, as pytest searches."""
    for owner in (test.parent, -1):
        for found, parent, position in fixtures.get(path, ()):
            if found == name and parent == owner:
                return path, position
    if _may_import(project.files[path], name):
        return None
    folder = folder_of(path)
    while True:
        conftest = f"{folder}/{_CONFTEST}" if folder else _CONFTEST
        for found, parent, position in fixtures.get(conftest, ()):
            if found == name and parent < 0:
                return conftest, position
        if not folder or folder == project.top_of(path):
            return None
        facts = project.files.get(conftest)
        if facts is not None and _may_import(facts, name):
            return None
        folder = folder_of(folder)


def _may_import(facts: FileFacts, name: str) -> bool:
    """Return whether a file may have a fixture of another file under a name."""
    return any(
        (item.is_star or item.bound_name == name) and not item.deferred
        for item in facts.analysis.imports
    )


def _parameters(symbol: Symbol, symbols: tuple[Symbol, ...]) -> Iterator[str]:
    """Yield the parameters of a test that pytest fills with fixtures."""
    given = {name for item in (symbol, *owners_of(symbols, symbol)) for name in _given(item)}
    for parameter in symbol.parameters:
        is_taken = not parameter.has_default and parameter.kind not in _VARIADIC
        if is_taken and parameter.name not in given:
            yield parameter.name


def _given(symbol: Symbol) -> Iterator[str]:
    """Yield the names that decorators give a value: ``given(x=...)``, ``parametrize("x", ...)``."""
    for decorator in symbol.decorators:
        if decorator.last_name == _PARAMETRIZE:
            yield from _parametrized(decorator)
        elif decorator.last_name != _USE and _MARK not in decorator.name.split("."):
            for argument in decorator.arguments:
                yield from [argument.name] if argument.name else _names(argument.value)


def _parametrized(decorator: Decorator) -> Iterator[str]:
    """Yield the names that are given values themselves: those of others go to their fixtures."""
    indirect = decorator.value_of("indirect")
    for argument in decorator.arguments:
        if argument.name in ("", _NAMES) and indirect is not True:
            found = set(_names(indirect))
            yield from (name for name in _names(argument.value) if name not in found)


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from _WORD.findall(value)
    elif isinstance(value, tuple):
        yield from map(str, value)
