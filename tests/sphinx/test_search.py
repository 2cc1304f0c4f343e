"""What the search of a site finds, and what it costs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import msgspec
import pytest
from docutils import nodes
from sphinx.search import IndexBuilder, languages
from sphinx.search.en import SearchEnglish
from sphinx.util.docutils import new_document

from sphinx_kwindex.blocks.blocks import Definition, Definitions
from sphinx_kwindex.records.catalogue import Target
from sphinx_kwindex.sphinx_ext.finishing import search_words
from sphinx_kwindex.sphinx_ext.reading.nodes import block_node
from sphinx_kwindex.sphinx_ext.references.search_rank import public_places, search_rank, shown_name
from tests.sphinx.building import SMALL_TREE, Built, Repository, Result

PAGE = "kwindex/src/demo/big.py_docs"
BIG = '''"""Weighs anchors."""

TONS = 3


def hoist(rope):
    """Lift it.

    Quagmire.
    """
    sediment = rope
    raise ValueError("the winch is rusty")


class _Inner: ...
'''

FILES = {
    **SMALL_TREE,
    "src/demo/big.py": BIG,
    "src/demo/quay.py": "def berth(): ...\n",
    "src/demo/pier.py": "from demo.quay import berth\n",
    "docs/guide.rst": "Guide\n=====\n\nThe tide.\n",
}


class SearchIndex(msgspec.Struct):
    """What these tests look at of the search index of a site."""

    docnames: list[str]
    terms: dict[str, int | list[int]]
    titleterms: dict[str, int | list[int]]
    objects: dict[str, list[tuple[int, int, int, str, str]]]
    """Page, kind, rank, anchor and name, by the prefix of the name."""
    objtypes: dict[str, str]
    objnames: dict[str, tuple[str, str, str]]


def search_index(result: Result) -> SearchIndex:
    """Return the search index of a site."""
    text = result.output("searchindex.js")
    written = text.removeprefix("Search.setIndex(").removesuffix(")")
    return msgspec.json.decode(written, type=SearchIndex)


def pages_with(result: Result, word: str) -> set[str]:
    """Return the pages that the search finds for a word, in its stemmed form."""
    index = search_index(result)
    found = [terms.get(word, []) for terms in (index.terms, index.titleterms)]
    numbers = [number for one in found for number in (one if isinstance(one, list) else [one])]
    return {index.docnames[number] for number in numbers}


def ranks(result: Result) -> Mapping[str, set[int]]:
    """Return the priorities of the objects of our domain under each name."""
    index = search_index(result)
    found: defaultdict[str, set[int]] = defaultdict(set)
    for prefix, entries in index.objects.items():
        for _, kind, rank, _, name in entries:
            if index.objtypes[str(kind)].startswith("kw:"):
                found[f"{prefix}.{name}" if prefix else name].add(rank)
    return found


@pytest.mark.parametrize(
    ("word", "page"),
    [
        ("big", PAGE),
        ("weigh", PAGE),
        ("hoist", PAGE),
        ("winch", "kwindex/src/demo/big.py_kw"),
        ("tide", "guide"),
    ],
    ids=["title", "purpose", "name", "message", "words of the user"],
)
def test_a_page_is_found_by(built: Built, word: str, page: str) -> None:
    assert page in pages_with(built(files=FILES), word)


@pytest.mark.parametrize(("word", "page"), [("hoist", PAGE), ("winch", "kwindex/error-messages")])
def test_without_keyword_pages_the_search_finds_names_and_messages(
    built: Built, word: str, page: str
) -> None:
    site = built("kwindex_keyword_pages = False\n", files=FILES)
    assert pages_with(site, word) == {page}


@pytest.mark.parametrize("word", ["quagmir", "sediment", "_inner", "metadata", "depend"])
def test_a_page_is_not_found_by_the_rest_of_its_words(built: Built, word: str) -> None:
    assert PAGE not in pages_with(built(files=FILES), word)


@pytest.mark.parametrize("word", ["say", "file", "defin"])
def test_a_file_that_says_nothing_is_found_by_no_words_of_ours(built: Built, word: str) -> None:
    site = built(files=FILES)
    assert "It does not say what it is for." in site.output("kwindex/src/demo/quay.py_docs.html")
    assert "kwindex/src/demo/quay.py_docs" in pages_with(site, "berth")
    assert "kwindex/src/demo/quay.py_docs" not in pages_with(site, word)


def test_pages_that_only_list_names_are_left_to_the_pages_they_lead_to(built: Built) -> None:
    docnames = search_index(built(files=FILES)).docnames

    assert {PAGE, "kwindex/index", "kwindex/src/demo/index"} <= set(docnames)
    assert not {"kwindex/keywords", "kwindex/src/demo/sub"} & set(docnames)


def test_words_of_a_page_do_not_run_together(built: Built) -> None:
    terms = search_index(built(files=FILES)).terms

    assert "hoist" in terms
    assert not [term for term in terms if term != "hoist" and "hoist" in term]


def test_objects_are_found_with_their_kind_and_rank(built: Built) -> None:
    result = built()

    found = ranks(result)

    assert found["demo.core"] == found["demo.core.Engine"] == {0}
    assert found["demo.core.Engine.run"] == {1}
    assert found["src/demo/core.py"] == {2}
    assert "source class" in {name for _, _, name in search_index(result).objnames.values()}


@pytest.mark.parametrize(
    ("kind", "name", "rank"),
    [
        ("class", "demo.Server", 0),
        ("function", "serve", 0),
        ("constant", "src/demo/_x.py::LIMIT", 0),
        ("method", "demo.Server.run", 1),
        ("property", "demo.Server.size", 1),
        ("attribute", "demo.Server.port", 2),
        ("class", "demo.serve.<locals>.Reply", 2),
        ("method", "demo.serve.<locals>.Reply.send", 2),
        ("test", "test_demo.test_it", 2),
        ("file", "src/_demo/_core.py", 2),
        ("folder", "src/_demo", 2),
        ("environment-variable", "_DEMO", 2),
        ("function", "demo._serve", -1),
        ("method", "demo._Server.run", -1),
        ("method", "demo.Server.__init__", -1),
        ("function", "demo._core.serve", -1),
        ("method", "demo._inner.Inner.__init__", -1),
        ("import", "demo.os", -1),
        ("class", "demo._inner.Inner", 0),
        ("method", "demo._inner.Inner.run", 1),
    ],
)
def test_public_definitions_rank_before_methods_before_the_rest(
    kind: str, name: str, rank: int
) -> None:
    offered = (
        Target("class", "demo.Inner", "inner", "Inner", is_alias=True),
        Target("method", "demo.Inner.run", "inner", "Inner.run", is_alias=True),
        Target("method", "demo.Inner.__init__", "inner", "Inner.__init__", is_alias=True),
        Target("class", "demo._Other", "inner", "Other", is_alias=True),
    )
    target = Target(kind, name, "inner", name.removeprefix("demo._inner."))

    assert search_rank(target, public_places(offered)) == rank


def test_another_name_of_a_definition_is_no_object_of_its_own() -> None:
    assert search_rank(Target("class", "demo.Inner", "inner", "Inner", is_alias=True), ()) == -1


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        ("function", "demo.serve.<locals>.handle", "demo.serve.handle"),
        ("function", "f.<locals>.g.<locals>.h", "f.g.h"),
        ("file", "a.<locals>.b", "a.<locals>.b"),
    ],
)
def test_names_are_shown_without_the_mark_of_what_is_local(
    kind: str, name: str, shown: str
) -> None:
    assert shown_name(Target(kind, name, "page", "")) == shown


def test_a_word_of_many_pages_is_stemmed_once(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    stems: Counter[str] = Counter()

    class Counting(SearchEnglish):
        def stem(self, word: str) -> str:
            stems[word] += 1
            return super().stem(word)

    monkeypatch.setitem(languages, "en", Counting)

    index = repository.build().output("searchindex.js")

    assert '"engin":' in index
    assert max(stems.values()) == 1


def test_documents_of_a_word_are_looked_up_in_a_set(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[type] = []
    prune = IndexBuilder.prune

    def noting(self: IndexBuilder, docnames: Iterable[str]) -> None:
        given.append(type(docnames))
        prune(self, docnames)

    monkeypatch.setattr(IndexBuilder, "prune", noting)

    repository.build()

    assert given == [frozenset, frozenset]


def test_the_search_index_is_the_same_in_parallel(repository: Repository) -> None:
    repository.write(
        {f"src/many/m{position}.py": f'"""Words of {position}."""\n' for position in range(30)}
    )

    serial = repository.build(place="serial").snapshot("searchindex.js")

    assert repository.build(place="parallel", jobs=2).snapshot("searchindex.js") == serial


def test_a_page_tells_the_search_a_bounded_number_of_names(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple(Definition(0, f"f{n}", "def", f"f{n}", (), n) for n in range(1, 6))
    page = new_document("")
    page += nodes.section("", nodes.title("", "big.py"), block_node(Definitions(rows)), ids=["a"])
    monkeypatch.setattr(search_words, "MOST_NAMES", 3)
    told = search_words.told_of(page)
    assert told is not None
    assert told.astext().split() == ["big.py", "f1", "f2", "f3"]
