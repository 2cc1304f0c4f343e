"""Imports by the name of a package: of Java, Kotlin, C# and PHP.

The files of a repository say which package or namespace they are of, and which types they define,
so no convention about folders is needed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from msgspec import structs

from sphinx_kwindex.project.other.enclosing import innermost
from sphinx_kwindex.project.other.resolve import Repository, Resolve
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_MOST_FILES = 20
"""Of a package that an import of all its names leads to; it says nothing of a larger one."""
_PACKAGES = frozenset({SymbolKind.PACKAGE, SymbolKind.NAMESPACE})


def resolve_types(
    languages: Collection[str], separator: str, *, is_relative: bool = False
) -> Callable[[Repository], Resolve]:
    """Return what makes the function that finds the file of an imported type or package.

    Parameters
    ----------
    languages:
        Whose files define what is imported.
    separator:
        What is between the parts of a name.
    is_relative:
        Whether a name in a namespace is looked for in that first, and in those around it.

    Returns
    -------
    function for ``RESOLVERS``
        It takes all files, and returns what resolves one import.
    """

    def make(files: Repository) -> Resolve:
        types = _Types(files, languages, separator)
        return types.resolve_relative if is_relative else types.resolve

    return make


class _Types:
    """The types and packages that the files of some languages define."""

    def __init__(self, files: Repository, languages: Collection[str], separator: str) -> None:
        self._separator = separator
        self._defined: defaultdict[str, list[str]] = defaultdict(list)
        self._packages: defaultdict[str, list[str]] = defaultdict(list)
        for path, facts in files.items():
            if facts.analysis.language in languages:
                _register(path, facts, self._defined, self._packages)

    def resolve_relative(self, statement: Import, importer: FileFacts) -> Collection[str] | None:
        """Return what :meth:`resolve` does for the innermost namespace in which there is any."""
        spaces = (symbol for symbol in importer.analysis.symbols if symbol.kind in _PACKAGES)
        outer = innermost(spaces, statement.line)
        while outer:
            module = f"{outer}{self._separator}{statement.module}"
            found = self.resolve(structs.replace(statement, module=module), importer)
            if found is None or found:
                return found
            outer = outer.rpartition(self._separator)[0]
        return self.resolve(statement, importer)

    def resolve(self, statement: Import, importer: FileFacts) -> Collection[str] | None:
        """Return the file of a type or of one that has it as a member, or those of a package."""
        definers = self._definers(statement)
        if definers:
            return definers if len(definers) == 1 else None
        if statement.name and not statement.is_star:
            return ()
        others = [
            path for path in self._packages.get(statement.module, ()) if path != importer.path
        ]
        return others if len(others) <= _MOST_FILES else None

    def _definers(self, statement: Import) -> Sequence[str]:
        name = statement.module
        if statement.name and not statement.is_star:
            name = f"{name}{self._separator}{statement.name}"
        may_be_member = statement.form == "static" or statement.is_star
        while name:
            hits = self._defined.get(name, ())
            if hits or not may_be_member or name in self._packages:
                return hits
            name = name.rpartition(self._separator)[0]
        return ()


def _register(
    path: str,
    facts: FileFacts,
    defined: defaultdict[str, list[str]],
    packages: defaultdict[str, list[str]],
) -> None:
    own = set()
    outer = set()
    for symbol in facts.analysis.symbols:
        is_outer = symbol.parent < 0 or (facts.analysis.symbols[symbol.parent].kind in _PACKAGES)
        if symbol.kind in _PACKAGES:
            outer.add(symbol.qualname)
        elif is_outer or symbol.is_type:
            own.add(symbol.qualname)
    for name in sorted(own):
        defined[name].append(path)
    for name in sorted(outer):
        packages[name].append(path)
