"""``#include``: a header of the repository, found as a compiler would with likely search paths.

The flags of the compiler are not known.  A path that ends the path of one file only, or of one that
is nearer than all others, means that file.
"""

from __future__ import annotations

from collections.abc import Collection
from posixpath import normpath

from sphinx_kwindex.project.source_imports.paths import PathEnds, joined
from sphinx_kwindex.project.source_imports.resolve import Repository, Resolve
from sphinx_kwindex.records import FileFacts, Import

_ROOTS = frozenset({"", "include", "inc", "includes", "src", "source", "public"})
"""Folders that a compiler is told to search; ``<name.h>`` without a folder is looked for there
only, since the headers of the system are written like that too."""
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

    def resolve(statement: Import, importer: FileFacts) -> Collection[str] | None:
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
        # Where several are as near, a header of the system is as likely as one of those.
        return found if found and _is_searched(found[0], path) else ()

    return resolve


def _is_searched(found: str, path: str) -> bool:
    if "/" in path:
        return True
    folder = found.rpartition("/")[0].rpartition("/")[2]
    return path not in _STANDARD and folder in _ROOTS
