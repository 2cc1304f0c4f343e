"""``#include``: a header of the repository, found as a compiler would with likely search paths.

The flags of the compiler are not known.  A path that ends the path of one file only, or of one that
is nearer than all others, means that file.  ``import tide.core;`` of C++20 means the file that says
``export module tide.core;``.
"""

from __future__ import annotations

from collections.abc import Collection
from posixpath import normpath

from sphinx_kwindex.paths import folder_of, name_of
from sphinx_kwindex.project.other.paths import PathEnds, joined
from sphinx_kwindex.project.other.resolve import Repository, Resolve
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_ROOTS = frozenset({"", "include", "inc", "includes", "src", "source", "public"})
"""Folders that a compiler is told to search; ``<name.h>`` without a folder is looked for there
only, since the headers of the system are written like that too."""
_CPP = frozenset(("C++", "C++ header"))
_MOST_ASKED = 50
"""Files of one name; the cost of a call must not grow with the repository."""
_STANDARD = frozenset(
    f"{name}.h"
    for name in (
        "assert", "complex", "ctype", "errno", "fenv", "float", "inttypes", "iso646", "limits",
        "locale", "math", "setjmp", "signal", "stdalign", "stdarg", "stdatomic", "stdbool",
        "stddef", "stdint", "stdio", "stdlib", "stdnoreturn", "string", "tgmath", "threads",
        "time", "uchar", "unistd", "wchar", "wctype", "pthread", "dirent", "fcntl", "poll",
        "sched", "dlfcn", "malloc", "memory", "windows",
    )
)  # fmt: skip


def resolve_includes(files: Repository) -> Resolve:
    """Return what finds the header that an include names."""
    ends = PathEnds(path for path, facts in files.items() if facts.has_pages)
    modules = _modules(files)

    def resolve(statement: Import, importer: FileFacts) -> Collection[str] | None:
        if statement.form == "module":
            declared = [path for path in modules.get(statement.module, ()) if path != importer.path]
            return declared if len(declared) < 2 else None
        written = statement.module.replace("\\", "/")
        is_system = statement.form == "<>"
        if not is_system:
            beside = joined(importer.source.folder, written)
            if beside in files:
                return (beside,)
        path = normpath(written).lstrip("/")
        while path.startswith("../"):
            path = path[3:]
        found = ends.nearest(path, importer.path)
        if not is_system:
            return found
        if found is None:
            # Which of them it is only the flags say; but nobody has a folder of the system here.
            return (
                None
                if any(_is_searched(hit, path) for hit in ends.find(path)[:_MOST_ASKED])
                else ()
            )
        return found if found and _is_searched(found[0], path) else ()

    return resolve


def _modules(files: Repository) -> dict[str, list[str]]:
    """Return the files that declare each module of C++20."""
    found: dict[str, list[str]] = {}
    for path, facts in sorted(files.items()):
        if facts.analysis.language in _CPP:
            for symbol in facts.analysis.symbols:
                if symbol.kind is SymbolKind.PACKAGE:
                    found.setdefault(symbol.name, []).append(path)
    return found


def _is_searched(found: str, path: str) -> bool:
    if "/" in path:
        return True
    folder = name_of(folder_of(found))
    return path not in _STANDARD and folder in _ROOTS
