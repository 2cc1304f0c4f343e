"""How the work on a source of the C family grows with its length."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

import pytest

from sphinx_kwindex.analysis.grammars import GRAMMARS

if TYPE_CHECKING:
    from _typeshed import TraceFunction

HOSTILE = {
    "macros in a row": "MACRO ",
    "macros with arguments in a row": "A_B(x) ",
    "calls of macros": "EXPORT_SYMBOL(x);\n",
    "unclosed parentheses": "int f(",
    "unclosed braces": "struct a {",
    "unclosed brackets": "int a[",
    "parentheses that close nothing": ") (",
    "template heads": "template<> ",
    "labels": "class A { public: ",
    "scopes": "a::",
    "declarators": "int a, b, *c",
    "types of old parameters": "f(a) int a;",
    "enumerators by macros": "enum E { X(a) Y(b) ",
    "one line of functions": "static int __init f(int a) { return a; }",
    "methods": "@interface A\n- (void)a:(int)b\n",
    "properties": "@interface A\n@property (a) int b\n",
    "modules": "export module a",
    "export blocks": "export { ",
    "members of constructors": "A::A() : a{0}, b{0}, ",
    "comments in comments": "/* ",
}


def work(prepare: Callable[[bytes, int], object], source: bytes) -> int:
    """Return how many lines of our code are run for a source."""
    lines = 0

    def trace(frame: FrameType, event: str, _argument: object) -> TraceFunction | None:
        nonlocal lines
        if "sphinx_kwindex" not in frame.f_code.co_filename:
            return None
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        prepare(source, 10_000)
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("language", ["C", "C++", "Objective-C"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_four_times_the_source_is_four_times_the_work(text: str, language: str) -> None:
    prepare = GRAMMARS[language].prepare
    assert prepare is not None
    short, long = (work(prepare, (text * number).encode()) for number in (100, 400))
    assert long < 4.5 * short + 2_000
