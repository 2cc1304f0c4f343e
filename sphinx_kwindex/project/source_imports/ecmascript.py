"""Imports of JavaScript and TypeScript: relative ones, as Node.js and bundlers find them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from sphinx_kwindex.project.source_imports.paths import joined
from sphinx_kwindex.records import FileFacts, Import

_SUFFIXES = (".ts", ".tsx", ".d.ts", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json", ".vue",
             ".svelte")  # fmt: skip
_COMPILED = {
    ".js": (".ts", ".tsx", ".d.ts"),
    ".jsx": (".tsx",),
    ".mjs": (".mts",),
    ".cjs": (".cts",),
}
"""What an import of a file that a compiler will write means."""


def resolve_relative(
    files: Mapping[str, FileFacts],
) -> Callable[[Import, FileFacts], Collection[str]]:
    """Return what finds the file of an import that starts with a dot."""

    def resolve(statement: Import, importer: FileFacts) -> Collection[str]:
        written = statement.module.partition("?")[0]
        if not written.startswith("."):
            return ()
        path = joined(importer.source.folder, written)
        if path == ".":
            path = ""
        return next(((found,) for found in _candidates(path) if found in files), ())

    return resolve


def _candidates(path: str) -> Collection[str]:
    stem, dot, suffix = path.rpartition(".")
    index = f"{path}/index" if path else "index"
    compiled = _COMPILED.get(f".{suffix}", ()) if dot else ()
    return (
        path,
        *(f"{path}{ending}" for ending in _SUFFIXES),
        *(f"{stem}{ending}" for ending in compiled),
        *(f"{index}{ending}" for ending in _SUFFIXES),
    )
