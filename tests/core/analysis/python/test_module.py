"""What a whole Python file says, and what becomes of one that does not parse."""

from __future__ import annotations

import sys

import pytest

from sphinx_kwindex.records.analysis import Prose
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from sphinx_kwindex.records.text import Span
from tests.core.fixtures import AnalysePython


def test_docstring_speaks_for_a_module(python: AnalysePython) -> None:
    found = python("#!/usr/bin/env python\n# A comment of words.\n'''Docs.\n\nMore.'''\n").prose
    assert found == Prose((Span("Docs."),), ((Span("More."),),), 3, "module docstring")


def test_leading_comment_speaks_for_a_module_without_a_docstring(python: AnalysePython) -> None:
    assert python("# A comment of words.\nx = 1\n").prose == Prose(
        (Span("A comment of words."),), (), 1, "leading comment"
    )


def test_stub_is_read_like_a_module(python: AnalysePython) -> None:
    analysis = python("def f(a: int) -> str: ...\n", "m.pyi")
    assert analysis.language == "Python stub"
    assert [symbol.signature for symbol in analysis.symbols] == ["(a: int) -> str"]


BROKEN = '''"""The class didn't work: import from, def of.

class Prose:
    def of_prose(self): ...
"""
import os
print "Python 2"

class A(ValueError, Base):
    # def comment(self): ...
    x = "def string(): ..."
    def f(self):
        def inner(): ...
    async def g(self): ...

def f(): ...
def f(): ...
'''


def test_file_that_does_not_parse_keeps_approximate_definitions(python: AnalysePython) -> None:
    analysis = python(BROKEN)
    assert analysis.approximate
    found = [(item.anchor, item.qualname, item.kind.value, item.line) for item in analysis.symbols]
    assert found == [
        ("A", "A", "exception", 9),
        ("A.f", "A.f", "method", 12),
        ("A.f..inner", "A.f.<locals>.inner", "function", 13),
        ("A.g", "A.g", "method", 14),
        ("f", "f", "function", 16),
        ("f.2", "f", "function", 17),
    ]
    assert [base.name for base in analysis.symbols[0].bases] == ["ValueError", "Base"]
    assert [item.parent for item in analysis.symbols] == [-1, 0, 1, 0, -1, -1]


def test_file_that_does_not_parse_says_why_and_where(python: AnalysePython) -> None:
    problem = python(BROKEN).problem
    assert problem is not None
    assert (problem.code, problem.line) == (DiagnosticCode.SYNTAX_ERROR, 7)
    assert problem.message.startswith("cannot be parsed: Missing parentheses in call to 'print'")


@pytest.mark.parametrize(
    "source",
    [
        "def f(:\n",
        "<<<<<<< HEAD\ndef f(): ...\n=======\ndef g(): ...\n>>>>>>> x\n",
        "class C:\ndef f(): ...\n",
        "  x = 1\n y = 2\n",
        "def f():\n\treturn 1\n        x\n",
        "x = '''unterminated\ndef f(): ...\n",
        "return 1 +\n",
        "def f(a, a=): ...\n",
        "é = ‘typographic’\n",
        "\x0c\x1b[31m\n",
        "async def\n",
        "class\n",
        "def \\\n",
    ],
)
def test_no_broken_file_makes_the_analysis_fail(python: AnalysePython, source: str) -> None:
    analysis = python(source)
    assert analysis.approximate
    assert analysis.problem is not None
    assert analysis.problem.code is DiagnosticCode.SYNTAX_ERROR
    assert 1 <= analysis.problem.line <= analysis.lines + 1


@pytest.mark.parametrize(
    "source",
    [
        "x = " + "(" * 500 + ")" * 500,
        "x = " + "-" * 100_000 + "1",
        "x = a" + ".b" * 30_000,
        "x = a" + "()" * 30_000,
        "x = " + "+".join("1" * 30_000),
        "if x:\n    pass\n" + "elif x:\n    pass\n" * 3_000,
        "".join(f"{' ' * depth}class C:\n" for depth in range(150)) + " " * 150 + "pass",
    ],
)
def test_deep_nesting_is_reported_or_read_but_never_kills_the_process(
    python: AnalysePython, source: str
) -> None:
    analysis = python(f"{source}\ndef f(): ...\n")
    assert "f" in [symbol.anchor for symbol in analysis.symbols]
    assert analysis.approximate == (analysis.problem is not None)


def test_long_sum_of_generated_code_is_read_exactly(python: AnalysePython) -> None:
    assert not python("x = " + " + ".join(["'a'"] * 1_500)).approximate


@pytest.mark.parametrize("depth", [100, 180, 500, 1_000, 1_900, 2_100, 2_900, 3_100, 6_000])
@pytest.mark.parametrize(
    "link", [".b(c=1)", ".b", "()", "[0]", " + 1", " ** 1", " if a else 1", " or a and b"]
)
def test_chain_of_any_length_is_read_or_reported_and_the_analysis_ends(
    python: AnalysePython, depth: int, link: str
) -> None:
    before = sys.getrecursionlimit()
    analysis = python(f"x = a{link * depth}\ny = 1\n")
    assert [symbol.anchor for symbol in analysis.symbols] == (
        [] if analysis.approximate else ["x", "y"]
    )
    assert sys.getrecursionlimit() == before


def test_warnings_of_the_compiler_about_the_source_are_not_ours(python: AnalysePython) -> None:
    analysis = python("x = '\\d'\nassert (1, 'always true')\nx is 1\n1()\n")
    assert analysis.problem is None
