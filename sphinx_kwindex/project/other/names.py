"""What names in languages other than Python mean, as far as imports and includes tell.

An import leads to the file that it means.  Names in scripts are followed through modules.  In C
and its relatives a name means the one definition of that name in the file and all that it
includes; where there are two, or where it may be something else, it means nothing.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from sphinx_kwindex.project.other.script_names import ScriptNames
from sphinx_kwindex.project.python.imports import ResolvedImport
from sphinx_kwindex.project.uses.local import uses_in
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.names import Role
from sphinx_kwindex.records.references import (
    Certainty,
    FileReferences,
    LinkedFile,
    LinkedFiles,
    Place,
    Target,
    packed,
)
from sphinx_kwindex.records.signatures import Variant
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from sphinx_kwindex.records.written_names import Exported, Form, WrittenName, WrittenNames

_MOST_INCLUDED = 500
"""Files that a file includes, at any distance; with more, names in its code mean nothing."""

_INCLUDING = frozenset({"C", "C header", "C++", "C++ header", "CUDA"})
"""Languages whose code names what included files define."""
_SCOPED = frozenset({"C++", "C++ header", "CUDA"})
"""Languages with namespaces and methods."""

_SEPARATOR = "::"
_TYPES = frozenset(
    {
        SymbolKind.CLASS,
        SymbolKind.STRUCT,
        SymbolKind.UNION,
        SymbolKind.ENUM,
        SymbolKind.TYPE_ALIAS,
        SymbolKind.CONCEPT,
    }
)
_SCOPES = _TYPES | {SymbolKind.NAMESPACE, SymbolKind.METHOD}
_ROLES = {
    Form.PATH: Role.IMPORT,
    Form.IMPORTED: Role.IMPORT,
    Form.CALL: Role.CALL,
    Form.TYPE: Role.ANNOTATION,
    Form.CAPITALS: Role.READ,
    Form.READ: Role.READ,
    Form.BASE: Role.BASE,
}

_Named = Callable[[str], Mapping[str, list[Symbol]]]
"""Returns the definitions in a file by the last part of their name."""

_Found = tuple[str, Symbol]
"""A definition with the path of its file."""


def with_others(
    linked: LinkedFiles,
    files: Mapping[str, FileFacts],
    imports: Mapping[str, tuple[ResolvedImport, ...]],
) -> LinkedFiles:
    """Return what the places in all files name, those in other languages than Python as well.

    Parameters
    ----------
    linked:
        What those in Python name.
    files:
        All files, by path.
    imports:
        What their imports mean.
    """
    names = OtherNames(files, imports)
    others = {
        path: LinkedFile(facts.digest, (), uses_in(facts, found), msgspec.msgpack.encode(found))
        for path, facts in files.items()
        if facts.analysis.written_names
        for found in (names.in_file(facts),)
        if found.packed
    }
    return msgspec.structs.replace(linked, files=linked.files | others) if others else linked


class OtherNames:
    """Says what the names in files mean.

    Parameters
    ----------
    files:
        All files, by path.
    imports:
        What their imports mean.
    """

    def __init__(
        self,
        files: Mapping[str, FileFacts],
        imports: Mapping[str, tuple[ResolvedImport, ...]],
    ) -> None:
        self._files = files
        self._imports = imports
        self._by_name: dict[str, Mapping[str, list[Symbol]]] = {}
        self._targets: dict[str, Sequence[frozenset[str]]] = {}
        self._scripts = ScriptNames(files, self._exports, self._import_targets, self._named)

    def in_file(self, facts: FileFacts) -> FileReferences:
        """Return what the places in a file name."""
        written = msgspec.msgpack.decode(facts.analysis.written_names, type=WrittenNames)
        places = [*written.places()]
        targets = self._import_targets(facts.path)
        is_c = facts.analysis.language in _INCLUDING
        is_code = is_c and any(name.statement < 0 for name in places)
        included = self._included(facts.path) if is_code else ()
        code = _Code(facts, included, self._named)
        found = []
        for name in places:
            if name.form is Form.PATH:
                target = self._file(targets[name.statement])
            elif is_c:
                target = code.meaning(name)
            else:
                target = self._scripts.meaning(facts.path, name)
            if target is not None:
                place = name.line, name.column, name.length, _ROLES[name.form]
                found.append(Place(*place, Certainty.EXACT, (target,)))
        return packed(found)

    def _import_targets(self, path: str) -> Sequence[frozenset[str]]:
        """Return the files that each import of a file means."""
        if path not in self._targets:
            by_statement = defaultdict(set)
            for item in self._imports.get(path, ()):
                if item.target is not None:
                    by_statement[item.statement].add(item.target)
            imports = self._files[path].analysis.imports
            self._targets[path] = [frozenset(by_statement.get(item, ())) for item in imports]
        return self._targets[path]

    def _exports(self, path: str) -> Sequence[Exported]:
        """Return what a file says that it gives to others."""
        written = self._files[path].analysis.written_names
        return msgspec.msgpack.decode(written, type=WrittenNames).exports if written else ()

    def _file(self, targets: frozenset[str]) -> Target | None:
        return Target(next(iter(targets)), "") if len(targets) == 1 else None

    def _included(self, path: str) -> Sequence[str]:
        """Return a file and all that it includes, nothing if that is too much."""
        found = {path: None}
        waiting = [path]
        while waiting:
            for item in self._imports.get(waiting.pop(), ()):
                if item.target is not None and item.target not in found:
                    found[item.target] = None
                    waiting.append(item.target)
            if len(found) > _MOST_INCLUDED:
                return ()
        return tuple(found)

    def _named(self, path: str) -> Mapping[str, list[Symbol]]:
        """Return the definitions in a file by the last part of their name."""
        if path not in self._by_name:
            found: defaultdict[str, list[Symbol]] = defaultdict(list)
            for symbol in self._files[path].analysis.symbols if path in self._files else ():
                found[symbol.name].append(symbol)
            self._by_name[path] = found
        return self._by_name[path]


class _Code:
    """Says what names in the code of one file mean."""

    def __init__(self, facts: FileFacts, included: Sequence[str], named: _Named) -> None:
        self._facts = facts
        self._is_scoped = facts.analysis.language in _SCOPED
        self._included = included
        self._named = named
        self._known: dict[str, list[_Found]] = {}
        self._waiting = deque(sorted(facts.analysis.symbols, key=lambda symbol: symbol.line))
        self._open: list[Symbol] = []

    def meaning(self, name: WrittenName) -> Target | None:
        """Return the definition that a name means, None if that is not certain."""
        last = name.word.rpartition(_SEPARATOR)[2]
        if last not in self._known:
            self._known[last] = [
                (path, symbol)
                for path in self._included
                for symbol in self._named(path).get(last, ())
            ]
        found = self._known[last]
        places = {(path, symbol.line) for path, symbol in _defined(found)}
        if len(places) != 1:
            return None
        path, symbol = next(iter(_defined(found)))
        if path == self._facts.path and symbol.line == name.line:
            return None
        return Target(path, symbol.qualname) if self._may_mean(name, symbol) else None

    def _may_mean(self, name: WrittenName, symbol: Symbol) -> bool:
        """Return whether a name, where and how it is written, means the one that is called so."""
        if symbol.kind is SymbolKind.MACRO:
            return name.word == symbol.name
        is_fit = (
            name.form is Form.CALL
            if symbol.kind is SymbolKind.FUNCTION
            else name.form is Form.TYPE and symbol.kind in _TYPES
        )
        if not is_fit:
            return False
        if not self._is_scoped or name.word == symbol.qualname != symbol.name:
            return name.word == symbol.qualname
        if name.word != symbol.name:
            return False
        scope, is_in_class = self._around(name.line)
        outer = symbol.qualname.rpartition(_SEPARATOR)[0]
        is_visible = not outer or scope == outer or scope.startswith(outer + _SEPARATOR)
        # A method may call one of a class that this repository does not have.
        return is_visible and not (is_in_class and name.form is Form.CALL)

    def _around(self, line: int) -> tuple[str, bool]:
        """Return the innermost namespace around a line, and whether a class or method is.

        Lines are asked for in their order.
        """
        while self._waiting and self._waiting[0].line <= line:
            symbol = self._waiting.popleft()
            if symbol.kind in _SCOPES:
                self._open.append(symbol)
        self._open = [symbol for symbol in self._open if symbol.end_line >= line]
        namespaces = [item for item in self._open if item.kind is SymbolKind.NAMESPACE]
        scope = namespaces[-1].qualname if namespaces else ""
        return scope, len(namespaces) < len(self._open)


def _defined(found: Iterable[_Found]) -> Iterator[_Found]:
    """Yield definitions, or declarations where nothing is defined."""
    found = tuple(found)
    defined = [item for item in found if item[1].variant is not Variant.DECLARATION]
    yield from defined or found
