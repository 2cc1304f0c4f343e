from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from sphinx_kwindex.records.text import words_of

Symbols = Callable[[str], dict[str, Symbol]]

new_in_3_12 = pytest.mark.skipif(sys.version_info < (3, 12), reason="syntax of Python 3.12")

EVERYTHING = '''
import enum
from typing import Final, TypeAlias, overload

LIMIT = 10
_limit = 3
name: str = "x"
Vector: TypeAlias = list[float]
tide: Final = 3

class Failure(ValueError):
    """It failed. Badly."""

class Colour(enum.Enum):
    RED = 1

class Base:
    """A base."""

    size: int = 3

    def __init__(self, a):
        self.a = a

    @property
    def area(self): ...

    @area.setter
    def area(self, value): ...

    async def run(self): ...

    class Inner: ...

async def main(): ...
'''


def test_every_kind_is_told(symbols: Symbols) -> None:
    found = {anchor: symbol.kind.value for anchor, symbol in symbols(EVERYTHING).items()}
    assert found == {
        "LIMIT": "constant",
        "_limit": "variable",
        "name": "variable",
        "Vector": "type alias",
        "tide": "constant",
        "Failure": "exception",
        "Colour": "class",
        "Colour.RED": "attribute",
        "Base": "class",
        "Base.size": "attribute",
        "Base.__init__": "method",
        "Base.a": "attribute",
        "Base.area": "property",
        "Base.area.2": "property",
        "Base.run": "method",
        "Base.Inner": "class",
        "main": "function",
    }


def test_every_kind_of_symbol_of_python_occurs_in_the_test_above(symbols: Symbols) -> None:
    kinds = list(SymbolKind)
    python_kinds = set(kinds[: kinds.index(SymbolKind.TYPE_ALIAS) + 1])
    assert {symbol.kind for symbol in symbols(EVERYTHING).values()} == python_kinds


def test_symbols_stand_in_source_order_each_after_its_parent(symbols: Symbols) -> None:
    found = list(symbols(EVERYTHING).values())
    assert [symbol.line for symbol in found] == sorted(symbol.line for symbol in found)
    for position, symbol in enumerate(found):
        assert symbol.parent < position
        lead = f"{found[symbol.parent].qualname}." if symbol.parent >= 0 else ""
        assert symbol.qualname == lead + symbol.name


def test_line_of_a_decorated_definition_is_that_of_the_def(symbols: Symbols) -> None:
    found = symbols("@one\n@two(\n    3,\n)\ndef f(): ...\n\n@three\nclass C: ...\n")
    shown = {
        anchor: (symbol.line, [decorator.written for decorator in symbol.decorators])
        for anchor, symbol in found.items()
    }
    assert shown == {"f": (5, ["one", "two(3)"]), "C": (8, ["three"])}


def test_end_line_is_that_of_the_last_line_of_the_body(symbols: Symbols) -> None:
    found = symbols(
        "class C:\n    def f(self):\n        return [\n            1,\n        ]\n\nX = (\n1\n)\n"
    )
    assert {anchor: (item.line, item.end_line) for anchor, item in found.items()} == {
        "C": (1, 5),
        "C.f": (2, 5),
        "X": (7, 9),
    }


def test_async_functions_and_methods_are_marked(symbols: Symbols) -> None:
    found = symbols("async def f(): ...\nclass C:\n    async def g(self): ...\ndef h(): ...\n")
    assert [anchor for anchor, symbol in found.items() if symbol.is_async] == ["f", "C.g"]


def test_nested_definitions_have_the_qualified_name_that_python_gives_them(
    symbols: Symbols,
) -> None:
    source = "def f():\n    def g():\n        class C:\n            def h(self): ...\n"
    found = [symbol.qualname for symbol in symbols(source).values()]
    assert found == [
        "f",
        "f.<locals>.g",
        "f.<locals>.g.<locals>.C",
        "f.<locals>.g.<locals>.C.h",
    ]


def test_local_variables_are_no_symbols(symbols: Symbols) -> None:
    assert list(symbols("def f():\n    X = 1\n    y: int = 2\n    for z in y: w = z\n")) == ["f"]


def test_second_definition_of_a_name_gets_a_numbered_anchor(symbols: Symbols) -> None:
    source = "if a:\n    def f(): ...\nelse:\n    def f(x): ...\ndef f(y): ...\n"
    found = symbols(source)
    assert [(anchor, symbol.signature) for anchor, symbol in found.items()] == [
        ("f", "()"),
        ("f.2", "(x)"),
        ("f.3", "(y)"),
    ]


