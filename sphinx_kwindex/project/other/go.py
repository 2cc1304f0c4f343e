"""Imports of Go: a package is a folder, named from the module path of ``go.mod``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from posixpath import join

from sphinx_kwindex.paths import folder_of
from sphinx_kwindex.project.other.resolve import Repository, Resolve
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.imports import Import

_MOST_FILES = 50
"""Of a package; an import of a larger one leads to none of them in particular."""


def resolve_packages(files: Repository) -> Resolve:
    """Return what finds the files of an imported package; its tests are no part of it."""
    folders: defaultdict[str, list[str]] = defaultdict(list)
    for path, facts in files.items():
        if facts.analysis.language == "Go" and not path.endswith("_test.go"):
            folders[facts.source.folder].append(path)
    modules = {
        folder_of(path): module
        for path, facts in files.items()
        if facts.source.name == "go.mod" and (module := _module_of(facts))
    }

    def resolve(statement: Import, _importer: FileFacts) -> Collection[str] | None:
        written = statement.module
        for top, module in modules.items():
            if written == module or written.startswith(f"{module}/"):
                folder = join(top, written[len(module) + 1 :]).rstrip("/")
                found = folders.get(folder, [])
                return found if len(found) <= _MOST_FILES else None
        return ()

    return resolve


def _module_of(facts: FileFacts) -> str:
    """Return the path that ``go.mod`` gives its module."""
    return next((symbol.name for symbol in facts.analysis.symbols), "")
