"""Names that C and C++ give to Python: which import means which file, and who uses what."""

from __future__ import annotations

import pytest

from sphinx_kwindex.project import Project
from tests.core.fixtures import Link

pytest.importorskip("tree_sitter_cpp")
pytest.importorskip("tree_sitter_c")


MODULE = (
    'PYBIND11_MODULE(_tide, m) { m.def("add", &add); py::class_<G>(m, "G").def("up", &G::up); }'
)
BUILD = 'from cffi import FFI\nbuilder = FFI()\nbuilder.set_source("tide._x", "")\n'


def targets(project: Project, path: str) -> dict[str, str | None]:
    return {item.statement.dotted: item.target for item in project.imports[path]}


def uses(project: Project, path: str) -> list[tuple[str, int, int]]:
    return [
        (use.written, use.line, use.binding.line) for use in project.native.by_user.get(path, ())
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "from tide import _tide",
        "import tide._tide",
        "from tide._tide import add",
        "from . import _tide",
        "from ._tide import *",
    ],
)
def test_an_import_of_an_extension_module_leads_to_its_file(project: Link, statement: str) -> None:
    linked = project(
        {"tide/__init__.py": "", "tide/api.py": f"{statement}\n", "src/module.cpp": MODULE}
    )
    assert set(targets(linked, "tide/api.py").values()) == {"src/module.cpp"}
    assert linked.importers_of("src/module.cpp") == ("tide/api.py",)
    assert [use.path for use in linked.native.by_source["src/module.cpp"]][:1] == ["tide/api.py"]


def test_the_names_that_are_used_are_those_that_the_module_has(project: Link) -> None:
    linked = project(
        {
            "tide/__init__.py": "",
            "tide/api.py": (
                "import tide._tide\nfrom tide._tide import G as Gauge, gone\n\n"
                "def use():\n    return Gauge.up, tide._tide.add(1), tide.other.add\n"
            ),
            "src/module.cpp": MODULE,
        }
    )
    assert uses(linked, "tide/api.py") == [
        ("_tide", 1, 1),
        ("_tide.G", 2, 1),
        ("_tide.G.up", 5, 1),
        ("_tide.add", 5, 1),
    ]


@pytest.mark.parametrize(
    "others",
    [
        {"tide/_tide.py": ""},
        {"tide/__init__.py": "_tide = 1\n"},
        {"tide/__init__.py": "from elsewhere import x as _tide\n"},
        {"tide/_tide.pyx": "x = 1\n"},
        {"src/other.cpp": "NB_MODULE(_tide, m) {}"},
        {"src/other.c": "PyMODINIT_FUNC PyInit__tide(void) { return 0; }"},
        {"other/__init__.py": "", "other/api.py": "from . import _tide\n"},
        {"build.py": BUILD.replace("_x", "_tide")},
        {"src/module.cpp": "// PYBIND11_MODULE(_tide, m) {}\n"},
        {"src/module.cpp": "PYBIND11_MODULE(TIDE_NAME, m) {}\n"},
    ],
)
def test_an_import_that_may_mean_something_else_leads_nowhere_in_cpp(
    project: Link, others: dict[str, str]
) -> None:
    files = {"tide/__init__.py": "", "tide/api.py": "from tide import _tide\n"}
    linked = project({**files, "src/module.cpp": MODULE, **others})
    assert not str(targets(linked, "tide/api.py")["tide._tide"]).startswith("src/")
    assert not linked.native.imports
    assert not linked.native.by_user


def test_a_package_from_elsewhere_and_the_standard_library_are_not_the_module(
    project: Link,
) -> None:
    linked = project(
        {
            "api.py": "from numpy import _core\nimport _struct\n",
            "src/a.c": "PyMODINIT_FUNC PyInit__core(void) { return 0; }\n"
            "PyMODINIT_FUNC PyInit__struct(void) { return 0; }\n",
        }
    )
    assert targets(linked, "api.py") == {"numpy._core": None, "_struct": None}


def test_a_stub_stays_the_target_and_the_file_is_known_all_the_same(project: Link) -> None:
    linked = project(
        {
            "tide/__init__.py": "",
            "tide/_tide.pyi": "def add(): ...\n",
            "tide/api.py": "from ._tide import add\n",
            "src/module.cpp": MODULE,
        }
    )
    assert targets(linked, "tide/api.py") == {"._tide.add": "tide/_tide.pyi"}
    assert linked.native.imports == {"tide/api.py": {0: "src/module.cpp"}}
    assert uses(linked, "tide/api.py") == [("_tide.add", 1, 1)]


def test_operators_are_those_of_one_library_and_a_file_that_declares_them(project: Link) -> None:
    linked = project(
        {
            "a.cpp": 'TORCH_LIBRARY(tide, m) { m.def("rise() -> int"); m.def("twice() -> int"); }',
            "b.cpp": 'TORCH_LIBRARY_FRAGMENT(tide, m) { m.def("twice() -> int"); }\n'
            'TORCH_LIBRARY_IMPL(tide, CPU, m) { m.impl("fall", fall); }',
            "use.py": (
                "import torch\nfrom torch import ops\nfrom torch.ops import tide\nimport other\n\n"
                "def f():\n    torch.ops.tide.rise.default(1)\n    torch.ops.tide.twice()\n"
                "    torch.ops.tide.fall()\n    other.ops.tide.rise()\n"
            ),
            "more.py": "from torch import ops\n\ndef f():\n    return ops.tide.rise()\n",
            "local.py": "def f(torch):\n    return torch.ops.tide.rise()\n",
        }
    )
    assert uses(linked, "use.py") == [("torch.ops.tide.rise", 7, 1)]
    assert uses(linked, "more.py") == [("torch.ops.tide.rise", 4, 1)]
    assert uses(linked, "local.py") == []


def test_what_a_script_builds_with_cffi_is_known_by_its_full_name(project: Link) -> None:
    files = {
        "tide/__init__.py": "",
        "tide/build.py": BUILD,
        "tide/api.py": (
            "from ._x import lib\nfrom tide import _x\nimport tide._x\nfrom x import _x\n"
        ),
        "other/__init__.py": "",
        "other/api.py": "from ._x import lib\n",
    }
    linked = project(files)
    assert linked.native.built.imports == {
        "tide/api.py": {0: "tide/build.py", 1: "tide/build.py", 2: "tide/build.py"}
    }
    assert linked.native.built.importers == {"tide._x": ("tide/api.py",)}
    assert linked.importers_of("tide/build.py") == ()
    for others in ({"again.py": BUILD}, {"tide/_x.py": ""}, {"x.c": "PyInit__x(void) {"}):
        assert project({**files, **others}).native.built.imports == {}
