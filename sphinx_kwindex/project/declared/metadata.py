"""What a project says of itself in ``pyproject.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from sphinx_kwindex.analysis.data.toml_tables import toml_tables
from sphinx_kwindex.analysis.line_ends import normalise_lines
from sphinx_kwindex.project.declared.declarations import EntryPoint, declared_entry_points

METADATA_FILE = "pyproject.toml"
PYTEST_FILES = frozenset({"conftest.py", "pytest.ini", ".pytest.ini", "pytest.toml"})

CONFIGURATION_FILES = ("setup.cfg", "tox.ini")
"""Files beside ``pyproject.toml`` that may set pytest up."""

_PYTEST = re.compile(r"(?<![\w-])pytest\b")
_PYTEST_NAME = re.compile(r"pytest(?:-[\w.-]+)?(?![\w.-])")
"""A requirement or a key: ``pytest``, ``pytest-cov>=4``."""


class ProjectMetadata(msgspec.Struct, frozen=True):
    """The part of ``pyproject.toml`` that pages show."""

    path: str = ""
    """Where it was read; empty without such a file."""
    name: str = ""
    description: str = ""
    requires_python: str = ""
    uses_pytest: bool = False
    """Whether it, or another file of configuration, sets pytest up or requires it."""
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
        table = toml_tables(content.decode("utf-8"))
    except ValueError:
        return ProjectMetadata(path=path, entry_points=declared)
    project = _table(table.get("project"))
    poetry = _table(_table(table.get("tool")).get("poetry"))
    python = _table(poetry.get("dependencies")).get("python")
    return ProjectMetadata(
        path=path,
        name=_text(project.get("name")) or _text(poetry.get("name")),
        description=_text(project.get("description")) or _text(poetry.get("description")),
        requires_python=_text(project.get("requires-python")) or _text(python),
        uses_pytest=_names_pytest(table),
        entry_points=declared,
    )


def configures_pytest(content: bytes) -> bool:
    """Return whether ``tox.ini`` or ``setup.cfg`` sets pytest up, requires or runs it."""
    lines = normalise_lines(content.decode("utf-8", "replace")).split("\n")
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
