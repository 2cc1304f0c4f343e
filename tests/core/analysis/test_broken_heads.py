"""Definitions whose heads make no sense: neither they nor what they seem to hold is listed."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.grammars import GRAMMARS
from sphinx_kwindex.records.text import words_of

pytestmark = pytest.mark.grammars

CASES = {
    "Base.java": (
        "class B extends {\n  void lost() {}\n}\nclass C { void fine() {} }\n",
        ["C", "C.fine"],
    ),
    "Arrow.java": (
        "class A {\n  X\n  void ok() {}\n}\n",
        ["A", "A.ok"],
    ),
    "Base.cs": (
        "class B : {\n  void Lost() {}\n}\nclass C { void Fine() {} }\n",
        ["C", "C.Fine"],
    ),
    "Arrow.cs": (
        "class B {\n  int Odd() -> ]\n  void Ok() {}\n}\nclass C { void Fine() {} }\n",
        ["B", "B.Ok", "C", "C.Fine"],
    ),
    "Name.cs": ("class A { Other(int x) { } A(int x) { } ~A() { } }\n", ["A", "A.A", "A.~A"]),
    "base.ts": (
        "class B extends { lost() {} }\nclass C { fine() {} }\nlet a = 1\n",
        ["C", "C.fine", "a"],
    ),
    "base.js": (
        "class B extends { lost() {} }\nclass C { fine() {} }\nfunction ok() {}\n",
        ["C", "C.fine", "ok"],
    ),
    "flow.js": (
        "function f(a: number): string { return '' }\nclass A { m(b: {x: number}): void {} }\n",
        ["f", "A", "A.m"],
    ),
    "interface.ts": (
        "interface B extends { lost(): void }\ninterface C { fine(): void }\n"
        "function f(a: ) {}\nfunction g() {}\n",
        ["C", "C.fine", "g"],
    ),
    "value.ts": ("export const ok = { a: ] };\nexport function g() {}\n", ["ok", "g"]),
    "base.kt": (
        "class B : {\n fun lost() {}\n}\nclass C { fun fine() {} }\nfun f(: Int) {}\nfun g() {}\n",
        ["C", "C.fine", "g"],
    ),
    "base.swift": (
        "class B: {\n func lost() {}\n}\nclass C { func fine() {} }\n",
        ["C", "C.fine"],
    ),
    "heads.rs": (
        "impl for B { fn lost() {} }\nfn f(a: ) {}\nfn g() -> {}\nfn ok() {}\n",
        ["ok"],
    ),
    "heads.go": (
        "package p\n\nfunc (a b c) f() {}\nfunc g( {\n}\nfunc ok() {}\n",
        ["p", "p.ok"],
    ),
    "base.php": (
        "<?php\nclass B extends {\n function lost() {}\n}\nclass C { function fine() {} }\n",
        ["C", "C::fine"],
    ),
    "parameters.rb": ("def f(,)\nend\ndef g\nend\n", ["g"]),
    "arrow.c": ("struct B { int ; ] };\nint odd() -> ];\nint ok(void);\n", ["B", "ok"]),
}


@pytest.mark.parametrize("name", CASES)
def test_what_begins_with_a_broken_head_is_no_definition(name: str) -> None:
    text, expected = CASES[name]
    analysis = analyse(name, text.encode())
    pytest.importorskip(GRAMMARS[analysis.language].module)
    assert [symbol.qualname for symbol in analysis.symbols] == expected


def test_members_of_extension_blocks_are_those_of_their_class() -> None:
    pytest.importorskip("tree_sitter_c_sharp")
    text = """
static class E {
  /// For strings.
  extension(string s) {
    /// Its length.
    public int Len() => s.Length;
    public bool IsEmpty => s.Length == 0;
  }
  [Obsolete]
  extension<T>(IEnumerable<T> source) where T : IComparable<T>
  {
    public T Most() { return default; }
  }
  extension(int) { public static int Zero => 0; }
  int extension(string s) { extension(s); return 1; }
}
"""
    symbols = analyse("E.cs", text.encode()).symbols
    assert [(symbol.qualname, words_of(symbol.summary)) for symbol in symbols] == [
        ("E", ""),
        ("E.Len", "Its length."),
        ("E.IsEmpty", ""),
        ("E.Most", ""),
        ("E.Zero", ""),
        ("E.extension", ""),
    ]
