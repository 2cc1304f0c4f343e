from __future__ import annotations

import re

import pytest

from sphinx_kwindex.keywords import Keyword, KeywordKind, in_index_order
from sphinx_kwindex.keywords.extraction import keywords_of
from sphinx_kwindex.keywords.named_places import named_places
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.named_places import NAMED_ANCHOR, named_anchor
from sphinx_kwindex.records.occurrences import OccurrenceKind
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from tests.core.fixtures import Link


def _keywords(project: Project, path: str, *, private: bool = True) -> list[Keyword]:
    return list(in_index_order(keywords_of(project, project.files[path], private=private)))


@pytest.mark.parametrize(
    ("kind", "plural"),
    [
        (KeywordKind.CLASS, "classes"),
        (KeywordKind.PROPERTY, "properties"),
        (KeywordKind.TYPE_ALIAS, "type aliases"),
        (KeywordKind.MODULE, "modules"),
        (KeywordKind.EXCEPTION, "exceptions"),
        (KeywordKind.FUNCTION, "functions"),
        (KeywordKind.METHOD, "methods"),
        (KeywordKind.CONSTANT, "constants"),
        (KeywordKind.VARIABLE, "variables"),
        (KeywordKind.ATTRIBUTE, "attributes"),
        (KeywordKind.IMPORT, "imports"),
        (KeywordKind.TEST, "tests"),
        (KeywordKind.FIXTURE, "fixtures"),
        (KeywordKind.ERROR_MESSAGE, "error messages"),
        (KeywordKind.ENVIRONMENT_VARIABLE, "environment variables"),
        (KeywordKind.COMMAND_LINE_OPTION, "command-line options"),
        (KeywordKind.CONFIGURATION_KEY, "configuration keys"),
        (KeywordKind.ENTRY_POINT, "entry points"),
        (KeywordKind.HEADING, "headings"),
        (KeywordKind.TABLE, "tables"),
        (KeywordKind.KEY, "keys"),
        (KeywordKind.TRIGGER, "triggers"),
        (KeywordKind.JOB, "jobs"),
        (KeywordKind.STAGE, "stages"),
        (KeywordKind.TARGET, "targets"),
        (KeywordKind.SCRIPT, "scripts"),
        (KeywordKind.DEPENDENCY, "dependencies"),
        (KeywordKind.COMMAND, "commands"),
        (KeywordKind.BLOCK, "blocks"),
        (KeywordKind.MACRO, "macros"),
    ],
)
def test_plural_of_a_kind_is_english(kind: KeywordKind, plural: str) -> None:
    assert kind.plural == plural


def test_every_kind_of_definition_makes_a_kind_of_keyword() -> None:
    kinds = [KeywordKind.of_symbol(kind) for kind in SymbolKind]
    assert len(set(kinds)) == len(SymbolKind)
    literals = [KeywordKind.of_occurrence(kind) for kind in OccurrenceKind]
    assert len({*kinds, *literals}) == len(SymbolKind) + len(OccurrenceKind)
    assert sorted(KeywordKind, key=lambda kind: kind.order) == list(KeywordKind)


def test_file_gives_its_module_its_definitions_and_its_imports(project: Link) -> None:
    linked = project(
        {
            "errors.py": "class Base(Exception): ...\n",
            "pkg/__init__.py": "",
            "pkg/m.py": (
                "import os.path as p\nfrom errors import Base\nfrom . import *\n"
                "class E(Base): ...\nclass C:\n    def f(self): ...\nX = 1\n"
            ),
        }
    )
    found = {
        (item.kind.value, item.qualname, item.anchor) for item in _keywords(linked, "pkg/m.py")
    }
    assert found == {
        ("module", "pkg.m", ""),
        ("import", "os.path", "import-os.path"),
        ("import", "errors.Base", "import-errors.Base"),
        ("import", ".*", "import-.*"),
        ("exception", "E", "E"),
        ("class", "C", "C"),
        ("method", "C.f", "C.f"),
        ("constant", "X", "X"),
    }


def test_ten_constructors_give_ten_qualified_entries_with_anchors_of_their_own(
    project: Link,
) -> None:
    source = "".join(f"class C{number}:\n    def __init__(self): ...\n" for number in range(10))
    entries = [
        item for item in _keywords(project({"m.py": source}), "m.py") if item.name == "__init__"
    ]
    assert [item.qualname for item in entries] == [f"C{number}.__init__" for number in range(10)]
    assert [item.anchor for item in entries] == [f"C{number}.__init__" for number in range(10)]


def test_definitions_of_one_name_are_told_apart_by_a_note(project: Link) -> None:
    source = """
    @overload
    def f(a: int): ...
    @overload
    def f(a: str): ...
    def f(a): ...
    class C:
        @property
        def p(self): ...
        @p.setter
        def p(self, v): ...
    """
    entries = [item for item in _keywords(project({"m.py": source}), "m.py") if item.name in "fp"]
    assert [(item.anchor, item.note) for item in entries] == [
        ("f", "overload 1"),
        ("f.2", "overload 2"),
        ("f.3", "definition 3"),
        ("C.p", ""),
        ("C.p.2", "setter"),
    ]


def test_private_names_are_left_out_if_the_option_says_so(project: Link) -> None:
    source = """
    import _thread, os
    from a import _b, c
    _x = 1
    class _P:
        def f(self): ...
    class C:
        def __init__(self): self._y = 1
        def _g(self): ...
        def h(self): ...
    """
    linked = project({"_m.py": source})
    shown = {item.qualname for item in _keywords(linked, "_m.py", private=False)}
    assert shown == {"_m", "os", "a.c", "C", "C.__init__", "C.h"}
    hidden = {item.qualname for item in _keywords(linked, "_m.py")} - shown
    assert hidden == {"_thread", "a._b", "_x", "_P", "_P.f", "C._y", "C._g"}


