"""Imports of JavaScript and TypeScript: relative ones, and those of packages in the same workspace.

Relative ones are found as Node.js and bundlers do, packages by the name in their manifest
(https://docs.npmjs.com/cli/using-npm/workspaces).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from posixpath import join

from sphinx_kwindex.paths import upwards
from sphinx_kwindex.project.other.manifests import manifests, named_once
from sphinx_kwindex.project.other.paths import joined
from sphinx_kwindex.project.other.resolve import Repository, Resolve
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.imports import Import

_SUFFIXES = (".ts", ".tsx", ".d.ts", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json", ".vue",
             ".svelte", ".astro")  # fmt: skip
_COMPILED = {
    ".js": (".ts", ".tsx", ".d.ts"),
    ".jsx": (".tsx",),
    ".mjs": (".mts",),
    ".cjs": (".cts",),
}
"""What an import of a file that a compiler will write means."""

_PLATFORMS = ("android", "ios", "native", "web", "windows", "macos")
"""See https://reactnative.dev/docs/platform-specific-code."""
_MANIFEST = "package.json"
_WORKSPACES = frozenset({"pnpm-workspace.yaml", "lerna.json"})
"""Files that declare a workspace, besides a ``package.json`` with the key ``workspaces``."""
_ENTRIES = ("main", "module", "types")


def resolve_specifiers(files: Repository) -> Resolve:
    """Return what finds the file of an import that starts with a dot or names a package here."""
    workspaces = _Workspaces(files)

    def resolve(statement: Import, importer: FileFacts) -> Collection[str]:
        written = statement.module.partition("?")[0]
        if written.startswith("."):
            path = joined(importer.source.folder, written)
            found = _existing(path, files)
            if found is None:
                return [one for one in _of_platforms(path) if one in files]
        else:
            found = workspaces.find(written, importer)
        return () if found is None else (found,)

    return resolve


class _Workspaces:
    """The packages of a repository that import each other by name."""

    def __init__(self, files: Repository) -> None:
        self._files = files
        self._said = manifests(files, _MANIFEST)
        self._tops = {
            facts.source.folder for facts in files.values() if facts.source.name in _WORKSPACES
        } | {folder for folder, said in self._said.items() if "workspaces" in said}
        self._folders = named_once(
            (said["name"], folder) for folder, said in self._said.items() if said.get("name")
        )

    def find(self, written: str, importer: FileFacts) -> str | None:
        """Return the file that a package is entered by, its manifest where that is not here."""
        parts = written.split("/")
        length = 2 if written.startswith("@") else 1
        folder = self._folders.get("/".join(parts[:length]))
        if folder is None or not self._share_workspace(folder, importer.source.folder):
            return None
        entries = ["/".join(parts[length:])] if parts[length:] else self._entries(folder)
        paths = (_existing(joined(folder, entry), self._files) for entry in entries)
        manifest = join(folder, _MANIFEST)
        return next((path for path in paths if path is not None), manifest)

    def _entries(self, folder: str) -> list[str]:
        said = self._said[folder]
        return [said[key] for key in _ENTRIES if said.get(key)]

    def _share_workspace(self, one: str, other: str) -> bool:
        if next((folder for folder in upwards(other) if folder in self._said), None) == one:
            # A package that imports itself by its name.
            return True
        return not self._tops.isdisjoint({*upwards(one)} & {*upwards(other)})


def _existing(path: str, files: Repository) -> str | None:
    """Return the file that a path means; an empty one leads out of the repository."""
    return next((found for found in _candidates(path) if found in files), None)


def _of_platforms(path: str) -> Iterator[str]:
    """Yield the files of which a bundler takes the one for its platform."""
    for platform in _PLATFORMS:
        for ending in _SUFFIXES:
            yield f"{path}.{platform}{ending}"


def _candidates(path: str) -> Collection[str]:
    if path in ("", "."):
        return [f"index{ending}" for ending in _SUFFIXES if path]
    stem, dot, suffix = path.rpartition(".")
    index = f"{path}/index"
    compiled = _COMPILED.get(f".{suffix}", ()) if dot else ()
    return (
        path,
        *(f"{path}{ending}" for ending in _SUFFIXES),
        *(f"{stem}{ending}" for ending in compiled),
        *(f"{index}{ending}" for ending in _SUFFIXES),
    )
