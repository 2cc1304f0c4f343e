"""The names and constructs that a file notes for the table of patterns."""

from __future__ import annotations

import pytest

from sphinx_kwindex.records.analysis import Analysis
from sphinx_kwindex.records.traits import TraitKind
from tests.core.fixtures import AnalysePython


def _traits(analysis: Analysis, kind: TraitKind) -> dict[str, tuple[int, ...]]:
    return {trait.name: trait.lines for trait in analysis.traits if trait.kind is kind}


def _bases(analysis: Analysis) -> list[str]:
    return [base.path for symbol in analysis.symbols for base in symbol.bases if base.path]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import a.b\nclass C(a.b.D): ...", "a.b.D"),
        ("import a.b as x\nclass C(x.D[int]): ...", "a.b.D"),
        ("from a import D as E\nclass C(E): ...", "a.D"),
        ("from . import D\nclass C(D): ...", ".D"),
        ("from ..a.b import D\nclass C(D): ...", "..a.b.D"),
        ("from typing_extensions import D\nclass C(D): ...", "typing.D"),
        ("class B: ...\nclass C(B): ...", ":B"),
        ("def f():\n    class B: ...\n    class C(B): ...", ":f.<locals>.B"),
        ("class A:\n    class B: ...\n    class C(B): ...", ":A.B"),
        ("class C(dict): ...", "builtins.dict"),
        ("from m import *\nclass C(dict): ...", ":dict"),
        ("import m\nB = m.make()\nclass C(B): ...", "m.make()"),
        ("try:\n    from m import D\nexcept ImportError:\n    D = None\nclass C(D): ...", "m.D"),
    ],
)
def test_base_has_the_name_that_the_file_gives_it(
    python: AnalysePython, source: str, name: str
) -> None:
    assert _bases(python(f"{source}\n")) == [name]


@pytest.mark.parametrize(
    "source",
    [
        "class C(unknown): ...",
        "from m import D\nfrom n import D\nclass C(D): ...",
        "def f(dict):\n    class C(dict): ...",
        "class C(make()): ...",
        "class C(a if b else c): ...",
        "class C(D): ...\nfrom m import D",
    ],
)
def test_base_that_may_mean_several_things_is_not_noted(python: AnalysePython, source: str) -> None:
    assert _bases(python(f"{source}\n")) == []


def test_lines_are_those_of_definitions_and_calls(python: AnalysePython) -> None:
    analysis = python("import m\n@m.a\n@m.b(1)\ndef f():\n    m.c()\n    m.c(\n    ).d()\n")
    assert _traits(analysis, TraitKind.DECORATOR) == {"m.a": (4,), "m.b": (4,)}
    assert _traits(analysis, TraitKind.CALL) == {"m.c": (5, 6)}


def test_variables_and_decorated_functions_stand_for_what_made_them(python: AnalysePython) -> None:
    analysis = python("import m\nx = m.A('x')\ny = m.b\n@m.group()\n@m.option()\ndef f(): ...\n")
    found = {trait.of: trait.name for trait in analysis.traits if trait.kind is TraitKind.VALUE}
    assert found == {"x": "m.A()", "y": "m.b", "f": "m.group()"}


def test_metaclass_is_noted_also_where_it_is_not_known(python: AnalysePython) -> None:
    analysis = python(
        "import abc\nclass A(metaclass=abc.ABCMeta): ...\nclass B(metaclass=f()): ...\n"
    )
    assert _traits(analysis, TraitKind.METACLASS) == {"": (3,), "abc.ABCMeta": (2,)}


def test_file_that_does_not_parse_has_no_traits(python: AnalysePython) -> None:
    assert python("import enum\nclass A(enum.Enum): ...\ndef (\n").traits == ()
