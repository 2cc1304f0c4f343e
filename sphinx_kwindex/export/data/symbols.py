"""The definitions of a repository as data."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.export.data.lines import lines_of
from sphinx_kwindex.export.exported import exported_files, exported_symbols
from sphinx_kwindex.project.python.imports import Definition
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.data_lines import SymbolLine, id_of
from sphinx_kwindex.records.text import words_of
from sphinx_kwindex.relations.inheritance import Members
from sphinx_kwindex.relations.told import symbol_line


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
    return msgspec.structs.replace(
        symbol_line(project, facts, symbol),
        offered_as=tuple(sorted(offered.get(symbol.anchor, ()))),
        summary=words_of(symbol.summary),
        subclasses=tuple(
            id_of(*found) for found in project.classes.derived_from((path, symbol.anchor))
        ),
        overrides=id_of(above.path, above.anchor) if above is not None else "",
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
