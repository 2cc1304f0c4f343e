"""Blocks with any text in them, for tests of what holds for every block."""

from __future__ import annotations

from hypothesis import strategies as st

from sphinx_kwindex.blocks.blocks import (
    DataBlock,
    Definition,
    Definitions,
    Docstring,
    Field,
    Fields,
    Finder,
    Folded,
    Glance,
    KeywordList,
    KeywordRow,
    Letters,
    Mark,
    Notice,
    Paragraph,
    Place,
    Row,
    Table,
    Trail,
)
from sphinx_kwindex.blocks.chapters import Chapters, Crumb
from sphinx_kwindex.blocks.folds import Fold, Folds
from sphinx_kwindex.blocks.graph import Graph, GraphEdge, GraphNode
from sphinx_kwindex.blocks.treemap import Treemap, TreemapBox, TreemapGroup
from sphinx_kwindex.records.docstrings import Code, Entries, Entry, Items, Passage, Titled, Words
from sphinx_kwindex.records.text import Span

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


def _some(values: st.SearchStrategy[Passage]) -> st.SearchStrategy[tuple[Passage, ...]]:
    return st.lists(values, max_size=2).map(tuple)


SPANS = st.builds(Span, HOSTILE, st.booleans(), HOSTILE, HOSTILE, HOSTILE)
TEXTS = st.lists(SPANS, max_size=3).map(tuple)
CRUMBS = st.builds(Crumb, HOSTILE, HOSTILE)
NAMES = st.lists(HOSTILE, max_size=2).map(tuple)
TREEMAP_BOXES = st.builds(TreemapBox, HOSTILE, HOSTILE, HOSTILE, st.integers(1, 9))
TREEMAP_GROUPS = st.builds(
    TreemapGroup,
    HOSTILE,
    HOSTILE,
    HOSTILE,
    st.integers(1, 9),
    st.lists(TREEMAP_BOXES, min_size=1, max_size=2).map(tuple),
)
PASSAGES = st.recursive(
    st.one_of(
        st.builds(Words, TEXTS), st.builds(Code, HOSTILE, st.sampled_from(("text", "pycon")))
    ),
    lambda inner: st.one_of(
        st.builds(Items, st.lists(_some(inner), max_size=2).map(tuple), st.integers(-1, 3)),
        st.builds(
            Entries,
            HOSTILE,
            st.lists(st.builds(Entry, TEXTS, TEXTS, HOSTILE, _some(inner)), max_size=2).map(tuple),
        ),
        st.builds(Titled, HOSTILE, _some(inner), st.sampled_from(("", "note"))),
    ),
    max_leaves=3,
)
SOME_CRUMBS = st.lists(CRUMBS, max_size=2).map(tuple)
FOLDS = st.builds(Fold, TEXTS, st.lists(TEXTS, max_size=2).map(tuple), HOSTILE)

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
    Folds: st.builds(Folds, st.lists(FOLDS, max_size=2).map(tuple)),
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
                st.lists(TEXTS, max_size=2).map(tuple),
                HOSTILE,
                _some(PASSAGES),
                st.lists(FOLDS, max_size=2).map(tuple),
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
    Docstring: st.builds(Docstring, _some(PASSAGES), HOSTILE),
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
        HOSTILE,
    ),
    Mark: st.builds(Mark, HOSTILE),
    Glance: st.builds(Glance, st.lists(TEXTS, max_size=2).map(tuple), TEXTS),
    Folded: st.builds(
        Folded,
        HOSTILE,
        HOSTILE,
        st.lists(st.builds(Paragraph, TEXTS), max_size=2).map(tuple),
        st.booleans(),
    ),
    Treemap: st.builds(Treemap, HOSTILE, st.lists(TREEMAP_GROUPS, max_size=2).map(tuple)),
    Finder: st.builds(Finder, HOSTILE, HOSTILE),
    Letters: st.builds(Letters, TEXTS),
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
