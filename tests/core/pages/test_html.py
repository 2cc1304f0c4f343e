from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.blocks.blocks import (
    HERE,
    DataBlock,
    Definition,
    Definitions,
    Docstring,
    Field,
    Fields,
    Finder,
    KeywordList,
    KeywordRow,
    Letters,
    Listing,
    Notice,
    Place,
    Row,
    Table,
    Trail,
)
from sphinx_kwindex.blocks.chapters import Chapters, Crumb
from sphinx_kwindex.blocks.characters import visible
from sphinx_kwindex.blocks.folds import Fold, Folds
from sphinx_kwindex.blocks.html import HtmlWriter
from sphinx_kwindex.blocks.writer import write_block
from sphinx_kwindex.records.docstrings import (
    Code,
    Entries,
    Entry,
    Items,
    Math,
    Passage,
    Titled,
    Words,
)
from sphinx_kwindex.records.text import Span

HOSTILE = st.one_of(
    st.text(),
    st.text("<>&\"'`/= \n\t\0\x1b\u202eab"),
    st.sampled_from(
        ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</dd></dl>", "]]>", "&lt;",
         "<!--", "' onclick='x", "\ufffe\uffff", "javascript:alert(1)"]
    ),
)  # fmt: skip

TAGS = {
    "root", "a", "code", "p", "dl", "dt", "dd", "div", "table", "thead", "tbody", "tr", "th", "td",
    "span", "em", "ul", "ol", "li", "nav", "details", "summary", "button", "wbr", "pre",
    "i", "small",
}  # fmt: skip
ATTRIBUTES = {
    "class", "id", "href", "title", "rel", "scope", "hidden", "type", "data-kwindex-find",
    "aria-label", "aria-current", "start",
}  # fmt: skip

Build = Callable[[str], DataBlock]


class _Addresses:
    has_lines = True

    def page(self, docname: str) -> str:
        return f"../{docname}.html"

    def elsewhere(self, name: str) -> str:
        return f"https://example.org/{name}"

    def document(self, path: str) -> str:
        return f"../{path}.html"

    def written(self, docname: str, anchor: str) -> str:
        return f"../written.html#{anchor}"

    def formula(self, tex: str, plain: str, *, is_block: bool) -> str:
        tag = "div" if is_block else "span"
        return f'<{tag} title="{escape(visible(tex))}">{escape(visible(plain))}</{tag}>'

    def highlighted(self, text: str, lexer: str) -> str:
        return f"<pre>{escape(visible(text))}</pre>"


def _passages(text: str) -> tuple[Passage, ...]:
    words = Words((Span(text), Span(text, tex=text)))
    terms = Entry((Span(text),), (Span(text, code=True),), text, (words, Items(((words,),), 2)))
    return (
        words,
        Code(text, "python"),
        Math(text, text),
        Entries(text, (terms,)),
        Entries("", (terms,)),
        Titled(text, (words,), "note"),
        Titled(text, (words,), ""),
    )


def _row(text: str, depth: int = 0) -> Definition:
    link = Span(text, code=True, docname=HERE, anchor=text)
    return Definition(
        depth, text, text, text, (Span(text), link), 3, (link,), ((Span(text), link),), text
    )


def _folds(text: str) -> tuple[Fold, ...]:
    words = (Span(text), Span(text, code=True, docname=HERE, anchor=text))
    return Fold(words, (words, words), text), Fold(words, anchor=text), Fold((), ((),))


EVERY_BLOCK: dict[str, Build] = {
    "notice": lambda text: Notice((Span(text), Span(text, code=True), Span(text, url=text))),
    "fields": lambda text: Fields((Field(text, (Span(text, docname=text, anchor=text),)),)),
    "elsewhere": lambda text: Fields((Field(text, (Span(text, elsewhere=text),)),)),
    "document": lambda text: Fields((Field(text, (Span(text, document=text),)),)),
    "table": lambda text: Table((text,), (Row(((Span(text),), ()), text),), figures=(0,)),
    "empty table": lambda text: Table((text,), ()),
    "definitions": lambda text: Definitions(
        tuple(_row(text, depth) for depth in (1, 0, 2, 1, 1, 0))
    ),
    "docstrings": lambda text: Definitions(
        (Definition(0, text, "", text, (), 1, (), (), "", _passages(text)),)
    ),
    "folded docstrings": lambda text: Definitions(
        (Definition(0, text, "", text, (), 1, (), (), "", _passages(text)),), is_folded=True
    ),
    "remarks": lambda text: Definitions(
        (Definition(0, text, "", text, (), 1, remarks=_folds(text)),), home=text
    ),
    "folds": lambda text: Folds(_folds(text)),
    "docstring": lambda text: Docstring(_passages(text)),
    "definitions of another page": lambda text: Definitions((_row(text),), home=text),
    "definitions without source": lambda text: Definitions((_row(text),), has_source=False),
    "keywords": lambda text: KeywordList(
        (
            KeywordRow(f"{text}.{text}", text, (Place(text, text),), text, text),
            KeywordRow(text, text, (Place(text, text),), words=(Span(text),), line=7, depth=1),
            KeywordRow(text, text, (Place(text, text, text, (Span(text),)),)),
            KeywordRow(text, text, (Place(text, text, text, (Span(text),)),) * 9),
            KeywordRow(text, "x", (Place(text, text, text), Place(text, "", text)), text),
        )
    ),
    "trail": lambda text: Trail(
        (Crumb(text, text), Crumb(text, "")),
        (Crumb(text, ""),),
        Crumb(text, text),
        Crumb(text, "x"),
    ),
    "finder": lambda text: Finder(text, text),
    "letters": lambda text: Letters((Span(text, docname=text, anchor=text),)),
}


