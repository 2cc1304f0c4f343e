from __future__ import annotations

import pytest

from sphinx_kwindex.project import Project
from tests.core.fixtures import Link


def _resolved(project: Project, path: str) -> list[tuple[str, str | None, str]]:
    """Return (import, file, definition) of each import of a file."""
    return [
        (
            item.statement.dotted,
            item.target,
            f"{item.definition.path}:{item.definition.symbol.anchor}" if item.definition else "",
        )
        for item in project.imports[path]
    ]


@pytest.mark.parametrize(
    ("statement", "target", "definition"),
    [
        ("import pkg", "pkg/__init__.py", ""),
        ("import pkg.a", "pkg/a.py", ""),
        ("import pkg.sub.b as x", "pkg/sub/b.py", ""),
        ("from pkg import a", "pkg/a.py", ""),
        ("from pkg import sub", "pkg/sub/__init__.py", ""),
        ("from pkg.a import A", "pkg/a.py", "pkg/a.py:A"),
        ("from pkg.a import missing", "pkg/a.py", ""),
        ("from pkg.a import *", "pkg/a.py", ""),
        ("from . import a", "pkg/a.py", ""),
        ("from .a import A as B", "pkg/a.py", "pkg/a.py:A"),
        ("from .sub.b import f", "pkg/sub/b.py", "pkg/sub/b.py:f"),
        ("from .sub import b", "pkg/sub/b.py", ""),
        ("from .missing import x", None, ""),
        ("from .... import x", None, ""),
        ("import os.path", None, ""),
        ("from collections import abc", None, ""),
        ("import pkg.missing", None, ""),
    ],
)
def test_import_means_the_file_and_definition_that_python_would_take(
    project: Link, statement: str, target: str | None, definition: str
) -> None:
    linked = project(
        {
            "pkg/__init__.py": "",
            "pkg/a.py": "class A: ...\n",
            "pkg/sub/__init__.py": "",
            "pkg/sub/b.py": "def f(): ...\n",
            "pkg/user.py": statement,
        }
    )
    (found,) = _resolved(linked, "pkg/user.py")
    assert found[1:] == (target, definition)


def test_name_that_a_package_defines_wins_over_its_submodule(project: Link) -> None:
    linked = project(
        {
            "pkg/__init__.py": "def name(): ...\n",
            "pkg/name.py": "",
            "user.py": "from pkg import name\n",
        }
    )
    assert _resolved(linked, "user.py") == [("pkg.name", "pkg/__init__.py", "pkg/__init__.py:name")]


def test_name_that_a_package_takes_from_its_submodule_wins_over_it(project: Link) -> None:
    linked = project(
        {
            "pkg/__init__.py": "from .name import name\n",
            "pkg/name.py": "def name(): ...\n",
            "user.py": "from pkg import name\n",
        }
    )
    assert _resolved(linked, "user.py") == [("pkg.name", "pkg/__init__.py", "pkg/name.py:name")]


def test_name_that_only_a_function_of_the_package_imports_is_not_bound_by_the_package(
    project: Link,
) -> None:
    linked = project(
        {
            "pkg/__init__.py": "def f():\n    from .other import name\n",
            "pkg/name.py": "",
            "pkg/other.py": "name = 1\n",
            "user.py": "from pkg import name\n",
        }
    )
    assert _resolved(linked, "user.py") == [("pkg.name", "pkg/name.py", "")]


def test_submodule_that_a_package_imports_from_itself_is_the_submodule(project: Link) -> None:
    linked = project(
        {
            "pkg/__init__.py": "from . import sub\n",
            "pkg/sub.py": "",
            "user.py": "from pkg import sub",
        }
    )
    assert _resolved(linked, "pkg/__init__.py") == [(".sub", "pkg/sub.py", "")]
    assert _resolved(linked, "user.py") == [("pkg.sub", "pkg/sub.py", "")]


def test_definition_is_found_through_a_chain_of_re_exports(project: Link) -> None:
    linked = project(
        {
            "pkg/__init__.py": "from .one import Thing as Public\n",
            "pkg/one.py": "from pkg.two import Thing\n",
            "pkg/two.py": "from .three import *\n",
            "pkg/three.py": "class Thing: ...\n",
            "user.py": "from pkg import Public\n",
        }
    )
    assert _resolved(linked, "user.py") == [("pkg.Public", "pkg/__init__.py", "pkg/three.py:Thing")]


