"""Imports of Rust: ``mod`` names a file, ``use`` a path of modules.

A path starts at the crate, at the module it stands in or above that, at what that module declares,
or at another crate of the repository (https://doc.rust-lang.org/reference/paths.html).  What it
names last may be an item of a module, or one that the module re-exports: its file is the module's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sphinx_kwindex.project.source_imports.paths import joined
from sphinx_kwindex.project.source_imports.resolve import Repository, Resolve
from sphinx_kwindex.records import FileFacts, Import
from sphinx_kwindex.symbol_kinds import SymbolKind

_ROOTS = ("lib.rs", "main.rs")
_MANIFEST = "Cargo.toml"
_TARGETS = frozenset({"tests", "examples", "benches"})
"""Folders of a package in which each file is a crate of its own."""


def resolve_modules(files: Repository) -> Resolve:
    """Return what finds the file of a module."""
    crates = _Crates(files)

    def resolve(statement: Import, importer: FileFacts) -> Collection[str]:
        own = _own_folder(importer, crates)
        here = _below(own, _inline_modules(importer, statement.line))
        if statement.form == "mod":
            return [path for path in _files_of(here, statement.module) if path in files][:1]
        names = [part for part in statement.module.split("::") if part != "*"]
        start = _start(names, here, importer, crates)
        if start is None:
            return ()
        folder, rest = start
        found = _deepest(folder, rest, crates.files)
        if found is None:
            is_here = folder == own or folder.startswith(f"{own}/")
            found = importer.path if is_here else crates.file_of(folder)
        return () if found is None else (found,)

    return resolve


class _Crates:
    """Where the crates of a repository start."""

    def __init__(self, files: Repository) -> None:
        self.files = files
        self.packages = {
            facts.source.folder for facts in files.values() if facts.source.name == _MANIFEST
        }
        roots: defaultdict[str, list[str]] = defaultdict(list)
        for facts in files.values():
            if facts.source.name in _ROOTS:
                roots[facts.source.folder].append(facts.path)
        self.roots = roots
        named: defaultdict[str, list[str]] = defaultdict(list)
        for facts in files.values():
            if facts.source.name == _MANIFEST:
                name, path = _library(facts)
                if name and path in files:
                    named[name].append(path)
        self.libraries = {name: paths[0] for name, paths in named.items() if len(paths) == 1}
        """Files at which the libraries with a name of their own start."""

    def is_root(self, facts: FileFacts) -> bool:
        """Tell whether a file is where a crate starts."""
        parent, _, last = facts.source.folder.rpartition("/")
        return (
            facts.source.name in _ROOTS
            or facts.path in self.libraries.values()
            or (last in _TARGETS and parent in self.packages)
            or (last == "bin" and parent in self.roots)
        )

    def folder_of(self, facts: FileFacts) -> str | None:
        """Return the folder in which the crate of a file starts."""
        folder = facts.source.folder
        while folder not in self.roots:
            parent, _, last = folder.rpartition("/")
            is_apart = last == "bin" and parent in self.roots
            if not folder or folder in self.packages or is_apart:
                return None
            folder = parent
        return folder

    def file_of(self, folder: str) -> str | None:
        """Return the file of the module whose submodules lie in a folder, if there is only one."""
        parent, _, last = folder.rpartition("/")
        modules = [path for path in _files_of(parent, last) if path in self.files]
        found = [*self.roots.get(folder, ()), *modules]
        return found[0] if len(found) == 1 else None


def _library(manifest: FileFacts) -> tuple[str, str]:
    """Return the name by which others import the library of a package, and where it starts."""
    said = {
        symbol.qualname: symbol.signature.removeprefix(": ")
        for symbol in manifest.analysis.symbols
        if symbol.qualname in ("package.name", "lib.name", "lib.path")
    }
    name = said.get("lib.name") or said.get("package.name", "")
    path = joined(manifest.source.folder, said.get("lib.path", "src/lib.rs"))
    return name.replace("-", "_"), path


def _inline_modules(importer: FileFacts, line: int) -> Sequence[str]:
    """Return the names of the modules with a body in which a line stands, the outermost first."""
    around = [
        symbol.qualname
        for symbol in importer.analysis.symbols
        if symbol.kind is SymbolKind.NAMESPACE and symbol.line <= line <= symbol.end_line
    ]
    return max(around, key=len).split("::") if around else ()


def _own_folder(importer: FileFacts, crates: _Crates) -> str:
    """Return the folder where the modules of a file lie."""
    folder = importer.source.folder
    if importer.source.name == "mod.rs" or crates.is_root(importer):
        return folder
    stem = importer.source.name.removesuffix(".rs")
    return f"{folder}/{stem}" if folder else stem


def _start(
    names: list[str], here: str, importer: FileFacts, crates: _Crates
) -> tuple[str, list[str]] | None:
    """Return the folder of the module at which a path starts, and the rest of the path."""
    match names:
        case ["crate", *rest]:
            folder = crates.folder_of(importer)
            return None if folder is None else (folder, rest)
        case ["self", *rest]:
            return here, rest
        case ["super", *rest]:
            folder = here.rpartition("/")[0]
            while rest[:1] == ["super"]:
                folder, rest = folder.rpartition("/")[0], rest[1:]
            return folder, rest
        case [first, *rest] if _declares(importer, first):
            return here, [first, *rest]
        case [first, *rest] if first in crates.libraries:
            return crates.libraries[first].rpartition("/")[0], rest
        case _:
            return None


def _declares(importer: FileFacts, name: str) -> bool:
    """Tell whether a file declares a module, or defines another thing that paths may start with."""
    analysis = importer.analysis
    return any(item.form == "mod" and item.module == name for item in analysis.imports) or any(
        symbol.name == name for symbol in analysis.symbols
    )


def _deepest(folder: str, names: Sequence[str], files: Repository) -> str | None:
    """Return the file of the last module on a path below a folder; its last names may be items."""
    for count in range(len(names), 0, -1):
        inner = _below(folder, names[: count - 1])
        for found in _files_of(inner, names[count - 1]):
            if found in files:
                return found
    return None


def _below(folder: str, names: Iterable[str]) -> str:
    return "/".join((*filter(None, [folder]), *names))


def _files_of(folder: str, module: str) -> Iterator[str]:
    base = _below(folder, [module])
    yield f"{base}.rs"
    yield f"{base}/mod.rs"
