"""In what two heads differ, and what is the same in other words."""

from __future__ import annotations

import pytest

from sphinx_kwindex.changes.comparing import Changed
from sphinx_kwindex.changes.differences import sentence
from sphinx_kwindex.changes.folding import folded
from sphinx_kwindex.changes.spelling import is_respelled
from sphinx_kwindex.changes.states import Head


def _changed(before: str, now: str, *, module: str = "m.") -> Changed:
    old, new = (
        Head("m.py#f", "function", f"{module}f", "m.py", "f", signature)
        for signature in (before, now)
    )
    return Changed(old, new)


def _said(changed: Changed) -> str:
    return "".join(f"<{it.text}>" if it.is_code else it.text for it in sentence(changed))


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("(a)", "(a, b=(1, 2))", "parameter <b=(1, 2)> is new"),
        ("(a, *, b: dict[str, int])", "(a, *, b: int)",
         "parameter <b: dict[str, int]> is now <b: int>"),
        ("(a='),(', **b)", "(**b)", "parameter <a='),('> is gone"),
        ("(a) -> int", "(a) -> str", "result <int> is now <str>"),
        ("(a)", "(a) -> str", "result annotated as <str>"),
        ("(a) -> str", "(a)", "result no longer annotated as <str>"),
        # Another order, or another way to pass them, is more than a parameter.
        ("(a, b)", "(b, a)", "<(a, b)> is now <(b, a)>"),
        ("(a, b)", "(a, *, b)", "<(a, b)> is now <(a, *, b)>"),
        # Nobody promises that these are signatures.
        ("(a", "(b", "<(a> is now <(b>"),
        ("", "(b)", "<()> is now <(b)>"),
        ("(a, a)", "(a)", "<(a, a)> is now <(a)>"),
        ("(((", "]]]", "<(((> is now <]]]>"),
    ],
)  # fmt: skip
def test_only_what_differs_is_told(before: str, now: str, said: str) -> None:
    assert _said(_changed(before, now)) == said


def test_heads_of_other_languages_are_told_whole() -> None:
    changed = _changed("(int a, int b)", "(int a, long b)", module="")
    assert _said(changed) == "<(int a, int b)> is now <(int a, long b)>"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("(a: Optional[int] = None)", "(a: int | None = None)"),
        ("(a: t.Union[int, List['A']])", "(a: 'int | list[A]')"),
        ("(a: typing.Type[X]) -> 'X'", "(a: type[X]) -> X"),
    ],
)
def test_types_in_other_words_are_the_same(before: str, now: str) -> None:
    assert is_respelled(_changed(before, now))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("(a: Optional[int])", "(a: int)"),
        ("(a='x')", "(a=x)"),
        ("(a: Literal['x'])", "(a: Literal[x])"),
        ("(a: int)", "(a: int, b: int)"),
        ("(a: '1 +')", "(a: '1 -')"),
        ("(" * 5000, "[" * 5000),
        (f"(a{'.a' * 4000})", "(a)"),
    ],
)
def test_other_types_and_defaults_are_not(before: str, now: str) -> None:
    assert not is_respelled(_changed(before, now))


def test_members_share_what_became_of_their_class() -> None:
    names = ["A", "A.b", "A.b.c", "A.d", "e", "x::y", "x::y::z", "Lone.f"]
    heads = [Head(f"m#{name}", "class", name, "m", name) for name in names]
    found = folded(heads, lambda head: head, lambda head: head.qualname == "A.d")
    assert [(head.qualname, number) for head, number in found] == [
        ("A", 2), ("A.d", 0), ("e", 0), ("x::y", 1), ("Lone.f", 0),
    ]  # fmt: skip
