"""Imports by the name of a package: of Java, Kotlin, C# and PHP.

The files of a repository say which package or namespace they are of, and which types they define,
so no convention about folders is needed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

from sphinx_kwindex.records import FileFacts, Import
from sphinx_kwindex.symbol_kinds import SymbolKind

_MOST_FILES = 20
"""Of a package that an import of all its names leads to; it says nothing of a larger one."""
_PACKAGES = frozenset({SymbolKind.PACKAGE, SymbolKind.NAMESPACE})


def resolve_types(
    languages: Collection[str], separator: str
) -> Callable[[Mapping[str, FileFacts]], Callable[[Import, FileFacts], Collection[str]]]:
    """Return what makes the function that finds the file of an imported type or package.

    Parameters
    ----------
    languages:
        Whose files define what is imported.
    separator:
        What stands between the parts of a name.
    """

    def make(files: Mapping[str, FileFacts]) -> Callable[[Import, FileFacts], Collection[str]]:
        defined: defaultdict[str, list[str]] = defaultdict(list)
        packages: defaultdict[str, list[str]] = defaultdict(list)
        for path, facts in files.items():
            if facts.analysis.language in languages:
                _register(path, facts, defined, packages)

        def resolve(statement: Import, importer: FileFacts) -> Collection[str]:
            name = statement.module
            if statement.name not in ("", "*"):
                name = f"{name}{separator}{statement.name}"
            while name:
                hits = defined.get(name, ())
                if len(hits) == 1:
                    return () if hits[0] == importer.path else hits
                if hits or not (statement.form == "static" or statement.name == "*"):
                    break
                # What is imported may be a member of the type.
                if name in packages:
                    break
                name = name.rpartition(separator)[0]
            members = packages.get(statement.module, ()) if statement.name in ("", "*") else ()
            others = [path for path in members if path != importer.path]
            return others if len(others) <= _MOST_FILES else ()

        return resolve

    return make


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
