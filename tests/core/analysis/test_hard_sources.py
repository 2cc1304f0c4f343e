"""Sources that a parser takes the square of their length for are read without it."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.grammars import GRAMMARS

pytestmark = pytest.mark.grammars


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("a.kt", "class A("),
        ("a.kt", "$ "),
        ("a.java", "class A("),
        ("a.swift", "func f("),
        ("a.ts", "class A {"),
        ("a.rs", "fn f(a: ["),
        ("a.cs", "class A { void f("),
    ],
)
def test_what_is_open_or_makes_no_sense_is_not_parsed_beyond_a_bound(name: str, piece: str) -> None:
    analysis = analyse(name, (piece * 3_000).encode())
    pytest.importorskip(GRAMMARS[analysis.language].module)
    assert analysis.approximate
    assert analysis.problem is not None


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.kt", 'val a = "' + "$" * 100 + '"\nfun f() {}\n', "f"),
        ("a.ts", "// " + "=" * 1_500 + "\n" + "f(1);\n" * 3_000 + "function g() {}\n", "g"),
        ("a.java", "class A {" + " int f() { return (1); }" * 1_000 + " }\n", "A"),
    ],
)
def test_long_sources_of_people_are_parsed(name: str, text: str, expected: str) -> None:
    analysis = analyse(name, text.encode())
    pytest.importorskip(GRAMMARS[analysis.language].module)
    assert not analysis.approximate
    assert expected in {symbol.name for symbol in analysis.symbols}
