"""The tests below a folder, how they are run, and how many name something of its files."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import msgspec

from sphinx_kwindex.paths import folder_of, name_of
from sphinx_kwindex.project import Folder, Project
from sphinx_kwindex.records.testing import ConfiguredCommand
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.shortened import Shortened, shortened
from sphinx_kwindex.relations.tests.commands import Runner, runner_of
from sphinx_kwindex.relations.tests.known import (
    is_of_tests_or_examples,
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


def tests_of_folders(context: Context) -> Callable[[Folder], FolderTests]:
    """Relate each folder to the tests below it, and to those that name its files.

    Returns
    -------
    function from a folder to what is known of its tests
    """
    project = context.project
    known = project.tests
    sources = {path for path in project.files if _is_source(context, path)}
    named = {path: Counter(test for test, _ in tests_naming(project, path)) for path in sources}
    unnamed = {path for path in sources if _is_unnamed(context, path)}

    def of(folder: Folder) -> FolderTests:
        below = project.paths_below(folder.path)
        tests = [path for path in below if path in known.functions or path in known.uncounted]
        unclear = [
            UnclearFile(path, known.uncounted[path]) for path in tests if path in known.uncounted
        ]
        own = [path for path in below if path in sources]
        ranked = sorted(
            (NamedFile(path, named[path].total(), len(named[path])) for path in own if named[path]),
            key=lambda file: (-file.tests, file.path),
        )
        without = [path for path in own if path in unnamed]
        return FolderTests(
            test_files=len(tests),
            functions=sum(known.numbers.get(path, 0) for path in tests),
            unclear=shortened(unclear, _MOST_UNCLEAR),
            command=_command(project, folder, tests) if tests else "",
            configured=tuple(_configured(folder))[:_MOST_COMMANDS],
            named=tuple(ranked[:_MOST_FILES]),
            unnamed=shortened(without if len(without) < len(own) else [], _MOST_UNNAMED),
        )

    return of


def _command(project: Project, folder: Folder, tests: Sequence[str]) -> str:
    """Return what runs all tests of a folder, if one runner does and finds them by their names."""
    if len({project.top_of(path) for path in tests}) != 1:
        return ""
    runners = {runner_of(project, path) for path in tests}
    if not all(_COLLECTED.fullmatch(name_of(path)) for path in tests):
        return ""
    target = project.relative(folder.path) if folder.path else ""
    if runners == {Runner.PYTEST}:
        # At the top, pytest would look into the folders only that its configuration names.
        parts = {project.relative(path).partition("/") for path in tests}
        tops = sorted({first if slash else "." for first, slash, _ in parts})
        targets = [target] if target else ["."] if "." in tops else tops
        return " ".join(("python -m pytest", *(shlex.quote(part) for part in targets)))
    is_prefixed = all(name_of(path).startswith("test") for path in tests)
    if runners != {Runner.UNITTEST} or not is_prefixed:
        return ""
    start = f" -s {shlex.quote(target)}" if target else ""
    if all(_is_imported_from_top(project, path) for path in tests):
        return f"python -m unittest discover{start}{' -t .' if start else ''}"
    is_flat = all(folder_of(path) == folder.path for path in tests)
    in_package = any(project.modules.package_of(path) for path in tests)
    return f"python -m unittest discover{start}" if is_flat and not in_package else ""


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
    definitions = project.files[path].analysis.symbols
    users = {use.path for item in definitions for use in project.uses.get((path, item.anchor), ())}
    return not any(
        is_of_tests_or_examples(project, user) for user in (*project.importers_of(path), *users)
    )