def test_name_that_is_imported_twice_is_one_keyword(project: Link) -> None:
    linked = project({"m.py": "import a\ndef f():\n    import a\n    from a import b\n"})
    imports = [item.qualname for item in _keywords(linked, "m.py") if item.kind == "import"]
    assert imports == ["a", "a.b"]


def test_order_ignores_case_and_leading_underscores(project: Link) -> None:
    source = "b = B = _c = __a__ = D = 1\n"
    names = [item.name for item in _keywords(project({"e.py": source}), "e.py")]
    assert names == ["__a__", "B", "b", "_c", "D", "e"]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("alpha", "a"),
        ("Beta", "b"),
        ("_c", "c"),
        ("__init__", "i"),
        ("é", "#"),
        ("ß", "s"),
        ("_", "#"),
    ],
)
def test_letter_is_the_first_one_that_counts(name: str, letter: str) -> None:
    assert Keyword(name, name, KeywordKind.VARIABLE, "m.py", name).letter == letter


def test_file_that_cannot_be_read_has_no_keywords(project: Link) -> None:
    linked = project({"b.py": b"x = '\xff'\n", "c.py": b"\0", "d.md": b"# T\xff\n"})
    assert [_keywords(linked, path) for path in linked.files] == [[], [], []]


def test_stub_says_that_it_is_one(project: Link) -> None:
    (module,) = _keywords(project({"a.pyi": ""}), "a.pyi")
    assert (module.qualname, module.note) == ("a", "stub")


TESTS = """\
import unittest
import pytest as pt
from pytest import fixture
from unittest import TestCase as Case

@pt.fixture(scope="session")
def engine(): ...

@fixture
def test_like_fixture(): ...

def test_top():
    def test_inner(): ...

def helper(): ...

class TestEngine:
    @pt.fixture
    def part(self): ...
    def test_method(self): ...
    def testing(self): ...
    class TestNested:
        def test_nested(self): ...

class EngineCase(Case):
    def testCamel(self): ...
    def setUp(self): ...

class Helper:
    def test_connection(self): ...

test_value = 3
"""


@pytest.mark.parametrize(
    ("path", "tests"),
    [
        # pytest takes all that begins with `test`, `testing` too.
        ("test_m.py", {"test_top", "TestEngine.test_method", "TestEngine.testing",
                       "TestEngine.TestNested.test_nested", "EngineCase.testCamel"}),
        ("m.py", set()),
        ("conftest.py", set()),
    ],
)  # fmt: skip
def test_tests_and_fixtures_are_listed_as_such_and_as_nothing_else(
    project: Link, path: str, tests: set[str]
) -> None:
    keywords = _keywords(project({path: TESTS}), path)
    by_kind = {
        kind: {item.qualname for item in keywords if item.kind is kind} for kind in KeywordKind
    }

    assert by_kind[KeywordKind.TEST] == tests
    assert by_kind[KeywordKind.FIXTURE] == {"engine", "test_like_fixture", "TestEngine.part"}
    assert "helper" in by_kind[KeywordKind.FUNCTION]
    assert "Helper.test_connection" in by_kind[KeywordKind.METHOD]
    assert len({item.anchor for item in keywords}) == len(keywords)


def test_a_decorator_of_another_origin_makes_no_fixture(project: Link) -> None:
    source = "from .mine import fixture\n@fixture\ndef f(): ...\n@pytest.fixture\ndef g(): ...\n"
    kinds = [item.kind for item in _keywords(project({"test_m.py": source}), "test_m.py")]

    assert KeywordKind.FIXTURE not in kinds


def test_a_literal_is_one_keyword_with_an_anchor_that_no_line_is_part_of(project: Link) -> None:
    source = (
        "import os, argparse\n\nos.environ['B']\nraise E('it failed')\nos.getenv('B')\n"
        "argparse.ArgumentParser().add_argument('-q', '--quiet')\n"
    )
    linked = project({"m.py": source})
    found = [
        (item.kind.value, item.name, item.qualname, item.anchor.rpartition("-")[0], item.note)
        for item in _keywords(linked, "m.py")
        if item.anchor.startswith(NAMED_ANCHOR)
    ]

    assert found == [
        ("environment variable", "B", "B", "at-environment-variable-b", "first of 2"),
        ("error message", "it failed", "it failed", "at-error-message-it-failed", ""),
        ("command-line option", "--quiet", "-q, --quiet", "at-command-line-option-quiet", ""),
    ]
    assert list(named_places(linked.files["m.py"].analysis).values()) == [3, 4, 6]
    moved = _keywords(project({"m.py": f"# A comment.\n{source}"}), "m.py")
    assert [item.anchor for item in moved] == [item.anchor for item in _keywords(linked, "m.py")]


def test_names_that_look_alike_in_an_anchor_have_anchors_of_their_own() -> None:
    names = ("No file", "no file", "no: file", "\U0001d518", "\U0001d519", "", "\ud800", "x" * 400)
    anchors = [named_anchor("error message", name) for name in names]

    assert len(set(anchors)) == len(names)
    assert all(re.fullmatch(r"at-error-message-[a-z0-9-]{8,49}", anchor) for anchor in anchors)
