"""The tests below a folder, how they are run, and how many name something of its files."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from sphinx_kwindex.paths import name_of
from sphinx_kwindex.project import Folder, Project
from sphinx_kwindex.records.testing import ConfiguredCommand
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.shortened import Shortened, shortened
from sphinx_kwindex.relations.tests.commands import Runner, runner_of
from sphinx_kwindex.relations.tests.known import (
    is_tested_source,
    tests_naming,
)

_COLLECTED = re.compile(r"test_.*\.py|.*_test\.py")
"""Names of files that pytest finds by itself."""
_MOST_FILES = 12
_MOST_UNNAMED = 20
_MOST_COMMANDS = 8
_MOST_UNCLEAR = 5


class UnclearFile(msgspec.Struct, frozen=True, array_like=True):
    """A file with methods that are named like tests, and may be none."""

    path: str
    line: int
    """Of the first."""


class CommandPlace(msgspec.Struct, frozen=True, array_like=True):
    """A file of configuration with a command that runs tests."""

    path: str
    command: ConfiguredCommand


class NamedFile(msgspec.Struct, frozen=True, array_like=True):
    """A file of which tests name something."""

    path: str
    tests: int
    test_files: int


class FolderTests(msgspec.Struct, frozen=True):
    """What the page about a folder says of tests."""

    test_files: int = 0
    """Below it."""
    functions: int = 0
    """Tests in them, those of unclear files left out."""
    unclear: Shortened[UnclearFile] = Shortened()
    command: str = ""
    """What runs all of them."""
    configured: tuple[CommandPlace, ...] = ()
    """The first commands of the configuration in it."""
    named: tuple[NamedFile, ...] = ()
    """The files below it that most tests name, most first."""
    unnamed: Shortened[str] = Shortened()
    """Files of which certainly no test and no example names anything, unless it is all of them."""


Listed = TypeVar("Listed")


class _Below(msgspec.Struct):
    """What is known of the tests below a folder, added up from the deepest folders to the top."""

    tests: int = 0
    functions: int = 0
    unclear: Shortened[UnclearFile] = Shortened()
    sources: int = 0
    named: tuple[NamedFile, ...] = ()
    unnamed: Shortened[str] = Shortened()
    tops: frozenset[str] = frozenset()
    """Paths of the roots that hold the tests."""
    runners: frozenset[Runner | None] = frozenset()
    own: int = 0
    """How many of the tests lie directly in it."""
    collected: bool = True
    """Whether pytest finds all of them by their names."""
    prefixed: bool = True
    """Whether unittest does."""
    imported_from_top: bool = True
    in_package: bool = False

    def add(self, other: _Below) -> None:
        """Add what is below a subfolder, or one file."""
        self.tests += other.tests
        self.functions += other.functions
        self.unclear = _together(self.unclear, other.unclear, _MOST_UNCLEAR)
        self.sources += other.sources
        if other.named:
            ranked = sorted((*self.named, *other.named), key=lambda file: (-file.tests, file.path))
            self.named = tuple(ranked[:_MOST_FILES])
        self.unnamed = _together(self.unnamed, other.unnamed, _MOST_UNNAMED)
        self.tops |= other.tops
        self.runners |= other.runners
        self.collected &= other.collected
        self.prefixed &= other.prefixed
        self.imported_from_top &= other.imported_from_top
        self.in_package |= other.in_package


def tests_of_folders(context: Context) -> dict[str, FolderTests]:
    """Relate each folder to the tests below it; each file and folder is looked at once.

    Returns
    -------
    mapping from paths of folders to what is known of their tests
    """
    project = context.project
    found: dict[str, _Below] = {}
    for path in sorted(project.folders, key=lambda path: -path.count("/") - bool(path)):
        below = found[path] = _Below()
        for facts in project.folders[path].files:
            below.add(_of_file(context, facts.path))
        below.own = below.tests
        for subfolder in project.folders[path].subfolders:
            below.add(found[subfolder])
    return {
        path: _of_folder(project, folder, found[path]) for path, folder in project.folders.items()
    }


def _of_file(context: Context, path: str) -> _Below:
    project, known = context.project, context.project.tests
    below = _Below()
    if path in known.functions or path in known.uncounted:
        below.tests = 1
        below.functions = known.numbers.get(path, 0)
        if path in known.uncounted:
            below.unclear = shortened([UnclearFile(path, known.uncounted[path])], _MOST_UNCLEAR)
        below.tops = frozenset((project.top_of(path),))
        below.runners = frozenset((runner_of(project, path),))
        name = name_of(path)
        below.collected = bool(_COLLECTED.fullmatch(name))
        below.prefixed = name.startswith("test")
        below.imported_from_top = _is_imported_from_top(project, path)
        below.in_package = bool(project.modules.package_of(path))
    if _is_source(context, path):
        below.sources = 1
        naming = Counter(test for test, _ in tests_naming(project, path))
        if naming:
            below.named = (NamedFile(path, naming.total(), len(naming)),)
        if _is_unnamed(context, path):
            below.unnamed = shortened([path], _MOST_UNNAMED)
    return below


def _of_folder(project: Project, folder: Folder, below: _Below) -> FolderTests:
    return FolderTests(
        test_files=below.tests,
        functions=below.functions,
        unclear=below.unclear,
        command=_command(project, folder, below) if below.tests else "",
        configured=tuple(_configured(folder))[:_MOST_COMMANDS],
        named=below.named,
        unnamed=below.unnamed if below.unnamed.total < below.sources else Shortened(),
    )


def _together(one: Shortened[Listed], other: Shortened[Listed], most: int) -> Shortened[Listed]:
    """Return the first items of two lists of files by path, and how many there are in all."""
    if not other.total:
        return one
    first = sorted((*one.first, *other.first), key=_path)
    return Shortened(tuple(first[:most]), one.total + other.total)


def _path(item: object) -> str:
    return item.path if isinstance(item, UnclearFile) else str(item)


def _command(project: Project, folder: Folder, below: _Below) -> str:
    """Return what runs all tests of a folder, if one runner does and finds them by their names."""
    if len(below.tops) != 1 or not below.collected:
        return ""
    target = project.relative(folder.path) if folder.path else ""
    if below.runners == {Runner.PYTEST}:
        targets = [target] if target else _parts_with_tests(project, folder)
        return " ".join(("python -m pytest", *(shlex.quote(part) for part in targets)))
    if below.runners != {Runner.UNITTEST} or not below.prefixed:
        return ""
    start = f" -s {shlex.quote(target)}" if target else ""
    if below.imported_from_top:
        return f"python -m unittest discover{start}{' -t .' if start else ''}"
    is_flat = below.own == below.tests
    return f"python -m unittest discover{start}" if is_flat and not below.in_package else ""


def _parts_with_tests(project: Project, folder: Folder) -> list[str]:
    """Return what pytest is told at the top, where it would look only where it is configured to."""
    known = project.tests
    below = (
        path
        for path in project.paths_below(folder.path)
        if path in known.functions or path in known.uncounted
    )
    parts = {project.relative(path).partition("/") for path in below}
    tops = {first if slash else "." for first, slash, _ in parts}
    return ["."] if "." in tops else sorted(tops)


def _is_imported_from_top(project: Project, path: str) -> bool:
    """Return whether a test is in a package that lies at the top of the repository."""
    name = project.relative(path).removesuffix(".py").replace("/", ".")
    return bool(project.modules.package_of(path)) and project.modules.dotted_name(path) == name


def _configured(folder: Folder) -> Iterator[CommandPlace]:
    """Yield the commands that the configuration in a folder has for tests."""
    for facts in folder.files:
        for found in facts.analysis.test_commands:
            yield CommandPlace(facts.path, found)


def _is_source(context: Context, path: str) -> bool:
    facts = context.project.files[path]
    if not (facts.is_python and is_tested_source(context.project, context.tests, path)):
        return False
    return any(item.is_class or item.is_callable for item in facts.analysis.symbols)


def _is_unnamed(context: Context, path: str) -> bool:
    """Return whether it is certain that no test or example names anything of a file."""
    project = context.project
    if context.tests.has_stars or project.named.by_source.get(path):
        return False
    users = (*project.importers_of(path), *project.uses.users_of(path))
    return not any(project.is_aside(user) for user in users)