def test_overloads_and_accessors_are_told_apart_by_a_note(symbols: Symbols) -> None:
    source = """
    @overload
    def f(a: int): ...
    @typing.overload
    def f(a: str): ...
    def f(a): ...
    class C:
        @property
        def p(self): ...
        @p.setter
        def p(self, v): ...
        @p.deleter
        def p(self): ...
        @functools.cached_property
        def q(self): ...
        @Base.r.getter
        def r(self): ...
        def setter(self): ...
        @setter
        def s(self): ...
    """
    found = {anchor: (item.kind.value, item.note) for anchor, item in symbols(source).items()}
    assert found == {
        "f": ("function", "overload"),
        "f.2": ("function", "overload"),
        "f.3": ("function", ""),
        "C": ("class", ""),
        "C.p": ("property", ""),
        "C.p.2": ("property", "setter"),
        "C.p.3": ("property", "deleter"),
        "C.q": ("property", ""),
        "C.r": ("property", "getter"),
        "C.setter": ("method", ""),
        "C.s": ("method", ""),
    }


def test_definitions_in_every_kind_of_block_are_found(symbols: Symbols) -> None:
    source = """
    try:
        def a(): ...
    except ImportError:
        def b(): ...
    else:
        def c(): ...
    finally:
        def d(): ...
    with x:
        def e(): ...
    for x in y:
        def f(): ...
    else:
        def g(): ...
    while x:
        def h(): ...
    else:
        def i(): ...
    match x:
        case 1:
            def j(): ...
        case _:
            K = 1
    if x:
        L = 1
    elif y:
        M = 1
    else:
        N = 1
    try:
        def o(): ...
    except* ValueError:
        def p(): ...
    """
    assert list(symbols(source)) == list("abcdefghijKLMNop")


def test_each_name_that_a_statement_assigns_is_a_symbol_once(symbols: Symbols) -> None:
    source = (
        "a, (b, *c) = [d, e] = 1, (2, 3)\nf = g = 1\na = 2\nh: int\nx.y = 1\nz[0] = 1\ni += 1\n"
    )
    assert list(symbols(source)) == ["a", "b", "c", "d", "e", "f", "g", "h"]


def test_instance_attributes_are_those_of_the_first_parameter(symbols: Symbols) -> None:
    source = """
    class C:
        known = 1
        def __init__(this, other, /):
            this.a, this.b = 1, 2
            this.c: int = 3
            if other:
                this.d = 4
            this.a = 5
            this.known = 6
            other.e = 7
            this.f.g = 8
            def inner(): this.h = 9
        @classmethod
        def make(cls): cls.i = 1
        @staticmethod
        def static(x): x.j = 1
        def none(): ...
        def more(self, *, k): self.k = k
    """
    found = [anchor for anchor, item in symbols(source).items() if item.kind == "attribute"]
    assert found == ["C.known", "C.a", "C.b", "C.c", "C.d", "C.k"]


@pytest.mark.parametrize(
    ("statement", "signature"),
    [
        ("X = 1", " = 1"),
        ("X: int = 1", ": int = 1"),
        ("X: list[int]", ": list[int]"),
        ("X = 'a' 'b'", " = 'ab'"),
        ("X = '''a\nb'''", " = 'a\\nb'"),
        ("X = [\n 1,\n 2]", " = [1, 2]"),
        ("X, Y = 1, 2", ""),
        ("X = lambda a: a", " = lambda a: a"),
    ],
)
def test_value_of_data_is_shown_on_one_line(
    symbols: Symbols, statement: str, signature: str
) -> None:
    assert symbols(statement)["X"].signature == signature


def test_long_value_is_cut_with_an_ellipsis(symbols: Symbols) -> None:
    text = symbols(f"X = {list(range(100))}\n")["X"].signature
    assert text.startswith(" = [0, 1, 2,")
    assert text.endswith(" 20, 21, …]")
    assert len(text) < 90


def test_value_that_an_ellipsis_would_hardly_shorten_is_not_cut(symbols: Symbols) -> None:
    value = f"[{', '.join('12345' for _ in range(12))}]"
    assert symbols(f"X = {value}\n")["X"].signature == f" = {value}"


def test_bases_and_class_keywords_are_shown_as_written(symbols: Symbols) -> None:
    source = "class C(a.B[int], Generic[T], metaclass=Meta, **options): ...\n"
    assert [(base.name, base.written) for base in symbols(source)["C"].bases] == [
        ("a.B", "a.B[int]"),
        ("Generic", "Generic[T]"),
        ("", "metaclass=Meta"),
        ("", "**options"),
    ]


def test_only_a_class_with_a_builtin_exception_as_its_base_is_an_exception_by_itself(
    symbols: Symbols,
) -> None:
    source = (
        "class A(KeyError): ...\nclass B(A): ...\nclass C(x.ValueError): ...\nclass DError: ...\n"
    )
    found = {anchor: symbol.kind.value for anchor, symbol in symbols(source).items()}
    assert found == {"A": "exception", "B": "class", "C": "class", "DError": "class"}


def test_summary_is_the_first_sentence_of_the_docstring(symbols: Symbols) -> None:
    source = (
        'def f():\n    """First. Second."""\nclass C:\n    """\n    Words\n    here.\n    """\n'
    )
    found = symbols(source)
    assert (words_of(found["f"].summary), words_of(found["C"].summary)) == ("First.", "Words here.")


