"""What counts as public, documented and annotated."""

from __future__ import annotations

import pytest

from sphinx_kwindex.project import Project
from sphinx_kwindex.relations.documentation import Coverage, FileDocumentation, find_documentation
from tests.core.fixtures import Link


def _documented(linked: Project) -> dict[str, FileDocumentation]:
    find = find_documentation(linked)
    said = {path: find(facts) for path, facts in linked.files.items()}
    return {path: found for path, found in said.items() if found is not None}


def _missing(linked: Project, path: str = "m.py") -> list[str]:
    said = _documented(linked)[path]
    module = ["module"] if said.is_module_undocumented else []
    return [*module, *(symbol.qualname for symbol in said.undocumented)]


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ("def f(): ...", ["module", "f"]),
        ("'''M.'''\ndef f(): 'F.'", []),
        ("'''M.'''\ndef _f(): ...\nclass _A:\n    def f(self): ...", []),
        ("'''M.'''\nclass A:\n    'A.'\n    def __init__(self): ...\n"
         "    def g(self): ...", ["A.g"]),
        ("'''M.'''\ndef f():\n    'F.'\n    def inner(): ...\n    class B: ...", []),
        ("'''M.'''\n@overload\ndef f(a): ...\n@overload\ndef f(b): ...\ndef f(c): ...", ["f"]),
        ("'''M.'''\nif x:\n    def f(): ...\nelse:\n    def f(): 'F.'", []),
        ("'''M.'''\nclass A:\n    'A.'\n    @property\n    def p(self): ...\n    @p.setter\n"
         "    def p(self, x): ...", ["A.p"]),
        ("'''M.'''\nclass A:\n    'A.'\n    @override\n    def p(self): ...", []),
        ("'''M.'''\nX = 1\nclass A:\n    '''   '''", ["A"]),
    ],
)  # fmt: skip
def test_public_definitions_without_a_docstring_are_found(
    project: Link, source: str, missing: list[str]
) -> None:
    assert _missing(project({"m.py": source})) == missing


@pytest.mark.parametrize(
    ("source", "hints"),
    [
        ("def f(a: int, b, /, *c: int, d=1, **e) -> int: ...", (3, 6)),
        ("class A:\n    def __init__(self, a: int): ...", (1, 1)),
        ("class A:\n    def __init__(self): ...", (0, 0)),
        ("class A:\n    @staticmethod\n    def f(a): ...", (0, 2)),
        ("class A:\n    @classmethod\n    def f(cls, a) -> int: ...", (1, 2)),
        ("def f():\n    def g(a): ...", (0, 1)),
        ("@overload\ndef f(a: int) -> int: ...\ndef f(a): ...", (2, 2)),
        ("def _f(a): ...", (0, 0)),
    ],
)
def test_annotations_of_public_functions_are_counted(
    project: Link, source: str, hints: tuple[int, int]
) -> None:
    coverage = _documented(project({"m.py": source}))["m.py"].coverage
    assert (coverage.hinted, coverage.hintable) == hints


def test_stub_annotates_the_module_next_to_it_and_needs_no_docstring(project: Link) -> None:
    files = {
        "m.py": "'''M.'''\ndef f(a): 'F.'\ndef g(): 'G.'\n",
        "m.pyi": "def f(a: int) -> int: ...\ndef absent() -> int: ...\n",
        "native.pyi": "def f(a) -> int: ...\n",
    }
    linked = project(files)
    assert _documented(linked)["m.py"].coverage == Coverage(3, 3, 3, 2)
    assert "m.pyi" not in _documented(linked)
    assert _documented(linked)["native.pyi"].coverage == Coverage(0, 0, 2, 1)


def test_files_without_anything_public_do_not_count(project: Link) -> None:
    files = {
        "empty.py": "",
        "_private.py": "import os\n",
        "test_m.py": "def f(): ...\n",
        "tests/helper.py": "def f(): ...\n",
        "broken.py": "def f(:\n",
        "notes.txt": "def f(): ...\n",
    }
    assert _documented(project(files)) == {}


@pytest.mark.parametrize(
    "path",
    [
        "setup.py",
        "conf.py",
        "docs/conf.py",
        "noxfile.py",
        "manage.py",
        "versioneer.py",
        ".github/check.py",
        "pk/tide_pb2.py",
        "app/migrations/0001_initial.py",
        "scripts/release.py",
        "bin/tool.py",
    ],
)
def test_files_that_only_tools_and_people_run_have_nothing_to_document(
    project: Link, path: str
) -> None:
    assert _documented(project({path: "def f(): ..."})) == {}


def test_program_that_nobody_imports_has_nothing_to_document(project: Link) -> None:
    program = "def f(): ...\nif __name__ == '__main__':\n    f()\n"
    assert _documented(project({"run.py": program})) == {}
    with_user = {"run.py": program, "a.py": "import run\n"}
    assert sorted(_documented(project(with_user))) == ["a.py", "run.py"]
    in_package = {"pk/__init__.py": "", "pk/run.py": program, "pk/scripts/a.py": "x = 1\n"}
    assert sorted(_documented(project(in_package))) == ["pk/run.py"]
