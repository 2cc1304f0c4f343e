"""What Python takes from C and C++, seen from either side; the libraries that Python loads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from sphinx_kwindex.paths import name_of
from sphinx_kwindex.project import Definition, Project
from sphinx_kwindex.project.native.uses import NativeUse
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.bindings import Binding, Load
from sphinx_kwindex.records.signatures import Variant
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from sphinx_kwindex.relations.context import Context

_SEPARATOR = "::"
_SHARED = ("so", "pyd", "dll", "dylib")
_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:")
"""``/usr/lib/libm.so``, ``~/libx.so``, ``C:libx.dll``: no library of this repository."""


class BindingUser(msgspec.Struct, frozen=True, array_like=True):
    """A Python file that uses a name from C or C++."""

    path: str
    line: int


class GivenName(msgspec.Struct, frozen=True):
    """A name that a source in C or C++ gives to Python."""

    binding: Binding
    bound_to: DefinitionReference | None
    """The one definition that the source means by the function of the binding."""
    users: tuple[BindingUser, ...]
    """Sorted by path, with the line of the first use in each."""


class TakenName(msgspec.Struct, frozen=True):
    """A name from C or C++ that a Python file uses."""

    written: str
    line: int
    source: str
    """The file in C or C++."""
    binding: Binding
    bound_to: DefinitionReference | None


class LoadedLibrary(msgspec.Struct, frozen=True):
    """A library that a Python file loads or builds by name."""

    load: Load
    source: str
    """The source of the extension module that it is, if it is one of the repository."""
    importers: tuple[str, ...]
    """Files that import the module that it builds."""


class NativeNames(msgspec.Struct, frozen=True):
    """The names that pass between the languages in one file."""

    given: tuple[GivenName, ...] = ()
    taken: tuple[TakenName, ...] = ()
    loaded: tuple[LoadedLibrary, ...] = ()


def native_names_of_files(context: Context) -> Callable[[FileFacts], NativeNames]:
    """Relate each file to the names that pass between Python and C or C++ in it.

    Returns
    -------
    function from the facts of a file to these names
    """
    project = context.project

    def of(facts: FileFacts) -> NativeNames:
        return NativeNames(
            tuple(_given(project, facts)),
            tuple(_taken(project, facts)),
            tuple(_loaded(project, facts)),
        )

    return of


def _given(project: Project, facts: FileFacts) -> Iterator[GivenName]:
    if not facts.analysis.bindings:
        return
    users: dict[Binding, dict[str, int]] = {}
    for use in project.native.by_source.get(facts.path, ()):
        users.setdefault(use.binding, {})[use.path] = use.line
    included = IncludedDefinitions(project, facts.path)
    for binding in facts.analysis.bindings:
        found = sorted(users.get(binding, {}).items())
        yield GivenName(
            binding,
            included.named(binding.function),
            tuple(BindingUser(path, line) for path, line in found),
        )


def _taken(project: Project, facts: FileFacts) -> Iterator[TakenName]:
    uses: Iterable[NativeUse] = project.native.by_user.get(facts.path, ())
    included: dict[str, IncludedDefinitions] = {}
    for use in uses:
        if use.source not in included:
            included[use.source] = IncludedDefinitions(project, use.source)
        bound_to = included[use.source].named(use.binding.function)
        yield TakenName(use.written, use.line, use.source, use.binding, bound_to)


def _loaded(project: Project, facts: FileFacts) -> Iterator[LoadedLibrary]:
    native = project.native
    for load in facts.analysis.loads:
        stem, _, suffix = name_of(load.name.replace("\\", "/")).partition(".")
        is_local = suffix.endswith(_SHARED) and not _ABSOLUTE.match(load.name)
        importers = (
            path
            for path in native.built.importers.get(load.name, ())
            if facts.path in native.built.imports[path].values()
        )
        source = native.modules.get(stem, "") if is_local else ""
        yield LoadedLibrary(load, source, tuple(importers))


class IncludedDefinitions:
    """The definitions that a source in C or C++ may mean by a name: its own and included ones.

    Parameters
    ----------
    project:
        The linked repository.
    source:
        Path of the source.
    """

    def __init__(self, project: Project, source: str) -> None:
        self._files = project.files
        includes = project.imports.get(source, ())
        included = [item.target for item in includes if item.target is not None]
        self._paths = tuple(dict.fromkeys((source, *included)))
        self._by_name: dict[str, dict[str, list[Symbol]]] = {}

    def named(self, name: str) -> DefinitionReference | None:
        """Return what a name means, if the nearest file that has it has one of it."""
        for path in self._paths if name else ():
            if path not in self._by_name:
                self._by_name[path] = _by_name(self._files[path].analysis.symbols)
            found = self._by_name[path].get(name, [])
            defined = [it for it in found if it.variant is not Variant.DECLARATION] or found
            if len(defined) == 1:
                return Definition(path, defined[0]).reference
            if defined:
                return None  # overloads, of which the name alone does not tell one
        return None


def _by_name(symbols: Iterable[Symbol]) -> dict[str, list[Symbol]]:
    """Return symbols by each way to write their names, inside of their namespaces or outside."""
    symbols = tuple(symbols)
    namespaces = {symbol.qualname for symbol in symbols if symbol.kind is SymbolKind.NAMESPACE}
    found: dict[str, list[Symbol]] = {}
    for symbol in symbols:
        found.setdefault(symbol.qualname, []).append(symbol)
        outer, separator, _ = symbol.qualname.rpartition(_SEPARATOR)
        while separator:
            if outer in namespaces:
                rest = symbol.qualname.removeprefix(outer + _SEPARATOR)
                found.setdefault(rest, []).append(symbol)
            outer, separator, _ = outer.rpartition(_SEPARATOR)
    return found
