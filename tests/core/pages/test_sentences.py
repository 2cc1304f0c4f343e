"""Words of a file in a table: cut where they are long, and without names to be linked."""

from __future__ import annotations

from sphinx_kwindex.analysis.inline import inline
from sphinx_kwindex.blocks.sentences import shortened
from sphinx_kwindex.records.text import Span, words_of


def test_names_are_no_links_in_a_table() -> None:
    assert shortened(inline("Of :class:`~a.Tide`.")) == (
        Span("Of "), Span("a.Tide", code=True), Span("."),
    )  # fmt: skip


def test_a_long_sentence_is_cut_at_a_word_and_its_code_stays_code() -> None:
    text = inline(f"{'word ' * 58}``a b c d e f g h`` and more {'word ' * 20}")
    *_, last = cut = shortened(text)
    assert last == Span("a b c d e …", code=True)
    assert len(words_of(cut)) <= 302


def test_a_sentence_that_was_cut_is_not_cut_again() -> None:
    text = inline(f"{'x' * 300} …")
    assert shortened(text) == text
