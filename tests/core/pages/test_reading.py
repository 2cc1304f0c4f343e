from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.blocks.blocks import (
    HERE,
    Definition,
    Definitions,
    Field,
    Fields,
    Heading,
    Listing,
    Page,
    Paragraph,
    Snippet,
    Table,
)
from sphinx_kwindex.blocks.graph import Graph, GraphEdge, GraphNode
from sphinx_kwindex.blocks.listed_places import ListedAnchor, ListedName, ListedPlaces, ListedTarget
from sphinx_kwindex.blocks.myst import write_page
from sphinx_kwindex.blocks.reading import read_page, section_of
from sphinx_kwindex.records.text import Span

PLACES = ListedPlaces(
    (ListedName(1, 1, 1, 0),),
    (ListedTarget("d/```<&", "A.b", is_inferred=True),),
    (ListedAnchor(1, "at-a"),),
)
HOSTILE = st.one_of(
    st.text(), st.text("`*_#[](){}<>|\\!&;:=-+.~^$%/@'\"01 \n\ta\u202e\0\x1b"), st.just("{#a}")
)
WORDS = HOSTILE.filter(lambda text: text.split())
SPANS = st.lists(
    st.one_of(
        st.builds(Span, WORDS, code=st.booleans()),
        st.builds(Span, WORDS, docname=st.sampled_from([HERE, "a b/ü#%"]), anchor=HOSTILE),
        st.builds(Span, WORDS, url=st.just("https://example.org/?a=b#c")),
    ),
    max_size=4,
).map(tuple)


@given(HOSTILE, SPANS, HOSTILE)
def test_a_page_that_was_read_is_written_as_it_was(
    title: str, spans: tuple[Span, ...], source: str
) -> None:
    blocks = (
        Heading(1, title, "file-overview"),
        Fields((Field(title, spans),)),
        Heading(2, "A part", "a-part"),
        Paragraph((Span("start "), *spans)),
        Listing("python", source),
        Listing("python", source, PLACES),
        Snippet("pycon", source),
        Paragraph((Span("end"),)),
    )
    written = write_page(Page("d", blocks))

    assert write_page(read_page("d", written)) == written


def test_a_page_comes_back_with_all_its_blocks() -> None:
    page = Page(
        "d",
        (
            Heading(1, "core.py", "file-overview"),
            Paragraph((Span("See "), Span("x", code=True, docname=HERE, anchor="L-1"))),
            Paragraph((Span("It is "), Span("not", stress=1), Span(" "), Span("so", stress=2))),
            Paragraph((Span("x", stress=2), Span(" "), Span("(optional)", stress=1))),
            Definitions((Definition(0, "A.b", "def", "b", (), 3),), has_source=False),
            Graph("g", (GraphNode("a\n```", "p/a", "d/a"),), (GraphEdge(0, 0, dashed=True),)),
            Heading(2, "Source", "original-source"),
            Listing("python", "{#code-structure}\n## Not a heading\n```\n"),
            Listing("html+jinja", "{a}\n", PLACES),
        ),
    )

    assert read_page("d", write_page(page)) == page


def test_a_section_ends_where_the_next_of_its_level_begins() -> None:
    first, inner, table = Heading(2, "A", "a-a"), Heading(3, "B", "b-b"), Table(("x",), ())
    page = Page("d", (Heading(1, "T", "t-t"), first, table, inner, table, Heading(2, "C", "c-c")))

    assert section_of(page, "a-a") == (table, inner, table)
    assert section_of(page, "b-b") == (table,)
    assert section_of(page, "c-c") == ()
    assert section_of(page, "nowhere") == ()
