from __future__ import annotations

import pytest

from sphinx_kwindex.project import Project, ProjectMetadata, project_metadata
from sphinx_kwindex.project.roles import role_of
from sphinx_kwindex.project.uses.index import is_import
from sphinx_kwindex.records.references import Certainty
from sphinx_kwindex.records.testing_paths import is_test_path
from sphinx_kwindex.relations.roles import role_in
from tests.core.analysed import facts_by_path
from tests.core.fixtures import Link


def test_graph_knows_both_directions_of_an_import(project: Link) -> None:
    linked = project({"a.py": "import b, c\n", "b.py": "import c, os\n", "c.py": ""})
    assert linked.imported_by("a.py") == ("b.py", "c.py")
    assert linked.importers_of("c.py") == ("a.py", "b.py")
    assert linked.imported_by("c.py") == ()
    assert linked.graph.cycles == {}


def test_files_that_import_each_other_are_a_cycle(project: Link) -> None:
    linked = project(
        {"a.py": "import b", "b.py": "import c", "c.py": "import a", "d.py": "import a, d"}
    )
    members = ("a.py", "b.py", "c.py")
    assert linked.graph.cycles == dict.fromkeys(members, members)


@pytest.mark.parametrize(
    "harmless",
    [
        "if TYPE_CHECKING:\n    import a\n",
        "def f():\n    import a\n",
        'if __name__ == "__main__":\n    import a\n',
    ],
)
def test_import_that_does_not_run_at_load_time_closes_no_cycle(
    project: Link, harmless: str
) -> None:
    linked = project({"a.py": "import b\n", "b.py": harmless})
    assert linked.graph.cycles == {}
    assert linked.importers_of("a.py") == ("b.py",)


def test_module_that_imports_itself_is_no_cycle(project: Link) -> None:
    linked = project({"a.py": "import a\n"})
    assert linked.graph.cycles == {}
    assert linked.importers_of("a.py") == ()


def test_class_in_a_function_derives_from_the_one_that_the_function_defines(project: Link) -> None:
    source = """
class Base: ...
class Other(Base): ...
def f():
    class Base(KeyError): ...
    class Leaf(Base): ...
"""
    linked = project({"a.py": source})
    assert linked.exceptions == {("a.py", "f..Base"), ("a.py", "f..Leaf")}
    assert [base.found for base in linked.classes.bases_of(("a.py", "Other"))] == [("a.py", "Base")]


def test_keyword_in_the_head_of_a_class_is_no_base_of_the_repository(project: Link) -> None:
    linked = project({"a.py": "class Meta(type): ...\nclass A(x=1, metaclass=Meta): ...\n"})
    bases = linked.classes.bases_of(("a.py", "A"))
    assert [(base.names, base.origin, base.found) for base in bases] == [(("",), "", None)] * 2


def test_class_is_an_exception_if_a_base_in_another_file_is_one(project: Link) -> None:
    linked = project(
        {
            "base.py": "class Problem(Exception): ...\nclass Plain: ...\n",
            "middle.py": "import base\nclass Middle(base.Problem): ...\n",
            "leaf.py": (
                "from middle import Middle as M\nfrom base import Plain\nimport other\n"
                "class Leaf(M[int]): ...\nclass Not(Plain): ...\nclass Unknown(other.Error): ...\n"
            ),
        }
    )
    kinds = {
        symbol.name: linked.kind_of(path, symbol).value
        for path, facts in linked.files.items()
        for symbol in facts.analysis.symbols
    }
    assert kinds == {
        "Problem": "exception",
        "Plain": "class",
        "Middle": "exception",
        "Leaf": "exception",
        "Not": "class",
        "Unknown": "class",
    }


def test_classes_that_derive_from_each_other_do_no_harm(project: Link) -> None:
    linked = project(
        {"a.py": "from b import B\nclass A(B): ...\n", "b.py": "from a import A\nclass B(A): ...\n"}
    )
    assert linked.exceptions == frozenset()


def _uses(linked: Project, path: str) -> list[tuple[str, str, str, Certainty]]:
    return [
        (use.found.used, use.path, use.found.user, use.found.certainty)
        for use in linked.uses.of(path)
        if not is_import(use.found)
    ]


def test_attributes_of_modules_and_of_what_has_a_type_are_uses(project: Link) -> None:
    linked = project(
        {
            "torch/__init__.py": "from . import nn\n",
            "torch/nn/__init__.py": "from .linear import Linear\n",
            "torch/nn/linear.py": "class Linear:\n    def forward(self): ...\n",
            "one.py": "import torch.nn as nn\n\ndef make():\n    return nn.Linear()\n",
            "two.py": "import torch\n\nlayer = torch.nn.Linear()\nlayer.forward()\n",
            "three.py": "def f(x):\n    x.forward()\n",
            "four.py": "import torch\n\nclass _Own(torch.nn.Linear):\n    x = None\n",
        }
    )
    assert _uses(linked, "torch/nn/linear.py") == [
        ("Linear", "four.py", "_Own", Certainty.EXACT),
        ("Linear", "one.py", "make", Certainty.EXACT),
        ("Linear.forward", "two.py", "", Certainty.INFERRED),
        ("Linear", "two.py", "layer", Certainty.EXACT),
    ]


def test_notebook_uses_what_it_imports(project: Link) -> None:
    cell = '{"cell_type": "code", "source": "from a import f", "metadata": {}}'
    notebook = f'{{"cells": [{cell}], "metadata": {{}}, "nbformat": 4, "nbformat_minor": 5}}'
    linked = project({"a.py": "def f(): ...\n", "b.ipynb": notebook})
    (use,) = linked.uses.of("a.py")
    assert (use.path, use.found.used, is_import(use.found)) == ("b.ipynb", "f", True)


