"""Which functions count as tests, by the classes and the configuration of the whole repository."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis.pytest_rules import read_collection_rules
from sphinx_kwindex.records.testing import CollectionRules
from tests.core.fixtures import Link


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
    assert linked.tests.functions == {"tests/test_a.py": {"A.test_x": True, "A.testY": True}}
    assert linked.tests.numbers == {"tests/test_a.py": 2}


def test_base_may_come_through_a_package_that_passes_it_on(project: Link) -> None:
    linked = project(
        {
            "lib/pk/__init__.py": "",
            "lib/pk/testing/__init__.py": "from . import fixtures as fixtures\n",
            "lib/pk/testing/fixtures/__init__.py": "from .base import TestBase as TestBase\n",
            "lib/pk/testing/fixtures/base.py": (
                "class TestBase:\n    def test_of_all(self): ...\nclass Tables(TestBase): ...\n"
            ),
            "test/orm/test_a.py": (
                "from pk.testing import fixtures\n"
                "class Session(fixtures.TestBase):\n    def test_x(self): ...\n"
            ),
            "test/orm/test_b.py": (
                "from pk.testing.fixtures.base import Tables\n"
                "class Query(Tables):\n    def test_y(self): ...\n"
                "    @fixtures.fixture\n    def test_table(self): ...\n"
            ),
        }
    )
    assert linked.tests.functions == {
        "test/orm/test_a.py": {"Session.test_x": False},
        "test/orm/test_b.py": {"Query.test_y": False},
        "lib/pk/testing/fixtures/base.py": {"TestBase.test_of_all": False},
    }
    assert not linked.is_test_file("lib/pk/testing/fixtures/base.py")
    assert not linked.tests.uncounted


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
    assert linked.tests.functions == {"test_a.py": {"Mixin.test_x": False, "A.test_y": True}}
    assert not linked.tests.uncounted, "without pytest, nothing runs a class that is no case"


@pytest.mark.parametrize(
    ("head", "is_test"),
    [
        ("TestA", True),
        ("ATest", True),
        ("ATests", True),
        ("A(WebTestCase)", True),
        ("A(support.TestBase)", True),
        ("A(MappedTest)", True),
        ("A(Generic[T], WebTestCase[T])", True),
        ("A(Thing)", False),
        ("A(A)", False),
        ("Contest", False),
        ("A", False),
    ],
)
def test_class_holds_tests_if_it_or_its_base_is_called_so(
    project: Link, head: str, *, is_test: bool
) -> None:
    source = f"import pytest, support\nclass {head}:\n    x = 1\n    def test_x(self): ...\n"
    tests = project({"test_a.py": source}).tests
    assert bool(tests.functions) is is_test
    assert tests.uncounted == ({} if is_test else {"test_a.py": 4})


def test_functions_and_classes_that_pytest_collects_are_tests(project: Link) -> None:
    source = "def test_x(): ...\nclass TestB:\n    def test_y(self): ...\ndef helper(): ...\n"
    linked = project({"test_a.py": source, "conftest.py": "def test_no(): ...\n", "m.py": source})
    assert linked.tests.functions == {"test_a.py": {"test_x": True, "TestB.test_y": True}}


def test_unittest_passes_over_functions_outside_classes(project: Link) -> None:
    source = (
        "import unittest\ndef test_helper(): ...\n"
        "class A(unittest.TestCase):\n    def test_x(self): ...\n"
    )
    assert project({"test_a.py": source}).tests.numbers == {"test_a.py": 1}
    assert project({"test_a.py": source, "conftest.py": ""}).tests.numbers == {"test_a.py": 2}


@pytest.mark.parametrize(
    "body",
    [
        "class TestA:\n    def __init__(self): ...\n    def test_x(self): ...\n",
        "class B:\n    def __new__(cls): ...\nclass TestA(B):\n    def test_x(self): ...\n",
        "import unittest\nclass A(unittest.TestCase):\n"
        "    class TestInner:\n        def test_x(self): ...\n",
        "import dataclasses\n@dataclasses.dataclass\nclass TestA:\n"
        "    a: int\n    def test_x(self): ...\n",
        "import attr\n@attr.s\nclass TestA:\n    def test_x(self): ...\n",
        "from enum import Enum\nclass TestA(Enum):\n    A = 1\n    def test_x(self): ...\n",
        "import typing as t\nclass TestA(t.NamedTuple):\n    def test_x(self): ...\n",
        "from typing import Protocol\nclass TestA(Protocol):\n    def test_x(self): ...\n",
        "class TestA(ValueError):\n    def test_x(self): ...\n",
        "class Wrong(Exception): ...\nclass TestA(Wrong):\n    def test_x(self): ...\n",
        "class TestA(dict):\n    def test_x(self): ...\n",
    ],
)
def test_class_that_pytest_does_not_collect_leaves_the_number_open(
    project: Link, body: str
) -> None:
    tests = project({"test_a.py": f"import pytest\n{body}"}).tests
    assert not tests.functions
    assert tests.uncounted


def test_class_may_say_that_it_holds_no_tests(project: Link) -> None:
    source = "class TestA:\n    __test__ = False\n    def test_x(self): ...\n"
    tests = project({"test_a.py": source}).tests
    assert not tests.functions
    assert not tests.uncounted


def test_module_may_say_that_it_holds_no_tests(project: Link) -> None:
    source = "__test__ = False\ndef test_x(): ...\nclass TestA:\n    def test_y(self): ...\n"
    tests = project({"test_a.py": source}).tests
    assert not tests.functions
    assert not tests.uncounted


def test_name_that_is_bound_to_something_else_later_is_no_test(project: Link) -> None:
    source = (
        "class TestA:\n    def test_x(self): ...\n    test_x = None\n    def test_y(self): ...\n"
        "test_z = None\ndef test_z(): ...\ndef test_w(): ...\ntest_w = None\n"
    )
    tests = project({"test_a.py": source}).tests
    assert tests.functions == {"test_a.py": {"TestA.test_y": True, "test_z.2": True}}


def test_class_outside_the_test_files_lends_its_tests(project: Link) -> None:
    linked = project(
        {
            "tests/base.py": "class Base:\n    def test_x(self): ...\n    def help(self): ...\n"
            "class Other:\n    def test_y(self): ...\ndef test_z(): ...\n",
            "tests/test_a.py": (
                "import unittest\nfrom tests.base import Base\n"
                "class A(Base, unittest.TestCase): ...\n"
            ),
        }
    )
    assert linked.tests.functions == {"tests/base.py": {"Base.test_x": False}}
    assert linked.tests.numbers == {"tests/base.py": 1}


def test_tests_in_classes_in_test_classes_and_not_in_functions(project: Link) -> None:
    source = (
        "class TestA:\n    class TestB:\n        def test_x(self): ...\n"
        "def test_y():\n    class TestC:\n        def test_z(self): ...\n"
    )
    tests = project({"test_a.py": source}).tests
    assert tests.functions == {"test_a.py": {"TestA.TestB.test_x": True, "test_y": True}}
    assert not tests.uncounted


def test_tests_of_one_name_are_one_as_the_last_takes_the_place_of_the_first(project: Link) -> None:
    assert project({"test_a.py": "def test_x(): ...\ndef test_x(): ...\n"}).tests.numbers == {
        "test_a.py": 1
    }


def test_file_that_only_unittest_finds_is_one_of_tests_if_a_case_is_in_it(project: Link) -> None:
    case = "import unittest\nclass A(unittest.TestCase):\n    def test_x(self): ...\n"
    linked = project({"tests_more.py": case, "testing.py": "def test_x(): ...\n", "a.py": case})
    assert set(linked.tests.functions) == {"tests_more.py"}
    assert linked.is_test_file("tests_more.py")
    assert not linked.is_test_file("testing.py")


_SOURCE = (
    "import unittest\ndef test_x(): ...\ndef check_y(): ...\n"
    "class TestA:\n    def test_a(self): ...\n    def check_b(self): ...\n"
    "class CheckB:\n    def test_c(self): ...\n    def check_d(self): ...\n"
    "class C(unittest.TestCase):\n    def test_e(self): ...\n    def check_f(self): ...\n"
)
_WITH_CHECKS = {"check_y", "CheckB.check_d", "C.test_e"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pytest.ini", "[pytest]\npython_classes = Check*\npython_functions =\n    check_*\n"),
        ("tox.ini", "[tox]\n[pytest]\npython_classes = Check\npython_functions = check\n"),
        ("setup.cfg", "[tool:pytest]\npython_classes: Check\npython_functions: check_\n"),
        (
            "pyproject.toml",
            '[project]\nname = "x"\n[tool.pytest.ini_options]\n'
            'python_classes = ["Check*"]\npython_functions = "check_*"\n[tool.x]\n',
        ),
        ("pytest.toml", '[pytest]\npython_classes = ["Check"]\npython_functions = ["check"]\n'),
    ],
)
def test_configuration_of_pytest_says_which_classes_and_functions_are_tests(
    project: Link, name: str, content: str
) -> None:
    linked = project({"a/test_a.py": _SOURCE, name: content})
    assert set(linked.tests.functions["a/test_a.py"]) == _WITH_CHECKS
    # `TestA.test_a` and `CheckB.test_c` are named like tests.
    assert linked.tests.uncounted == {"a/test_a.py": 5}


@pytest.mark.parametrize(
    ("pattern", "files"),
    [
        ("check_*.py", {"a/check_a.py"}),
        ("check_*.py b_*.py", {"a/check_a.py", "a/b_b.py"}),
        ("a/*_b.py", {"a/b_b.py"}),
    ],
)
def test_configuration_of_pytest_says_which_files_hold_tests(
    project: Link, pattern: str, files: set[str]
) -> None:
    source = "def test_x(): ...\n"
    sources = dict.fromkeys(("a/check_a.py", "a/b_b.py", "a/test_c.py"), source)
    linked = project({**sources, "setup.cfg": f"[tool:pytest]\npython_files = {pattern}\n"})
    assert set(linked.tests.functions) == files
    assert files <= linked.tests.files


def test_nearest_configuration_counts(project: Link) -> None:
    linked = project(
        {
            "pytest.ini": "[pytest]\npython_functions = check\n",
            "a/test_a.py": "def test_x(): ...\ndef check_y(): ...\n",
            "b/pytest.ini": "",
            "b/pyproject.toml": "[tool.pytest.ini_options]\npython_functions = 'check'\n",
            "b/test_b.py": "def test_x(): ...\ndef check_y(): ...\n",
        }
    )
    assert linked.tests.functions == {
        "a/test_a.py": {"check_y": True},
        "b/test_b.py": {"test_x": True},
    }


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("setup.cfg", "[metadata]\nname = x\n", None),
        ("setup.cfg", "no section\n", None),
        ("setup.cfg", "[tool:pytest]\npython_files = %(x)s\n", CollectionRules(("%(x)s",))),
        ("pytest.ini", "\0\n[", CollectionRules()),
        ("pyproject.toml", "[tool.pytest.ini_options\n", None),
        ("pyproject.toml", "[tool.pytest.ini_options]\npython_files = [", CollectionRules()),
        ("pyproject.toml", "[tool.pytest.ini_options]\npython_files = 3", CollectionRules(())),
        (
            "tox.ini",
            "[pytest]\npython_classes = 'A B' \"\n",
            CollectionRules(None, ("'A", "B'", '"')),
        ),
        ("other.ini", "[pytest]\npython_files = x\n", None),
    ],
)
def test_configuration_that_cannot_be_read_says_nothing(
    name: str, text: str, expected: CollectionRules | None
) -> None:
    assert read_collection_rules(name, text) == expected


def test_long_chain_of_classes_costs_no_recursion(project: Link) -> None:
    chain = "".join(f"class C{n}(C{n - 1}): ...\n" for n in range(1, 4000))
    source = f"import unittest\nclass C0(unittest.TestCase): ...\n{chain}"
    linked = project({"test_a.py": f"{source}class D(C3999):\n    def test_x(self): ...\n"})
    assert linked.tests.numbers == {"test_a.py": 1}
