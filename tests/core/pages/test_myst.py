from __future__ import annotations

from urllib.parse import unquote

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sphinx_kwindex.blocks.blocks import (
    Block,
    DataBlock,
    Field,
    Fields,
    Heading,
    Listing,
    Page,
    Paragraph,
    Snippet,
)
from sphinx_kwindex.blocks.characters import one_line, visible
from sphinx_kwindex.blocks.myst import code_span, inline, write_page
from sphinx_kwindex.records.text import Span
from tests.core.pages.strategies import DATA, HOSTILE

MARKDOWN = MarkdownIt("commonmark").enable("table")


def _visible(inline_token: Token) -> str:
    children = inline_token.children or []
    assert {child.type for child in children} <= {"text", "code_inline"}
    return "".join(child.content for child in children)


def _only(text: str, kind: str) -> Token:
    """Return the inline content of the only block of the text."""
    tokens = MARKDOWN.parse(text)
    assert [token.type for token in tokens] == [f"{kind}_open", "inline", f"{kind}_close"]
    return tokens[1]


@pytest.mark.parametrize(
    "text",
    [
        "# x", "- x", " - x", "1. x", "1) x", "> x", "---", "===", "***", "+ x", "    code", "\tx",
        "```", "~~~", "| a |", "<b>", "<!-- x", "&amp;", "[x]: y", "[x](y)", "*x*", "__x__", "\\",
        "{ref}`x`", "(x)=", "% x", "+++", ":::", "$x$", "a\\\nb", "!", "http://x.org", "a@b.org",
    ],
)  # fmt: skip
def test_text_that_looks_like_markup_is_shown_as_it_is(text: str) -> None:
    assert _visible(_only(inline((Span(text),)), "paragraph")) == one_line(text)


@given(HOSTILE.filter(one_line))
def test_any_text_is_one_paragraph_with_exactly_that_text(text: str) -> None:
    assert _visible(_only(inline((Span(text),)), "paragraph")) == one_line(text)


@given(HOSTILE.filter(one_line), st.integers(1, 6))
def test_any_text_is_one_heading_with_exactly_that_text(text: str, level: int) -> None:
    page = write_page(Page("d", (Heading(level, text, "a"),), listed=True))
    attributes, _, heading = page.partition("\n")
    assert attributes == "{#a}"
    assert _visible(_only(heading, "heading")) == one_line(text)


@given(HOSTILE.filter(one_line))
def test_any_text_is_one_code_span_with_exactly_that_text(text: str) -> None:
    (child,) = _only(code_span(text), "paragraph").children or []
    assert (child.type, child.content) == ("code_inline", one_line(text))


@given(HOSTILE, HOSTILE.filter(one_line), HOSTILE)
def test_text_and_code_side_by_side_stay_apart(before: str, code: str, after: str) -> None:
    token = _only(inline((Span(before), Span(code, code=True), Span(after))), "paragraph")
    codes = [child.content for child in token.children or [] if child.type == "code_inline"]
    assert codes == [one_line(code)]
    assert one_line(_visible(token)) == one_line(before + one_line(code) + after)


@given(HOSTILE.filter(one_line), HOSTILE.filter(bool), HOSTILE, st.booleans())
def test_link_between_pages_keeps_its_text_and_target(
    text: str,
    docname: str,
    anchor: str,
    code: bool,  # noqa: FBT001
) -> None:
    token = _only(inline((Span(text, code=code, docname=docname, anchor=anchor),)), "paragraph")
    opening, *shown, closing = token.children or []
    assert (opening.type, closing.type) == ("link_open", "link_close")
    assert one_line("".join(child.content for child in shown)) == one_line(text)
    target, _, fragment = str(opening.attrGet("href")).removeprefix("project:").partition("#")
    assert (unquote(target), unquote(fragment)) == (docname, anchor)


def test_neighbouring_words_are_joined_before_they_are_escaped() -> None:
    assert inline((Span("1"), Span(". x"))) == "1\\. x"


def test_page_that_no_table_of_contents_lists_is_an_orphan() -> None:
    block = Paragraph((Span("x"),))
    assert write_page(Page("d", (block,))) == "---\norphan: true\n---\n\nx\n"
    assert write_page(Page("d", (block,), listed=True)) == "x\n"


@given(HOSTILE)
def test_any_source_is_one_fence_with_exactly_that_text(text: str) -> None:
    for block, info in ((Listing("python", text), "source"), (Snippet("python", text), "code")):
        (token,) = MARKDOWN.parse(write_page(Page("d", (block,), listed=True)))
        assert (token.type, token.info) == ("fence", f"{{kwindex-{info}}} python")
        shown = visible(text)
        assert token.content == (shown if shown.endswith("\n") else f"{shown}\n")


@pytest.mark.parametrize("kind", DATA, ids=lambda kind: kind.__name__)
@given(st.data())
def test_data_of_any_block_comes_back_through_its_fence(kind: type, data: st.DataObject) -> None:
    block = data.draw(DATA[kind])
    page = write_page(Page("d", (Paragraph((Span("x"),)), block), listed=True))
    *_, fence = MARKDOWN.parse(page)
    assert fence.type == "fence"
    assert fence.info == f"{{kwindex-{kind.__struct_config__.tag}}}"  # type: ignore[attr-defined]
    decoded: DataBlock = msgspec.json.decode(fence.content, type=DataBlock)
    assert decoded == block


def test_every_kind_of_data_block_is_tested_above() -> None:
    assert {*DATA, Listing, Snippet, Heading, Paragraph} == set(Block.__args__)


def test_rows_stand_on_lines_of_their_own_so_that_a_change_is_a_small_one() -> None:
    rows = (Field("a", (Span("1"),)), Field("b", ()))
    page = write_page(Page("d", (Fields(rows),), listed=True))
    first, second = page.split("\n")[2:4]
    assert first == '["a",[{"text":"1"}]],'
    assert second == '["b",[]]'


def test_anchor_of_a_heading_is_whole_whatever_its_dots() -> None:
    headings = (Heading(2, "a", "uses-of-A.b"), Heading(2, "c", "uses-of-C"))

    text = write_page(Page("d", headings, listed=True))

    assert text == '{id="uses-of-A.b"}\n## a\n\n{#uses-of-C}\n## c\n'
