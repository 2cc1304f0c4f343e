"""The definitions of a repository as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.export.data.lines import lines_of
from sphinx_kwindex.export.exported import exported_files, exported_symbols
from sphinx_kwindex.project.python.imports import Definition
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.data_lines import SymbolLine, id_of
from sphinx_kwindex.records.text import words_of
from sphinx_kwindex.relations.inheritance import Members


def symbols_of(repository: Repository) -> bytes:
    """Return a line for each definition in code."""
    members = Members(repository.project)
    found: list[SymbolLine] = []
    for facts in exported_files(repository):
        offered = _offered(repository, facts.path)
        found += (
            _line(repository, members, offered, facts, symbol)
            for symbol in exported_symbols(repository, facts)
        )
    found.sort(key=_order)
    return lines_of(found)


def _order(item: SymbolLine) -> tuple[str, str, int, str]:
    return item.name, item.path, item.line, item.id


def _line(
    repository: Repository,
    members: Members,
    offered: Mapping[str, set[str]],
    facts: FileFacts,
    symbol: Symbol,
) -> SymbolLine:
    project, path = repository.project, facts.path
    above = members.overrides.get(Definition(path, symbol).reference)
    owner = path, symbol.anchor
    return SymbolLine(
        symbol.name,
        symbol.qualname,
        id_of(path, symbol.anchor),
        path,
        symbol.line,
        max(symbol.line, symbol.end_line),
        project.kind_of(path, symbol).value,
        module=project.modules.dotted_name(path) if facts.is_python else "",
        offered_as=tuple(sorted(offered.get(symbol.anchor, ()))),
        signature=symbol.signature if symbol.is_callable else "",
        summary=words_of(symbol.summary),
        bases=tuple(_bases(repository, path, symbol)),
        subclasses=tuple(id_of(*found) for found in project.classes.derived_from(owner)),
        overrides=id_of(above.path, above.anchor) if above is not None else "",
        local=symbol.is_local,
        private=symbol.is_private,
        documented=symbol.documented,
        test=project.tests.is_code(path),
    )


def _offered(repository: Repository, path: str) -> dict[str, set[str]]:
    """Return the names by which packages offer definitions of a file, by their anchors."""
    found: dict[str, set[str]] = {}
    for offered in repository.project.offered.get(path, ()):
        meant = offered.definition
        if meant is not None and meant.path == path:
            name = f"{repository.project.modules.dotted_name(offered.path)}.{offered.name}"
            found.setdefault(meant.symbol.anchor, set()).add(name)
    return found


def _bases(repository: Repository, path: str, symbol: Symbol) -> Iterator[str]:
    known = {}
    if symbol.is_class:
        for base in repository.project.classes.bases_of((path, symbol.anchor)):
            if base.found is not None:
                known[base.names[0] if base.names else ""] = id_of(*base.found)
    for written in symbol.bases:
        if written.name:
            yield known.get(written.name, written.name)
    if not symbol.bases:
        yield from known.values()
