from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_kwindex.records import Analysis, Prose

Analyse = Callable[..., Analysis]


def _prose(python: Analyse, text: str) -> Prose | None:
    return python(text, "README.md").prose


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\nCounts the tides. Well.\n",
        "Title\n=====\n\nCounts *the* **tides**. Well.\n",
        "# T\n\n[![badge](x.svg)](y)\n\nCounts the [tides](z.md). Well.\n",
        "<p align=center>html</p>\n\nCounts the tides. Well.\n",
        "---\ntitle: x y z\n---\n\nCounts the tides. Well.\n",
        "- a list item of words\n\nCounts the tides. Well.\n",
        "> a quote of some words\n\nCounts the `tides`. Well.\n",
        "```\ncode of some words\n```\n\nCounts the tides. Well.\n",
    ],
)
def test_first_paragraph_of_words_speaks_for_a_markdown_file(python: Analyse, text: str) -> None:
    found = _prose(python, text)
    assert found is not None
    assert (found.summary, found.paragraphs) == ("Counts the tides.", ("Well.",))
    assert found.origin == "first paragraph"
    assert text.split("\n")[found.line - 1].startswith("Counts")


def test_first_heading_speaks_where_no_paragraph_does(python: Analyse) -> None:
    found = _prose(python, "\n## Tide *tables*\n\n- item\n\n# Other\n")
    assert found is not None
    assert (found.summary, found.line, found.origin) == ("Tide tables", 2, "first heading")


@pytest.mark.parametrize("text", ["", "- only a list item\n", "![x](y)\n", "<!-- hidden words -->"])
def test_markdown_without_words_of_its_own_has_no_prose(python: Analyse, text: str) -> None:
    assert _prose(python, text) is None


def test_character_reference_to_half_a_character_does_no_harm(python: Analyse) -> None:
    found = _prose(python, "Words &#xD800; and &#0; more words.\n")
    assert found is not None
    assert found.summary.encode()
