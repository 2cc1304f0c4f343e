"""What is said of a source around a piece that its grammar does not know."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.grammars import GRAMMARS
from sphinx_kwindex.analysis.grammars.lexica import KOTLIN, RUST, SWIFT
from sphinx_kwindex.analysis.grammars.literals import Lexicon, without_literals

pytestmark = pytest.mark.grammars

BROKEN = {
    "A.java": "class A { int ok() { return 1; }\n void bad() { ??? }\n int after() { }\n}\n"
    "class C { int c() { return 1; } }\n",
    "a.php": "<?php\nclass A { function ok() {}\n function bad() { ??? }\n function after() {}\n}\n"
    "class C { function c() {} }\n",
    "a.swift": "class A { func ok() {}\n func bad() { ?? @@ }\n func after() {}\n}\n"
    "class C { func c() {} }\n",
    "a.cs": "class A { void ok() {}\n void bad() { ?? @@ }\n void after() {}\n}\n"
    "class C { void c() {} }\n",
    "a.kt": "class A { fun ok() {}\n fun bad() ??? {}\n fun after() {} }\n"
    "class B : : { fun lost() {} }\n"
    "class C { fun c() {} }\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_around_a_broken_piece_keeps_its_class(name: str) -> None:
    text = BROKEN[name]
    analysis = analyse(name, text.encode())
    pytest.importorskip(GRAMMARS[analysis.language].module)
    found = {symbol.name: symbol for symbol in analysis.symbols}
    parents = {
        name: analysis.symbols[symbol.parent].name if symbol.parent >= 0 else ""
        for name, symbol in found.items()
    }
    assert parents["A"] == parents["C"] == ""
    assert parents["ok"] == "A"
    assert parents["c"] == "C"
    assert parents.get("lost", "B") == "B"
    assert parents.get("after", "A") == "A"
    assert analysis.unparsed is not None


@pytest.mark.parametrize(
    ("lexicon", "source", "bare"),
    [
        (KOTLIN, 'a = "x ${ "}" } y" // b', 'a = " "'),
        (KOTLIN, 'a = $$"""$${ "{" } ${"""', 'a = $$""" """'),
        (KOTLIN, "a /* b /* c */ { */ d", "a d"),
        (SWIFT, r'a = #"x \#( "{" ) \( "# + b', 'a = #" "# + b'),
        (SWIFT, "#if os(Linux)\na\n#endif", "a"),
        (RUST, "fn f<'a>(b: &'a str) { r#\"{\"# }", "fn f<'a>(b: &'a str) { r#\" \"# }"),
    ],
)
def test_comments_and_texts_of_strings_are_blanks(lexicon: Lexicon, source: str, bare: str) -> None:
    code = without_literals(source.encode(), lexicon).code.decode()
    assert " ".join(code.split()) == bare
    assert len(code) == len(source)


@pytest.mark.parametrize("name", ["a.kt", "a.swift", "a.rs"])
def test_comments_that_are_not_closed_take_no_memory_to_speak_of(name: str) -> None:
    analysis = analyse(name, b"/*" * 30_000)
    assert analysis.symbols == ()


def test_a_long_line_of_nested_strings_is_read_once() -> None:
    text = ('"${' * 20_000).encode()
    assert len(without_literals(text, KOTLIN).code) == len(text)
