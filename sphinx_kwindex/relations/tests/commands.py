"""The command that runs tests, by what the project itself configures, requires or imports."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from enum import StrEnum
from posixpath import join
from typing import assert_never

from sphinx_kwindex.paths import folder_of, upwards
from sphinx_kwindex.project import Project

_MANAGE = "manage.py"


class Runner(StrEnum):
    """What runs the tests of a file."""

    PYTEST = "pytest"
    UNITTEST = "unittest"
    DJANGO = "django"


def runner_of(project: Project, path: str) -> Runner | None:
    """Return what runs the tests of a file, None if nothing tells.

    pytest is named where the project configures, requires or imports it; otherwise unittest, or
    Django's command, where the file imports what its test cases are made with.

    Parameters
    ----------
    project:
        The linked repository.
    path:
        Path of the file.
    """
    imports = project.files[path].analysis.imports
    modules = {item.module for item in imports if not item.level}
    if project.uses_pytest(path) or _imports(modules, "pytest"):
        return Runner.PYTEST
    if _imports(modules, "django.test"):
        return Runner.DJANGO if _manage_folder(project, path) is not None else None
    return Runner.UNITTEST if _imports(modules, "unittest") else None


def file_command(project: Project, paths: Sequence[str]) -> str:
    """Return the command that runs test files, empty if there is no single one.

    Parameters
    ----------
    project:
        The linked repository.
    paths:
        Paths of the files.
    """
    runners = {runner_of(project, path) for path in paths}
    if len(runners) != 1 or len({project.top_of(path) for path in paths}) != 1:
        return ""
    runner = runners.pop()
    match runner:
        case Runner.PYTEST:
            return _joined("pytest", (project.relative(path) for path in paths))
        case Runner.UNITTEST:
            names = [_importable_name(project, path) for path in paths]
            if all(names):
                return _joined("unittest", names)
            return _discovery(project, paths[0]) if len(paths) == 1 else ""
        case Runner.DJANGO:
            return _django(project, [(path, "") for path in paths])
        case None:
            return ""
        case _:
            assert_never(runner)


def test_command(project: Project, tests: Sequence[tuple[str, str]]) -> str:
    """Return the command that runs single tests, given by path and qualified name.

    Parameters
    ----------
    project:
        The linked repository.
    tests:
        The path of the file of each test, with its qualified name.
    """
    paths = [path for path, _ in tests]
    runners = {runner_of(project, path) for path in paths}
    if len(runners) != 1 or len({project.top_of(path) for path in paths}) != 1:
        return ""
    runner = runners.pop()
    match runner:
        case Runner.PYTEST:
            return _joined("pytest", (node_id(project, *test) for test in tests))
        case Runner.UNITTEST:
            names = [_importable_name(project, path) for path in paths]
            if not all(names):
                return ""
            tested = zip(names, tests, strict=True)
            return _joined("unittest", (f"{name}.{qualname}" for name, (_, qualname) in tested))
        case Runner.DJANGO:
            return _django(project, tests)
        case None:
            return ""
        case _:
            assert_never(runner)


def node_id(project: Project, path: str, qualname: str) -> str:
    """Return what pytest calls a test.

    Parameters
    ----------
    project:
        The linked repository.
    path:
        Path of the file.
    qualname:
        Qualified name of the test.
    """
    return "::".join((project.relative(path), *qualname.split(".")))


def _joined(module: str, arguments: Iterable[str]) -> str:
    return " ".join(("python -m", module, *(shlex.quote(argument) for argument in arguments)))


def _imports(modules: Iterable[str], package: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for module in modules)


def _importable_name(project: Project, path: str) -> str:
    """Return the name by which a test module is imported at the top of the repository.

    One in a folder that is no package finds the modules beside it only if that folder is searched.
    """
    name = project.modules.dotted_name(path)
    is_at_top = "/" not in project.relative(path)
    is_module = all(part.isidentifier() for part in name.split("."))
    return name if is_module and (is_at_top or project.modules.package_of(path)) else ""


def _discovery(project: Project, path: str) -> str:
    folder, _, name = project.relative(path).rpartition("/")
    if not name.removesuffix(".py").isidentifier():
        return ""
    return f"python -m unittest discover -s {shlex.quote(folder)} -p {shlex.quote(name)}"


def _manage_folder(project: Project, path: str) -> str | None:
    """Return the innermost folder above a file that holds Django's ``manage.py``."""
    folders = upwards(folder_of(path))
    return next((folder for folder in folders if join(folder, _MANAGE) in project.files), None)


def _django(project: Project, tests: Sequence[tuple[str, str]]) -> str:
    folders = {_manage_folder(project, path) for path, _ in tests}
    if len(folders) != 1:
        return ""
    folder = folders.pop() or ""
    script = project.relative(join(folder, _MANAGE))
    labels = []
    for path, qualname in tests:
        below = path[len(folder) + 1 :] if folder else path
        parts = [*below.removesuffix(".py").split("/"), *filter(None, [qualname])]
        labels.append(".".join(parts))
    if not all(part.isidentifier() for label in labels for part in label.split(".")):
        return ""
    return " ".join(("python", shlex.quote(script), "test", *labels))
