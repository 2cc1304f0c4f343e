"""Chains that no person writes: what they lead to is found, or given up, without recursion."""

from __future__ import annotations

import pytest

from sphinx_kwindex.project.python.origins import Origins
from tests.core.fixtures import Link

LENGTH = 4_000


def _classes(first: str) -> str:
    return f"class C0({first}): pass\n" + "".join(
        f"class C{number}(C{number - 1}): pass\n" for number in range(1, LENGTH)
    )


def test_last_of_thousands_of_exceptions_is_one(project: Link) -> None:
    linked = project({"m.py": _classes("Exception")})
    assert ("m.py", f"C{LENGTH - 1}") in linked.exceptions


def test_class_at_the_end_of_a_long_chain_derives_from_what_is_at_its_beginning(
    project: Link,
) -> None:
    graph = project({"m.py": f"import enum\n{_classes('enum.Enum')}"}).classes
    above = graph.origins_above(("m.py", f"C{LENGTH - 1}"))
    assert "enum.Enum" in above
    assert f"m.py::C{LENGTH - 2}" in above


def test_ancestors_kept_do_not_grow_with_the_square_of_the_chain(project: Link) -> None:
    graph = project({"m.py": _classes("Exception")}).classes
    sizes = [len(graph.origins_above(("m.py", f"C{number}"))) for number in range(0, LENGTH, 100)]
    assert max(sizes) < 110


def test_classes_that_are_above_each_other_have_an_end(project: Link) -> None:
    files = {
        "m.py": "from n import B\nclass A(B): ...\nclass C(C): ...\nclass D(A, ValueError): ...\n",
        "n.py": "from m import A\nclass B(A): pass\n",
    }
    graph = project(files).classes
    assert {"m.py::A", "n.py::B", "builtins.ValueError"} <= graph.origins_above(("m.py", "D"))
    assert graph.origins_above(("m.py", "C")) == {"m.py::C"}


def test_name_that_leads_through_hundreds_of_files_is_not_followed_and_one_through_few_is(
    project: Link,
) -> None:
    files = {
        f"m{number}.py": f"import m{number - 1}\na{number} = m{number - 1}.a{number - 1}\n"
        for number in range(1, 300)
    }
    linked = project({"m0.py": "from os import path as a0\n", **files})
    read = list(linked.files.values())
    assert Origins(linked.modules, linked.resolver, read).of(":a299", "m299.py") != "os.path"
    assert Origins(linked.modules, linked.resolver, read).of(":a9", "m9.py") == "os.path"


@pytest.mark.parametrize("length", [3, 300])
def test_star_imports_are_followed_as_far_as_re_exports_are(project: Link, length: int) -> None:
    files = {
        f"m{number}.py": f"from m{number - 1} import *\nx{number} = 1\n"
        for number in range(1, length)
    }
    linked = project(
        {"m0.py": "x0 = 1\n_y0 = 1\n", **files, "z.py": f"from m{length - 1} import *"}
    )
    (item,) = linked.imports["z.py"]
    names = [name for name, _ in linked.resolver.starred(item)]
    assert len(names) == min(length, 20)
    assert "_y0" not in names
