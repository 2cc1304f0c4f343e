"""Where the crates of Rust start: by the names of files, and by ``Cargo.toml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sphinx_kwindex.project.source_imports.paths import joined
from sphinx_kwindex.project.source_imports.resolve import Repository
from sphinx_kwindex.records import FileFacts

_ROOTS = ("lib.rs", "main.rs")
_MANIFEST = "Cargo.toml"
_TARGETS = frozenset({"tests", "examples", "benches"})
"""Folders of a package in which each file is a crate of its own."""


class Crates:
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
        self._starts = frozenset(self.libraries.values())
        self._old = _packages_of_2015(files)

    def is_root(self, facts: FileFacts) -> bool:
        """Tell whether a file is where a crate starts."""
        parent, _, last = facts.source.folder.rpartition("/")
        return (
            facts.source.name in _ROOTS
            or facts.path in self._starts
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

    def root_of_2015(self, facts: FileFacts) -> str | None:
        """Return where the crate of a file starts, if that is where all paths of it start."""
        folder = self.folder_of(facts)
        root = None if folder is None else self.file_of(folder)
        package = facts.source.folder
        while package and package not in self.packages:
            package = package.rpartition("/")[0]
        return root if package in self._old else None

    def file_of(self, folder: str) -> str | None:
        """Return the file of the module whose submodules lie in a folder, if there is only one."""
        parent, _, last = folder.rpartition("/")
        modules = [path for path in files_of(parent, last) if path in self.files]
        found = [*self.roots.get(folder, ()), *modules]
        return found[0] if len(found) == 1 else None


def _packages_of_2015(files: Repository) -> set[str]:
    """Return the folders of packages in the first edition, which is that of those that name none.

    Below a workspace that has settings for its packages, nothing says that there is none.
    """
    names = {
        facts.source.folder: {
            symbol.qualname: symbol.signature for symbol in facts.analysis.symbols
        }
        for facts in files.values()
        if facts.source.name == _MANIFEST
    }
    shared = [folder for folder, said in names.items() if "workspace.package" in said]
    return {
        folder
        for folder, said in names.items()
        if said.get("package.edition", "" if _is_below(folder, shared) else ": 2015") == ": 2015"
    }


def _is_below(folder: str, tops: Iterable[str]) -> bool:
    return any(not top or f"{folder}/".startswith(f"{top}/") for top in tops)


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


def below(folder: str, names: Iterable[str]) -> str:
    """Return the path of a folder some names further down."""
    return "/".join((*filter(None, [folder]), *names))


def files_of(folder: str, module: str) -> Iterator[str]:
    """Yield where the file of a module may lie whose parent has its modules in a folder."""
    base = below(folder, [module])
    yield f"{base}.rs"
    yield f"{base}/mod.rs"