@new_in_3_12
def test_type_parameters_are_part_of_the_signature(symbols: Symbols) -> None:
    source = """
    class C[T: (int, str), *Ts, **P](Base[T]): ...
    def f[T](a: T) -> T: ...
    type Pair[T] = tuple[T, T]
    type Name = str
    """
    found = {
        anchor: (it.kind.value, it.signature, tuple(base.written for base in it.bases))
        for anchor, it in symbols(source).items()
    }
    assert found == {
        "C": ("class", "[T: (int, str), *Ts, **P]", ("Base[T]",)),
        "f": ("function", "[T](a: T) -> T", ()),
        "Pair": ("type alias", "[T] = tuple[T, T]", ()),
        "Name": ("type alias", " = str", ()),
    }


@pytest.mark.parametrize(
    "prose",
    [
        '"""The class didn\'t.\n\nimport from here. def of, class of that:\n    def f(x)\n"""',
        "# class didn't; import from; def of(x):\n# class C:\n#     def g(self): ...",
        "x('class A: ...', '''\nclass B:\n    def h(self): ...\n''')",
        'f"class {x}: def y(): ..."',
        "print(r'''\ndef raw(): ...\n''')",
    ],
)
def test_prose_never_becomes_a_symbol(symbols: Symbols, prose: str) -> None:
    assert symbols(f"{prose}\n") == {}
    indented = prose.replace("\n", "\n    ")
    assert list(symbols(f"def f():\n    {indented}\n    return 1\n")) == ["f"]


@pytest.mark.parametrize("private", ["_a", "__b", "_C.d", "E._f", "g.<locals>._h"])
def test_symbol_is_private_if_any_part_of_its_name_is(private: str) -> None:
    assert Symbol(private.rpartition(".")[2], private, SymbolKind.METHOD, 1, 1, "").is_private


@pytest.mark.parametrize("public", ["a", "__init__", "C.__call__", "a_", "f.<locals>.g"])
def test_special_names_are_not_private(public: str) -> None:
    assert not Symbol(public.rpartition(".")[2], public, SymbolKind.METHOD, 1, 1, "").is_private


SHIFTED = EVERYTHING + "\ndef f(): ...\ndef f(a): ...\nclass Base:\n    def run(self): ...\n"


@given(
    st.lists(
        st.sampled_from(["", "# a comment", "   ", "#class X:", "\x0c", "import os"]), max_size=8
    )
)
def test_anchors_are_unique_and_do_not_depend_on_the_lines_above(lines: list[str]) -> None:
    lead = "".join(f"{line}\n" for line in lines)
    before = analyse("m.py", SHIFTED.encode()).symbols
    after = analyse("m.py", (lead + SHIFTED).encode()).symbols
    anchors = [symbol.anchor for symbol in after]
    assert anchors == [symbol.anchor for symbol in before]
    assert len(set(anchors)) == len(anchors)
    assert [symbol.line - len(lines) for symbol in after] == [symbol.line for symbol in before]


def test_a_definition_does_not_take_the_identifier_of_a_search_field(
    symbols: Callable[[str], dict[str, Symbol]],
) -> None:
    assert list(symbols("searchbox = 1\n")) == ["searchbox.2"]


def test_string_below_an_attribute_of_an_instance_describes_it(symbols: Symbols) -> None:
    found = symbols(
        '''
        class A:
            def __init__(self):
                self.names: list[str] = []
                """Names of it."""
                self.a = self.b = 1
                """Both."""
                self.c, self.d = 1, 2
                """Two at once."""
                if x:
                    self.e = 1
                    """Sometimes."""
                """Nothing."""
                f()
                """Nothing either."""
                self.g = 1
        '''
    )
    assert {name: words_of(symbol.summary) for name, symbol in found.items() if symbol.summary} == {
        "A.names": "Names of it.",
        "A.a": "Both.",
        "A.b": "Both.",
        "A.c": "Two at once.",
        "A.d": "Two at once.",
        "A.e": "Sometimes.",
    }


def test_comments_for_sphinx_describe_assignments(symbols: Symbols) -> None:
    found = symbols(
        '''
        #: One line.
        ONE = 1
        TWO = 2  #: Behind.
        #: First of two lines,
        #: and the second.
        three: int = 3
        #: Too far.

        FOUR = 4
        TEXT = "#: no comment"
        #: Above.
        FIVE = (  # an ordinary comment
            5
        )  #: Behind the end.
        #: Of a function, for which Sphinx does not read it.
        def f(): ...
        #: Not this.
        SIX = 6
        """But this."""

        class Color(enum.Enum):
            #: The red one.
            RED = 1
            BLUE = 2  #: The blue one.
            def __init__(self):
                #: Of the instance.
                self.x = 1
                self.y: int = 2  #: Behind it.
        '''
    )
    assert {name: words_of(symbol.summary) for name, symbol in found.items() if symbol.summary} == {
        "ONE": "One line.",
        "TWO": "Behind.",
        "three": "First of two lines, and the second.",
        "FIVE": "Behind the end.",
        "SIX": "But this.",
        "Color.RED": "The red one.",
        "Color.BLUE": "The blue one.",
        "Color.x": "Of the instance.",
        "Color.y": "Behind it.",
    }
