from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.analysis.inline import inline
from sphinx_kwindex.blocks.characters import one_line
from sphinx_kwindex.records.text import Span, Text

X = Span("x", code=True)


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("plain words", (Span("plain words"),)),
        ("``x``", (X,)),
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
        ("", ()),
    ],
)
def test_inline_markup_of_docstrings_becomes_code(words: str, spans: Text) -> None:
    assert inline(words) == spans


@given(st.text())
def test_words_without_backticks_are_kept_as_they_are(words: str) -> None:
    words = words.replace("`", "'")
    assert "".join(span.text for span in inline(words)) == one_line(words)
