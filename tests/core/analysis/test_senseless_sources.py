"""Long sources that make no sense to their grammar are given up early."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.grammars import trees
from sphinx_kwindex.analysis.grammars.parsing import Reader, parse
from sphinx_kwindex.analysis.tokens import lexed_part
from sphinx_kwindex.limits import Limits
from tests.core.grammars import require_grammars_of

pytestmark = pytest.mark.grammars


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The bytes that each call of a parser is given."""
    sizes: list[int] = []

    def counted(
        code: bytes,
        installed: Reader,
        newlines: Sequence[int] = (),
        spans: Sequence[tuple[int, int]] | None = None,
    ) -> object:
        sizes.append(len(code))
        return parse(code, installed, newlines, spans)

    monkeypatch.setattr(trees, "parse", counted)
    return sizes


@pytest.mark.parametrize(("name", "piece"), [("a.c", "a => "), ("a.swift", "def a\n")])
def test_only_the_beginning_of_a_senseless_source_is_parsed(
    name: str, piece: str, parsed: list[int]
) -> None:
    require_grammars_of(name)
    analysis = analyse(name, (piece * 8_000).encode())
    assert sum(parsed) <= 4_000
    assert analysis.problem is not None
    assert analysis.approximate


@pytest.mark.parametrize(
    ("name", "head", "piece"),
    [
        ("a.c", "int f(void);\n", "a => "),
        ("a.java", "class A {}\n", "a => "),
        ("a.m", "int f(void);\n", "a => "),
        ("a.swift", "func f() {}\n", "def a\n"),
    ],
)
def test_source_that_makes_no_sense_further_on_is_given_up_there(
    name: str, head: str, piece: str, parsed: list[int]
) -> None:
    require_grammars_of(name)
    analysis = analyse(name, (head * 1_000 + piece * 8_000).encode())
    assert max(parsed) < 30_000
    assert sum(parsed) < 80_000
    assert analysis.problem is not None
    assert analysis.approximate


def test_table_that_makes_no_sense_alone_is_read(parsed: list[int]) -> None:
    require_grammars_of("a.js")
    rows = "{ a: 1, b: 2 },\n" * 4_000
    analysis = analyse("a.js", f"const rows = [\n{rows}];\nfunction f() {{}}\n".encode())
    assert analysis.problem is None
    assert [symbol.name for symbol in analysis.symbols] == ["rows", "f"]
    assert sum(parsed) < 4 * len(rows)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.c", "int f{}(void);\n"),
        ("a.js", "function f{}() {}\n"),
        ("a.go", "func F{}() {}\n"),
        ("a.rs", "fn f{}() {}\n"),
    ],
)
def test_definitions_beyond_those_that_are_listed_are_read_no_more(name: str, text: str) -> None:
    require_grammars_of(name)
    head = "package p\n" if name == "a.go" else ""
    source = head + "".join(text.replace("f{}", f"f{number}").replace("F{}", f"F{number}")
                            for number in range(40))  # fmt: skip
    analysis = analyse(name, source.encode(), Limits(max_definitions=5))
    assert analysis.is_cut
    assert len(analysis.symbols) == 5
    assert analysis.problem is None
    assert analysis.unparsed is None


def test_lexers_see_the_first_lines_and_no_long_ones() -> None:
    assert lexed_part("a\nb\n") == "a\nb\n"
    assert lexed_part("a\nb\nc\n", 4) == "a\nb\n"
    assert lexed_part(f"a\n{'b' * 20_000}\nc\n") == "a\n\nc\n"
    assert lexed_part("a" * 400_000) == ""
