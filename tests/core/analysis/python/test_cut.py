"""A module with too many statements is read in part, and its imports as a whole."""

from __future__ import annotations

import ast
import sys

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.analysis.python.cut import NOTHING_UNREAD, cut
from sphinx_kwindex.limits import Limits

FEW = Limits(max_definitions=5, max_statements=20)


def test_module_with_few_statements_stays_as_it_is() -> None:
    module = ast.parse("class A:\n    def f(self): return 1\n")
    before = ast.dump(module)
    assert cut(module, 1_000, FEW) == NOTHING_UNREAD
    assert ast.dump(module) == before


def test_definitions_that_are_left_out_are_counted_and_imports_remain() -> None:
    lines = [f"def f{number}(): a = 1" for number in range(8)]
    text = "\n".join([*lines, "import last", "class B:\n    x = y = 1", "x = 2", "del x"])
    module = ast.parse(text)
    unread = cut(module, len(text), FEW)
    assert unread.is_something
    # f6, f7, B, x and y
    assert unread.definitions == 5
    assert [type(node).__name__ for node in module.body] == ["FunctionDef"] * 6 + ["Import"]
    analysis = analyse("many.py", text.encode(), FEW)
    assert [item.module for item in analysis.imports] == ["last"]
    assert (len(analysis.symbols), analysis.unlisted, analysis.is_cut) == (5, 6, True)


@pytest.mark.parametrize(
    "text",
    [
        "class A:\n" + "    def f(self): pass\n" * 30,
        "def f():\n" + "    a()\n" * 30,
        "if a:\n    pass\n" + "elif a:\n    b\n" * 30,
        "try:\n    a\n" + "except A:\n    b\n" * 30,
        "match a:\n" + "    case 1:\n        b\n" * 30,
        "for a in b:\n    pass\nelse:\n" + "    a()\n" * 30,
        "a = 1; " * 30,
        "import a\n" * 30,
    ],
)
def test_blocks_of_any_kind_are_cut(text: str) -> None:
    analysis = analyse("a.py", text.encode(), FEW)
    assert analysis.is_cut
    assert analysis.problem is None
    assert len(analysis.symbols) <= 5
    assert len(analysis.imports) <= 5


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("x = [{}]", "f(a), "),
        ("x = {{{}}}", "a: b, "),
        ("x = a{}", " < b"),
        ("f({})", "a, "),
        ("x = a{}", " and b"),
        ("{}x", "a = "),
        ("{}def f(): pass", "@a\n"),
        ("x = f'{}'", "{{a}}"),
        ("f(a, [{}], b)", "a, "),
    ],
)
def test_statements_without_end_are_read_in_part(text: str, kept: str) -> None:
    source = text.format(kept.format() * 100) + "\nlast = 1\nimport b\n"
    whole, part = (ast.parse(source) for _ in range(2))
    assert cut(whole, 0, FEW) == NOTHING_UNREAD
    assert cut(part, len(source), FEW).is_something
    assert sum(1 for _ in ast.walk(part)) < 3 * 120 < sum(1 for _ in ast.walk(whole)) * 3
    ast.unparse(part)
    analysis = analyse("a.py", source.encode(), FEW)
    assert analysis.problem is None
    assert analysis.is_cut
    assert [item.module for item in analysis.imports] == ["b"]


def test_line_of_f_strings_without_end_is_not_parsed() -> None:
    fields = "{a}" * 20_000
    analysis = analyse("a.py", f"def f(): pass\nx = f'{fields}'\n".encode())
    assert analysis.approximate
    assert [symbol.name for symbol in analysis.symbols] == ["f"]
    assert not analyse("a.py", f"x = '{fields}'\n".encode()).approximate
    lines = fields.replace("}", "}\n")
    assert not analyse("a.py", f"x = f'''{lines}'''\n".encode()).approximate


@pytest.mark.parametrize(
    "piece",
    ["x = x\n", "__all__ += ['a']\n", "__all__.remove('a')\n", "import a\na.b\n", "a.b = a.b\n"],
)
@pytest.mark.parametrize("head", ["", "class A:\n    x = x\n"])
def test_names_that_are_bound_often_take_no_square(head: str, piece: str) -> None:
    short, long = (_calls(f"__all__ = []\n{head}{piece * number}") for number in (400, 1_600))
    assert long < 4.5 * short


def _calls(text: str) -> int:
    """Return how many functions are called to analyse a text."""
    calls = 0

    def count(_frame: object, _event: str, _argument: object) -> None:
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        analyse("a.py", text.encode())
    finally:
        sys.setprofile(before)
    return calls
