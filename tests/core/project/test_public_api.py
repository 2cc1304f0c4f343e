from __future__ import annotations

from sphinx_kwindex.project import Project
from tests.core.fixtures import Link

SOURCES = {
    "p/a.py": "class A: ...\nclass B: ...\n_c = 1\n",
    "p/mid.py": "from p.a import B\n",
    "q.py": "from p import A\n",
    "other/__init__.py": "from p.a import A\nfrom other import helper\n",
    "other/helper.py": "",
}
IMPORTS = (
    "import os\nimport p.a\nfrom p.a import A, _c\nfrom p.mid import B as Beta\nfrom . import mid\n"
    "def f():\n    from p.a import B\n"
)


def _offered(linked: Project) -> list[tuple[str, int, str]]:
    return [(item.name, item.line, item.source) for item in linked.reexports["p/__init__.py"]]


def test_package_passes_on_what_its_list_of_names_holds(project: Link) -> None:
    linked = project({**SOURCES, "p/__init__.py": f'{IMPORTS}__all__ = ["A", "_c", "f"]\n'})
    assert _offered(linked) == [("A", 3, "p/a.py"), ("_c", 3, "p/a.py")]


def test_package_without_a_list_passes_on_the_names_that_are_not_private(project: Link) -> None:
    linked = project({**SOURCES, "p/__init__.py": IMPORTS})
    assert _offered(linked) == [
        ("A", 3, "p/a.py"),
        ("Beta", 4, "p/a.py"),
        ("mid", 5, "p/mid.py"),
    ]
    assert [item.name for item in linked.offered["p/a.py"]] == ["A", "Beta"]


def test_package_without_a_list_does_not_pass_on_what_other_packages_define(project: Link) -> None:
    linked = project({**SOURCES, "p/__init__.py": ""})
    assert {path: [item.name for item in found] for path, found in linked.reexports.items()} == {
        "other/__init__.py": ["helper"]
    }


def test_package_passes_on_the_public_names_of_a_module_that_it_imports_whole(
    project: Link,
) -> None:
    own = "from .mid import *\nfrom .listed import *\nclass A: ...\n"
    files = {
        "p/__init__.py": own,
        "p/a.py": SOURCES["p/a.py"],
        "p/mid.py": "import os\nfrom .a import *\ndef g(): ...\n",
        "p/listed.py": "__all__ = ['_x', 'gone']\n_x = 1\ny = 2\n",
    }
    # ``A`` is defined anew by the package; ``_x`` is private to it, though the module lists it.
    assert _offered(project(files)) == [("B", 1, "p/a.py"), ("g", 1, "p/mid.py")]
    listed = {**files, "p/__init__.py": f"{own}__all__ = ['_x', 'g']\n"}
    assert _offered(project(listed)) == [("_x", 2, "p/listed.py"), ("g", 1, "p/mid.py")]


def test_modules_that_import_each_other_whole_do_no_harm(project: Link) -> None:
    linked = project(
        {
            "p/__init__.py": "from .a import *\n",
            "p/a.py": "from .b import *\nx = 1\n",
            "p/b.py": "from .a import *\ny = 1\n",
        }
    )
    assert _offered(linked) == [("x", 1, "p/a.py"), ("y", 1, "p/b.py")]
