"""What packages offer under their own name: the imported names that an ``__init__`` passes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sphinx_kwindex.project.graph.graph import runs_on_loading
from sphinx_kwindex.project.python.imports import Definition, ImportResolver, ResolvedImport
from sphinx_kwindex.records.analysis import FileFacts


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
    files: Iterable[FileFacts],
    imports: Mapping[str, tuple[ResolvedImport, ...]],
    resolver: ImportResolver,
) -> dict[str, tuple[Reexport, ...]]:
    """Return what each ``__init__`` passes on, sorted by name.

    Those are the names in its ``__all__``; without one, those from modules of its own that do not
    begin with an underscore: a name from elsewhere it may well need for itself.

    Parameters
    ----------
    files:
        The Python files.
    imports:
        The imports of each file, by its path.
    resolver:
        Follows names to their definitions.

    Returns
    -------
    mapping from paths of packages to what they pass on
        Only those that pass something on.
    """
    found = {}
    for facts in files:
        if facts.source.name.partition(".")[0] == "__init__":
            offered = _of_package(facts, imports[facts.path], resolver)
            by_name = {item.name: item for item in offered}
            if by_name:
                found[facts.path] = tuple(by_name[name] for name in sorted(by_name))
    return found


def offered_by_source(
    reexports: Mapping[str, tuple[Reexport, ...]],
) -> dict[str, tuple[Reexport, ...]]:
    """Return what of each file any ``__init__`` passes on.

    Returns
    -------
    mapping from paths of files to what is passed on
        By whichever package.
    """
    offered: dict[str, list[Reexport]] = {}
    for package, found in reexports.items():
        if package.endswith(".pyi") and package.removesuffix("i") in reexports:
            continue  # the module says the same itself
        for reexport in found:
            offered.setdefault(reexport.source, []).append(reexport)
    return {path: tuple(found) for path, found in offered.items()}


def _of_package(
    facts: FileFacts, imports: Iterable[ResolvedImport], resolver: ImportResolver
) -> Iterator[Reexport]:
    exports = facts.analysis.exports
    own = {symbol.qualname for symbol in facts.analysis.symbols}
    for item in imports:
        # What a stub imports is what its module has, though it never runs.
        if item.target is None or not runs_on_loading(item, facts.path.removesuffix("i")):
            continue
        is_near = item.target.startswith(f"{facts.source.folder}/")
        for name, definition in _bound(item, resolver):
            source = item.target if definition is None else definition.path
            if source == facts.path or (item.statement.is_star and name in own):
                continue
            if name in exports if exports is not None else is_near and not name.startswith("_"):
                yield Reexport(facts.path, name, item.statement.line, source, definition)


def _bound(
    item: ResolvedImport, resolver: ImportResolver
) -> Iterable[tuple[str, Definition | None]]:
    """Return the names that an import binds, each with its definition.

    ``import package.module`` binds the top package, which nobody wants to offer.
    """
    statement = item.statement
    if statement.is_star:
        return resolver.starred(item)
    return () if statement.binds_top else [(statement.bound_name, item.definition)]
