"""What tests and examples name of other files."""

from __future__ import annotations

from sphinx_kwindex.project import Project
from tests.core.fixtures import Link


def _named(project: Project, path: str) -> list[tuple[str, str, str, str]]:
    """Return where a file names what: the place, the file, the definition, the alias."""
    symbols = project.files[path].analysis.symbols
    return [
        (
            symbols[use.symbol].qualname if use.symbol >= 0 else "",
            use.definition.path,
            use.definition.symbol.qualname,
            use.alias,
        )
        for use in project.named.by_user.get(path, ())
    ]


def test_name_is_followed_through_reexports_and_attributes(project: Link) -> None:
    linked = project(
        {
            "src/p/__init__.py": "from p.core import C\n",
            "src/p/core.py": "class C:\n    def m(self): ...\n    X = 1\ndef f(): ...\n",
            "tests/test_x.py": (
                "import p\nimport p.core\nfrom p import C as K, core\n"
                "def test_a():\n    p.C.m.y\n    p.core.f()\n"
                "def test_b():\n    K.X.bit_length()\n    core.f\n"
            ),
        }
    )
    assert _named(linked, "tests/test_x.py") == [
        ("test_a", "src/p/core.py", "C", ""),
        ("test_a", "src/p/core.py", "C.m", ""),
        ("test_a", "src/p/core.py", "f", ""),
        ("test_b", "src/p/core.py", "C", ""),
        ("test_b", "src/p/core.py", "C.X", ""),
        ("test_b", "src/p/core.py", "f", ""),
    ]
    assert [use.path for use in linked.named.by_source["src/p/core.py"]] == ["tests/test_x.py"] * 6


def test_other_name_of_a_definition_leads_to_both(project: Link) -> None:
    linked = project(
        {
            "p/__init__.py": "from p.core import attrs\ns = attrs\n",
            "p/core.py": "def attrs(): ...\n",
            "test_x.py": "import p\ndef test_a():\n    p.s\n",
        }
    )
    assert _named(linked, "test_x.py") == [
        ("test_a", "p/__init__.py", "s", ""),
        ("test_a", "p/core.py", "attrs", "s"),
    ]


def test_name_that_is_not_of_the_repository_is_no_use(project: Link) -> None:
    linked = project({"m.py": "def f(): ...\n", "test_x.py": "import os\nos.path\nimport m\nm.g\n"})
    assert linked.named.by_user == {}


def test_only_tests_and_examples_are_followed(project: Link) -> None:
    use = "from m import f\nf()\n"
    linked = project(
        {"m.py": "def f(): ...\n", "other.py": use, "examples/e.py": use, "tests/test_m.py": use}
    )
    assert sorted(linked.named.by_user) == ["examples/e.py", "tests/test_m.py"]
