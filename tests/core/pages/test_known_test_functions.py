"""Which functions count as tests, by the classes of the whole repository."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_kwindex.pages.test_functions import find_test_functions
from sphinx_kwindex.project import Project

Link = Callable[..., Project]


def test_test_case_may_derive_from_one_in_another_file(project: Link) -> None:
    linked = project(
        {
            "tests/base.py": "import unittest\nclass Case(unittest.TestCase): ...\n",
            "tests/test_a.py": (
                "from tests.base import Case\nclass Own(Case): ...\n"
                "class A(Own):\n    def test_x(self): ...\n    def testY(self): ...\n"
            ),
        }
    )
    assert find_test_functions(linked) == {
        "tests/test_a.py": {"A.test_x": True, "A.testY": True},
    }


def test_class_that_lends_tests_to_a_case_has_tests_that_are_not_run_by_their_name(
    project: Link,
) -> None:
    linked = project(
        {
            "test_a.py": (
                "import unittest\n"
                "class Mixin:\n    def test_x(self): ...\n    def other(self): ...\n"
                "class A(Mixin, unittest.TestCase):\n    def test_y(self): ...\n"
                "class Alone:\n    def test_z(self): ...\n"
            ),
        }
    )
    assert find_test_functions(linked) == {"test_a.py": {"Mixin.test_x": False, "A.test_y": True}}


def test_base_from_elsewhere_is_a_case_if_its_name_says_so(project: Link) -> None:
    source = (
        "from support import WebTestCase, Thing\nclass A(WebTestCase):\n    def test_x(self): ...\n"
        "class B(Thing):\n    def test_y(self): ...\n"
        "class C(C):\n    def test_z(self): ...\n"
    )
    assert find_test_functions(project({"test_a.py": source})) == {"test_a.py": {"A.test_x": True}}


def test_functions_and_classes_that_pytest_collects_are_tests(project: Link) -> None:
    source = "def test_x(): ...\nclass TestB:\n    def test_y(self): ...\ndef helper(): ...\n"
    linked = project({"test_a.py": source, "conftest.py": "def test_no(): ...\n", "m.py": source})
    assert find_test_functions(linked) == {"test_a.py": {"test_x": True, "TestB.test_y": True}}