def test_star_import_brings_what_all_lists_and_else_what_is_public(project: Link) -> None:
    linked = project(
        {
            "pkg/__init__.py": "from .listed import *\nfrom .plain import *\nfrom .none import *\n",
            "pkg/listed.py": "__all__ = ['_a']\n_a = b = 1\n",
            "pkg/plain.py": "c = _d = 1\n",
            "pkg/none.py": "__all__ = []\ne = 1\n",
            "user.py": "from pkg import _a, b, c, _d, e\n",
        }
    )
    assert [definition for _, _, definition in _resolved(linked, "user.py")] == [
        "pkg/listed.py:_a",
        "",
        "pkg/plain.py:c",
        "",
        "",
    ]


def test_circle_of_re_exports_ends(project: Link) -> None:
    linked = project(
        {
            "a.py": "from b import x, y\nfrom b import *\n",
            "b.py": "from a import x\nfrom c import *\n",
            "c.py": "from a import *\ny = 1\n",
        }
    )
    assert [definition for _, _, definition in _resolved(linked, "a.py")] == ["", "c.py:y", ""]


def test_source_folder_is_no_part_of_the_module_name(project: Link) -> None:
    linked = project(
        {
            "src/pkg/__init__.py": "",
            "src/pkg/a.py": "x = 1\n",
            "tests/test_a.py": "from pkg.a import x\nimport src.pkg.a\n",
        }
    )
    assert linked.modules.dotted_name("src/pkg/a.py") == "pkg.a"
    assert _resolved(linked, "tests/test_a.py") == [
        ("pkg.a.x", "src/pkg/a.py", "src/pkg/a.py:x"),
        ("src.pkg.a", "src/pkg/a.py", ""),
    ]


def test_package_without_init_is_found_by_its_folders(project: Link) -> None:
    linked = project(
        {
            "ns/part/a.py": "x = 1\n",
            "user.py": "import ns.part.a\nfrom ns.part import a\nfrom ns.part.a import x\n",
            "ns/part/b.py": "from . import a\nfrom .a import x\n",
        }
    )
    assert [target for _, target, _ in _resolved(linked, "user.py")] == ["ns/part/a.py"] * 3
    assert [target for _, target, _ in _resolved(linked, "ns/part/b.py")] == ["ns/part/a.py"] * 2


def test_module_wins_over_the_stub_beside_it(project: Link) -> None:
    linked = project({"m.py": "x = 1\n", "m.pyi": "x: int\n", "n.pyi": "", "u.py": "import m, n\n"})
    assert [target for _, target, _ in _resolved(linked, "u.py")] == ["m.py", "n.pyi"]
    assert linked.counterpart_of("m.py") == "m.pyi"
    assert linked.counterpart_of("m.pyi") == "m.py"
    assert linked.counterpart_of("n.pyi") is None


def test_script_finds_the_modules_of_its_own_folder(project: Link) -> None:
    linked = project(
        {
            "tools/run.py": "import helper\n",
            "tools/helper.py": "",
            "other/run.py": "import helper\n",
        }
    )
    assert _resolved(linked, "tools/run.py") == [("helper", "tools/helper.py", "")]
    assert _resolved(linked, "other/run.py") == [("helper", None, "")]


def test_module_of_a_package_does_not_find_its_neighbours_by_their_bare_name(
    project: Link,
) -> None:
    linked = project({"pkg/__init__.py": "", "pkg/a.py": "import b\n", "pkg/b.py": ""})
    assert _resolved(linked, "pkg/a.py") == [("b", None, "")]


def test_root_that_is_a_package_answers_to_its_name_in_the_packages_around_it(
    project: Link,
) -> None:
    linked = project(
        {
            "__init__.py": "",
            "a.py": "from torch.dist.sub.b import f\nfrom .sub import b\nfrom torch import x\n",
            "sub/__init__.py": "",
            "sub/b.py": "import torch.dist\nfrom ... import nn\nfrom .. import a\ndef f(): ...\n",
            "sub/c.py": "import sub\n",
        },
        {"": "torch.dist"},
    )
    assert linked.modules.dotted_name("__init__.py") == "torch.dist"
    assert linked.modules.dotted_name("sub/b.py") == "torch.dist.sub.b"
    assert linked.modules.package_of("sub/b.py") == "torch.dist.sub"
    assert _resolved(linked, "a.py") == [
        ("torch.dist.sub.b.f", "sub/b.py", "sub/b.py:f"),
        (".sub.b", "sub/b.py", ""),
        ("torch.x", None, ""),
    ]
    assert [target for _, target, _ in _resolved(linked, "sub/b.py")] == [
        "__init__.py",
        None,
        "a.py",
    ]
    assert _resolved(linked, "sub/c.py") == [("sub", None, "")]


