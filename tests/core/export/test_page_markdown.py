"""Pages as Markdown: what they show, and that no text breaks out of its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sphinx_kwindex.blocks.blocks import (
    Block,
    Definition,
    Definitions,
    Docstring,
    Field,
    Fields,
    Folded,
    Heading,
    KeywordList,
    KeywordRow,
    Letters,
    Listing,
    Notice,
    Page,
    Paragraph,
    Place,
    Row,
    Snippet,
    Table,
    Trail,
    code,
    plain,
)
from sphinx_kwindex.blocks.chapters import Crumb
from sphinx_kwindex.blocks.characters import one_line
from sphinx_kwindex.blocks.folds import Fold, Folds
from sphinx_kwindex.blocks.treemap import Treemap
from sphinx_kwindex.export.pages.markdown import markdown_of
from sphinx_kwindex.records.docstrings import (
    BULLETS,
    Code,
    Entries,
    Entry,
    Items,
    Math,
    Titled,
    Words,
)
from sphinx_kwindex.records.text import Span
from tests.core.pages.strategies import DATA, HOSTILE, TEXTS

HERE_IS = "kwindex/src/a_docs"
MARK = re.compile(r'<a id="[^"<>]*">|</a>')


def shown(*blocks: Block) -> str:
    return markdown_of(Page(HERE_IS, blocks))


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param(
            Paragraph((plain("a_b & *c* "), code("x|y"))), "a_b & \\*c\\* `x|y`\n", id="text"
        ),
        pytest.param(Paragraph((plain("1. no list"),)), "1\\. no list\n", id="start-of-a-line"),
        pytest.param(Notice((plain("Old."),)), "> Old.\n", id="notice"),
        pytest.param(
            Paragraph((Span("f", code=True, docname="kwindex/b_docs", anchor="f g"),)),
            "[`f`](../b_docs.md#f%20g)\n",
            id="link-to-another-page",
        ),
        pytest.param(
            Paragraph((Span("f", docname=".", anchor="f"), Span("9", docname=".", anchor="L-9"))),
            "[f](#f)9\n",
            id="link-on-the-page-and-to-a-line",
        ),
        pytest.param(
            Paragraph((Span("w", url="https://example.org/a b"),)),
            "[w](<https://example.org/a%20b>)\n",
            id="link-out",
        ),
        pytest.param(Paragraph((Span("a²", tex="a^2"),)), "$a^2$\n", id="formula"),
        pytest.param(Paragraph((code("a"), code("b"))), "`a` `b`\n", id="code-beside-code"),
        pytest.param(
            Fields((Field("Lines", (plain("12"),)),)), "- Lines: 12\n", id="labelled-values"
        ),
        pytest.param(
            Table(("Name", "Lines"), (Row(((code("a|b"),), (plain("1"),)), "row"),), (1,)),
            '| Name | Lines |\n| --- | ---: |\n| <a id="row"></a>`a\\|b` | 1 |\n',
            id="table",
        ),
        pytest.param(
            Definitions(
                (
                    Definition(
                        0,
                        "C",
                        "class",
                        "C",
                        (plain("(B)"),),
                        3,
                        summary=(plain("Holds."),),
                        passages=(Words((plain("More."),)),),
                    ),
                    Definition(
                        1,
                        "C.f",
                        "def",
                        "f",
                        (plain("(self)"),),
                        5,
                        decorators=((plain("final"),),),
                        remarks=(Fold((plain("Used"),), ((plain("in a"),),)),),
                    ),
                )
            ),
            '- <a id="C"></a>`class C(B)` (line 3): Holds.\n\n  More.\n\n'
            '  - <a id="C.f"></a>`@final` `def f(self)` (line 5)\n'
            "    - Used\n      - in a\n",
            id="definitions",
        ),
        pytest.param(
            Folds((Fold((plain("Two"),), ((plain("one"),), (plain("two"),)), "x"),)),
            '- <a id="x"></a>Two\n  - one\n  - two\n',
            id="folds",
        ),
        pytest.param(
            KeywordList(
                (
                    KeywordRow("a.B", "B", (Place("kwindex/src/a_docs", "B"),), "class", line=3),
                    KeywordRow(
                        "a.B.c",
                        "c",
                        (Place("kwindex/x", "c", "x.py"), Place("kwindex/y", "", "y.py")),
                        words=(plain("Says."),),
                        depth=1,
                    ),
                )
            ),
            "- [`a.B`](#B) (class, line 3)\n  - [`c`](../x.md#c) (2 files): Says.\n"
            "    - [x.py](../x.md#c)\n    - [y.py](../y.md)\n",
            id="keywords",
        ),
        pytest.param(
            Trail((Crumb("top", "kwindex/index"), Crumb("a", "")), (Crumb("Words", "kwindex/w"),)),
            "[top](../index.md) / a\n\n[Words](../w.md)\n",
            id="trail",
        ),
        pytest.param(
            Letters((Span("A", docname=".", anchor="A"), plain("B"))), "[A](#A) · B\n", id="letters"
        ),
        pytest.param(Snippet("python", "a = 1\n"), "```python\na = 1\n```\n", id="snippet"),
        pytest.param(
            Listing("markdown", "```\n"), "````markdown\n```\n````\n", id="source-with-a-fence"
        ),
        pytest.param(
            Docstring(
                (
                    Items(((Words((plain("a"),)),), (Code("b\n"),)), BULLETS),
                    Items(((Words((plain("c"),)), Words((plain("d"),))),), 9),
                    Entries(
                        "Parameters",
                        (
                            Entry((code("x"),), (plain("int"),), "1", (Words((plain("X."),)),)),
                            Entry((code("y"),)),
                        ),
                    ),
                    Titled("Note", (Words((plain("e"),)),), "note"),
                    Math("a\n\nb", "a b"),
                ),
                "More",
            ),
            "**More**\n\n- a\n- ```text\n  b\n  ```\n\n9. c\n\n   d\n\n**Parameters**\n\n"
            "- `x` (int, default `1`): X.\n- `y`\n\n**Note**\n\ne\n\n$$\na\nb\n$$\n",
            id="docstring",
        ),
    ],
)
def test_a_block_is_shown_as_markdown(block: Block, expected: str) -> None:
    assert shown(block) == expected


def test_a_heading_with_a_picture_alone_is_left_out() -> None:
    title, words = Heading(1, "T", "t"), Paragraph((plain("w"),))
    picture = (Heading(2, "Map", "map"), Treemap("m", ()))
    after = (Heading(2, "More", "more"), Heading(3, "Inner", "inner"), words)
    expected = (
        '<a id="t"></a>\n\n# T\n\n<a id="more"></a>\n\n## More\n\n'
        '<a id="inner"></a>\n\n### Inner\n\nw\n'
    )
    assert shown(title, *picture, *after) == expected
    assert shown(title, *picture) == '<a id="t"></a>\n\n# T\n'


def _tokens(text: str) -> Iterator[Token]:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for token in reader.parse(text):
        yield token
        yield from token.children or ()


@given(st.one_of(*DATA.values()))
def test_no_text_becomes_markup(block: Block) -> None:
    tokens = list(_tokens(shown(Heading(1, "T", ""), block, Paragraph((plain("end"),)))))
    kinds = [token.type for token in tokens]
    has_title = isinstance(block, Folded) and block.is_part and bool(one_line(block.title).strip())
    assert kinds.count("heading_open") == 1 + has_title
    assert {"image", "em_open", "s_open", "hr"}.isdisjoint(kinds)
    html = "".join(it.content for it in tokens if it.type in {"html_inline", "html_block"})
    assert MARK.sub("", html).strip() == ""
    assert [it.content for it in tokens if it.type == "inline"][-1] == "end"


@given(TEXTS)
def test_text_is_shown_as_it_is(text: tuple[Span, ...]) -> None:
    tokens = _tokens(shown(Paragraph(text)))
    kept = [it.content for it in tokens if it.type in {"text", "code_inline", "text_special"}]
    words = one_line("".join(span.text for span in text))
    assert "".join("".join(kept).split()) == "".join(words.split())


@given(HOSTILE)
def test_a_source_stays_whole(text: str) -> None:
    fences = [it for it in _tokens(shown(Listing("text", f"{text}\n"))) if it.type == "fence"]
    assert len(fences) == 1
