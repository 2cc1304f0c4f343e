from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from sphinx_kwindex.records.analysis import Prose
from sphinx_kwindex.records.documents import LinkKind
from sphinx_kwindex.records.text import words_of
from tests.core.fixtures import AnalysePython


def _prose(python: AnalysePython, text: str) -> Prose | None:
    return python(text, "README.md").prose


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\nCounts the tides. Well.\n",
        "Title\n=====\n\nCounts *the* **tides**. Well.\n",
        "# T\n\n[![badge](x.svg)](y)\n\nCounts the [tides](z.md). Well.\n",
        "**Source Code**: [the tides](x.md)\n\nCounts the tides. Well.\n",
        "<p align=center>html</p>\n\nCounts the tides. Well.\n",
        "---\ntitle: x y z\n---\n\nCounts the tides. Well.\n",
        "- a list item of words\n\nCounts the tides. Well.\n",
        "> a quote of some words\n\nCounts the `tides`. Well.\n",
        "```\ncode of some words\n```\n\nCounts the tides. Well.\n",
    ],
)
def test_first_paragraph_of_words_speaks_for_a_markdown_file(
    python: AnalysePython, text: str
) -> None:
    found = _prose(python, text)
    assert found is not None
    assert (words_of(found.summary), tuple(map(words_of, found.paragraphs))) == (
        "Counts the tides.",
        ("Well.",),
    )
    assert found.origin == "first paragraph"
    assert text.split("\n")[found.line - 1].startswith("Counts")


def test_first_heading_speaks_where_no_paragraph_does(python: AnalysePython) -> None:
    found = _prose(python, "\n## Tide *tables*\n\n- item\n\n# Other\n")
    assert found is not None
    assert (words_of(found.summary), found.line, found.origin) == (
        "Tide tables",
        2,
        "first heading",
    )


@pytest.mark.parametrize("text", ["", "- only a list item\n", "![x](y)\n", "<!-- hidden words -->"])
def test_markdown_without_words_of_its_own_has_no_prose(python: AnalysePython, text: str) -> None:
    assert _prose(python, text) is None


def test_character_reference_to_half_a_character_does_no_harm(python: AnalysePython) -> None:
    found = _prose(python, "Words &#xD800; and &#0; more words.\n")
    assert found is not None
    assert words_of(found.summary).encode()


CHECKOUT = Path(__file__).parents[3]


class Rendered(HTMLParser):
    """What a browser finds in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.images: list[str] = []
        self.headings = 0
        self.code_blocks = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        elif tag == "img":
            self.images.append(str(values.get("src")))
        self.headings += bool(re.fullmatch("h[1-6]", tag))
        self.code_blocks += tag == "pre"


@pytest.mark.parametrize(
    "path",
    ["README.md", "CONTRIBUTING.md", "example_project/README.md", "benchmarks/README.md"],
)
def test_facts_are_as_complete_as_the_rendered_page(python: AnalysePython, path: str) -> None:
    text = (CHECKOUT / path).read_text("utf-8")
    renderer = MarkdownIt("gfm-like", {"html": True})
    assert renderer.linkify is not None
    renderer.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    page = Rendered()
    page.feed(renderer.render(text))

    found = python(text, "README.md")

    assert found.document is not None
    by_kind: dict[LinkKind, list[str]] = {kind: [] for kind in LinkKind}
    for link in found.document.links:
        by_kind[link.kind].append(link.target)
    assert sorted(by_kind[LinkKind.LINK]) == sorted(page.links)
    assert sorted(by_kind[LinkKind.IMAGE]) == sorted(page.images)
    assert len(found.document.code_blocks) == page.code_blocks
    assert len(found.symbols) == page.headings


def test_label_with_links_does_not_speak_for_a_restructuredtext_file(python: AnalysePython) -> None:
    text = "Documentation is at: `the tides <x.html>`_\n\nCounts the tides, see `more <y.html>`_.\n"
    found = python(text, "README.rst").prose
    assert found is not None
    assert words_of(found.summary) == "Counts the tides, see more."


@pytest.mark.parametrize("opening", [":::", ":::{note}", "::: tip"])
def test_blocks_between_colons_are_read_so_deep_and_no_deeper(
    python: AnalysePython, opening: str
) -> None:
    text = f"# A\n\n{opening}\n" * 3_000 + "x\n" + ":::\n" * 3_000 + "\n[b](c.md)\n"
    analysis = python(text, "a.md")
    assert analysis.problem is None
    assert analysis.symbols
