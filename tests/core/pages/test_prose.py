from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.blocks.blocks import Span, Text
from sphinx_kwindex.blocks.characters import one_line
from sphinx_kwindex.pages.words.prose import prose

X = Span("x", code=True)


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("plain words", (Span("plain words"),)),
        ("``x``", (X,)),
        ("a ``x`` b", (Span("a "), X, Span(" b"))),
        (":class:`x`", (X,)),
        (":py:class:`~x`", (X,)),
        (":func:`!x`", (X,)),
        (":ref:`some title <x>`", (Span("some title"),)),
        ("`x`", (X,)),
        ("`x`_", (X,)),
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
    assert prose(words) == spans


@given(st.text())
def test_words_without_backticks_are_kept_as_they_are(words: str) -> None:
    words = words.replace("`", "'")
    assert "".join(span.text for span in prose(words)) == one_line(words)
