"""The index of SCIP: what it says of small repositories, its rules, and its way through bytes."""

from __future__ import annotations

import textwrap

import pytest

from benchmarks.scip import parts_of
from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.config import Settings
from sphinx_kwindex.export.scip.index import scip_of
from sphinx_kwindex.export.scip.symbols import name_of
from sphinx_kwindex.project import ProjectMetadata
from sphinx_kwindex.project.python.classes import Class, ClassGraph, KnownBase
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.scip.messages import (
    Document,
    Information,
    Occurrence,
    Relationship,
    Roles,
    decode_documents,
    encode_index,
)
from sphinx_kwindex.scip.wire import fields, number_field, numbers, numbers_field
from tests.core.export.scip_rules import breaches, is_symbol
from tests.core.fixtures import Link
from tests.core.grammars import require_all_grammars, require_grammars_of
from tests.core.occurrences.cases import read_cases

DEMO = {
    "demo/__init__.py": "",
    "demo/shapes.py": '''\
"""Shapes and their areas."""
import abc


class Shape:
    """Anything flat."""

    name = "é"

    def area(self, scale=1.0) -> float:
        """Return the area."""
        raise NotImplementedError


class Square(Shape):
    def area(self, scale=1.0) -> float:
        def twice():
            return 2
        return twice()
''',
    "demo/use.py": "from demo.shapes import Square\n\nsquare = Square()\nprint(square.area())\n",
    "tests/test_use.py": "from demo.use import square\n\n\ndef test_it():\n    square.area()\n",
}
PREFIX = "scip-python python demo . "
SHAPES = f"{PREFIX}`demo.shapes`/"


def index_of(project: Link, files: dict[str, str], **options: object) -> bytes:
    """Return the index of files given as a mapping of path to content, options as keywords."""

    def text(facts: FileFacts) -> str:
        return textwrap.dedent(files[facts.path])

    linked = project(files, metadata={"": ProjectMetadata(name="demo")})
    settings = Settings(**options)  # type: ignore[arg-type]
    return scip_of(Repository(linked, settings, text))


def documents_of(project: Link, files: dict[str, str], **options: object) -> dict[str, Document]:
    return {item.path: item for item in decode_documents(index_of(project, files, **options))}


def test_definitions_have_symbols_by_which_others_import_them(project: Link) -> None:
    shapes = documents_of(project, DEMO)["demo/shapes.py"]

    defined = {item.symbol: item for item in shapes.occurrences if item.roles & Roles.DEFINITION}
    assert {symbol: (item.range, item.around) for symbol, item in defined.items()} == {
        f"{SHAPES}__init__:": ((0, 0, 0), ()),
        f"{SHAPES}Shape#": ((4, 6, 11), (4, 0, 11, 33)),
        f"{SHAPES}Shape#name.": ((7, 4, 8), ()),
        f"{SHAPES}Shape#area().": ((9, 8, 12), (9, 0, 11, 33)),
        f"{SHAPES}Square#": ((14, 6, 12), (14, 0, 18, 22)),
        f"{SHAPES}Square#area().": ((15, 8, 12), (15, 0, 18, 22)),
        "local 0": ((16, 12, 17), (16, 0, 17, 20)),
    }
    assert shapes.language == "Python"


def test_symbols_say_what_they_are_and_what_they_implement(project: Link) -> None:
    shapes = documents_of(project, DEMO)["demo/shapes.py"]
    said = {item.symbol: item for item in shapes.symbols}

    assert said[f"{SHAPES}__init__:"] == Information(
        f"{SHAPES}__init__:", 29, "demo.shapes", "Shapes and their areas."
    )
    assert said[f"{SHAPES}Square#"] == Information(
        f"{SHAPES}Square#", 7, "Square", relationships=(Relationship(f"{SHAPES}Shape#"),)
    )
    assert said[f"{SHAPES}Shape#area()."] == Information(
        f"{SHAPES}Shape#area().",
        26,
        "area",
        "Return the area.",
        "def area(self, scale=1.0) -> float",
    )
    overriding = said[f"{SHAPES}Square#area()."]
    assert overriding.relationships == (Relationship(f"{SHAPES}Shape#area().", is_reference=True),)
    assert said["local 0"].around == f"{SHAPES}Square#area()."


