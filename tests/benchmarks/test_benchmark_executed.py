"""Executed calls held against what names lead to, and another tool as a judge."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import pytest

from benchmarks.executed import Named, compare, executed_sites, linked_files, names_called
from benchmarks.judges import compared, judged, places_of
from tests.core.indexes.indexes import document, index, plain

A = "scip-python python demo . a/"
SOURCE = f"""\
import functools
class Base:
      ==== {A}Base#
    def go(self): ...
        == {A}Base#go().
class Derived(Base):
    def go(self): ...
def kept(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)
    return wrapper
@kept
def run(é: Base, unknown):
    "ü"; é.go()
           ^^ {A}Base#go().
    unknown.go()
            ^^ {A}Base#go().
    return Base(
           ^^^^ {A}Base#
    )
"""
TESTS = """\
from a import Base, Derived, run
def test_run():
    run(Base(), Base())
def test_derived():
    run(Derived(), Base())
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "a.py").write_text(plain(SOURCE), "utf-8")
    (tmp_path / "test_a.py").write_text(TESTS)
    return tmp_path


def test_the_name_that_is_called_is_found_by_the_end_of_the_call() -> None:
    source = textwrap.dedent("""\
        é.one(); two(
            "ü")
        self.three()()
        @four
        @five()
        def six(): ...
        """)

    assert names_called(source) == {
        (1, 8): Named(1, 2, "attribute"),
        (2, 9): Named(1, 9, "name"),
        (3, 12): Named(3, 5, "self.attribute"),
        (4, 5): Named(4, 1, "decorator"),
        (5, 7): Named(5, 1, "name"),
    }


@pytest.mark.skipif(not hasattr(sys, "monitoring"), reason="needs Python 3.12")
def test_the_tests_tell_what_is_called(tree: Path) -> None:
    sites = executed_sites(tree, sys.executable, [])
    files = ("a.py", "test_a.py")
    names = {name: names_called((tree / name).read_text("utf-8")) for name in files}

    outcome = compare(sites, names, linked_files(tree, precise=False))

    assert outcome.lost == {("attribute", "unknown"): 1}
    assert outcome.found["decorator"] == 1
    assert outcome.found["attribute"] == 1
    assert outcome.found["name"] >= 5


def test_calls_that_lead_elsewhere_are_told_apart(tree: Path) -> None:
    names = {"a.py": {(10, 1): Named(13, 11, "attribute"), (11, 1): Named(14, 12, "attribute")}}
    linked = linked_files(tree, precise=False)
    calls = {("a.py", 10, 1): {("function", ("a.py", "Derived.go"))}}

    assert compare(calls, names, linked).lost == {("attribute", "another one of the name"): 1}

    calls = {("a.py", 11, 1): {("instance", ("a.py", "Derived.__call__"))}}
    assert compare(calls, names, linked).lost == {("attribute", "unknown"): 1}


def test_a_judge_says_what_is_found_and_lost(tree: Path) -> None:
    file = tree / "judge.scip"
    file.write_bytes(index(document("a.py", SOURCE)))

    counts, lines = compared(judged(tree, file), places_of(linked_files(tree, precise=False)))

    assert counts == {"found": 2, "lost": 1}
    assert lines == ["lost a.py:14:12 - / a.py:Base.go"]
