from __future__ import annotations

from urllib.parse import unquote

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sphinx_kwindex.pages.blocks import (
    Aside,
    Block,
    Chapters,
    Crumb,
    DataBlock,
    Definition,
    Definitions,
    Docstring,
    Field,
    Fields,
    Finder,
    Heading,
    KeywordList,
    KeywordRow,
    Listing,
    Notice,
    Page,
    Paragraph,
    Passage,
    Place,
    Points,
    Row,
    Sample,
    Snippet,
    Span,
    Table,
    Term,
    Terms,
    Trail,
    Words,
)
from sphinx_kwindex.pages.characters import one_line, visible
from sphinx_kwindex.pages.graph import Graph, GraphEdge, GraphNode
from sphinx_kwindex.pages.myst import code_span, inline, write_page

MARKDOWN = MarkdownIt("commonmark").enable("table")

HOSTILE = st.one_of(
    st.text(),
    st.text("`*_#[](){}<>|\\!&;:=-+.~^$%/@'\"01 \n\ta\u202e\0\x1b"),
    st.lists(
        st.sampled_from(
            [
                "```",
                "````",
                "~~~",
                "{include} /etc/passwd",
                "<script>",
                "-->",
                "\n",
                " ",
                "    ",
                "#",
                "---",
                "===",
                "- ",
                "1. ",
                "> ",
                "| a | b |",
                "|---|",
                "[x](y)",
                "![x](y)",
                "[^1]:",
                "(a)=",
                "{ref}`x`",
                "&amp;",
                "&#0;",
                "\\",
                "$$",
                "%",
                "+++",
                ":::",
                "^^",
                "https://x.org",
                "a",
                "`",
            ]
        )
    ).map("".join),
)


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


def _some(values: st.SearchStrategy[Passage]) -> st.SearchStrategy[tuple[Passage, ...]]:
    return st.lists(values, max_size=2).map(tuple)


SPANS = st.builds(Span, HOSTILE, st.booleans(), HOSTILE, HOSTILE, HOSTILE)
TEXTS = st.lists(SPANS, max_size=3).map(tuple)
CRUMBS = st.builds(Crumb, HOSTILE, HOSTILE)
NAMES = st.lists(HOSTILE, max_size=2).map(tuple)
PASSAGES = st.recursive(
    st.one_of(
        st.builds(Words, TEXTS), st.builds(Sample, HOSTILE, st.sampled_from(("text", "pycon")))
    ),
    lambda inner: st.one_of(
        st.builds(Points, st.lists(_some(inner), max_size=2).map(tuple), st.integers(-1, 3)),
        st.builds(
            Terms,
            HOSTILE,
            st.lists(st.builds(Term, TEXTS, TEXTS, HOSTILE, _some(inner)), max_size=2).map(tuple),
        ),
        st.builds(Aside, HOSTILE, _some(inner), st.sampled_from(("", "note"))),
    ),
    max_leaves=3,
)
SOME_CRUMBS = st.lists(CRUMBS, max_size=2).map(tuple)
DATA: dict[type, st.SearchStrategy[DataBlock]] = {
    Notice: st.builds(Notice, TEXTS),
    Fields: st.builds(Fields, st.lists(st.builds(Field, HOSTILE, TEXTS), max_size=2).map(tuple)),
    Table: st.builds(
        Table,
        st.lists(HOSTILE, max_size=2).map(tuple),
        st.lists(st.builds(Row, st.lists(TEXTS, max_size=2).map(tuple), HOSTILE), max_size=2).map(
            tuple
        ),
        st.just((1,)),
    ),
    Definitions: st.builds(
        Definitions,
        st.lists(
            st.builds(
                Definition,
                st.integers(0, 4),
                HOSTILE,
                HOSTILE,
                HOSTILE,
                TEXTS,
                st.integers(1, 10**6),
                TEXTS,
                st.lists(HOSTILE, max_size=2).map(tuple),
                HOSTILE,
                _some(PASSAGES),
            ),
            max_size=3,
        ).map(tuple),
        st.booleans(),
    ),
    KeywordList: st.builds(
        KeywordList,
        st.lists(
            st.builds(
                KeywordRow,
                HOSTILE,
                HOSTILE,
                st.lists(st.builds(Place, HOSTILE, HOSTILE, HOSTILE), min_size=1, max_size=2).map(
                    tuple
                ),
                HOSTILE,
                HOSTILE,
            ),
            max_size=2,
        ).map(tuple),
    ),
    Docstring: st.builds(Docstring, _some(PASSAGES)),
    Trail: st.builds(Trail, SOME_CRUMBS, SOME_CRUMBS, st.none() | CRUMBS, st.none() | CRUMBS),
    Graph: st.builds(
        Graph,
        HOSTILE,
        st.lists(st.builds(GraphNode, HOSTILE, HOSTILE, HOSTILE, st.booleans()), max_size=3).map(
            tuple
        ),
        st.lists(
            st.builds(GraphEdge, st.integers(0, 2), st.integers(0, 2), st.booleans()), max_size=3
        ).map(tuple),
        st.booleans(),
        HOSTILE,
    ),
    Finder: st.builds(
        Finder, HOSTILE, st.lists(st.tuples(HOSTILE, HOSTILE), max_size=2).map(tuple)
    ),
    Chapters: st.builds(
        Chapters,
        SOME_CRUMBS,
        HOSTILE,
        NAMES,
        st.lists(NAMES, max_size=2).map(tuple),
        NAMES,
        NAMES,
    ),
}


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
