"""Imports of Rust: ``mod`` names a file, ``use`` a path of modules.

A path starts at the crate, at the module it is in or above that, at what that module declares,
or at another crate of the repository (https://doc.rust-lang.org/reference/paths.html).  What it
names last may be an item of a module, or one that the module re-exports: its file is the module's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from posixpath import join

from sphinx_kwindex.paths import folder_of
from sphinx_kwindex.project.other.cargo import Crates, files_of
from sphinx_kwindex.project.other.enclosing import innermost
from sphinx_kwindex.project.other.resolve import Repository, Resolve
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_NAMED = (SymbolKind.NAMESPACE, SymbolKind.MACRO)


def resolve_modules(files: Repository) -> Resolve:
    """Return what finds the file of a module."""
    crates = Crates(files)

    @cache
    def scope_of(path: str) -> _Scope:
        return _scope(files[path])

    def resolve(statement: Import, importer: FileFacts) -> Collection[str]:
        own = _own_folder(importer, crates)
        inline = innermost(scope_of(importer.path).inline, statement.line)
        here = join(own, *filter(None, inline.split("::")))
        if statement.form == "mod":
            return [path for path in files_of(here, statement.module) if path in files][:1]
        names = [part for part in statement.module.split("::") if part != "*"]
        start = _start(names, here, importer, crates, scope_of)
        if start is None:
            return ()
        folder, rest = start
        found = _deepest(folder, rest, crates.files)
        if found is None:
            is_here = folder == own or folder.startswith(f"{own}/")
            found = importer.path if is_here else crates.file_of(folder)
        return () if found is None else (found,)

    return resolve


@dataclass(frozen=True)
class _Scope:
    """What paths in a file may start with or stand in."""

    declared: frozenset[str]
    """Modules, with or without a body, types and macros."""
    inline: tuple[Symbol, ...]
    """Modules with a body."""


def _scope(facts: FileFacts) -> _Scope:
    symbols = facts.analysis.symbols
    modules = tuple(symbol for symbol in symbols if symbol.kind is SymbolKind.NAMESPACE)
    return _Scope(
        frozenset(
            {item.module for item in facts.analysis.imports if item.form == "mod"}
            | {symbol.name for symbol in symbols if symbol.is_type or symbol.kind in _NAMED}
        ),
        modules,
    )


def _own_folder(importer: FileFacts, crates: Crates) -> str:
    """Return the folder where the modules of a file lie."""
    folder = importer.source.folder
    if importer.source.name == "mod.rs" or crates.is_root(importer):
        return folder
    return join(folder, importer.source.name.removesuffix(".rs"))


def _start(
    names: list[str],
    here: str,
    importer: FileFacts,
    crates: Crates,
    scope_of: Callable[[str], _Scope],
) -> tuple[str, list[str]] | None:
    """Return the folder of the module at which a path starts, and the rest of the path."""
    match names:
        case ["crate", *rest]:
            folder = crates.folder_of(importer)
            return None if folder is None else (folder, rest)
        case ["self", *rest]:
            return here, rest
        case ["super", *rest]:
            folder = folder_of(here)
            while rest[:1] == ["super"]:
                folder, rest = folder_of(folder), rest[1:]
            return folder, rest
        case [first, *rest] if first in scope_of(importer.path).declared:
            return here, [first, *rest]
        case [first, *rest] if first in crates.libraries:
            return folder_of(crates.libraries[first]), rest
        case [first, *_]:
            root = crates.root_of_2015(importer)
            if root is None or first not in scope_of(root).declared:
                return None
            return folder_of(root), names
        case _:
            return None


def _deepest(folder: str, names: Sequence[str], files: Repository) -> str | None:
    """Return the file of the last module on a path below a folder; its last names may be items."""
    for count in range(len(names), 0, -1):
        for found in files_of(join(folder, *names[: count - 1]), names[count - 1]):
            if found in files:
                return found
    return None
