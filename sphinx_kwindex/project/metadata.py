"""What a project says of itself in ``pyproject.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import msgspec

from sphinx_kwindex.project.declarations import EntryPoint, declared_entry_points

METADATA_FILE = "pyproject.toml"
PYTEST_FILES = frozenset({"conftest.py", "pytest.ini", ".pytest.ini", "pytest.toml"})


class ProjectMetadata(msgspec.Struct, frozen=True):
    """The part of ``pyproject.toml`` that pages show."""

    path: str = ""
    """Where it was read; empty without such a file."""
    name: str = ""
    description: str = ""
    requires_python: str = ""
    uses_pytest: bool = False
    """Whether the file configures pytest or names it as a dependency, or the project has one of
    pytest's own files."""
    entry_points: tuple[EntryPoint, ...] = ()
    """Those of other files at the top of the project as well."""


def read_metadata(
    path: str, content: bytes, others: Mapping[str, bytes] | None = None
) -> ProjectMetadata:
    """Read a ``pyproject.toml``; a file that is not valid TOML says nothing.

    Parameters
    ----------
    path:
        Where the file lies in the repository; empty if there is none.
    content:
        What is in it.
    others:
        Contents of further files that may declare entry points, by path.
    """
    declared = declared_entry_points({**({path: content} if path else {}), **(others or {})})
    if not path:
        return ProjectMetadata(entry_points=declared)
    try:
        text = content.decode("utf-8")
        table = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return ProjectMetadata(path=path, entry_points=declared)
    project = _table(table.get("project"))
    return ProjectMetadata(
        path=path,
        name=_text(project.get("name")),
        description=_text(project.get("description")),
        requires_python=_text(project.get("requires-python")),
        uses_pytest="pytest" in _table(table.get("tool")) or _names_pytest(table, project),
        entry_points=declared,
    )


def _names_pytest(table: dict[str, Any], project: dict[str, Any]) -> bool:
    groups = (
        [project.get("dependencies")],
        _table(project.get("optional-dependencies")).values(),
        _table(table.get("dependency-groups")).values(),
    )
    requirements = [
        requirement
        for group in groups
        for entries in group
        if isinstance(entries, list)
        for requirement in entries
    ]
    return any(isinstance(item, str) and item.startswith("pytest") for item in requirements)


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