def test_uses_lead_to_definitions_of_other_files(project: Link) -> None:
    documents = documents_of(project, DEMO)
    use = f"{PREFIX}`demo.use`/"

    assert documents["demo/use.py"].occurrences == (
        Occurrence((0, 0, 0), f"{use}__init__:", Roles.DEFINITION),
        Occurrence((0, 5, 16), f"{SHAPES}__init__:", Roles.IMPORT),
        Occurrence((0, 24, 30), f"{SHAPES}Square#", Roles.IMPORT),
        Occurrence((2, 0, 6), f"{use}square.", Roles.DEFINITION),
        Occurrence((2, 9, 15), f"{SHAPES}Square#", Roles.READ),
        Occurrence((3, 6, 12), f"{use}square.", Roles.READ),
        Occurrence((3, 13, 17), f"{SHAPES}Square#area().", Roles.READ),
    )
    in_test = documents["tests/test_use.py"].occurrences[-1]
    assert in_test == Occurrence((4, 11, 15), f"{SHAPES}Square#area().", Roles.READ | Roles.TEST)


@pytest.mark.grammars
def test_other_languages_have_definitions_below_their_paths(project: Link) -> None:
    require_grammars_of("a.c")
    files = {"src/a b.c": "int size(int size);\n\nint size(int size)\n{\n  return size;\n}\n"}
    document = documents_of(project, files)["src/a b.c"]

    symbol = "kwindex . demo . `src/a b.c`/size()."
    assert document.language == "C"
    assert [(item.range, item.symbol, item.roles) for item in document.occurrences] == [
        ((0, 4, 8), symbol, Roles.FORWARD_DEFINITION),
        ((2, 4, 8), symbol, Roles.DEFINITION),
    ]
    assert [item.symbol for item in document.symbols] == [symbol]


def test_a_stub_and_modules_of_one_name_are_told_apart(project: Link) -> None:
    files = {"m.py": "a = 1\n", "m.pyi": "a: int\n", "src/m.py": "a = 2\n"}
    documents = documents_of(project, files)
    symbols = {path: item.symbols[1].symbol for path, item in documents.items()}
    assert symbols == {
        "m.py": f"{PREFIX}m/a.",
        "m.pyi": f"{PREFIX}`m.pyi`/a.",
        "src/m.py": f"{PREFIX}`src/m.py`/a.",
    }


def test_private_definitions_and_their_uses_are_left_out_where_they_are_not_documented(
    project: Link,
) -> None:
    files = {"m.py": "_a = 1\nb = _a\n"}
    document = documents_of(project, files, private=False)["m.py"]
    assert {item.symbol for item in document.occurrences} == {
        f"{PREFIX}m/__init__:",
        f"{PREFIX}m/b.",
    }


ODD = {
    "empty.py": "",
    "deep.py": "def f():\n    class A:\n        def g(self): return A\n    return A\nf().g(1)\n",
    "twice.py": "try:\n    import json\nexcept ImportError:\n    json = None\n"
    "class A: ...\nclass A(A):\n    x = 1\n    def x(self): ...\n    @property\n"
    "    def y(self): ...\n    @y.setter\n    def y(self, v): ...\n",
    "circle.py": "class A(B): ...\nclass B(A):\n    def f(self): ...\n",
    "ümlaut/Ä.py": "é = '𝒳'; ß = é\n",
    "broken.py": "class A:\n    def f(self):\n        return (\n",
    "ends.py": "x = 1\\\n\n\n",
    "a`b c.js": "function f() { return f }\nclass A { static b = 1; ['c']() {} }\n",
    "long.js": "function f(){};" * 400,
    "x.cpp": "namespace a::b { struct S { S(); ~S(); bool operator==(int); }; }\n"
    "a::b::S::S() {}\nnamespace { int hidden; }\n#define M(x) x\n",
    "go.go": "package p\n\nfunc (r *R) Do() {}\n\ntype R struct{ A int }\n",
    "s.sql": "CREATE TABLE t (a int);\n",
    "t.md": "# Title\n",
}


@pytest.mark.grammars
def test_the_rules_of_scip_hold_for_odd_sources(project: Link) -> None:
    require_all_grammars()
    documents = documents_of(project, ODD)
    assert breaches(documents.values(), ODD) == []
    assert {"x.cpp", "a`b c.js", "deep.py", "broken.py", "ümlaut/Ä.py"} <= set(documents)
    assert "t.md" not in documents


def test_the_rules_of_scip_hold_for_every_case_of_references(project: Link) -> None:
    cases = list(read_cases())
    assert len(cases) > 50
    for case in cases:
        documents = documents_of(project, case.files)
        assert breaches(documents.values(), case.files) == [], case.name


