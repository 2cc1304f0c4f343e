"""What packages offer under their own name: the imported names that an ``__init__`` passes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sphinx_kwindex.project.graph import runs_on_loading
from sphinx_kwindex.project.imports import Definition, ResolvedImport
from sphinx_kwindex.records import FileFacts


class Reexport(msgspec.Struct, frozen=True):
    """A name that a package takes from another file and offers as its own."""

    path: str
    """The ``__init__``."""
    name: str
    line: int
    """Where the package imports it."""
    source: str
    """The file that it is from: that of the definition, where one is known."""
    definition: Definition | None


def find_reexports(
    files: Iterable[FileFacts], imports: Mapping[str, tuple[ResolvedImport, ...]]
) -> dict[str, tuple[Reexport, ...]]:
    """Return what each ``__init__`` passes on, sorted by name.

    Those are the names in its ``__all__``; without one, those from modules of its own that do not
    begin with an underscore: a name from elsewhere it may well need for itself.
    """
    found = {}
    for facts in files:
        if facts.source.name.partition(".")[0] == "__init__":
            by_name = {item.name: item for item in _of_package(facts, imports[facts.path])}
            if by_name:
                found[facts.path] = tuple(by_name[name] for name in sorted(by_name))
    return found


def _of_package(facts: FileFacts, imports: Iterable[ResolvedImport]) -> Iterator[Reexport]:
    exports = facts.analysis.exports
    for item in imports:
        statement = item.statement
        name = statement.bound_name
        source = item.target if item.definition is None else item.definition.path
        if source is None or source == facts.path:
            continue
        # What a stub imports is what its module has, though it never runs.
        if not runs_on_loading(item, facts.path.removesuffix("i")):
            continue
        # ``import package.module`` binds the top package, which nobody wants to offer.
        if not (statement.name or statement.alias) or name == "*":
            continue
        is_own = (item.target or "").startswith(f"{facts.source.folder}/")
        if name in exports if exports is not None else is_own and not name.startswith("_"):
            yield Reexport(facts.path, name, statement.line, source, item.definition)
