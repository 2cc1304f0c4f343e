"""Imports of Swift: a module is a target of a package, and its files lie in a folder of its name.

Where a manifest names another folder, or an Xcode project says what belongs to a module, nothing
is found (https://docs.swift.org/package-manager/PackageDescription/PackageDescription.html#target).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sphinx_kwindex.project.other.resolve import Repository, Resolve
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.imports import Import

_TARGETS = ("Sources", "Source", "src", "srcs", "Tests")
"""Folders in which the package manager looks for that of a target."""
_MOST_FILES = 50
"""Of a module; an import of a larger one leads to none of them in particular."""


def resolve_targets(files: Repository) -> Resolve:
    """Return what finds the files of an imported module, or the one that defines what is taken."""
    modules: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path, facts in files.items():
        if facts.analysis.language == "Swift":
            folder, name = _target_of(path)
            if name:
                modules[name][folder].append(path)

    def resolve(statement: Import, _importer: FileFacts) -> Collection[str] | None:
        module, _, name = statement.dotted.partition(".")
        folders = list(modules[module].values()) if module in modules else []
        if len(folders) > 1:
            return None
        found = folders[0] if folders else []
        if statement.form and found:
            top = name.partition(".")[0]
            found = [path for path in found if _defines(files[path], top)]
            return found if len(found) < 2 else None
        return found if len(found) <= _MOST_FILES else None

    return resolve


def _target_of(path: str) -> tuple[str, str]:
    """Return the folder of the target that a file belongs to, and its name."""
    parts = path.split("/")
    for position, part in enumerate(parts[:-2]):
        if part in _TARGETS:
            return "/".join(parts[: position + 2]), parts[position + 1]
    return "", ""


def _defines(facts: FileFacts, name: str) -> bool:
    return any(symbol.parent < 0 and symbol.name == name for symbol in facts.analysis.symbols)