def test_package_in_a_test_fixture_is_not_taken_for_the_real_one(project: Link) -> None:
    files = {
        "src/pkg/__init__.py": "",
        "src/pkg/a.py": "",
        "tests/roots/one/pkg/__init__.py": "",
        "tests/roots/one/pkg/a.py": "import pkg.a\n",
        "tests/test_a.py": "import pkg.a\n",
    }
    linked = project(files)
    assert _resolved(linked, "tests/test_a.py") == [("pkg.a", "src/pkg/a.py", "")]
    assert _resolved(linked, "tests/roots/one/pkg/a.py") == [
        ("pkg.a", "tests/roots/one/pkg/a.py", "")
    ]


def test_package_that_lies_in_two_places_is_not_guessed(project: Link) -> None:
    linked = project(
        {
            "x/one/pkg/__init__.py": "",
            "x/two/pkg/__init__.py": "",
            "x/two/near.py": "import pkg\n",
            "far.py": "import pkg\n",
        }
    )
    assert _resolved(linked, "far.py") == [("pkg", None, "")]
    assert _resolved(linked, "x/two/near.py") == [("pkg", "x/two/pkg/__init__.py", "")]


def test_package_of_a_monorepo_is_found_from_everywhere_if_there_is_one(project: Link) -> None:
    linked = project({"libs/core/pkg/__init__.py": "", "app.py": "import pkg\n"})
    assert _resolved(linked, "app.py") == [("pkg", "libs/core/pkg/__init__.py", "")]
    assert linked.modules.dotted_name("libs/core/pkg/__init__.py") == "pkg"


@pytest.mark.parametrize(
    ("dotted", "definition"),
    [
        ("Local", "user.py:Local"),
        ("Local.method", "user.py:Local.method"),
        ("A", "pkg/a.py:A"),
        ("A.inner", "pkg/a.py:A.inner"),
        ("alias.A", "pkg/a.py:A"),
        ("a.A.inner", "pkg/a.py:A.inner"),
        ("pkg.a.A", "pkg/a.py:A"),
        ("pkg.Public", "pkg/a.py:A"),
        ("A.missing", ""),
        ("missing", ""),
        ("os.path", ""),
        ("", ""),
    ],
)
def test_dotted_name_leads_to_its_definition(project: Link, dotted: str, definition: str) -> None:
    linked = project(
        {
            "pkg/__init__.py": "from .a import A as Public\n",
            "pkg/a.py": "class A:\n    inner = 1\n",
            "user.py": (
                "import os, pkg.a\nimport pkg.a as alias\nfrom pkg import a\nfrom pkg.a import A\n"
                "class Local:\n    def method(self): ...\n"
            ),
        }
    )
    found = linked.resolver.definition_of(dotted, "user.py")
    assert (f"{found.path}:{found.symbol.anchor}" if found else "") == definition


def test_folder_without_init_in_a_package_is_part_of_it(project: Link) -> None:
    linked = project(
        {
            "src/flask/__init__.py": "",
            "src/flask/app.py": "from .sansio.app import A\nfrom flask.sansio import app\n",
            "src/flask/helpers.py": "",
            "src/flask/sansio/app.py": (
                "from ..helpers import x\nimport flask.helpers\nclass A: ...\n"
            ),
            "src/flask/sansio/deep/inner.py": "from flask.sansio.app import A\nimport json\n",
            "src/flask/sansio/deep/json.py": "",
        }
    )
    modules = linked.modules
    assert modules.dotted_name("src/flask/sansio/app.py") == "flask.sansio.app"
    assert modules.package_of("src/flask/sansio/app.py") == "flask.sansio"
    assert modules.dotted_name("src/flask/sansio/deep/inner.py") == "flask.sansio.deep.inner"
    assert [target for _, target, _ in _resolved(linked, "src/flask/app.py")] == [
        "src/flask/sansio/app.py",
        "src/flask/sansio/app.py",
    ]
    assert [target for _, target, _ in _resolved(linked, "src/flask/sansio/app.py")] == [
        "src/flask/helpers.py",
        "src/flask/helpers.py",
    ]
    # Not the file beside it: that is `flask.sansio.deep.json`.
    assert _resolved(linked, "src/flask/sansio/deep/inner.py") == [
        ("flask.sansio.app.A", "src/flask/sansio/app.py", "src/flask/sansio/app.py:A"),
        ("json", None, ""),
    ]


