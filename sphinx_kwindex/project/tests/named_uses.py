"""What tests and examples name of the other files: imported names, followed to definitions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from sphinx_kwindex.project.python.imports import Definition, ImportResolver, ResolvedImport
from sphinx_kwindex.project.roles import is_example_path
from sphinx_kwindex.records.analysis import FileFacts


class NamedUse(msgspec.Struct, frozen=True):
    """A definition that another file names."""

    path: str
    """The file that names it."""
    symbol: int
    """Position in that file of the function, or of the class outside functions, that does so; -1
    at module level."""
    line: int
    """Where it does so first."""
    definition: Definition
    alias: str = ""
    """The other name of the definition that it is named by, if it is."""


class Named(msgspec.Struct, frozen=True):
    """What tests and examples name of other files."""

    by_user: Mapping[str, tuple[NamedUse, ...]]
    """By the file that names, in source order."""
    by_source: Mapping[str, tuple[NamedUse, ...]]
    """By the file that defines, sorted by the file that names and then in source order."""


def find_named(
    files: Iterable[FileFacts],
    imports: Mapping[str, tuple[ResolvedImport, ...]],
    resolver: ImportResolver,
    test_files: Collection[str],
) -> Named:
    """Follow the references of tests and examples.

    Parameters
    ----------
    files:
        The Python files, sorted by path.
    imports:
        Their resolved imports.
    resolver:
        Follows names from file to file.
    test_files:
        Paths of the files for tests.
    """
    by_user: dict[str, tuple[NamedUse, ...]] = {}
    by_source: dict[str, list[NamedUse]] = {}
    for facts in files:
        if facts.path in test_files or is_example_path(facts.path):
            uses = tuple(_uses(facts, imports[facts.path], resolver))
            if uses:
                by_user[facts.path] = uses
            for use in uses:
                by_source.setdefault(use.definition.path, []).append(use)
    return Named(by_user, {path: tuple(uses) for path, uses in sorted(by_source.items())})


def _uses(
    facts: FileFacts, imports: tuple[ResolvedImport, ...], resolver: ImportResolver
) -> Iterator[NamedUse]:
    """Yield what a file names of others, each definition once for a place."""
    seen: set[tuple[int, str, str]] = set()
    known: dict[tuple[int, str], tuple[tuple[Definition, str], ...]] = {}
    for item in facts.analysis.references:
        resolved = imports[item.imported]
        key = item.imported, item.attributes
        if key not in known:
            known[key] = tuple(_meanings(resolved, item.attributes, facts.path, resolver))
        for definition, alias in known[key]:
            place = item.symbol, definition.path, definition.symbol.anchor
            if place not in seen and definition.path != facts.path:
                seen.add(place)
                yield NamedUse(facts.path, item.symbol, item.line, definition, alias)


def _meanings(
    resolved: ResolvedImport, attributes: str, path: str, resolver: ImportResolver
) -> Iterator[tuple[Definition, str]]:
    if resolved.target is None and resolved.statement.name:
        return
    found = resolver.named(resolved.statement, attributes, path)
    if found is not None:
        yield found, ""
        behind = resolver.behind(found)
        if behind is not None:
            yield behind, found.symbol.name
