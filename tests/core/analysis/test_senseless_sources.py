"""Long sources that make no sense to their grammar are given up early."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sphinx_kwindex.analysis import analyse, bounds
from sphinx_kwindex.analysis.grammars import trees
from sphinx_kwindex.analysis.grammars.parsing import Reader, parse
from sphinx_kwindex.analysis.tokens import lexed_part
from tests.core.grammars import require_grammars_of

pytestmark = pytest.mark.grammars


@pytest.mark.parametrize(("name", "piece"), [("a.c", "a => "), ("a.swift", "def a\n")])
def test_only_the_beginning_of_a_senseless_source_is_parsed(
    name: str, piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_grammars_of(name)
    parsed: list[int] = []

    def counted(
        code: bytes,
        installed: Reader,
        newlines: Sequence[int] = (),
        spans: Sequence[tuple[int, int]] | None = None,
    ) -> object:
        parsed.append(len(code))
        return parse(code, installed, newlines, spans)

    monkeypatch.setattr(trees, "parse", counted)
    analysis = analyse(name, (piece * 8_000).encode())
    assert sum(parsed) <= 4_000
    assert analysis.problem is not None
    assert analysis.approximate


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.c", "int f{}(void);\n"),
        ("a.js", "function f{}() {}\n"),
        ("a.go", "func F{}() {}\n"),
        ("a.rs", "fn f{}() {}\n"),
    ],
)
def test_definitions_beyond_those_that_are_listed_are_read_no_more(
    name: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_grammars_of(name)
    monkeypatch.setattr(bounds, "MOST_DEFINITIONS", 5)
    head = "package p\n" if name == "a.go" else ""
    source = head + "".join(text.replace("f{}", f"f{number}").replace("F{}", f"F{number}")
                            for number in range(40))  # fmt: skip
    analysis = analyse(name, source.encode())
    assert analysis.is_cut
    assert len(analysis.symbols) == 5
    assert analysis.problem is None
    assert analysis.unparsed is None


def test_lexers_see_the_first_lines_and_no_long_ones() -> None:
    assert lexed_part("a\nb\n") == "a\nb\n"
    assert lexed_part("a\nb\nc\n", 4) == "a\nb\n"
    assert lexed_part(f"a\n{'b' * 20_000}\nc\n") == "a\n\nc\n"
    assert lexed_part("a" * 400_000) == ""
