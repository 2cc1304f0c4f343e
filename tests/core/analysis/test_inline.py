from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.analysis.inline import inline, inline_markdown, without_formulas
from sphinx_kwindex.blocks.characters import one_line
from sphinx_kwindex.records.text import Span, Text

X = Span("x", code=True)


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("plain words", (Span("plain words"),)),
        ("``x``", (X,)),
        (":math:`x^2`", (Span("x²", tex="x^2"),)),
        (":math:`\\def\\x{y}`", (Span("\\def\\x{y}", code=True),)),
        ("the $x$ of $HOME", (Span("the $x$ of $HOME"),)),
        ("a ``x`` b", (Span("a "), X, Span(" b"))),
        (":class:`x`", (Span("x", code=True, name="x", is_role=True),)),
        (":py:class:`~x`", (Span("x", code=True, name="x", is_role=True, shows_last=True),)),
        (":func:`!x`", (Span("x", code=True, name="x", is_role=True),)),
        (":ref:`some title <x>`", (Span("some title"),)),
        ("`x`", (X,)),
        ("`x`_", (X,)),
        (":meth:`its title <a.b>`", (Span("its title", name="a.b", is_role=True),)),
        (":pep:`its title <8>`", (Span("its title"),)),
        ("``A``", (Span("A", code=True),)),
        ("``Tide``", (Span("Tide", code=True, name="Tide"),)),
        ("`rise()`", (Span("rise()", code=True, name="rise"),)),
        ("`Map<A, B>`", (Span("Map<A, B>", code=True),)),
        ("`some title <https://x.org>`_", (Span("some title", url="https://x.org"),)),
        ("`some title <javascript:alert(1)>`_", (Span("some title"),)),
        ("[title](https://x.org/a_b)", (Span("title", url="https://x.org/a_b"),)),
        ("[title](javascript:x)", (Span("[title](javascript:x)"),)),
        ("https://x.org.", (Span("https://x.org", url="https://x.org"), Span("."))),
        (
            "(https://x.org/a(b))",
            (Span("("), Span("https://x.org/a(b)", url="https://x.org/a(b)"), Span(")")),
        ),
        ("https://", (Span("https://"),)),
        ("a ` b", (Span("a ` b"),)),
        ("*the* **tide**.", (Span("the", stress=1), Span(" "), Span("tide", stress=2), Span("."))),
        ("**Note:** x", (Span("Note:", stress=2), Span(" x"))),
        ("x *(optional)*", (Span("x "), Span("(optional)", stress=1))),
        ("**`x`**: y", (X, Span(": y"))),
        ("**use `x`**", (Span("use ", stress=2), X)),
        ("f(*args, **kwargs)", (Span("f(*args, **kwargs)"),)),
        ("2 * 3 * 4, char *p, *q", (Span("2 * 3 * 4, char *p, *q"),)),
        ("", ()),
    ],
)
def test_inline_markup_of_docstrings_becomes_code(words: str, spans: Text) -> None:
    assert inline(words) == spans


@given(st.text())
def test_words_without_backticks_are_kept_as_they_are(words: str) -> None:
    words = words.replace("`", "'")
    assert "".join(span.text for span in inline(words)) == one_line(words)


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("the $n^2$ of it", (Span("the "), Span("n²", tex="n^2"), Span(" of it"))),
        ("``$n$`` and `$m$`", (Span("$n$", code=True), Span(" and "), Span("$m$", code=True))),
        ("costs $5, see `x`, or $6", (Span("costs $5, see "), X, Span(", or $6"))),
        ("$no `x` math$", (Span("$no "), X, Span(" math$"))),
        ("\\(x\\) and \\[x^2\\]", (Span("x", tex="x"), Span(" and "), Span("x²", tex="x^2"))),
    ],
)
def test_formulas_of_markdown_are_found_beside_other_markup(words: str, spans: Text) -> None:
    assert inline_markdown(words) == spans


@given(st.text() | st.text("$\\()[]`{}^_ x2"))
def test_nothing_but_markup_is_lost_around_formulas(words: str) -> None:
    shown = "".join(span.text for span in inline_markdown(words) if not span.tex)
    assert all(sign in one_line(words) for sign in shown)


def test_titles_have_their_formulas_in_plain_characters() -> None:
    assert without_formulas("The :math:`x^2` of :math:`\\nosuch`") == "The x² of \\nosuch"
