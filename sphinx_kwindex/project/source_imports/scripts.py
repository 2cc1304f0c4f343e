"""Files that Ruby, PHP and the shell read by their path."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from sphinx_kwindex.project.source_imports.packages import resolve_types
from sphinx_kwindex.project.source_imports.paths import PathEnds, joined
from sphinx_kwindex.records import FileFacts, Import

Resolve = Callable[[Import, FileFacts], Collection[str]]


def resolve_ruby(files: Mapping[str, FileFacts]) -> Resolve:
    """Return what finds a required file: beside the importer, or below a folder ``lib``."""
    below_lib = PathEnds(path for path, facts in files.items() if facts.analysis.language == "Ruby")

    def resolve(statement: Import, importer: FileFacts) -> Collection[str]:
        written = statement.module.removesuffix(".rb") + ".rb"
        if statement.form == "require_relative" or written.startswith("."):
            path = joined(importer.source.folder, written)
            return (path,) if path in files else ()
        hits = [
            path
            for path in below_lib.find(written)
            if path == f"lib/{written}" or path.endswith((f"/lib/{written}", f"/app/{written}"))
        ]
        return hits if len(hits) == 1 else ()

    return resolve


def resolve_php(files: Mapping[str, FileFacts]) -> Resolve:
    """Return what finds a required file, or the file of a used class."""
    ends = PathEnds(path for path, facts in files.items() if facts.analysis.language == "PHP")
    of_type = resolve_types(("PHP",), "\\")(files)

    def resolve(statement: Import, importer: FileFacts) -> Collection[str]:
        if statement.form != "file":
            found = of_type(statement, importer)
            return found if len(found) == 1 else ()
        path = joined(importer.source.folder, statement.module)
        if path in files:
            return (path,)
        nearest = ends.nearest(statement.module.replace("../", ""), importer.path)
        return (nearest,) if nearest else ()

    return resolve


def resolve_shell(files: Mapping[str, FileFacts]) -> Resolve:
    """Return what finds a sourced file: beside the importer, at the top, or the only one."""
    ends = PathEnds(path for path, facts in files.items() if facts.analysis.language == "Bash")

    def resolve(statement: Import, importer: FileFacts) -> Collection[str]:
        for path in (joined(importer.source.folder, statement.module), statement.module):
            if path in files:
                return (path,)
        found = ends.nearest(statement.module.replace("../", ""), importer.path)
        return (found,) if found else ()

    return resolve