def _parsed(block: DataBlock) -> ET.Element:
    return ET.fromstring(f"<root>{write_block(block, HtmlWriter(_Addresses()))}</root>")


@pytest.mark.parametrize("name", EVERY_BLOCK)
@given(HOSTILE)
def test_any_text_is_shown_as_text_in_well_formed_markup(name: str, text: str) -> None:
    root = _parsed(EVERY_BLOCK[name](text))
    assert {element.tag for element in root.iter()} <= TAGS
    assert {attribute for element in root.iter() for attribute in element.attrib} <= ATTRIBUTES
    held = "".join(root.itertext()) + "\n".join(
        value for element in root.iter() for value in element.attrib.values()
    )
    assert re.sub(r"\s", " ", visible(text)) in re.sub(r"\s", " ", held)


def test_words_that_somebody_stressed_are_stressed() -> None:
    shown = write_block(
        Notice((Span("a", stress=1), Span("<b>", stress=2, url="https://x.org"))),
        HtmlWriter(_Addresses()),
    )
    assert "<em>a</em>" in shown
    assert "><strong>&lt;b&gt;</strong></a>" in shown


def test_definitions_are_nested_by_their_depth() -> None:
    root = _parsed(Definitions(tuple(_row(str(depth), depth) for depth in (0, 1, 1, 0))))
    (outer,) = root.findall("dl")
    assert [child.tag for child in outer] == ["dt", "dd", "dt", "dd"]
    inner = outer[1].find("dl")
    assert inner is not None
    assert [child.get("id") for child in inner.findall("dt")] == ["1", "1"]


@pytest.mark.parametrize(("number", "links"), [(1_000, 1_000), (1_001, 0)])
def test_the_name_of_a_definition_leads_to_itself_but_in_a_long_list(
    number: int, links: int
) -> None:
    rows = tuple(_row(f"f{position}", 0) for position in range(number))
    shown = write_block(Definitions(rows), HtmlWriter(_Addresses()))
    assert shown.count('<a class="sig-name" href="#f') == links


def test_links_lead_to_the_page_the_anchor_or_the_site_outside() -> None:
    spans = (
        Span("a", docname="x/y", anchor="C.f"),
        Span("b", docname=HERE, anchor="L-3"),
        Span("c", url="https://x.org/?a=1&b=2"),
        Span("d"),
    )
    links = _parsed(Notice(spans)).iter("a")
    assert [(link.text, link.get("href")) for link in links] == [
        ("a", "../x/y.html#C.f"),
        ("b", "#L-3"),
        ("c", "https://x.org/?a=1&b=2"),
    ]


def test_figures_are_marked_in_head_and_body() -> None:
    root = _parsed(Table(("a", "b"), (Row(((), ())),), figures=(1,)))
    cells = [*root.iter("th"), *root.iter("td")]
    assert [cell.get("class") for cell in cells] == [None, "kwindex-figure"] * 2


def test_keyword_of_several_files_lists_them_behind_a_count() -> None:
    places = (Place("a", "x", "a.py"), Place("b", "x", "b.py"))
    root = _parsed(KeywordList((KeywordRow("C.x", "x", places),)))
    summary = root.find(".//summary")
    assert summary is not None
    assert summary.text == "2 files"


def test_trees_of_pages_are_not_shown() -> None:
    assert write_block(Chapters((Crumb("a", "b"),)), HtmlWriter(_Addresses())) == ""


def test_source_is_shown_by_the_highlighter_of_the_site() -> None:
    shown = write_block(Listing("python", "x"), HtmlWriter(_Addresses()))

    assert shown == _Addresses().highlighted("x", "python")
