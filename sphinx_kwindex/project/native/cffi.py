"""Modules that a script builds with cffi: ``set_source("package._x", …)`` names them in full."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import msgspec

from sphinx_kwindex.project.python.imports import ResolvedImport
from sphinx_kwindex.project.python.modules import ModuleIndex
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.imports import Import

_SET_SOURCE = "cffi.FFI.set_source"


class Built(msgspec.Struct, frozen=True):
    """Which imports mean a module that a script of the repository builds."""

    imports: Mapping[str, Mapping[int, str]]
    """By path of the importing file, the script for each of its imports, by its position."""
    importers: Mapping[str, tuple[str, ...]]
    """The files that import a module, by its full name."""


def built_modules(files: Mapping[str, FileFacts]) -> dict[str, set[str]]:
    """Return the scripts that build each module, by its full name.

    Returns
    -------
    mapping from names of modules to paths
        The scripts that build a module of this name.
    """
    found: dict[str, set[str]] = {}
    for path, facts in files.items():
        for load in facts.analysis.loads:
            if load.by == _SET_SOURCE:
                found.setdefault(load.name, set()).add(path)
    return found


def find_built(
    scripts: Mapping[str, Collection[str]],
    imports: Mapping[str, tuple[ResolvedImport, ...]],
    modules: ModuleIndex,
) -> Built:
    """Find the imports of what one script alone builds, where no file of Python answers.

    Parameters
    ----------
    scripts:
        The scripts that build each module, by its full name.
    imports:
        The resolved imports by path.
    modules:
        The Python modules.
    """
    only = {name: next(iter(paths)) for name, paths in scripts.items() if len(paths) == 1}
    if not only:
        return Built({}, {})
    by_path: dict[str, dict[int, str]] = {}
    importers: dict[str, set[str]] = {}
    for path, resolved in imports.items():
        for position, item in enumerate(resolved):
            for name in _modules_in(item.statement, path, modules):
                if name in only and item.definition is None and not modules.resolve(name, path):
                    by_path.setdefault(path, {})[position] = only[name]
                    importers.setdefault(name, set()).add(path)
    return Built(by_path, {name: tuple(sorted(paths)) for name, paths in sorted(importers.items())})


def _modules_in(statement: Import, path: str, modules: ModuleIndex) -> Iterator[str]:
    """Yield the full names of what may be the module that an import means."""
    before: list[str] = []
    if statement.level:
        before = modules.package_of(path).split(".")
        before = before[: len(before) - statement.level + 1]
        if not all(before):
            return
    parts = [*before, *filter(None, statement.module.split("."))]
    yield ".".join(parts)
    if statement.name:
        yield ".".join((*parts, statement.name))
