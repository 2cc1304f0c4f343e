"""How the work on a source grows, whatever it repeats: four times the source, four times the work.

What Python does is counted, and what is given to parsers.  What they and their queries do with it
cannot be: where that could grow faster, the source is read in a process of its own, which the
system ends.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

import pytest

from sphinx_kwindex.analysis import ANALYSERS, LIMITED_ANALYSERS, analyse
from sphinx_kwindex.analysis.grammars import GRAMMARS, trees
from sphinx_kwindex.analysis.grammars.installed import reader
from sphinx_kwindex.analysis.grammars.parsing import Reader, _Work, parse
from tests.core.analysis.limited import LimitedReader
from tests.core.grammars import require_grammars_of

pytestmark = pytest.mark.grammars


class Shape(NamedTuple):
    """A text that repeats something."""

    piece: str
    head: str = ""
    tail: str = ""

    def text(self, number: int) -> bytes:
        pieces = "".join(self.piece.replace("%d", str(index)) for index in range(number))
        return f"{self.head}{pieces}{self.tail}".encode()


NAMES = {
    "C": "a.c", "C++": "a.cpp", "CUDA": "a.cu", "Objective-C": "a.m", "JavaScript": "a.js",
    "JSX": "a.jsx", "TypeScript": "a.ts", "TSX": "a.tsx", "Java": "a.java", "Kotlin": "a.kt",
    "Go": "a.go", "Rust": "a.rs", "Ruby": "a.rb", "PHP": "a.php", "C#": "a.cs", "Swift": "a.swift",
    "Bash": "a.sh", "SQL": "a.sql", "Vue": "a.vue", "Svelte": "a.svelte", "Astro": "a.astro",
    "Python": "a.py", "Python stub": "a.pyi", "Cython": "a.pyx", "TOML": "a.toml", "YAML": "a.yaml",
    "JSON": "a.json", "INI": "a.ini", "Requirements": "requirements.txt", "CMake": "CMakeLists.txt",
    "Docker": "Dockerfile", "Makefile": "Makefile", "HTML": "a.html", "Jinja template": "a.j2",
    "Environment file": ".env", "Jupyter notebook": "a.ipynb", "Go module": "go.mod",
    "Markdown": "a.md", "reStructuredText": "a.rst",
}  # fmt: skip

EVERYWHERE = {
    "words": Shape("word "),
    "lines": Shape("word\n"),
    "assignments": Shape("a = 1\n"),
    "keys": Shape("a%d: 1\n"),
    "members of members": Shape(".b", "x = a", "\n"),
    "calls of calls": Shape(".b(1)", "x = a", "\n"),
    "terms": Shape(" + b", "x = a", "\n"),
    "arguments": Shape("b, ", "x = f(", "c)\n"),
    "open parentheses": Shape("( a "),
    "open brackets": Shape("[ a "),
    "open braces": Shape("{ a "),
    "closing brackets": Shape(") ] } "),
    "crossed brackets": Shape("( ] { ) [ } a "),
    "open strings": Shape("x = \"a\n"),
    "open characters": Shape("x = 'a\n"),
    "open templates": Shape("x = `a\n"),
    "open heredocs": Shape("x <<A\n"),
    "comments": Shape("/* a */\n"),
    "open comments": Shape("/* a\n"),
    "line comments": Shape("// a\n"),
    "hashes": Shape("# a\n"),
    "dashes": Shape("-- a\n"),
    "signs": Shape("@ a # "),
    "errors": Shape("f(a) { ?? @@ }\n"),
    "escaped line ends": Shape("a \\\n"),
    "tags": Shape("<a>b</a>"),
    "open tags": Shape("<a b "),
    "empty lines": Shape("\n", "", "a\n"),
}  # fmt: skip

_C = {
    "functions": Shape("int f(int a) { return 1; }\n"),
    "macros": Shape("#define A(b) b\n"),
    "calls of macros": Shape("EXPORT(a)\n"),
    "attributes": Shape("[[a]] ", "", "int f(void) { return 1; }\n"),
    "old attributes": Shape("__attribute__((a)) ", "", "int f(void) { return 1; }\n"),
    "members": Shape("int a;\n", "struct A {\n", "};\n"),
    "parameters": Shape("int a, ", "int f(", "int b);\n"),
    "conditions": Shape("#if A\nint a;\n#endif\n"),
}
_ECMASCRIPT = {
    "functions": Shape("function f(a) { return 1; }\n"),
    "members": Shape("f(a) { return 1; }\n", "class A {\n", "}\n"),
    "decorators": Shape("@a ", "class A {\n", "f() {} }\n"),
    "methods of objects": Shape("f() {}, ", "const a = {", "};\n"),
    "defaults": Shape("export default class { f() {} }\n"),
    "names in one statement": Shape("b = 1, ", "const ", "c = 1;\n"),
    "tests": Shape("it('a', () => { f(); });\n"),
    "assigned functions": Shape("a.b = function () {};\n"),
    "functions that have no end": Shape("f(function () {\n"),
}
_COMPONENT = {
    name: Shape(shape.piece, f"<script>\n{shape.head}", f"{shape.tail}</script>\n")
    for name, shape in _ECMASCRIPT.items()
}
_MEMBERS = {
    "modifiers": Shape("static ", "class A { ", "int f() { return 1; } }\n"),
    "members": Shape("int f() { return 1; }\n", "class A {\n", "}\n"),
    "fields in one statement": Shape("b = 1, ", "class A { static final int ", "c = 1; }\n"),
    "enumerators": Shape("B, ", "enum A { ", "C }\n"),
    "members that are broken": Shape("int f() { } ?? @@\n", "class A {\n", "}\n"),
}
OWN: dict[str, dict[str, Shape]] = {
    **dict.fromkeys(("C", "C++", "CUDA"), _C),
    "Objective-C": {
        **_C,
        "methods": Shape("- (void)a:(int)b;\n", "@interface A\n", "@end\n"),
        "properties": Shape("@property int a;\n", "@interface A\n", "@end\n"),
    },
    **dict.fromkeys(("JavaScript", "JSX", "TypeScript", "TSX"), _ECMASCRIPT),
    **dict.fromkeys(("Vue", "Svelte"), _COMPONENT),
    "Astro": {"front matter": Shape("const a = 1\n", "---\n", "---\n")},
    "Java": {
        **_MEMBERS,
        "annotations": Shape("@A ", "class B { ", "void f() {} }\n"),
        "annotations with arguments": Shape("@A(1)\n", "class B { ", "void f() {} }\n"),
        "annotated fields": Shape("@A ", "class B { static final int ", "a = 1; }\n"),
    },
    "C#": {
        **_MEMBERS,
        "attributes": Shape("[A] ", "class B { ", "void f() {} }\n"),
        "attributes with arguments": Shape("[A(1)]\n", "class B { ", "void f() {} }\n"),
        "attributes in one list": Shape("A, ", "class B { [", "A] void f() {} }\n"),
    },
    "Kotlin": {
        "annotations": Shape("@A ", "class B { ", "fun f() {} }\n"),
        "modifiers": Shape("enum ", "", "class A { B, C }\n"),
        "enumerators": Shape("B, ", "enum class A { ", "C }\n"),
        "functions": Shape("fun f(a: Int): Int { return 1 }\n"),
    },
    "Swift": {
        "attributes": Shape("@A ", "class B { ", "func f() {} }\n"),
        "functions": Shape("func f(a: Int) -> Int { return 1 }\n"),
        "bases": Shape("B, ", "class A: ", "C { func testA() {} }\n"),
        "cases": Shape("b, ", "enum A { case ", "c }\n"),
        "requirements": Shape("func f()\n", "protocol A {\n", "}\n"),
        "names in one statement": Shape("b = 1, ", "let ", "c = 1\n"),
    },
    "Rust": {
        "attributes": Shape("#[a] ", "", "fn f() {}\n"),
        "attributes with arguments": Shape("#[a(b)]\n", "mod m { ", "fn f() {} }\n"),
        "comments and attributes": Shape("#[a]\n// b\n", "", "fn f() {}\n"),
        "functions": Shape("fn f(a: i32) -> i32 { 1 }\n"),
        "macros with items": Shape("a! { fn f() {} }\n"),
        "items in a macro": Shape("fn f() {} ", "a! { ", "}\n"),
        "imports": Shape("a, ", "use a::{", "b};\n"),
    },
    "Go": {
        "functions": Shape("func f(a int) int { return 1 }\n", "package p\n"),
        "fields": Shape("A int\n", "package p\ntype A struct {\n", "}\n"),
        "constants": Shape("A = 1\n", "package p\nconst (\n", ")\n"),
    },
    "PHP": {
        "attributes": Shape("#[A] ", "<?php class B { ", "function f() {} }\n"),
        "functions": Shape("function f($a) { return 1; }\n", "<?php\n"),
        "bases": Shape("B, ", "<?php class A extends ", "CTest { function testA() {} }\n"),
        "open heredocs": Shape("$a = <<<A\n", "<?php\n"),
        "constants": Shape("B = 1, ", "<?php const ", "C = 1;\n"),
    },
    "Ruby": {
        "methods": Shape("def f(a)\n  1\nend\n"),
        "attributes": Shape(":b, ", "class A\n  attr_reader ", ":c\nend\n"),
        "modifiers": Shape("private ", "class A\n  ", "def f; end\nend\n"),
        "open methods": Shape("def f(a)\n"),
        "open documents": Shape("=begin\n"),
        "tests": Shape("it 'a' do\n  f\nend\n"),
    },
    "Bash": {
        "functions": Shape("f() { a; }\n"),
        "open conditions": Shape("if a; then\n"),
        "substitutions": Shape("$( a "),
        "sources": Shape(". ./a\n"),
    },
    "SQL": {
        "tables": Shape("CREATE TABLE a (b INT);\n"),
        "columns": Shape("b INT, ", "CREATE TABLE a (", "c INT);\n"),
        "parameters": Shape("b c, ", "CREATE FUNCTION a(", "b c) RETURNS INT AS $$ SELECT 1 $$;\n"),
        "open bodies": Shape("CREATE FUNCTION a() AS $$\n"),
        "rows": Shape("(1, 'b'), ", "INSERT INTO a VALUES ", "(1, 'b');\n"),
    },
    "Python": {
        "decorators": Shape("@a(1)\n", "", "def f(): pass\n"),
        "functions": Shape("def f(a):\n    return 1\n"),
        "broken functions": Shape("def f(a:\n    return 1\n"),
        "attributes": Shape("        self.a = 1\n", "class A:\n    def f(self):\n"),
        "exports": Shape("'a', ", "__all__ = [", "]\n"),
    },
}


def _applicable() -> list[tuple[str, str]]:
    return [(language, shape) for language in NAMES for shape in _shapes(language)]


def _shapes(language: str) -> dict[str, Shape]:
    return {**EVERYWHERE, **OWN.get(language, {})}


def _work(name: str, source: bytes) -> int:
    """Return how many functions are called from our code for a source."""
    calls = 0

    def count(frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        analyse(name, source)
    finally:
        sys.setprofile(before)
    return calls


def test_every_language_has_its_shapes() -> None:
    assert {*LIMITED_ANALYSERS, *ANALYSERS} - set(NAMES) <= {
        "C header", "C++ header", "Objective-C header", "Objective-C++", "HTML+Django/Jinja",
    }  # fmt: skip


@pytest.mark.parametrize(("language", "shape"), _applicable())
def test_four_times_the_source_takes_four_times_the_work(language: str, shape: str) -> None:
    name = NAMES[language]
    require_grammars_of(name)
    text = _shapes(language)[shape].text
    analyse(name, text(2))  # what is made once
    short, long = _work(name, text(50)), _work(name, text(200))
    if long >= 5 * short + 2_000:
        # The parser refuses the long one: what reads it then is loaded by now, and does more.
        short, long = _work(name, text(200)), _work(name, text(800))
    assert long < 5 * short + 2_000


STUCK = {
    "a.java": (Shape("x = /a/;"), Shape("x = <<<A\n")),
    "a.kt": (Shape("a :"), Shape("x = <<<A\n")),
    "a.php": (Shape('x = "a\n', "<?php "), Shape("x = <<<A\n", "<?php ")),
    "a.rs": (Shape('x = "a\n'),),
    "a.swift": (Shape("func : {}\n", "class A {\n", "}\n"),),
    "a.cs": (Shape("void f(: ) {}\n", "class A {\n", "}\n"),),
    "a.ts": (Shape("f( {}\n", "class A {\n", "}\n"), Shape("a : : b\n")),
    "a.js": (Shape("function f(a: : b) {}\n"),),
    "a.go": (Shape("func f(: ) {}\n", "package p\n"),),
}
"""What makes no sense to a parser, at any place."""


@pytest.mark.parametrize(("name", "shape"), [(name, it) for name in STUCK for it in STUCK[name]])
def test_a_source_that_makes_no_sense_is_parsed_few_times(
    name: str, shape: Shape, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_grammars_of(name)
    text = shape.text(1_000)
    parsed: list[int] = []

    def counted(
        code: bytes,
        installed: Reader,
        newlines: Sequence[int] = (),
        spans: Sequence[tuple[int, int]] | None = None,
    ) -> object:
        parsed.append(len(code) if spans is None else sum(end - start for start, end in spans))
        return parse(code, installed, newlines, spans)

    monkeypatch.setattr(trees, "parse", counted)
    analysis = analyse(name, text)
    assert sum(parsed) <= 6 * len(text) + 10_000
    assert analysis.unparsed is not None or analysis.problem is not None


@pytest.mark.parametrize("shape", STUCK["a.kt"])
def test_a_parser_reads_a_source_a_bounded_number_of_times(
    shape: Shape, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_grammars_of("a.kt")
    short, long = (_given("a.kt", shape.text(number), monkeypatch) for number in (1_000, 4_000))
    assert long < 5 * short + 3_000_000


def test_a_parser_that_takes_too_many_steps_is_stopped() -> None:
    require_grammars_of("a.java")
    java = GRAMMARS["Java"]
    found = reader(java.module, java.function, java.query)
    assert isinstance(found, Reader)
    assert parse(b"x = /a/;" * 1_000, found) is None
    assert parse(b"x = a + b;" * 1_000, found) is not None


def _given(name: str, text: bytes, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many bytes parsers ask for to read a source."""
    given = 0

    def read(self: _Work, offset: int, point: object) -> bytes:
        nonlocal given
        chunk = original(self, offset, point)
        given += len(chunk)
        return chunk

    original = _Work.read
    with monkeypatch.context() as patch:
        patch.setattr(_Work, "read", read)
        analyse(name, text)
    return given


@pytest.mark.parametrize("language", OWN)
def test_parsers_and_queries_take_no_square_of_what_a_language_repeats(
    limited: LimitedReader, language: str
) -> None:
    name = NAMES[language]
    require_grammars_of(name)
    texts = [
        f"{shape.head!r} + {shape.piece!r} * {8_000 // len(shape.piece)} + {shape.tail!r}"
        for shape in OWN[language].values()
    ]
    assert limited.exit_code(name, *texts) == 0