def test_the_rules_bite() -> None:
    text = {"m.py": "a = 1\n"}
    symbol = f"{PREFIX}m/a."
    place = Occurrence((0, 0, 1), symbol, 1)
    right = Document("m.py", "Python", (place,), (Information(symbol),))
    wrong = [
        [right, right],
        [Document("m.py", "Python", (place,))],
        [Document("m.py", "Python", (place, place), (Information(symbol),))],
        [Document("m.py", "Python", (), (Information(symbol), Information(symbol)))],
        [Document("m.py", "Python", (Occurrence((0, 0, 9), symbol),), (Information(symbol),))],
        [Document("m.py", "", (), (Information(symbol, relationships=(Relationship("x y"),)),))],
        [Document("m.py", "", (), (Information("python m/a"),))],
        [Document("m.py", "", (), (), 0)],
    ]
    assert breaches([right], text) == []
    assert [documents for documents in wrong if not breaches(documents, text)] == []


@pytest.mark.parametrize("text", ["a", "a b", "`", "a`b", "ä", "operator==", "", "A-b+$_1"])
def test_any_name_makes_a_symbol(text: str) -> None:
    assert is_symbol(f"s m p v {name_of(text)}.") == bool(text)


def test_an_index_is_read_as_it_was_written() -> None:
    occurrence = Occurrence((3, 0, 300), "local 0", 33, (3, 0, 70000, 1))
    information = Information(
        "local 0",
        26,
        "é",
        "Says.\n\nMore.",
        "def é()",
        (Relationship("a", is_reference=True),),
        "b",
    )
    documents = [Document("a/é.py", "Python", (occurrence,), (information,)), Document("b.py")]
    data = b"".join(encode_index(documents, tool="t", version="1", address="file:///"))
    assert list(decode_documents(data)) == documents


def test_the_same_sources_make_the_same_bytes(project: Link) -> None:
    assert index_of(project, DEMO) == index_of(project, dict(reversed(DEMO.items())))


def test_the_first_field_says_what_made_the_index_and_where_paths_begin(project: Link) -> None:
    number, value = next(fields(index_of(project, DEMO)))
    assert number == 1
    assert isinstance(value, bytes)
    found = dict(fields(value))
    assert found[3] == b"file:///"
    assert found[4] == 1
    assert isinstance(found[2], bytes)
    assert dict(fields(found[2]))[1] == b"sphinx-kwindex"


def test_the_benchmark_reads_our_symbols_as_those_of_others(project: Link) -> None:
    shapes = documents_of(project, DEMO)["demo/shapes.py"]
    read = [parts_of(item.symbol) for item in shapes.symbols]
    assert read == [
        ("demo.shapes", "", True),
        ("demo.shapes", "Shape", True),
        ("demo.shapes", "Shape.name", True),
        ("demo.shapes", "Shape.area", True),
        ("demo.shapes", "Square", True),
        ("demo.shapes", "Square.area", True),
        None,
    ]


@pytest.mark.parametrize("value", [1, 127, 128, 300, 2**31 - 1, 2**63])
def test_numbers_survive_at_all_lengths(value: int) -> None:
    assert list(fields(number_field(5, value))) == [(5, value)]
    ((_, packed),) = fields(numbers_field(1, [0, value, 0]))
    assert isinstance(packed, bytes)
    assert list(numbers(packed)) == [0, value, 0]


@pytest.mark.parametrize("data", [b"\x80", b"\x0a\x05abc", b"\x0b", b"\xff" * 40, b"\x08"])
def test_what_is_no_message_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="protobuf"):
        list(fields(data))


def test_the_bases_of_a_class_are_asked_for_once_however_many_methods_it_has(
    project: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Class] = []
    bases_of = ClassGraph.bases_of

    def counting(graph: ClassGraph, owner: Class) -> tuple[KnownBase, ...]:
        asked.append(owner)
        return bases_of(graph, owner)

    methods = "".join(f"    def m{n}(self): ...\n" for n in range(40))
    bases = "".join(f"class B{n}: ...\n" for n in range(20))
    heads = ", ".join(f"B{n}" for n in range(20))
    linked = project({"m.py": f"{bases}class A({heads}):\n{methods}"})
    monkeypatch.setattr(ClassGraph, "bases_of", counting)
    scip_of(Repository(linked, Settings(), lambda _: "\n" * 80))
    assert len(asked) == len(set(asked)) == 21
