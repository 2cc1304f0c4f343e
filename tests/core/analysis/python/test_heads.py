"""What the heads of definitions say: bases, decorators, parameters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.signatures import Argument, Decorator

Symbols = Callable[[str], dict[str, Symbol]]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Base", "Base"),
        ("a.b.Base", "a.b.Base"),
        ("Base[int][str]", ""),
        ("with_metaclass(Meta, Base)", ""),
        ("make()[0]", ""),
        ("make().Base", ""),
        ("(Base if x else Other)", ""),
    ],
)
def test_base_that_is_an_expression_has_no_name(symbols: Symbols, written: str, name: str) -> None:
    assert [base.name for base in symbols(f"class C({written}): ...\n")["C"].bases] == [name]


@pytest.mark.parametrize(
    ("written", "decorator"),
    [
        ("one", Decorator("one")),
        ("a.b.one", Decorator("a.b.one")),
        ("two()", Decorator("two", "two()")),
        ("two(x, 3)", Decorator("two", "two(x, 3)", (Argument("", None),))),
        ("t('a,b', c)", Decorator("t", "t('a,b', c)", (Argument("", "a,b"),))),
        ("t(['a', 'b'])", Decorator("t", "t(['a', 'b'])", (Argument("", ("a", "b")),))),
        ("t(('a', b))", Decorator("t", "t(('a', b))", (Argument("", None),))),
        ("t([])", Decorator("t", "t([])", (Argument("", None),))),
        ("t(n='x')", Decorator("t", "t(n='x')", (Argument("n", "x"),))),
        (
            "t(n=True, m=1)",
            Decorator("t", "t(n=True, m=1)", (Argument("n", value=True), Argument("m", None))),
        ),
        ("t(**x)", Decorator("t", "t(**x)")),
        ("t(b'x')", Decorator("t", "t(b'x')", (Argument("", None),))),
        ("t(1).u", Decorator("", "t(1).u")),
        ("t[0]", Decorator("", "t[0]")),
    ],
)
def test_decorator_has_its_name_and_what_is_written_in_place(
    symbols: Symbols, written: str, decorator: Decorator
) -> None:
    assert symbols(f"@{written}\ndef f(): ...\n")["f"].decorators == (decorator,)


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("from functools import cache as memo\n@memo\n", "functools.cache"),
        ("import functools as ft\n@ft.lru_cache(maxsize=None)\n", "functools.lru_cache"),
        ("import pytest\nfixture = pytest.fixture\n@fixture(name='x')\n", "pytest.fixture"),
        ("from .marks import slow\n@slow\n", ".marks.slow"),
        ("@staticmethod\n", "builtins.staticmethod"),
        ("def own(f): ...\n@own\n", ":own"),
        ("from functools import cache\ndef cache(f): ...\n@cache\n", ""),
        ("@unknown\n", ""),
        ("import a\n@a.make(1).mark\n", ""),
    ],
)
def test_decorator_has_what_its_name_stands_for(symbols: Symbols, source: str, path: str) -> None:
    (decorator,) = symbols(f"{source}def f(): ...\n")["f"].decorators
    assert decorator.path == path


def test_long_texts_in_decorators_are_no_facts(symbols: Symbols) -> None:
    source = f"@t({'a' * 1000!r}, n={['a'] * 100})\ndef f(): ...\n"
    (decorator,) = symbols(source)["f"].decorators
    assert decorator.arguments == (Argument("", None), Argument("n", None))


def test_parameters_are_facts_of_a_callable(symbols: Symbols) -> None:
    source = "def f(a, /, b, c: int = 1, *args, d, e=2, **rest): ...\n"
    assert [
        (item.name, item.kind.name, item.has_default) for item in symbols(source)["f"].parameters
    ] == [
        ("a", "POSITIONAL_ONLY", False),
        ("b", "POSITIONAL_OR_KEYWORD", False),
        ("c", "POSITIONAL_OR_KEYWORD", True),
        ("args", "VARIADIC_POSITIONAL", False),
        ("d", "KEYWORD_ONLY", False),
        ("e", "KEYWORD_ONLY", True),
        ("rest", "VARIADIC_KEYWORD", False),
    ]


def test_what_stands_in_a_function_is_local_however_deep(symbols: Symbols) -> None:
    source = """
    def f():
        class C:
            x = 1
            def m(self): ...
    class D:
        def m(self):
            def g(): ...
    """
    local = {anchor for anchor, symbol in symbols(source).items() if symbol.is_local}
    assert local == {"f..C", "f..C.x", "f..C.m", "D.m..g"}


def test_truth_is_a_fact_of_data(symbols: Symbols) -> None:
    source = "a = True\nb: bool = False\nc = 1\nd: bool\ne = None\nf, g = True, False\n"
    found = {anchor: symbol.value for anchor, symbol in symbols(source).items()}
    assert found == {"a": True, "b": False, "c": None, "d": None, "e": None, "f": None, "g": None}
