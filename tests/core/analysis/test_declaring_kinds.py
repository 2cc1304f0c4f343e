"""What declares a name in each language, by the kinds of nodes that its grammar has for it."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from tests.core.grammars import require_grammars_of

pytestmark = pytest.mark.grammars

DECLARED = [
    ("a.c", "#define A 1\n#define B(x) x\n", "A B"),
    ("a.c", "typedef int A;\ntypedef struct { int x; } B;\ntypedef void (*C)(int);\n", "A B C"),
    ("a.c", "struct A { int x; };\nunion B { int x; };\nenum C { D, E };\n", "A B C D E"),
    (
        "a.c",
        "int a(void) { return 1; }\nint b(int);\nstatic int c = 1;\nconst int d = 2;\n",
        "a b c d",
    ),
    ("a.cpp", "namespace a {}\ninline namespace b { int c(); }\n", "a b c"),
    (
        "a.cpp",
        "class A {\n  A();\n  ~A();\n  int b();\n  int operator+(int);\n};\n",
        "A A ~A b operator+",
    ),
    ("a.cpp", "template <class T> struct A {};\ntemplate <class T> concept B = true;\n", "A B"),
    ("a.cpp", "using A = int;\nclass B { using C = int; enum class D { E }; };\n", "A B C D E"),
    ("a.cpp", "constexpr int a = 1;\nauto b = [](int c) { return c; };\nunion D {};\n", "a b D"),
    ("a.cu", "__global__ void a(int *x) {}\n__constant__ int b[4];\n", "a b"),
    (
        "a.m",
        "@protocol A\n- (void)b;\n@end\n@interface C\n@property int d, *e;\n@end\n",
        "A b C d e",
    ),
    ("a.m", "@implementation A\n- (void)b:(int)x {}\n+ (id)c { return 0; }\n@end\n", "A b: c"),
    ("a.m", "@compatibility_alias A B;\n@class C;\n", "A"),
    (
        "a.cpp",
        "auto [a, b] = f();\nclass C { friend int d(C); friend C; friend int E::f(C); };\n",
        "a b C d",
    ),
    ("a.swift", "infix operator <~>\nprecedencegroup A {}\nfunc b() {}\n", "<~> A b"),
    ("a.js", "using a = f();\nawait using b = f();\n", "a b"),
    (
        "a.ts",
        "using a = f();\nimport B = C.D;\nexport as namespace E;\nimport f = require('g');\n",
        "a B E",
    ),
    (
        "a.m",
        "typedef NS_ENUM(NSInteger, A) { B };\n@interface C (D)\n- (void)e;\n@end\n",
        "A B C e",
    ),
    ("a.cpp", "namespace a = b::c;\nnamespace d { namespace e = f; }\n", "a d e"),
    ("module-info.java", "open module a.b {\n  requires c.d;\n}\n", "a.b"),
    ("A.java", "package a;\nenum B { C }\ninterface D { void e(); }\n", "a B C D e"),
    ("A.java", "record A(int x) { A { } }\n@interface B { int c(); }\n", "A A B c"),
    ("A.java", "class A {\n  A() {}\n  void b() {}\n  static final int C = 1;\n}\n", "A A b C"),
    ("a.kt", "package a\nclass B(val c: Int, private var d: Int = 1, x: Int)\n", "a B c d"),
    ("a.kt", "data class A(\n  @B val c: Int,\n  override val d: (Int) -> Unit,\n)\n", "A c d"),
    (
        "a.kt",
        "class A {\n  val b = 1\n  fun c() {}\n  constructor() : this(1)\n}\n",
        "A b c constructor",
    ),
    ("a.kt", "class A { companion object B { const val C = 1 } }\nobject D\n", "A B C D"),
    (
        "a.kt",
        "interface A\nfun interface B { fun c() }\nannotation class D\nenum class E { F }\n",
        "A B c D E F",
    ),
    (
        "a.kt",
        "fun a() {}\ntypealias B = Int\nval c = 1\nvar d = 2\nval B.e get() = 1\n",
        "a B c d e",
    ),
    (
        "a.go",
        "package a\ntype B struct {}\ntype C = int\ntype D[T any] []T\ntype E func()\n",
        "a B C D E",
    ),
    ("a.go", "package a\ntype B interface { C() }\nfunc d() {}\nfunc (b B) e() {}\n", "a B C d e"),
    ("a.go", "package a\nconst (\n\tB = iota\n\tC\n)\nvar d, e = 1, 2\n", "a B C d e"),
    ("a.rs", "mod a { fn b() {} }\nstruct C { x: i32 }\nunion D { x: i32 }\n", "a b C D"),
    (
        "a.rs",
        "enum A { B, C(i32) }\ntrait D { fn e(&self); type F; const G: i32; }\n",
        "A B C D e F G",
    ),
    (
        "a.rs",
        "const A: i32 = 1;\nstatic B: i32 = 1;\ntype C = i32;\nmacro_rules! d { () => {} }\n",
        "A B C d",
    ),
    ("a.rs", 'extern "C" { fn a(); static B: i32; }\nstruct C;\nimpl C { fn d() {} }\n', "a B C d"),
    (
        "a.rb",
        "module A\n  class B\n    C = 1\n    def d; end\n    def self.e; end\n  end\nend\n",
        "A B C d e",
    ),
    (
        "a.rb",
        "class A\n  attr_accessor :b, :c\n  class << self\n    def d; end\n  end\nend\n",
        "A b c d",
    ),
    (
        "a.rb",
        "class A\n  alias b c\n  alias_method :d, :c\n  define_method(:e) { |x| x }\nend\n",
        "A b d e",
    ),
    (
        "a.rb",
        "A ||= 1\nB, C = 1, 2\n$d = 1\nE = Struct.new(:f)\nclass G\n  @@h = 1\nend\n",
        "A B C $d E G @@h",
    ),
    ("a.php", "<?php\nnamespace A;\nconst B = 1;\ndefine('C', 2);\nfunction d() {}\n", "A B C d"),
    (
        "a.php",
        "<?php\nclass A { const B = 1; function c() {} }\ninterface D {}\ntrait E {}\n",
        "A B c D E",
    ),
    ("a.php", "<?php\nenum A: int { case B = 1; const C = 2; }\n", "A B C"),
    ("a.cs", "namespace A { class B { const int C = 1; public int D { get; } } }\n", "A B C D"),
    ("a.cs", "class A { event E B; A() {} void C() {} int this[int i] => 1; }\n", "A B A C this"),
    (
        "a.cs",
        "interface A {}\nstruct B {}\nenum C { D }\ndelegate void E();\nrecord F(int X);\n",
        "A B C D E F",
    ),
    (
        "a.swift",
        "class A {\n  var b = 1\n  func c() {}\n  init() {}\n  deinit {}\n}\n",
        "A b c init deinit",
    ),
    (
        "a.swift",
        "struct A { subscript(i: Int) -> Int { 1 } }\nactor B {}\nenum C { case d, e(Int) }\n",
        "A subscript B C d e",
    ),
    (
        "a.swift",
        "protocol A {\n  func b()\n  var c: Int { get }\n  associatedtype D\n}\n",
        "A b c D",
    ),
    ("a.swift", "func a() {}\ntypealias B = Int\nlet c = 1, d = 2\nvar e = 2\n", "a B c d e"),
    (
        "a.js",
        "class A { constructor() {} b() {} static c() {} get d() { return 1 } *e() {} }\n",
        "A constructor b c d e",
    ),
    (
        "a.js",
        "function a() {}\nfunction* b() {}\nconst c = 1, d = () => 1;\nlet e;\nvar f = class {};\n",
        "a b c d e f",
    ),
    (
        "a.js",
        "export default function a() {}\nB.prototype.c = function () {};\nexports.d = () => 1;\n",
        "a c d",
    ),
    ("a.ts", "interface A { b(): void }\ntype C = number;\nenum D { E, F = 2 }\n", "A b C D E F"),
    (
        "a.ts",
        "namespace A { export const b = 1; }\ndeclare module 'c' { export function d(): void }\n",
        "A b c d",
    ),
    (
        "a.ts",
        "abstract class A { abstract b(): void; }\ndeclare function c(): A;\ndeclare const d: A;\n",
        "A b c d",
    ),
    (
        "a.sh",
        "a() { :; }\nfunction b { :; }\nreadonly C=1\nexport D=2\nE=3\ndeclare -r F=1\n",
        "a b C D E F",
    ),
    (
        "a.sql",
        "CREATE TABLE a (b INT);\nCREATE VIEW c AS SELECT 1;\nCREATE TYPE d AS ENUM ('x');\n",
        "a c d",
    ),
    (
        "a.sql",
        "CREATE SCHEMA a;\nCREATE FUNCTION b() RETURNS INT AS $$ SELECT 1 $$ LANGUAGE sql;\n",
        "a b",
    ),
]


@pytest.mark.parametrize(("name", "source", "declared"), DECLARED)
def test_what_declares_a_name_is_a_definition(name: str, source: str, declared: str) -> None:
    require_grammars_of(name)
    found = analyse(name, source.encode())
    assert sorted(symbol.name for symbol in found.symbols) == sorted(declared.split())
    assert found.unparsed is None
