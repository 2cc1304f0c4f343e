"""The names in a source lead to what they mean, as plain links."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace
from typing import cast

import pytest
from sphinx.builders import Builder
from sphinx.highlighting import PygmentsBridge

from sphinx_kwindex.blocks.blocks import Listing
from sphinx_kwindex.blocks.listed_places import ListedAnchor, ListedName, ListedPlaces, ListedTarget
from sphinx_kwindex.sphinx_ext.highlighting import highlight, highlight_listing
from sphinx_kwindex.sphinx_ext.token_styles import MOST_STYLED, unstyled_classes
from tests.sphinx.building import CONF, MakeRepository, Repository, Result
from tests.sphinx.test_links import broken_links, repeated_anchors

BRIDGE = PygmentsBridge("html", "default")
TARGETS = (ListedTarget("client", "Client"), ListedTarget(".", "go", is_inferred=True))

_LINE = re.compile(r'<span id="L-(\d+)">(.*?)\n</span>', re.DOTALL)
_LINK = re.compile(r'<a(?: class="(\w+)")? href="([^"]*)"(?: title="[^"]*")?>(.*?)</a>')
_TAG = re.compile(r"<[^>]*>")


def _html(text: str, places: ListedPlaces, lexer: str = "python") -> str:
    listing = Listing(lexer, text, places)
    return highlight_listing(
        BRIDGE,
        listing,
        lambda target: f"{target.docname}#{target.anchor}",
        lambda _tokens: frozenset(("", "n", "w")),
        linespans="L",
    )


def _links(html: str) -> list[tuple[int, str, str, str]]:
    """Return the links: their line, class, address and text."""
    return [
        (int(number), kind, address, unescape(_TAG.sub("", words)))
        for number, line in _LINE.findall(html)
        for kind, address, words in _LINK.findall(line)
    ]


def _linked(text: str, *names: tuple[int, str]) -> list[str]:
    """Return what links are around, in a text with a link on each first of some names by line."""
    lines = text.split("\n")
    places = tuple(
        ListedName(line, lines[line - 1].index(name), len(name), 0) for line, name in names
    )
    html = _html(text, ListedPlaces(places, TARGETS))
    # All is there as it would be without links.
    assert _TAG.sub("", html) == _TAG.sub("", highlight(BRIDGE, text, "python"))
    return [words for _, _, _, words in _links(html)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('x = f"a {Client.name!r} b"\n', [(1, "Client"), (1, "name")]),
        ("@Client.made\ndef f(): ...\n", [(1, "Client"), (1, "made")]),
        ('def f(c: "list[Client]"): ...\n', [(1, "Client")]),
        ('def f(c: "Client"): ...\n', [(1, "Client")]),
        ("a = (\n    Client\n    .send\n)\n", [(2, "Client"), (3, "send")]),
        ('"""\nwords\n"""; Client\n', [(3, "Client")]),
        ("\tif a:\t\tClient\n", [(1, "Client")]),
        ("x = '\U0001d518\U0001d518'; Client('\u00e9').send\n", [(1, "Client"), (1, "send")]),
        ("import a.client\nfrom .client import Client\n", [(1, "a.client"), (2, ".client")]),
        ("Client", [(1, "Client")]),
        ("Client if x<1 and y>2 else '&'\n", [(1, "Client"), (1, "y")]),
        ("# x\n\n\nClient\n", [(4, "Client")]),
    ],
)
def test_a_link_is_around_exactly_the_name(text: str, names: list[tuple[int, str]]) -> None:
    assert _linked(text, *names) == [name for _, name in names]


def test_a_link_that_types_alone_give_has_a_class() -> None:
    names = (ListedName(1, 0, 6, 0), ListedName(1, 7, 4, 1))

    html = _html("Client.send\n", ListedPlaces(names, TARGETS))

    assert _links(html) == [
        (1, "", "client#Client", "Client"),
        (1, "inferred", ".#go", "send"),
    ]


def test_names_side_by_side_have_links_of_their_own() -> None:
    names = (ListedName(1, 1, 1, 0), ListedName(1, 2, 1, 1))

    assert [item[3] for item in _links(_html("'ab'\n", ListedPlaces(names, TARGETS)))] == ["a", "b"]


def test_a_line_has_its_anchors_before_its_text() -> None:
    anchors = (ListedAnchor(2, "at-one"), ListedAnchor(2, "at-two"), ListedAnchor(9, "at-far"))

    html = _html("a\nb\n", ListedPlaces(anchors=anchors))

    assert '<span id="L-2"><span id="at-one"></span><span id="at-two"></span>' in html
    assert "at-far" not in html


def test_a_text_that_its_lexer_changes_has_no_links_where_it_differs() -> None:
    names = (ListedName(1, 0, 2, 0), ListedName(2, 0, 1, 0))

    html = _html("\ufeffab\nc\n", ListedPlaces(names, TARGETS))

    assert [item[3] for item in _links(html)] == ["c"]


def test_what_looks_like_a_name_has_no_element_of_its_own() -> None:
    html = _html("def f(a):\n\treturn a  # x\n", ListedPlaces())

    assert '<pre class="n">' in html
    assert re.findall(r'<span class="(\w+)">([^<]*)<', html) == [
        ("k", "def"), ("nf", "f"), ("p", "("), ("p", "):"), ("k", "return"), ("c1", "# x"),
    ]  # fmt: skip


def test_lines_are_in_groups_of_which_all_but_the_first_have_a_hundred() -> None:
    groups = _html("a\n" * 250, ListedPlaces()).split('<span class="kwindex-lines">')[1:]

    assert [_LINE.findall(group)[0][0] for group in groups] == ["1", "100", "200"]
    assert [len(_LINE.findall(group)) for group in groups] == [99, 100, 51]


def test_the_first_link_to_a_place_has_the_words_about_it_and_they_are_text() -> None:
    words = 'def go("<b>")\n<script>alert(1)</script> & "more"'
    targets = (ListedTarget("m", "go", words=words), ListedTarget("m", "go", is_inferred=True))
    names = (ListedName(1, 0, 2, 0), ListedName(1, 3, 2, 0), ListedName(1, 6, 2, 1))

    html = _html("go go go\n", ListedPlaces(names, targets))

    assert [unescape(title) for title in re.findall(r'title="([^"]*)"', html)] == [
        words, "inferred from types",
    ]  # fmt: skip
    assert "<script" not in html
    assert "\ndef" not in html


def test_operators_of_a_source_of_very_many_tokens_look_like_names() -> None:
    builder = SimpleNamespace(highlighter=PygmentsBridge("html", "tango"), dark_highlighter=None)

    few, many = (unstyled_classes(cast("Builder", builder), n) for n in (10, MOST_STYLED + 1))

    assert {"n", "w", "p"} <= few
    assert "o" not in few
    assert many == few | {"o"}


def test_a_token_has_its_class_if_it_looks_like_a_name_in_one_style_only() -> None:
    light, dark = PygmentsBridge("html", "bw"), PygmentsBridge("html", "tango")

    alone, both = (
        unstyled_classes(cast("Builder", builder), 9)
        for builder in (
            SimpleNamespace(highlighter=light, dark_highlighter=None),
            SimpleNamespace(highlighter=light, dark_highlighter=dark),
        )
    )

    assert "mi" in alone
    assert "mi" not in both


BASE = """\
import os


