"""The entry points that a project declares in ``pyproject.toml``, and what they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from sphinx_kwindex.project.imports import Definition, ImportResolver
from sphinx_kwindex.project.modules import ModuleIndex
from sphinx_kwindex.records import Import

_OBJECT = re.compile(r"\s*(?P<module>[\w.]+)\s*(?::\s*(?P<name>[\w.]+)\s*)?(?:\[[^\]]*\]\s*)?\Z")


class EntryPoint(msgspec.Struct, frozen=True):
    """An entry point as declared."""

    table: str
    """The table that declares it: ``project.scripts``, ``project.entry-points.pytest11``."""
    name: str
    value: str
    """What it names, as written: ``package.module:function``."""
    line: int
    """Where it is declared; 0 if that is not certain."""


class LinkedEntryPoint(msgspec.Struct, frozen=True):
    """An entry point with what it means in the repository."""

    declared: EntryPoint
    path: str
    """The ``pyproject.toml`` that declares it."""
    target: str | None
    """The file of the module that it names; None if that is not in the repository."""
    definition: Definition | None


def declared_entry_points(project: Mapping[str, Any], text: str) -> Iterator[EntryPoint]:
    """Yield the entry points of a ``[project]`` table, in the order of the file.

    Parameters
    ----------
    project:
        The table, parsed.
    text:
        The whole file, for the lines.
    """
    tables = {f"project.{name}": project.get(name) for name in ("scripts", "gui-scripts")}
    groups = project.get("entry-points")
    if isinstance(groups, dict):
        tables |= {f"project.entry-points.{name}": group for name, group in groups.items()}
    for table, entries in tables.items():
        for name, value in entries.items() if isinstance(entries, dict) else ():
            if isinstance(value, str):
                yield EntryPoint(table, name, value, _line_of(name, value, text))


def link_entry_point(
    declared: EntryPoint, path: str, modules: ModuleIndex, resolver: ImportResolver
) -> LinkedEntryPoint:
    """Find what an entry point names, as an import in the same place would.

    Parameters
    ----------
    declared:
        The entry point.
    path:
        The ``pyproject.toml`` that declares it.
    modules:
        The modules of the repository.
    resolver:
        Follows names from file to file.
    """
    found = _OBJECT.match(declared.value)
    target = modules.resolve(found["module"], path) if found else None
    definition = None
    if found and target is not None and found["name"]:
        head, _, rest = found["name"].partition(".")
        statement = Import(found["module"], 0, head, "", declared.line)
        definition = resolver.resolve(statement, path).definition
        if rest:
            definition = resolver.definition_of(found["name"], target)
    return LinkedEntryPoint(declared, path, target, definition)


def _line_of(name: str, value: str, text: str) -> int:
    """Return the one line that assigns the value to the name; TOML readers do not tell lines."""
    assignment = re.compile(
        rf"""(?<![\w.\-])(["']?){re.escape(name)}\1\s*=\s*(["']){re.escape(value)}\2"""
    )
    lines = [
        number
        for number, line in enumerate(text.split("\n"), 1)
        if not line.lstrip().startswith("#") and assignment.search(line)
    ]
    return lines[0] if len(lines) == 1 else 0
