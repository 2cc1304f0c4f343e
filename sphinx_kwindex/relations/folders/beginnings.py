"""Where a reader of a repository begins: entry points, public names, a way through the files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import msgspec

from sphinx_kwindex.project import Project
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.project.python.public_api import Reexport
from sphinx_kwindex.records.analysis import is_private_name
from sphinx_kwindex.records.declared import CONSOLE_GROUP, GUI_GROUP
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.folders.parts import Part
from sphinx_kwindex.relations.folders.summaries import FileSummary
from sphinx_kwindex.relations.folders.totals import FolderTotals, KeyFile
from sphinx_kwindex.relations.shortened import Shortened, shortened

_MOST_WAYS_IN = 6
_MOST_PACKAGES = 3
_MOST_PUBLIC = 14
_MOST_READ = 8
_FEWEST_READ = 3
_FEWEST_PARTS = 3
_PACKAGE_FILES = ("__init__.py", "__init__.pyi")


class WayIn(msgspec.Struct, frozen=True, array_like=True):
    """An entry point, and what runs when somebody calls it."""

    name: str
    group: str
    """Empty for a command."""
    value: str
    """What it names, as written."""
    target: str
    """The file of that; empty if it is not in the repository."""
    definition: DefinitionReference | None
    declared_in: str
    anchor: str = ""
    """Of the declaration on the page of its file."""


class PublicName(msgspec.Struct, frozen=True, array_like=True):
    """A name that a package offers."""

    name: str
    source: str
    definition: DefinitionReference | None


class PublicPackage(msgspec.Struct, frozen=True, array_like=True):
    """A package at the top, with what it passes on from its files."""

    path: str
    """Of its ``__init__``."""
    folder: str
    names: Shortened[PublicName]
    """Those that most files use first."""


class Beginnings(msgspec.Struct, frozen=True, array_like=True):
    """Where a reader of a repository begins."""

    ways_in: Shortened[WayIn] = Shortened()
    packages: tuple[PublicPackage, ...] = ()
    to_read: tuple[KeyFile, ...] = ()
    """Files that many others import, each after those that it builds on."""
    map_of: str = ""
    """The folder whose parts show how the code hangs together."""
    map_parts: tuple[Part, ...] = ()
    """These parts; none where no folder has enough of them."""


def beginnings_of(
    context: Context,
    files: Mapping[str, FileSummary],
    totals: Mapping[str, FolderTotals],
    parts: Mapping[str, tuple[Part, ...]],
) -> Beginnings:
    """Return where a reader of the repository begins.

    Parameters
    ----------
    context:
        The linked repository.
    files:
        The files by path.
    totals:
        What folders add up to, by path.
    parts:
        The parts of each folder that import each other.
    """
    project = context.project
    points = [_way_in(project, path) for path in project.entry_points]
    folder = _folder_of_map(project, totals, parts)
    return Beginnings(
        shortened(list(chain.from_iterable(points)), _MOST_WAYS_IN),
        tuple(_packages(context, files, totals)),
        _to_read(project, [file for file in totals[""].key_files if files[file.path].is_product]),
        folder,
        parts.get(folder, ()),
    )


def top_packages(project: Project, totals: Mapping[str, FolderTotals]) -> list[str]:
    """Return the folders of the packages that are in no other, those with most code first.

    Parameters
    ----------
    project:
        The linked repository.
    totals:
        What folders add up to, by path.
    """
    found = [
        path
        for path, folder in project.folders.items()
        if totals[path].product_lines
        and _is_package(project, path)
        and not (path and _is_package(project, folder.parent))
    ]
    return sorted(found, key=lambda path: (-totals[path].product_lines, path))


def bears_name(folder: str, name: str) -> bool:
    """Return whether a folder is called like the project, as far as a package can be.

    Parameters
    ----------
    folder:
        Its path.
    name:
        The name of the project.
    """
    return bool(name) and _plain(folder.rpartition("/")[2]) == _plain(name)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "_", name).lower()


def _is_package(project: Project, folder: str) -> bool:
    prefix = f"{folder}/" if folder else ""
    return any(f"{prefix}{name}" in project.files for name in _PACKAGE_FILES)


def _way_in(project: Project, path: str) -> Iterable[WayIn]:
    for found in project.entry_points[path]:
        declared = found.declared
        is_command = declared.group in (CONSOLE_GROUP, GUI_GROUP)
        yield WayIn(
            declared.name,
            "" if is_command else declared.group,
            declared.value,
            found.target or "",
            found.definition.reference if found.definition is not None else None,
            declared.path,
            declared.anchor,
        )


def _packages(
    context: Context, files: Mapping[str, FileSummary], totals: Mapping[str, FolderTotals]
) -> Iterable[PublicPackage]:
    project = context.project
    for folder in top_packages(project, totals)[:_MOST_PACKAGES]:
        for name in _PACKAGE_FILES:
            path = f"{folder}/{name}" if folder else name
            names = _public_names(project.reexports.get(path, ()), files)
            if names:
                yield PublicPackage(path, folder, shortened(names, _MOST_PUBLIC))
                break


def _public_names(
    reexports: Iterable[Reexport], files: Mapping[str, FileSummary]
) -> Sequence[PublicName]:
    ranked: list[tuple[int, str, PublicName]] = []
    for item in reexports:
        if is_private_name(item.name):
            continue
        reference = item.definition.reference if item.definition is not None else None
        used = files[item.source].used if item.source in files else ()
        number = sum(name.files for name in used if name.definition == reference)
        ranked.append((-number, item.name, PublicName(item.name, item.source, reference)))
    return [name for *_, name in sorted(ranked, key=lambda item: item[:2])]


def _to_read(project: Project, key_files: Sequence[KeyFile]) -> tuple[KeyFile, ...]:
    """Order the files that most others import by what they build on.

    A package's own file builds on most of it, and shows nothing of its own.
    """
    layers = project.graph.layers
    chosen = [file for file in key_files if file.path.rpartition("/")[2] not in _PACKAGE_FILES][
        :_MOST_READ
    ]
    if len(chosen) < _FEWEST_READ:
        return ()
    return tuple(sorted(chosen, key=lambda file: (layers.get(file.path, 0), -file.importers)))


def _folder_of_map(
    project: Project, totals: Mapping[str, FolderTotals], parts: Mapping[str, tuple[Part, ...]]
) -> str:
    """Go down to where most of the code is, until a folder has parts to be drawn."""
    folder = ""
    while True:
        here = parts.get(folder, ())
        product = [
            part.path
            for part in here
            if (totals[part.path].product_lines if part.path in totals else True)
        ]
        if folder and len(product) >= _FEWEST_PARTS:
            return folder
        below = project.folders[folder].subfolders
        largest = max(below, key=lambda path: totals[path].product_lines, default="")
        share = totals[largest].product_lines if largest else 0
        if 2 * share <= totals[folder].product_lines:
            return folder if len(here) >= _FEWEST_PARTS else ""
        folder = largest
