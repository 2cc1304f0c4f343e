"""Imports of Rust: ``mod`` names a file, ``use`` a path of modules in the same crate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from sphinx_kwindex.records import FileFacts, Import

_ROOTS = ("lib.rs", "main.rs")


def resolve_modules(
    files: Mapping[str, FileFacts],
) -> Callable[[Import, FileFacts], Collection[str]]:
    """Return what finds the file of a module."""
    crates = {path.rpartition("/")[0] for path in files if path.rpartition("/")[2] in _ROOTS}

    def resolve(statement: Import, importer: FileFacts) -> Collection[str]:
        own = _own_folder(importer)
        if statement.form == "mod":
            return tuple(found for found in _files_of(own, statement.module) if found in files)[:1]
        parts = statement.module.split("::")
        base = _base(parts, own, importer, crates)
        if base is None:
            return ()
        folder, names = base
        for count in range(len(names), 0, -1):
            inner = "/".join((folder, *names[: count - 1]) if folder else names[: count - 1])
            for found in _files_of(inner, names[count - 1]):
                if found in files and found != importer.path:
                    return (found,)
        return ()

    return resolve


def _own_folder(importer: FileFacts) -> str:
    """Return the folder where the modules of a file lie."""
    name = importer.source.name
    folder = importer.source.folder
    if name in (*_ROOTS, "mod.rs"):
        return folder
    stem = name.removesuffix(".rs")
    return f"{folder}/{stem}" if folder else stem


def _base(
    parts: list[str], own: str, importer: FileFacts, crates: set[str]
) -> tuple[str, list[str]] | None:
    """Return the folder from which a path starts, and the rest of the path."""
    names = [part for part in parts if part != "*"]
    if names[:1] == ["crate"]:
        folder = importer.source.folder
        while folder not in crates:
            if not folder:
                return None
            folder = folder.rpartition("/")[0]
        return folder, names[1:]
    if names[:1] == ["self"]:
        return own, names[1:]
    if names[:1] == ["super"]:
        folder = own
        while names[:1] == ["super"]:
            folder, names = folder.rpartition("/")[0], names[1:]
        return folder, names
    return None


def _files_of(folder: str, module: str) -> Iterator[str]:
    base = f"{folder}/{module}" if folder else module
    yield f"{base}.rs"
    yield f"{base}/mod.rs"
