"""What a project says of itself in ``pyproject.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import msgspec

from sphinx_kwindex.project.declarations import EntryPoint, declared_entry_points

METADATA_FILE = "pyproject.toml"
PYTEST_FILES = frozenset({"conftest.py", "pytest.ini", ".pytest.ini", "pytest.toml"})

CONFIGURATION_FILES = ("setup.cfg", "tox.ini")
"""Files beside ``pyproject.toml`` that may set pytest up."""

_PYTEST = re.compile(r"(?<![\w-])pytest\b")
_PYTEST_TABLE = re.compile(r"\s*\[tool\.pytest(?:\.ini_options)?\]")
_PYTEST_ENTRY = re.compile(r"(?:^|[\[,])\s*[\"']?pytest(?:-[\w.-]+)?(?:[\"'\s=<>~!\[;]|$)")


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
        uses_pytest=_names_pytest(text),
        entry_points=declared,
    )


def configures_pytest(content: bytes) -> bool:
    """Tell whether ``tox.ini`` or ``setup.cfg`` sets pytest up, requires or runs it."""
    lines = content.decode("utf-8", "replace").splitlines()
    return any(_PYTEST.search(line) for line in lines if line.lstrip()[:1] not in ("#", ";"))


def _names_pytest(text: str) -> bool:
    """Tell whether a line of ``pyproject.toml`` is a table of pytest or requires it."""
    return any(
        _PYTEST_TABLE.match(line) or _PYTEST_ENTRY.search(line) for line in text.splitlines()
    )


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
