"""Which imported names the code uses, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.records.analysis import Analysis
from tests.core.fixtures import AnalysePython


def _named(analysis: Analysis) -> list[tuple[str, str, str, int]]:
    """Return what is imported, the attributes, the enclosing definition, and the line."""
    return [
        (
            analysis.imports[item.imported].dotted,
            item.attributes,
            analysis.symbols[item.symbol].qualname if item.symbol >= 0 else "",
            item.line,
        )
        for item in analysis.references
    ]


def test_names_and_their_attributes_belong_to_the_function_around_them(
    python: AnalysePython,
) -> None:
    source = """
    import a.b
    from c import d
    d
    class T:
        d.x
        def m(self, value=d.y):
            def inner():
                return a.b.e.f()
            return inner
    """
    assert _named(python(source)) == [
        ("c.d", "", "", 4),
        ("c.d", "x", "T", 6),
        ("c.d", "y", "T.m", 7),
        ("a.b", "b.e.f", "T.m", 9),
    ]


def test_each_use_is_known_by_its_first_line_in_a_definition(python: AnalysePython) -> None:
    source = "from c import d\ndef f():\n    d\n    d\ndef g():\n    d\n"
    assert _named(python(source)) == [("c.d", "", "f", 3), ("c.d", "", "g", 6)]


def test_decorator_belongs_to_what_it_decorates(python: AnalysePython) -> None:
    source = "import p\n@p.mark\ndef f(): ...\n@p.deco\nclass C: ...\n"
    assert _named(python(source)) == [("p", "mark", "f", 2), ("p", "deco", "C", 4)]


@pytest.mark.parametrize(
    "rebinding",
    [
        "d = 1",
        "def d(): ...",
        "class d: ...",
        "for d in (): ...",
        "with open('x') as d: ...",
        "from other import d",
    ],
)
def test_name_that_something_else_binds_as_well_is_no_reference(
    python: AnalysePython, rebinding: str
) -> None:
    assert _named(python(f"from c import d\n{rebinding}\ndef f():\n    d.x\n")) == []


@pytest.mark.parametrize(
    "function",
    [
        "def f(d): return d",
        "def f(*d): return d",
        "def f(**d): return d",
        "def f(): d = 1; return d",
        "f = lambda d: d",
        "f = lambda *d: d",
        "[d for d in ()]",
        "def f():\n    try: ...\n    except E as d: d",
        "def f(x):\n    match x:\n        case [*d]: d",
    ],
)
def test_local_name_is_no_reference_but_the_same_name_elsewhere_is(
    python: AnalysePython, function: str
) -> None:
    source = f"from c import d\n{function}\ndef g():\n    return d\n"
    assert [(name, place) for name, _, place, _ in _named(python(source))] == [("c.d", "g")]


def test_import_in_a_function_is_not_that_of_another_one(python: AnalysePython) -> None:
    source = (
        "def f():\n    from c import open\n    open\n"
        "def g():\n    open\n"
        "def h():\n    from d import open\n    open\n"
    )
    assert _named(python(source)) == [("c.open", "", "f", 3), ("d.open", "", "h", 8)]


def test_optional_import_is_a_reference_though_the_name_may_be_none(python: AnalysePython) -> None:
    source = "try:\n    import a\nexcept ImportError:\n    a = None\na.x\n"
    assert _named(python(source)) == [("a", "x", "", 5)]


def test_alternatives_that_differ_are_no_reference(python: AnalysePython) -> None:
    source = "try:\n    import a as x\nexcept ImportError:\n    import b as x\nx.y\n"
    assert _named(python(source)) == []


def test_two_modules_of_one_package_bind_one_name(python: AnalysePython) -> None:
    assert _named(python("import a.b\nimport a.c\na.c.x\n")) == [("a.b", "c.x", "", 3)]


WORDS = st.sampled_from(
    ["a", "b", "a.b", "=", " ", "\n", "import a", "from a import b", "def a():", "    ", "(", ")",
     "class b:", "lambda a: b", "[a for a in b]", "global a", ":", "del a", "@a.b"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14))
def test_whatever_parses_has_references_that_point_into_the_file(words: list[str]) -> None:
    analysis = analyse("m.py", "".join(words).encode())
    for item in analysis.references:
        assert 0 <= item.imported < len(analysis.imports)
        assert -1 <= item.symbol < len(analysis.symbols)
        assert 1 <= item.line <= analysis.lines
