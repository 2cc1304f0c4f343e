"""Pyrefly as one more index: what it adds, what it is given, and what becomes of its failures."""

from __future__ import annotations

import base64
import stat
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_kwindex.build.contents import Outcome
from sphinx_kwindex.indexes import pyrefly
from sphinx_kwindex.indexes.pyrefly_version import pyrefly_version
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from tests.core.fixtures import Build, Staged, WriteTree
from tests.core.indexes.indexes import document, index, plain

FakePyrefly = Callable[[str], Path]

A = "scip-python python demo . `pkg.a`/"
DEFINED = f"class C:\n      = {A}C#\n    def go(self): ...\n        == {A}C#go().\n"
USING = f"def f(x):\n    x.go()\n      ^^ {A}C#go().\n"
TREE = {
    "pkg/__init__.py": "",
    "pkg/a.py": plain(DEFINED),
    "pkg/b.py": plain(USING),
    "pyproject.toml": "[tool.pyrefly]\nproject-includes = ['nothing']\n",
    "pyrefly.toml": "rubbish = [\n",
}
INDEX = base64.b64encode(index(document("pkg/a.py", DEFINED), document("pkg/b.py", USING))).decode()
WRITE = f"open(option, 'wb').write(base64.b64decode({INDEX!r}))\n"


@pytest.fixture
def fake_pyrefly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakePyrefly:
    """Put a script of a few lines in the place of Pyrefly; the file counts its runs in lines."""

    def use(script: str) -> Path:
        path, runs = tmp_path / "fake-pyrefly", tmp_path / "runs"
        begin = (
            "import base64, os, sys, time\n"
            f"open({str(runs)!r}, 'a').write(' '.join(sys.argv[1:]) + chr(10))\n"
            "option = sys.argv[sys.argv.index('--report-scip') + 1]\n"
        )
        path.write_text(f"#!{sys.executable} -IS\n{begin}{textwrap.dedent(script)}")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(pyrefly, "find_pyrefly", lambda: str(path))
        return runs

    return use


def about_pyrefly(outcome: Outcome) -> list[Diagnostic]:
    mentions = (item for item in outcome.manifest.diagnostics if "kwindex_precise" in item.message)
    return list(mentions)


def left_over(tmp_path: Path) -> list[str]:
    return [path.name for path in tmp_path.rglob("pyrefly-*")]


def test_it_says_what_is_not_found_without_it(
    build: Build, write_tree: WriteTree, fake_pyrefly: FakePyrefly, staged: Staged, tmp_path: Path
) -> None:
    runs = fake_pyrefly(WRITE)
    root = write_tree(TREE)

    build(root, state="without")
    outcome = build(root, precise=True)

    assert about_pyrefly(outcome) == []
    assert staged() != staged("without")
    assert left_over(tmp_path) == []
    assert len(runs.read_text().splitlines()) == 1


def test_it_runs_again_only_for_other_contents(
    build: Build, write_tree: WriteTree, fake_pyrefly: FakePyrefly, staged: Staged
) -> None:
    runs = fake_pyrefly(WRITE)
    root = write_tree(TREE)

    build(root, precise=True)
    (root / "note.txt").write_text("not Python\n")
    build(root, precise=True)
    assert len(runs.read_text().splitlines()) == 1

    (root / "pkg/b.py").write_text(TREE["pkg/b.py"] + "y = 1\n")
    build(root, precise=True)
    assert len(runs.read_text().splitlines()) == 2

    build(root, precise=True, state="clean")
    assert staged() == staged("clean")


def test_it_is_given_copies_and_a_configuration_of_our_own(
    build: Build, write_tree: WriteTree, fake_pyrefly: FakePyrefly
) -> None:
    runs = fake_pyrefly(
        """
        here = [os.path.join(at, name) for at, _, names in os.walk(sys.argv[-1]) for name in names]
        said = open(sys.argv[sys.argv.index("--config") + 1]).read()
        listed = sorted(os.path.relpath(name, sys.argv[-1]) for name in here)
        sys.stderr.write(repr((listed, said)))
        sys.exit(3)
        """
    )
    root = write_tree({**TREE, "pkg/a.pyi": "class C: ...\n", "only.pyi": ""})

    (said,) = about_pyrefly(build(root, precise=True))

    given = ["only.pyi", "pkg/__init__.py", "pkg/a.py", "pkg/b.py"]
    assert repr((given, "")) in said.message
    assert str(root) not in runs.read_text()


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("sys.exit(3)", "it stopped with exit code 3"),
        ("os.kill(os.getpid(), 11)", "it was ended by SIGSEGV"),
        ("time.sleep(60)", "it took more than"),
        ("print('no')", "it wrote no index"),
        ("open(option, 'wb').write(b'rubbish')", "what it wrote is no index"),
        (f"{WRITE}f = open(option, 'r+b'); f.truncate(90)", "what it wrote is no index"),
    ],
)
def test_a_failure_is_one_warning_and_the_pages_are_those_without_it(
    build: Build,
    write_tree: WriteTree,
    fake_pyrefly: FakePyrefly,
    *,
    staged: Staged,
    tmp_path: Path,
    script: str,
    message: str,
) -> None:
    fake_pyrefly(script)
    root = write_tree(TREE)

    build(root, state="without")
    # All others have the time that a machine with much to do may need to start them.
    seconds = 1 if "sleep" in script else 60
    outcome = build(root, precise=True, tool_timeout=seconds)

    (said,) = about_pyrefly(outcome)
    assert said.code is DiagnosticCode.PRECISE_UNAVAILABLE
    assert message in said.message
    assert staged() == staged("without")
    assert left_over(tmp_path) == []

    fake_pyrefly(WRITE)
    assert about_pyrefly(build(root, precise=True)) == []


def test_without_it_one_warning_says_how_to_get_it(
    build: Build, write_tree: WriteTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyrefly, "is_file", lambda *_, **__: False)

    (said,) = about_pyrefly(build(write_tree(TREE), precise=True))

    assert "pip install sphinx-kwindex[precise]" in said.message


@pytest.mark.skipif(not pyrefly_version(), reason="Pyrefly is not installed")
def test_the_real_one_knows_what_a_narrowed_name_is(
    build: Build, write_tree: WriteTree, staged: Staged, tmp_path: Path
) -> None:
    narrowed = "from pkg.a import C\n\n\ndef f(x):\n    if isinstance(x, C):\n        x.go()\n"
    root = write_tree({**TREE, "pkg/b.py": narrowed, "src/other.py": "import pkg\n"})

    build(root, state="without")
    outcome = build(root, precise=True)

    assert about_pyrefly(outcome) == []
    assert staged() != staged("without")
    assert left_over(tmp_path) == []