def test_tests_of_a_file_are_the_test_files_that_import_it(project: Link) -> None:
    linked = project(
        {"a.py": "", "b.py": "import a", "test_x.py": "import a", "tests/u.py": "import a"}
    )
    assert linked.tests_of("a.py") == ("test_x.py",)


def test_folders_hold_their_files_and_all_folders_above_exist(project: Link) -> None:
    linked = project({"a/b/c/x.py": "", "a/y.py": "", "a-b/z.txt": "", "w.md": ""})
    assert list(linked.folders) == ["", "a", "a-b", "a/b", "a/b/c"]
    assert linked.folders[""].subfolders == ("a", "a-b")
    assert linked.folders["a/b"].subfolders == ("a/b/c",)
    assert [facts.path for facts in linked.folders["a"].files] == ["a/y.py"]
    assert (linked.folders["a/b"].name, linked.folders["a/b"].parent) == ("b", "a")


def test_paths_below_a_folder_are_not_those_of_its_neighbours(project: Link) -> None:
    linked = project({"a/x": "", "a-b/x": "", "a0/x": "", "a.x": "", "a/b/x": "", "b/x": ""})
    assert linked.paths_below("a") == ("a/b/x", "a/x")
    assert linked.paths_below("") == linked.paths
    assert linked.paths_below("missing") == ()


def test_no_files_make_a_project_with_an_empty_top(project: Link) -> None:
    linked = project({})
    assert list(linked.folders) == [""]
    assert linked.paths == ()


def _metadata(text: str | bytes) -> ProjectMetadata:
    return project_metadata("", facts_by_path({"pyproject.toml": text}))


def test_metadata_comes_from_the_project_table() -> None:
    text = (
        '[project]\nname = "tide"\ndescription = "Counts\\n  tides."\nrequires-python = ">=3.11"\n'
    )
    assert _metadata(text) == ProjectMetadata(
        "pyproject.toml", "tide", "Counts tides.", ">=3.11", uses_pytest=False
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[tool.pytest.ini_options]\n", True),
        ('[project.optional-dependencies]\ntest = ["pytest>=8"]\n', True),
        ('[dependency-groups]\ntest = ["pytest"]\n', True),
        ('[project]\ndependencies = ["pytest-x"]\n', True),
        ('[project]\ndependencies = ["numpy"]\n', False),
        ('[dependency-groups]\ntest = [{include-group = "x"}]\n', False),
    ],
)
def test_pytest_is_known_by_its_configuration_or_a_requirement(
    text: str, *, expected: bool
) -> None:
    assert _metadata(text).uses_pytest is expected


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        b"\xff",
        "project = 3\n",
        "tool = []\n",
        '[project]\nname = ["x"]\ndependencies = "pytest"\n',
        "x = " + "[" * 5_000,
    ],
)
def test_file_that_is_no_valid_pyproject_says_nothing(text: str | bytes) -> None:
    assert _metadata(text) == ProjectMetadata("pyproject.toml")


def test_no_pyproject_gives_no_metadata() -> None:
    assert project_metadata("", {}) == ProjectMetadata()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("test_a.py", True),
        ("a/b_test.py", True),
        ("tests.py", True),
        ("conftest.py", True),
        ("tests/helper.py", False),
        ("contest.py", False),
        ("latest.py", False),
        ("test_data.json", False),
    ],
)
def test_test_files_are_known_by_their_names(path: str, *, expected: bool) -> None:
    assert is_test_path(path) is expected


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("a/__init__.py", "Makes its folder a package"),
        ("__main__.py", "Runs when its package"),
        ("a/conftest.py", "Holds pytest fixtures"),
        ("a/test_x.py", "Holds tests."),
        ("a/x.pyi", "A stub"),
        ("Makefile", "Holds build targets"),
    ],
)
def test_role_of_a_file_follows_from_its_name(path: str, words: str) -> None:
    role = role_of(path)
    assert role is not None
    assert role.statement.startswith(words)
    assert role.rule


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("from p.a import A\n", "Re-exports `A` of 1 file."),
        ("from .b import *\nfrom .a import A, _c\n", "Re-exports `x`, `y` and `A` of 2 files."),
        ("from .a import A, B\nfrom .b import *\n",
         "Re-exports 4 names of 2 files: `A`, `B`, `x` and others."),
        ("from .a import _c\n",
         "Makes its folder a package and runs when the package is imported."),
    ],
)  # fmt: skip
def test_role_of_a_package_says_what_it_passes_on(project: Link, source: str, words: str) -> None:
    files = {"p/a.py": "class A: ...\nclass B: ...\n_c = 1\n", "p/b.py": "x = y = 1\n"}
    role = role_in(project({**files, "p/__init__.py": source}), "p/__init__.py")
    assert role is not None
    assert role.statement == words


def test_ordinary_file_has_no_role() -> None:
    assert role_of("a/b.py") is None


@pytest.mark.parametrize("name", ["conftest.py", "tests/conftest.py", "pytest.ini"])
def test_project_with_a_file_of_pytest_uses_pytest(project: Link, name: str) -> None:
    assert project({name: "", "a/b.py": ""}).uses_pytest("a/b.py")
    assert not project({f"x{name}".replace("/", "_"): "", "a/b.py": ""}).uses_pytest("a/b.py")


def test_each_of_several_roots_speaks_for_itself(project: Link) -> None:
    roots = {"a": ProjectMetadata(name="one", uses_pytest=True), "b": ProjectMetadata(name="two")}
    linked = project({"a/x.py": "", "b/y.py": ""}, {"a": "", "b": ""}, metadata=roots)
    assert linked.metadata == ProjectMetadata()
    assert (linked.uses_pytest("a/x.py"), linked.uses_pytest("b/y.py")) == (True, False)
