"""What is said of a source in which a bracket has no partner: what is around it is read."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.grammars.lexica import ECMASCRIPT
from sphinx_kwindex.analysis.grammars.literals import without_literals
from tests.core.grammars import require_grammars_of

pytestmark = pytest.mark.grammars

CASES = {
    "head.java": (
        "class A {\n    int ok() { return 1; }\n    @Test\n    void bad( {\n        f();\n    }\n"
        "    void after() { }\n}\nclass C {\n    int c() { return 1; }\n}\n",
        ["A", "A.ok", "A.after", "C", "C.c"],
    ),
    "missing.java": (
        "class A {\n    void f() {\n        if (x) {\n    }\n    void g() { }\n}\n"
        "class C {\n    int c() { return 1; }\n}\n",
        ["C", "C.c"],
    ),
    "extra.java": (
        "class A {\n    void f() { }}\n    void g() { }\n}\n"
        "class C {\n    int c() { return 1; }\n}\n",
        ["C", "C.c"],
    ),
    "body.ts": (
        "class A {\n    ok() { return 1; }\n    bad() {\n        if (x {\n            y();\n"
        "        }\n    }\n    after() { }\n}\nfunction lost() { return [1; }\nconst d = 1;\n",
        ["A", "A.ok", "A.bad", "A.after", "d"],
    ),
    "body.js": (
        "class A {\n    bad() {\n        if (x {\n            y();\n        }\n    }\n"
        "    after() { }\n}\nfunction c() { return 1; }\n",
        ["A", "A.bad", "A.after", "c"],
    ),
    "extra.rs": ("fn ok() {\n    1\n}\n}\nfn c() {\n    2\n}\n", ["ok", "c"]),
    "body.swift": (
        "class A {\n    func bad() {\n        b((\n    }\n    func after() {\n    }\n}\n"
        "func c() {\n}\n",
        ["A", "A.bad", "A.after", "c"],
    ),
    "body.go": (
        "package p\nfunc ok() {\n\ta()\n}\nfunc bad() {\n\tb(\n}\nfunc after() {\n}\n",
        ["p", "p.ok", "p.bad", "p.after"],
    ),
    "body.php": (
        "<?php\nclass A {\n    function bad() {\n        if (1 {\n        }\n    }\n"
        "    function after() {\n    }\n}\n",
        ["A", "A::bad", "A::after"],
    ),
    "body.cs": (
        "class A\n{\n    void Bad()\n    {\n        f(];\n    }\n    void After()\n    {\n"
        "    }\n}\n",
        ["A", "A.Bad", "A.After"],
    ),
    "body.kt": (
        "class A {\n    fun bad() {\n        f((\n    }\n    fun after() {\n    }\n}\n",
        ["A", "A.bad", "A.after"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_around_an_unmatched_bracket_is_read(name: str) -> None:
    require_grammars_of(name)
    text, expected = CASES[name]
    analysis = analyse(name, text.encode())
    assert [symbol.qualname for symbol in analysis.symbols] == expected
    assert analysis.unparsed is not None


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        ("a = `x ${ `}` } y` // b", "a = ` `"),
        ("a.split(/[/'{]/g)", "a.split(0000000g)"),
        ("a = b / c / d('{')", "a = b / c / d(' ')"),
        ("return /\\/{/;", "return 00000;"),
        ("a = 'it\\'s {'; b /* { */", "a = ' '; b"),
    ],
)
def test_literals_of_scripts_are_blanks(source: str, bare: str) -> None:
    code = without_literals(source.encode(), ECMASCRIPT).code.decode()
    assert " ".join(code.split()) == bare
    assert len(code) == len(source)
