"""Members of classes without a name, and heads of definitions on one line."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from tests.core.grammars import require_grammars_of

pytestmark = pytest.mark.grammars


@pytest.mark.parametrize(
    ("name", "source", "declared"),
    [
        (
            "A.java",
            "class A {\n  Runnable r = new Runnable() { public void run() {} };\n"
            "  void b() {}\n}\n",
            "A A.b",
        ),
        (
            "a.ts",
            "class A { b = class { c() {} }; }\nconst D = class { e() {} };\n"
            "f(class { g() {} });\n",
            "A D D.e",
        ),
        ("a.js", "module.exports = class { a() {} };\nf(class { b() {} });\n", "exports exports.a"),
        ("a.php", "<?php\nreturn new class { function a() {} };\nfunction b() {}\n", "b"),
        ("a.rs", "static A: F = { fn b() {} b };\nconst C: G = || { fn d() {} };\n", "A C"),
        ("a.go", "package a\n\nvar b = func() {\n\ttype c struct{}\n}\n", "a a.b"),
        (
            "a.rb",
            "class A\n  x = Class.new do\n    def b; end\n  end\n"
            "  C = Class.new do\n    def d; end\n"
            "  end\nend\n",
            "A A::C A::C::d",
        ),
        (
            "a.cpp",
            "struct { void a(); } b;\nstruct C { struct { void d(); } e; };\n"
            "typedef struct { void f(); } G;\n",
            "b C G G::f",
        ),
    ],
)
def test_members_of_what_has_no_name_are_left_out(name: str, source: str, declared: str) -> None:
    require_grammars_of(name)
    found = analyse(name, source.encode())
    assert [symbol.qualname for symbol in found.symbols] == declared.split()


@pytest.mark.parametrize(
    ("name", "source", "heads"),
    [
        (
            "a.h",
            "int (lua_gettop) (lua_State *L);\nLUA_API int (lua_settop) (lua_State *L, int i);\n",
            ["int lua_gettop(lua_State *L)", "int lua_settop(lua_State *L, int i)"],
        ),
        (
            "a.cpp",
            "struct A {\n  bool b() const SHARED_LOCKS(mu_) override;\n"
            "  void c() LOCKED noexcept;\n};\n",
            ["struct A", "bool b() const override", "void c() noexcept"],
        ),
        (
            "a.ts",
            "const a: Map<\n  string, // of tides\n  number\n> = f();\nclass B<\n"
            "  T,\n> extends C {}\n",
            ["const a: Map<string, number> = f()", "class B<T> extends C"],
        ),
        ("a.ts", "const a = b\n  > c;\n", ["const a = b > c"]),
    ],
)
def test_heads_are_shown_on_one_line_without_macros(
    name: str, source: str, heads: list[str]
) -> None:
    require_grammars_of(name)
    found = analyse(name, source.encode()).symbols
    assert [f"{item.lead} {item.name}{item.signature}" for item in found] == heads
