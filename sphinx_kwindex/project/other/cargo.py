"""Where the crates of Rust start: by the names of files, and by ``Cargo.toml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from posixpath import join

from sphinx_kwindex.paths import upwards
from sphinx_kwindex.project.other.manifests import manifests, named_once
from sphinx_kwindex.project.other.paths import joined
from sphinx_kwindex.project.other.resolve import Repository
from sphinx_kwindex.records.analysis import FileFacts

_ROOTS = ("lib.rs", "main.rs")
_MANIFEST = "Cargo.toml"
_TARGETS = frozenset({"tests", "examples", "benches"})
"""Folders of a package in which each file is a crate of its own."""


class Crates:
    """Where the crates of a repository start."""

    def __init__(self, files: Repository) -> None:
        self.files = files
        self.packages = manifests(files, _MANIFEST)
        self.roots: defaultdict[str, list[str]] = defaultdict(list)
        for facts in files.values():
            if facts.source.name in _ROOTS:
                self.roots[facts.source.folder].append(facts.path)
        starts = (_library(folder, said) for folder, said in self.packages.items())
        self.libraries = named_once((name, path) for name, path in starts if name and path in files)
        """Files at which the libraries with a name of their own start."""
        self._starts = frozenset(self.libraries.values())
        self._old = _packages_of_2015(self.packages)

    def is_root(self, facts: FileFacts) -> bool:
        """Return whether a file is where a crate starts."""
        parent, _, last = facts.source.folder.rpartition("/")
        return (
            facts.source.name in _ROOTS
            or facts.path in self._starts
            or (last in _TARGETS and parent in self.packages)
            or (last == "bin" and parent in self.roots)
        )

    def folder_of(self, facts: FileFacts) -> str | None:
        """Return the folder in which the crate of a file starts."""
        for folder in upwards(facts.source.folder):
            if folder in self.roots:
                return folder
            parent, _, last = folder.rpartition("/")
            if folder in self.packages or (last == "bin" and parent in self.roots):
                break
        return None

    def root_of_2015(self, facts: FileFacts) -> str | None:
        """Return where the crate of a file starts, if that is where all paths of it start."""
        folder = self.folder_of(facts)
        root = None if folder is None else self.file_of(folder)
        around = upwards(facts.source.folder)
        package = next((folder for folder in around if folder in self.packages), None)
        return root if package in self._old else None

    def file_of(self, folder: str) -> str | None:
        """Return the file of the module whose submodules lie in a folder, if there is only one."""
        parent, _, last = folder.rpartition("/")
        modules = [path for path in files_of(parent, last) if path in self.files]
        found = [*self.roots.get(folder, ()), *modules]
        return found[0] if len(found) == 1 else None


def _packages_of_2015(packages: Mapping[str, Mapping[str, str]]) -> set[str]:
    """Return the folders of packages in the first edition, which is that of those that name none.

    Below a workspace that has settings for its packages, nothing says that there is none.
    """
    shared = {folder for folder, said in packages.items() if "workspace.package" in said}
    default = {folder: "2015" for folder in packages if shared.isdisjoint(upwards(folder))}
    return {
        folder
        for folder, said in packages.items()
        if said.get("package.edition", default.get(folder)) == "2015"
    }


def _library(folder: str, said: Mapping[str, str]) -> tuple[str, str]:
    """Return the name by which others import the library of a package, and where it starts."""
    name = said.get("lib.name") or said.get("package.name", "")
    return name.replace("-", "_"), joined(folder, said.get("lib.path", "src/lib.rs"))


def files_of(folder: str, module: str) -> Iterator[str]:
    """Yield where the file of a module may lie whose parent has its modules in a folder.

    Parameters
    ----------
    folder:
        The folder with the modules of the parent.
    module:
        The name of the module.
    """
    base = join(folder, module)
    yield f"{base}.rs"
    yield f"{base}/mod.rs"
