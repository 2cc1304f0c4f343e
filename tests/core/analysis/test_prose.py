from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.analysis.prose import prose_of, summary_of
from sphinx_kwindex.analysis.sentences import SUMMARY_LENGTH
from sphinx_kwindex.records.text import words_of


@pytest.mark.parametrize(
    ("docstring", "summary"),
    [
        ("One sentence.", "One sentence."),
        ("No full stop", "No full stop"),
        ("First. Second.", "First."),
        ("First! Second.", "First!"),
        ("First? Second.", "First?"),
        ("On two\n    lines. More.", "On two lines."),
        ("\n    Starts on the second line.\n    ", "Starts on the second line."),
        ("Uses e.g. Foo and i.e. Bar. End.", "Uses e.g. Foo and i.e. Bar."),
        ("See Fig. 3 and No. 4. End.", "See Fig. 3 and No. 4."),
        ("By J. Smith et al. Later.", "By J. Smith et al. Later."),
        ("Version 3.11 of a.b.c is old. End.", "Version 3.11 of a.b.c is old."),
        ("It is called foo. bar goes on. End.", "It is called foo. bar goes on."),
        ("(In brackets.) Then more.", "(In brackets.)"),
        ("Ends with code ``x.``  Then more.", "Ends with code ``x.``"),
        ("Étude. Été.", "Étude."),
        ("First.\n\nSecond paragraph.", "First."),
        ("", ""),
        ("   \n  ", ""),
    ],
)
def test_summary_is_the_first_sentence(docstring: str, summary: str) -> None:
    assert summary_of(docstring) == summary


@pytest.mark.parametrize(
    "docstring",
    [
        "Title\n=====\n\nWords here.",
        "=====\nTitle\n=====\n\nWords here.",
        "=======\n Title\n=======\nWords here.",
        "Title\n-----\nWords here.",
    ],
)
def test_title_is_passed_over(docstring: str) -> None:
    assert summary_of(docstring) == "Words here."


@pytest.mark.parametrize(
    "docstring",
    [
        ">>> f(1)\n2",
        ":param x: a thing",
        ".. note:: careful",
        "@param x a thing",
        "\\brief words",
        "Parameters\n----------\nx : int",
        "Args:\n    x: a thing",
        "Returns:\n    nothing",
        "+---+---+\n| a | b |",
        "| line block",
        "```\ncode\n```",
        "<div>html</div>",
    ],
)
def test_docstring_that_starts_with_markup_has_no_summary(docstring: str) -> None:
    assert summary_of(docstring) == ""
    assert prose_of(docstring, 1, "module docstring") is None


@pytest.mark.parametrize(
    "markup",
    [
        "- an item\n- another",
        "* an item",
        "1. an item",
        ">>> f()",
        ":returns: x",
        "Args:\n    x: y",
        ".. warning:: no",
        "```python\nx\n```",
    ],
)
@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_words_end_where_markup_begins(markup: str, separator: str) -> None:
    found = prose_of(f"Words here.{separator}{markup}\n\nAfter it.", 1, "module docstring")
    assert found is not None
    assert words_of(found.summary) == "Words here."
    assert tuple(map(words_of, found.paragraphs)) == ()


def test_indented_block_ends_the_words() -> None:
    found = prose_of("First.\n\n    code = 1\n\nLast.", 1, "module docstring")
    assert found is not None
    assert tuple(map(words_of, found.paragraphs)) == ()


def test_paragraphs_after_the_first_sentence_are_kept_each_on_one_line() -> None:
    found = prose_of("First. Rest of\nit.\n\nSecond\nparagraph.\n\nThird.", 7, "leading comment")
    assert found is not None
    assert (words_of(found.summary), found.line, found.origin) == ("First.", 7, "leading comment")
    assert tuple(map(words_of, found.paragraphs)) == ("Rest of it.", "Second paragraph.", "Third.")


def test_long_sentence_is_cut_at_a_word_and_not_repeated_after_the_cut() -> None:
    found = prose_of("word " * 200, 1, "module docstring")
    assert found is not None
    assert len(words_of(found.summary)) <= SUMMARY_LENGTH + 2
    assert words_of(found.summary).endswith("word …")
    assert tuple(map(words_of, found.paragraphs)) == ()


def test_one_endless_word_is_cut_and_not_lost() -> None:
    summary = summary_of("x" * 1000)
    assert summary.startswith("xxx")
    assert summary.endswith("…")


def test_half_characters_are_replaced() -> None:
    assert summary_of("Half \ud800 of it.") == "Half ? of it."


@given(st.text(max_size=200))
def test_any_text_gives_a_short_summary_that_can_be_encoded(text: str) -> None:
    summary = summary_of(text)
    assert len(summary.encode()) <= 4 * (SUMMARY_LENGTH + 2)
    assert "\n" not in summary
