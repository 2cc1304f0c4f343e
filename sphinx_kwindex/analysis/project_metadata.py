"""What a file says of the project at whose top it lies: ``pyproject.toml`` and others."""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.data.toml_tables import toml_tables
from sphinx_kwindex.analysis.entry_points import declared_entry_points
from sphinx_kwindex.records.declared import DeclaredProject

_PYTEST = re.compile(r"(?<![\w-])pytest\b")
_PYTEST_NAME = re.compile(r"pytest(?:-[\w.-]+)?(?![\w.-])")
"""A requirement or a key: ``pytest``, ``pytest-cov>=4``."""


def declared_project(name: str, text: str) -> DeclaredProject | None:
    """Return what a file says of its project, None if it is not one that tools read for it.

    A file that is not valid says nothing.

    Parameters
    ----------
    name:
        Its name, which tells how it is written.
    text:
        What is in it, with line feeds as line ends.
    """
    match name:
        case "pyproject.toml":
            return _of_pyproject(name, text)
        case "setup.cfg":
            entry_points = declared_entry_points(name, text)
            return DeclaredProject(uses_pytest=_configures_pytest(text), entry_points=entry_points)
        case "tox.ini":
            return DeclaredProject(uses_pytest=_configures_pytest(text))
        case "setup.py":
            return DeclaredProject(entry_points=declared_entry_points(name, text))
    return None


def _of_pyproject(name: str, text: str) -> DeclaredProject:
    try:
        table = toml_tables(text)
    except ValueError:
        return DeclaredProject()
    project = _table(table.get("project"))
    poetry = _table(_table(table.get("tool")).get("poetry"))
    python = _table(poetry.get("dependencies")).get("python")
    return DeclaredProject(
        name=_text(project.get("name")) or _text(poetry.get("name")),
        description=_text(project.get("description")) or _text(poetry.get("description")),
        requires_python=_text(project.get("requires-python")) or _text(python),
        uses_pytest=_names_pytest(table),
        entry_points=declared_entry_points(name, text),
    )


def _configures_pytest(text: str) -> bool:
    """Return whether ``tox.ini`` or ``setup.cfg`` sets pytest up, requires or runs it."""
    lines = text.split("\n")
    return any(_PYTEST.search(line) for line in lines if line.lstrip()[:1] not in ("#", ";"))


def _names_pytest(table: dict[str, object]) -> bool:
    """Return whether a table of ``pyproject.toml`` is that of pytest, or something requires it."""
    waiting: list[object] = [table]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if any(_PYTEST_NAME.match(key) for key in value):
                return True
            waiting += value.values()
        elif isinstance(value, list):
            if any(isinstance(item, str) and _PYTEST_NAME.match(item) for item in value):
                return True
            waiting += value
    return False


def _table(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