class Client:
    size = 1

    def send(self, text: str) -> "Client":
        if not text:
            raise ValueError("no text")
        return self._more()

    def _more(self):
        return self


def made() -> Client:
    return Client(os.environ["TIDE"])
"""
APP = """\
from tide.base import Client as Sender, made
from . import base


@base.made
def go(sender: "Sender"):
    sender.send(f"{base.Client.size} {made()}")
    local = Sender()
    return local
"""
TREE = {
    "pyproject.toml": '[project]\nname = "tide"\n',
    "src/tide/__init__.py": "",
    "src/tide/base.py": BASE,
    "src/tide/app.py": APP.replace("\n", "\r\n"),
    "docs/conf.py": CONF,
    "docs/index.rst": "Tide\n====\n\nWords.\n",
}
APP_PAGE, BASE_PAGE = "kwindex/src/tide/app.py_docs.html", "kwindex/src/tide/base.py_docs.html"


@pytest.fixture
def tide(make_repository: MakeRepository) -> Repository:
    return make_repository(TREE)


def _source(result: Result, name: str) -> str:
    return result.output(name).partition('<div class="kwindex-source')[2].partition("</pre>")[0]


def test_names_in_a_built_site_lead_to_their_definitions(tide: Repository) -> None:
    result = tide.build()

    there = "base.py_docs.html"
    assert _links(_source(result, APP_PAGE)) == [
        (1, "", there, "tide.base"),
        (1, "", f"{there}#Client", "Client"),
        (1, "", f"{there}#Client", "Sender"),
        (1, "", f"{there}#made", "made"),
        (2, "", there, "base"),
        (5, "", there, "base"),
        (5, "", f"{there}#made", "made"),
        (6, "", "#go", "go"),
        (6, "", f"{there}#Client", "Sender"),
        (7, "inferred", f"{there}#Client.send", "send"),
        (7, "", there, "base"),
        (7, "", f"{there}#Client", "Client"),
        (7, "", f"{there}#Client.size", "size"),
        (7, "", f"{there}#made", "made"),
        (8, "", f"{there}#Client", "Sender"),
    ]
    assert (10, "", "#Client._more", "_more") in _links(_source(result, BASE_PAGE))
    assert broken_links(result.outdir) == []
    assert repeated_anchors(result.outdir) == []


def test_names_of_definitions_lead_to_what_the_page_says_of_them(tide: Repository) -> None:
    tide.write(
        {
            "src/tide/own.py": (
                "x = 1; class_ = 2\n\n\nclass A: def_ = 1\n\n\n"
                "async  def b(): ...\n\n\n@x\n@x\ndef d(): ...\n"
            )
        }
    )

    links = _links(_source(tide.build(), "kwindex/src/tide/own.py_docs.html"))

    assert [(line, address) for line, _, address, _ in links] == [
        (1, "#x"),
        (1, "#class_"),
        (4, "#A"),
        (4, "#A.def_"),
        (7, "#b"),
        (10, "#x"),
        (11, "#x"),
        (12, "#d"),
    ]


def test_private_definition_without_a_place_of_its_own_is_found_by_its_line(
    tide: Repository,
) -> None:
    tide.write({"docs/conf.py": f"{CONF}kwindex_private = False\n"})

    result = tide.build()

    assert (10, "", "#L-12", "_more") in _links(_source(result, BASE_PAGE))
    assert broken_links(result.outdir) == []


def test_message_in_an_index_leads_to_an_anchor_at_its_line(tide: Repository) -> None:
    result = tide.build()

    (anchor,) = re.findall(r'base\.py_docs\.html#(at-error-message-[^"]*)"',
                           result.output("kwindex/src/tide/base.py_kw.html"))  # fmt: skip
    assert anchor.startswith("at-error-message-no-text-")
    assert f'<span id="L-9"><span id="{anchor}"></span>' in _source(result, BASE_PAGE)


@pytest.mark.parametrize("builder", ["singlehtml", "text"])
def test_builders_that_assemble_show_a_plain_listing(tide: Repository, builder: str) -> None:
    result = tide.build(builder)

    name = "index.html" if builder == "singlehtml" else APP_PAGE.replace(".html", ".txt")
    shown = result.output(name)
    assert "base.Client" in unescape(_TAG.sub("", shown))
    assert 'class="inferred"' not in shown
    assert '["names"' not in shown
    assert "[[[" not in shown


def test_links_make_a_page_a_quarter_larger_at_most(tide: Repository) -> None:
    words = "\n".join(f"def f{n}(c: Sender):\n    return c.send({n})\n" for n in range(300))
    tide.write({"src/tide/many.py": f"from tide.base import Client as Sender\n\n{words}"})

    source = _source(tide.build(), "kwindex/src/tide/many.py_docs.html")

    added = sum(len(found[0]) for found in re.finditer(r"<a [^>]*>|</a>", source))
    assert len(_links(source)) > 600
    assert added < 0.25 * len(tide.build().output("kwindex/src/tide/many.py_docs.html"))
