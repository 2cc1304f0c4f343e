"""Files that Ruby, PHP and the shell read by their path."""

from __future__ import annotations

from collections.abc import Collection

from sphinx_kwindex.project.other.packages import resolve_types
from sphinx_kwindex.project.other.paths import PathEnds, joined
from sphinx_kwindex.project.other.resolve import Repository, Resolve
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.imports import Import


def resolve_ruby(files: Repository) -> Resolve:
    """Return what finds a required file: beside the importer, or below a folder ``lib``."""
    below_lib = PathEnds(path for path, facts in files.items() if facts.analysis.language == "Ruby")

    def resolve(statement: Import, importer: FileFacts) -> Collection[str] | None:
        written = statement.module.removesuffix(".rb") + ".rb"
        if statement.form == "require_relative" or written.startswith("."):
            path = joined(importer.source.folder, written)
            return (path,) if path in files else ()
        hits = [
            path
            for path in below_lib.find(written)
            if path == f"lib/{written}" or path.endswith((f"/lib/{written}", f"/app/{written}"))
        ]
        return hits if len(hits) < 2 else None

    return resolve


def resolve_php(files: Repository) -> Resolve:
    """Return what finds a required file, or the file of a used class."""
    ends = PathEnds(path for path, facts in files.items() if facts.analysis.language == "PHP")
    of_type = resolve_types(("PHP",), "\\")(files)

    def resolve(statement: Import, importer: FileFacts) -> Collection[str] | None:
        if statement.form != "file":
            found = of_type(statement, importer)
            return None if found is None or len(found) > 1 else found
        path = joined(importer.source.folder, statement.module)
        if path in files:
            return (path,)
        return ends.nearest(statement.module.replace("../", ""), importer.path)

    return resolve


def resolve_shell(files: Repository) -> Resolve:
    """Return what finds a sourced file: beside the importer, at the top, or the only one."""
    ends = PathEnds(path for path, facts in files.items() if facts.analysis.language == "Bash")

    def resolve(statement: Import, importer: FileFacts) -> Collection[str] | None:
        for path in (joined(importer.source.folder, statement.module), statement.module):
            if path in files:
                return (path,)
        return ends.nearest(statement.module.replace("../", ""), importer.path)

    return resolve
