"""Python names that C and C++ define: which file an extension module is, and who uses its names.

An import means such a file only where no Python file answers to it, one file alone defines a module
of that name, and all imports of that name look for it in one place.  The package around the name
has to be one of the repository.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from sphinx_kwindex.project.native.cffi import Built, built_modules, find_built
from sphinx_kwindex.project.native.uses import (
    FoundModule,
    NativeUse,
    uses_in,
)
from sphinx_kwindex.project.python.imports import ResolvedImport
from sphinx_kwindex.project.python.modules import ModuleIndex
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.bindings import Binding, BindingKind
from sphinx_kwindex.records.imports import Import

_TOP = "."
"""The place of a module without a package; no folder is called so."""

Imports = Mapping[str, tuple[ResolvedImport, ...]]


class Native(msgspec.Struct, frozen=True):
    """What the languages of a repository give to each other."""

    modules: Mapping[str, str]
    """The file that defines each extension module, if it is the only one."""
    imports: Mapping[str, Mapping[int, str]]
    """By path of a Python file, the file that each of its imports means, by its position."""
    by_user: Mapping[str, tuple[NativeUse, ...]]
    """By the Python file, sorted by name; the first use of each."""
    by_source: Mapping[str, tuple[NativeUse, ...]]
    """By the file in C or C++, sorted by name and Python file."""
    built: Built
    """What scripts build with cffi."""


def find_native(files: Mapping[str, FileFacts], imports: Imports, modules: ModuleIndex) -> Native:
    """Find out which imports and names lead to C and C++.

    Parameters
    ----------
    files:
        All files by path.
    imports:
        The resolved imports of the files that import as Python does.
    modules:
        The Python modules.
    """
    defined = {path: facts.analysis.bindings for path, facts in files.items()}
    scripts = built_modules(files)
    by_name = _files_by_module(defined)
    # What is written in C and built from Python under one name is neither for certain.
    both = {name for name in scripts if name.rpartition(".")[2] in by_name}
    built = find_built({name: scripts[name] for name in scripts.keys() - both}, imports, modules)
    unclear = {name.rpartition(".")[2] for name in both}
    definers = {
        name: next(iter(paths))
        for name, paths in sorted(by_name.items())
        if len(paths) == 1 and name not in unclear
    }
    operators = _operators(defined)
    if not definers and not operators:
        return Native({}, {}, {}, {}, built)
    kept = _in_one_place(
        {
            path: dict(_imports_of(path, resolved, definers, modules, files))
            for path, resolved in imports.items()
        }
    )
    exported = {name: _exported(name, path, defined[path]) for name, path in definers.items()}
    uses = {
        path: tuple(uses_in(files[path], by_position, exported, operators))
        for path, by_position in kept.items()
    }
    by_source: dict[str, list[NativeUse]] = {}
    all_uses = (use for some in uses.values() for use in some)
    for use in sorted(all_uses, key=lambda use: use.sort_key):
        by_source.setdefault(use.source, []).append(use)
    return Native(
        definers,
        {
            path: {position: definers[item.module] for position, item in items.items()}
            for path, items in kept.items()
            if items
        },
        {path: some for path, some in uses.items() if some},
        {path: tuple(some) for path, some in sorted(by_source.items())},
        built,
    )


def _in_one_place(
    found: Mapping[str, Mapping[int, FoundModule]],
) -> dict[str, dict[int, FoundModule]]:
    """Return the imports of the modules that all importers look for in one place."""
    places: dict[str, set[str]] = {}
    for item in (item for by_position in found.values() for item in by_position.values()):
        places.setdefault(item.module, set()).add(item.place)
    return {
        path: {
            position: item
            for position, item in by_position.items()
            if len(places[item.module]) == 1
        }
        for path, by_position in found.items()
    }


def with_native(imports: Imports, native: Native) -> dict[str, tuple[ResolvedImport, ...]]:
    """Return imports that lead to the file of an extension module, where no stub answers.

    Parameters
    ----------
    imports:
        The imports of each file, by its path.
    native:
        What Python files take from files in C and C++.

    Returns
    -------
    mapping from paths of files to their imports
    """
    found = dict(imports)
    for path, targets in native.imports.items():
        found[path] = tuple(
            ResolvedImport(item.statement, targets[position])
            if position in targets and not (item.target or "").endswith(".pyi")
            else item
            for position, item in enumerate(imports[path])
        )
    return found


def _files_by_module(defined: Mapping[str, tuple[Binding, ...]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path, bindings in defined.items():
        for item in bindings:
            if item.kind is BindingKind.MODULE and "." not in item.module:
                found.setdefault(item.module, set()).add(path)
    return found


def _operators(
    defined: Mapping[str, tuple[Binding, ...]],
) -> dict[str, tuple[str, Binding]]:
    """Return the operators that one file alone declares, by their names in Python."""
    found: dict[str, dict[str, Binding]] = {}
    for path, bindings in defined.items():
        for item in bindings:
            if item.kind is BindingKind.OPERATOR:
                found.setdefault(item.dotted, {}).setdefault(path, item)
    return {name: next(iter(by.items())) for name, by in found.items() if len(by) == 1}


def _exported(name: str, path: str, bindings: Iterable[Binding]) -> dict[str, tuple[str, Binding]]:
    """Return what a file defines in its module ``name``, by the names from the module on."""
    found: dict[str, tuple[str, Binding]] = {}
    for item in bindings:
        if item.module == name or item.module.endswith(f".{name}"):
            dotted = f"{name}.{item.name}" if item.name else name
        elif item.module.startswith(f"{name}."):
            dotted = item.dotted
        else:
            continue
        found.setdefault(dotted, (path, item))
    return found


def _imports_of(
    path: str,
    resolved: Sequence[ResolvedImport],
    definers: Mapping[str, str],
    modules: ModuleIndex,
    files: Mapping[str, FileFacts],
) -> Iterator[tuple[int, FoundModule]]:
    for position, item in enumerate(resolved):
        found = _module_in(item, path, definers, modules)
        if found is not None and not _means_another(item, found, files):
            yield position, found


def _module_in(
    item: ResolvedImport, path: str, definers: Mapping[str, str], modules: ModuleIndex
) -> FoundModule | None:
    """Return the extension module that an import goes through, if there may be one."""
    statement = item.statement
    parts = [part for part in (*statement.module.split("."), statement.name) if part]
    for cut, name in enumerate(parts):
        if name not in definers:
            continue
        place = _place(statement, parts[:cut], path, modules)
        if place is None:
            continue
        answer = modules.resolve(name, path) if place == _TOP else modules.submodule(place, name)
        if answer is None or answer.endswith(".pyi"):
            return FoundModule(place, name, tuple(parts[:cut]), tuple(parts[cut + 1 :]))
    return None


def _place(statement: Import, before: Sequence[str], path: str, modules: ModuleIndex) -> str | None:
    """Return the folder of the package in which an import looks for a module."""
    if statement.level:
        folder = modules.relative_folder(statement.level, path)
        if folder is None or not before:
            return folder
        package = modules.file_below(folder, ".".join(before))
    elif not before:
        top = statement.module.partition(".")[0]
        is_elsewhere = top in sys.stdlib_module_names
        return None if is_elsewhere or not top else _TOP
    else:
        package = modules.resolve(".".join(before), path)
    return modules.folder_of_package(package) if package is not None else None


def _means_another(
    item: ResolvedImport, found: FoundModule, files: Mapping[str, FileFacts]
) -> bool:
    """Return whether a package binds the name of the module itself, or another file has it."""
    if item.definition is not None and not (item.target or "").endswith(".pyi"):
        return True
    if f"{found.place}/{found.module}.pyx".lstrip("/") in files:
        return True
    package = files.get(f"{found.place}/__init__.py".lstrip("/"))
    if package is None:
        return False
    analysis = package.analysis
    return any(symbol.qualname == found.module for symbol in analysis.symbols) or any(
        other.bound_name == found.module and not _is_own_submodule(other)
        for other in analysis.imports
    )


def _is_own_submodule(statement: Import) -> bool:
    return statement.level == 1 and not statement.module and not statement.alias
