"""The commands that run tests, and where a project configures them."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_kwindex.analysis.configured_commands import configured_commands
from sphinx_kwindex.project import ProjectMetadata, project_metadata
from sphinx_kwindex.relations.tests.commands import file_command
from sphinx_kwindex.relations.tests.commands import test_command as single_command
from tests.core.analysed import facts_by_path
from tests.core.fixtures import Link

CASE = "import unittest\nclass T(unittest.TestCase):\n    def test_a(self): ...\n"
PLAIN = "def test_a(): ...\n"
DJANGO = "from django.test import TestCase\nclass T(TestCase):\n    def test_a(self): ...\n"


LAYOUTS: list[tuple[dict[str, str], str, str, str]] = [
    (
        {"conftest.py": "", "tests/test_x.py": CASE},
        "tests/test_x.py",
        "python -m pytest tests/test_x.py",
        "python -m pytest tests/test_x.py::T::test_a",
    ),
    (
        {"a b/test_x.py": CASE, "test_y.py": "import pytest\n"},
        "a b/test_x.py",
        "python -m pytest 'a b/test_x.py'",
        "python -m pytest 'a b/test_x.py::T::test_a'",
    ),
    (
        {"p/__init__.py": "", "p/tests/__init__.py": "", "p/tests/test_x.py": CASE},
        "p/tests/test_x.py",
        "python -m unittest p.tests.test_x",
        "python -m unittest p.tests.test_x.T.test_a",
    ),
    (
        {"tests/test_x.py": CASE},
        "tests/test_x.py",
        "python -m unittest discover -s tests -p test_x.py",
        "",
    ),
    ({"test_x.py": CASE}, "test_x.py", "python -m unittest test_x",
     "python -m unittest test_x.T.test_a"),
    (
        {"web/manage.py": "", "web/app/tests.py": DJANGO},
        "web/app/tests.py",
        "python web/manage.py test app.tests",
        "python web/manage.py test app.tests.T.test_a",
    ),
    ({"app/tests.py": DJANGO}, "app/tests.py", "", ""),
    ({"test_x.py": PLAIN}, "test_x.py", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("files", "path", "whole", "single"), LAYOUTS)
def test_command_is_that_of_the_runner_that_the_project_shows(
    project: Link, files: dict[str, str], path: str, whole: str, single: str
) -> None:
    linked = project(files)
    name = "test_a" if files[path] == PLAIN else "T.test_a"
    assert file_command(linked, [path]) == whole
    assert single_command(linked, [(path, name)]) == single


@pytest.mark.parametrize(
    ("files", "command"),
    [
        (files, command)
        for files, _, *commands in LAYOUTS
        for command in commands
        if command and DJANGO not in files.values()
    ],
)
def test_command_runs_the_test_when_a_reader_enters_it(
    tmp_path: Path, files: dict[str, str], command: str
) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    _, *arguments = shlex.split(command)

    run = subprocess.run(
        [sys.executable, *arguments],
        cwd=tmp_path,
        # Most of the time of pytest goes into plugins, which these tests do not need.
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stderr
    assert "1 passed" in run.stdout or "Ran 1 test" in run.stderr


def test_several_files_have_a_command_if_one_runner_and_one_root_has_them(project: Link) -> None:
    linked = project(
        {"a/test_x.py": "import pytest\n", "a/test_y.py": PLAIN, "b/test_z.py": CASE},
        metadata={"a": ProjectMetadata(), "b": ProjectMetadata()},
        tops={"a": "", "b": ""},
    )
    both = file_command(linked, ["a/test_x.py", "a/test_y.py"])
    assert both == "python -m pytest test_x.py test_y.py"
    assert file_command(linked, ["a/test_x.py", "b/test_z.py"]) == ""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"[tool:pytest]\n", True),
        (b"[testenv]\ncommands = pytest -x\n", True),
        (b"[testenv]\ndeps = pytest-cov\n", True),
        (b"# pytest\n; pytest\n[testenv]\ncommands = not-pytest\n", False),
    ],
)
def test_other_configuration_may_speak_for_pytest(content: bytes, *, expected: bool) -> None:
    for name in ("setup.cfg", "tox.ini"):
        assert project_metadata("a/", facts_by_path({f"a/{name}": content})).uses_pytest is expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "tox.ini",
            "[tox]\n[testenv]\ncommands =\n    pytest {posargs}\n    mypy\n# pytest\n"
            "[testenv:old]\ndeps = pytest\ncommands = python -m pytest tests\n",
            [("tox", 4, "pytest {posargs}"), ("tox -e old", 9, "python -m pytest tests")],
        ),
        (
            "Makefile",
            "X := pytest\n\ntest: build\n\tpython -m pytest\n\techo\n",
            [("make test", 4, "python -m pytest")],
        ),
        (
            "pyproject.toml",
            '[tool.hatch.envs.default.scripts]\ntest = "pytest {args}"\n[tool.x]\nt = "pytest"\n'
            '[tool.pdm.scripts]\ncheck = "pytest -q"\n',
            [("hatch run test", 2, "pytest {args}"), ("pdm run check", 6, "pytest -q")],
        ),
        ("other.ini", "[testenv]\ncommands = pytest\n", []),
    ],
)
def test_configured_commands_are_quoted_with_their_line(
    name: str, text: str, expected: list[tuple[str, int, str]]
) -> None:
    found = [(item.call, item.line, item.quoted) for item in configured_commands(name, text)]
    assert found == expected