@pytest.mark.parametrize(
    "folder", ["tests", "docs", "pkg/tests", "pkg/scripts", "pkg/my-templates", "outside"]
)
def test_folder_of_programs_or_tests_is_no_package(project: Link, folder: str) -> None:
    files = {
        "pkg/__init__.py": "",
        f"{folder}/run.py": "import helper\n",
        f"{folder}/helper.py": "",
    }
    linked = project(files)
    assert linked.modules.dotted_name(f"{folder}/run.py") == "run"
    assert linked.modules.package_of(f"{folder}/run.py") == ""
    assert _resolved(linked, f"{folder}/run.py") == [("helper", f"{folder}/helper.py", "")]


def test_folder_of_tests_with_init_is_a_package_as_ever(project: Link) -> None:
    linked = project({"pkg/__init__.py": "", "pkg/tests/__init__.py": "", "pkg/tests/a.py": ""})
    assert linked.modules.dotted_name("pkg/tests/a.py") == "pkg.tests.a"


def test_programs_in_a_folder_of_a_package_still_find_each_other(project: Link) -> None:
    linked = project(
        {"pkg/__init__.py": "", "pkg/demo/run.py": "import other\n", "pkg/demo/other.py": ""}
    )
    assert _resolved(linked, "pkg/demo/run.py") == [("other", "pkg/demo/other.py", "")]


def test_package_in_a_folder_without_init_is_found_by_either_name(project: Link) -> None:
    linked = project(
        {
            "pkg/__init__.py": "",
            "pkg/a.py": "import six\nimport pkg.vendor.six\n",
            "pkg/vendor/six/__init__.py": "",
            "pkg/vendor/six/b.py": "import six\n",
        }
    )
    six = "pkg/vendor/six/__init__.py"
    assert linked.modules.dotted_name("pkg/vendor/six/b.py") == "pkg.vendor.six.b"
    assert [target for _, target, _ in _resolved(linked, "pkg/a.py")] == [six, six]
    assert _resolved(linked, "pkg/vendor/six/b.py") == [("six", six, "")]


def test_init_at_the_top_of_a_repository_makes_no_packages_of_its_folders(project: Link) -> None:
    linked = project(
        {"__init__.py": "", "src/pkg/__init__.py": "", "src/pkg/a.py": "", "other/b.py": ""},
        {"": "checkout"},
    )
    assert linked.modules.dotted_name("src/pkg/a.py") == "pkg.a"
    assert linked.modules.dotted_name("other/b.py") == "b"


def test_module_that_takes_itself_from_its_package_imports_no_other_file(project: Link) -> None:
    linked = project({"p/__init__.py": "", "p/box.py": "from . import box as box\n"})
    assert _resolved(linked, "p/box.py") == [(".box", "p/box.py", "")]
    assert linked.imported_by("p/box.py") == ()
    assert linked.importers_of("p/__init__.py") == linked.importers_of("p/box.py") == ()


@pytest.mark.parametrize(
    "path",
    [
        "pkg/typeshed/stdlib/sys/__init__.pyi",
        "stubs/sys/__init__.pyi",
        "tests/fixtures/sys/__init__.py",
        "pkg/_vendor/sys/__init__.py",
    ],
)
def test_import_of_the_standard_library_leads_to_no_file_that_is_on_nobodys_path(
    project: Link, path: str
) -> None:
    linked = project({path: "", "pkg/__init__.py": "", "pkg/a.py": "import sys\nimport sys.x\n"})
    assert [item.target for item in linked.imports["pkg/a.py"]] == [None, None]
    assert not any(item.is_unclear for item in linked.imports["pkg/a.py"])


@pytest.mark.parametrize("path", ["sys.py", "src/sys.py", "pkg/time.py", "time.py"])
def test_module_in_the_interpreter_is_never_a_file(project: Link, path: str) -> None:
    linked = project(
        {path: "", "pkg/__init__.py": "", "pkg/a.py": "import sys, time\n", "b.py": "import sys\n"}
    )
    assert not any(item.target for found in linked.imports.values() for item in found)


def test_stub_of_a_library_is_not_the_library(project: Link) -> None:
    linked = project(
        {
            "typeshed/stubs/requests/requests/__init__.pyi": "",
            "stubs/six.pyi": "",
            "pkg/__init__.py": "",
            "pkg/_fast.pyi": "",
            "pkg/a.py": "import requests, six\nimport pkg._fast\nfrom . import _fast\n",
        }
    )
    assert [item.target for item in linked.imports["pkg/a.py"]] == [
        None, None, "pkg/_fast.pyi", "pkg/_fast.pyi",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "importer"),
    [("types.py", "run.py"), ("src/types.py", "src/run.py"), ("bin/types.py", "bin/run.py")],
)
def test_file_beside_a_script_hides_the_standard_library(
    project: Link, path: str, importer: str
) -> None:
    linked = project({path: "", importer: "import types\n"})
    assert linked.imports[importer][0].target == path
