"""What holds for the code of the package as a whole."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import sphinx_kwindex

PACKAGE = Path(sphinx_kwindex.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 320
LONGEST_FUNCTION = 60

FORBIDDING = """
import sys
from pathlib import Path

class Forbid:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"sphinx", "myst_parser"}:
            raise ImportError(f"the pure core imports {name}")

sys.meta_path.insert(0, Forbid())

from sphinx_kwindex.config import Settings
from sphinx_kwindex.build.pipeline import run
from sphinx_kwindex.store.staging import StagingArea

if __name__ == "__main__":
    base = Path(sys.argv[1])
    outcome = run(
        Settings(roots=(str(base / "repo"),)),
        base,
        StagingArea(base / "staged"),
        base / "cache",
        progress=lambda items, summary, length: items,
    )
    print(outcome.analysed, len(outcome.manifest.docnames))
"""


def _identity(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _public_definitions(body: list[ast.stmt]) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public_definitions(node.body)


@pytest.mark.parametrize("path", MODULES, ids=_identity)
def test_every_public_definition_and_module_has_a_docstring(path: Path) -> None:
    module = ast.parse(path.read_bytes())
    private_methods = {
        method
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef) and node.name.startswith("_")
        for method in ast.walk(node)
    }
    missing = [
        f"{node.name} (line {node.lineno})"
        for node in _public_definitions(module.body)
        if node not in private_methods and not ast.get_docstring(node)
    ]
    assert ast.get_docstring(module), "the module has no docstring"
    assert missing == []


@pytest.mark.parametrize("path", MODULES, ids=_identity)
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text("utf-8")
    too_long = [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert too_long == []
    assert text.count("\n") <= LONGEST_FILE


def test_pipeline_runs_where_sphinx_and_myst_cannot_be_imported(tmp_path: Path) -> None:
    repo = tmp_path / "repo"
    repo.mkdir()
    (repo / "m.py").write_text("import os\n\n\nclass A: ...\n")
    (repo / "README.md").write_text("# Title\n\nSome words of it.\n")
    (repo / "bad.py").write_text("def broken(:\n")
    script = tmp_path / "script.py"
    script.write_text(FORBIDDING)
    result = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(PACKAGE.parent), "PATH": ""},
    )
    assert result.stderr == ""
    assert result.stdout.split() == ["3", "11"]


def test_the_import_hook_of_the_test_above_bites(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(FORBIDDING.partition("from sphinx_kwindex")[0] + "import sphinx.util\n")
    result = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False
    )
    assert "the pure core imports sphinx" in result.stderr


OPENERS = {"disk/reading.py", "disk/writing.py"}
"""The modules that open files of a repository or of ours, each with its checks."""

OTHERS = {
    "store/own_code.py": "the package itself",
    "analysis/grammars/installed.py": "queries of the package itself",
    "insights/ruff_runs.py": "the age of our own copies, which are not opened",
    "discovery/walk.py": "entries of a listing, which are not opened",
    "sphinx_ext/reading/stored.py": "what Sphinx wrote",
    "sphinx_ext/finder/site_finder.py": "the package itself",
}
"""Modules that read what nobody else can have put there."""


def _opens_a_file(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id="open"):
            return True
        case ast.Attribute(attr="open" | "read_bytes" | "is_file" | "is_dir" | "exists" | "stat"):
            return not call.args or call.func.attr == "open"
        case ast.Attribute(attr="read_text"):  # that of a view takes the facts of a file
            return all(isinstance(argument, ast.Constant) for argument in call.args)
    return False


@pytest.mark.parametrize("path", MODULES, ids=_identity)
def test_files_are_opened_in_one_place_that_checks_what_they_are(path: Path) -> None:
    if _identity(path) in {*OPENERS, *OTHERS}:
        return
    lines = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and _opens_a_file(node)
    ]
    assert lines == [], "use sphinx_kwindex.disk.reading"


_OF_FACTS = ("project", "relations", "pages")
"""The rooms that work on the facts of files alone."""
_PARSES = re.compile(
    r"(?:ast|json|tomllib|yaml|astroid)\.(?:parse|loads?|safe_load)|toml_tables|RawConfigParser"
)
"""What turns a text into data."""
_READERS = ("sphinx_kwindex.disk", "sphinx_kwindex.build.contents")
"""The modules from which contents come."""


def _reads(call: ast.Call) -> bool:
    return _opens_a_file(call) or _PARSES.search(ast.unparse(call.func)) is not None


@pytest.mark.parametrize("room", _OF_FACTS)
def test_what_files_say_is_read_by_their_analysis_alone(room: str) -> None:
    reading = {
        f"{_identity(path)}:{node.lineno}"
        for path in (PACKAGE / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if (isinstance(node, ast.Call) and _reads(node))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith(_READERS))
    }
    assert reading == set(), "make it a fact of the file, in sphinx_kwindex.analysis"


_RUNS_WHAT_IT_READS = re.compile(
    r"^ *(?:import|from) (?:pickle|marshal|shelve|dill|cloudpickle|joblib)\b", re.MULTILINE
)
PICKLES = {
    "sphinx_ext/reading/stored.py": "a doctree, as Sphinx itself reads it from the same folder",
    "build/own_process.py": "whether an error can be sent to the process that waits for this one",
}
"""Modules that need them, and nothing that we keep."""


def test_nothing_that_is_kept_is_a_pickle() -> None:
    found = {
        _identity(path) for path in MODULES if _RUNS_WHAT_IT_READS.search(path.read_text("utf-8"))
    }
    assert found == PICKLES.keys()


@pytest.mark.parametrize("path", MODULES, ids=_identity)
def test_warnings_are_logged_in_one_place(path: Path) -> None:
    if _identity(path) == "sphinx_ext/warnings.py":
        return
    lines = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (
            (node.func.attr in {"warning", "warn", "error"} and "log" in ast.unparse(node.func))
            or any(keyword.arg == "subtype" for keyword in node.keywords)
        )
    ]
    assert lines == [], "use sphinx_kwindex.sphinx_ext.warnings"


def test_only_the_view_of_a_file_asks_for_a_text_when_pages_are_made() -> None:
    asking = {
        _identity(path)
        for path in (PACKAGE / "pages").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Attribute) and node.attr == "read_text"
    }
    # The plan hands it on.
    assert asking == {"pages/files/sections/view.py", "pages/site/plan.py"}


def _imports_the_project(path: Path) -> bool:
    return any(
        alias.name == "Project"
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sphinx_kwindex")
        for alias in node.names
    )


def test_what_holds_between_files_is_found_by_relations_from_the_linked_project() -> None:
    rooms = {path.relative_to(PACKAGE).parts[0] for path in MODULES if _imports_the_project(path)}
    assert rooms == {"project", "keywords", "insights", "relations", "build"}
    linked = {path for path in (PACKAGE / "project").rglob("*.py") if _imports_the_project(path)}
    assert linked == {PACKAGE / "project" / "__init__.py"}
