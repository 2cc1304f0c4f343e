"""What a project says of itself, in the files at its top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.declared import DeclaredProject, EntryPoint

_METADATA_FILE = "pyproject.toml"
_DECLARING_FILES = (_METADATA_FILE, "setup.cfg", "setup.py", "tox.ini")
"""In the order in which they are asked: of the same entry point in several the first counts."""
PYTEST_FILES = frozenset({"conftest.py", "pytest.ini", ".pytest.ini", "pytest.toml"})


class ProjectMetadata(msgspec.Struct, frozen=True):
    """The part of ``pyproject.toml`` that pages show."""

    path: str = ""
    """The file that says it; empty without such a file."""
    name: str = ""
    description: str = ""
    requires_python: str = ""
    uses_pytest: bool = False
    """Whether it, or another file of configuration, sets pytest up or requires it."""
    entry_points: tuple[EntryPoint, ...] = ()
    """Those of other files at the top of the project as well."""


def project_metadata(prefix: str, files: Mapping[str, FileFacts]) -> ProjectMetadata:
    """Return what a project says of itself.

    Parameters
    ----------
    prefix:
        What the paths of its files begin with: the path of its top with a slash, or nothing.
    files:
        The facts of files by path.
    """
    found = {
        path: facts.analysis.declared or DeclaredProject()
        for name in _DECLARING_FILES
        if (facts := files.get(path := f"{prefix}{name}")) is not None
    }
    path = f"{prefix}{_METADATA_FILE}"
    main = found.get(path, DeclaredProject())
    return ProjectMetadata(
        path=path if path in found else "",
        name=main.name,
        description=main.description,
        requires_python=main.requires_python,
        uses_pytest=any(said.uses_pytest for said in found.values()),
        entry_points=_told_once(
            msgspec.structs.replace(point, path=path)
            for path, said in found.items()
            for point in said.entry_points
        ),
    )


def _told_once(declared: Iterable[EntryPoint]) -> tuple[EntryPoint, ...]:
    """Return entry points, of the same in several files the first."""
    found: dict[tuple[str, str, str], EntryPoint] = {}
    for point in declared:
        found.setdefault((point.group, point.name, "".join(point.value.split())), point)
    return tuple(found.values())
