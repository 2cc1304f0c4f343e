from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.blocks.blocks import Finder, KeywordList, Page, Table
from sphinx_kwindex.pages.site.plan import Plan
from tests.core.fixtures import Planned


def _pages(plan: Plan) -> dict[str, Page]:
    return {page.docname: page for page in plan.pages()}


def _entries(page: Page) -> list[str]:
    return [
        row.qualname
        for block in page.blocks
        if isinstance(block, KeywordList)
        for row in block.rows
    ]


def test_small_index_is_one_page_in_order(planned: Planned) -> None:
    plan = planned({"m.py": "b = _A = c = é = 1\n"})
    page = _pages(plan)["kwindex/keywords"]
    assert _entries(page) == ["_A", "b", "c", "m", "é"]
    assert plan.site.names.letters == {}


def test_entries_of_several_files_with_one_name_are_one_entry(planned: Planned) -> None:
    plan = planned({"a/m.py": "import os\n", "b/n.py": "import os\n"})
    page = _pages(plan)["kwindex/keywords"]
    (row,) = (
        row
        for block in page.blocks
        if isinstance(block, KeywordList)
        for row in block.rows
        if row.qualname == "os"
    )
    assert [(place.path, place.docname) for place in row.places] == [
        ("a/m.py", "kwindex/a/m.py_docs"),
        ("b/n.py", "kwindex/b/n.py_docs"),
    ]


def test_index_of_a_folder_holds_its_whole_subtree_and_nothing_else(planned: Planned) -> None:
    files = {"a/x.py": "one = 1\n", "a/b/y.py": "two = 2\n", "a-b/z.py": "three = 3\n"}
    plan = planned(files, small_folder=0)
    pages = _pages(plan)
    assert _entries(pages["kwindex/a/sub"]) == ["one", "two", "x", "y"]
    assert _entries(pages["kwindex/a/b/sub"]) == ["two", "y"]
    assert _entries(pages["kwindex/keywords"]) == ["one", "three", "two", "x", "y", "z"]


def test_large_index_is_split_by_letter_with_a_table_of_the_letters(planned: Planned) -> None:
    source = "".join(f"{letter}{number} = 1\n" for letter in "ab" for number in range(9))
    plan = planned({"z.py": source}, keywords_per_page=10)
    pages = _pages(plan)
    assert _entries(pages["kwindex/keywords"]) == []
    assert _entries(pages["kwindex/keywords-a"]) == [f"a{number}" for number in range(9)]
    assert _entries(pages["kwindex/keywords-z"]) == ["z"]
    (table,) = (block for block in pages["kwindex/keywords"].blocks if isinstance(block, Table))
    assert [row.cells[0][0].docname for row in table.rows] == [
        "kwindex/keywords-a",
        "kwindex/keywords-b",
        "kwindex/keywords-z",
    ]
    assert [row.cells[1][0].text for row in table.rows] == ["9", "9", "1"]


def test_messages_of_a_large_index_have_a_page_of_their_own(planned: Planned) -> None:
    source = "".join(f"b{number} = 1\n" for number in range(9)) + "raise E('big trouble')\n"
    plan = planned({"z.py": f"{source}raise E('{{0}} went wrong')\n"}, keywords_per_page=10)
    pages = _pages(plan)

    assert list(plan.site.names.letters[""]) == ["b", "z", "messages"]
    assert _entries(pages["kwindex/keywords-messages"]) == ["big trouble", "{0} went wrong"]
    assert "big trouble" not in _entries(pages["kwindex/keywords-b"])
    (finder,) = (b for b in pages["kwindex/keywords"].blocks if isinstance(b, Finder))
    assert finder.shards[-1] == ("messages", "kwindex/keywords-messages")


def test_many_messages_are_split_by_letter(planned: Planned) -> None:
    words = [f"{letter} trouble {number}" for letter in "ab" for number in range(6)]
    source = "".join(f"raise E('{word}')\n" for word in [*words, "{x} is wrong"])
    plan = planned({"z.py": source}, keywords_per_page=10)
    pages = _pages(plan)

    assert list(plan.site.names.letters[""]) == ["z", "messages-#", "messages-a", "messages-b"]
    assert _entries(pages["kwindex/keywords-messages-a"]) == words[:6]
    assert _entries(pages["kwindex/keywords-messages-symbols"]) == ["{x} is wrong"]


def test_letter_with_too_many_entries_is_split_by_the_next_one(planned: Planned) -> None:
    source = "a = 1\n" + "".join(f"a{one}{two} = 1\n" for one in "xyz" for two in "abcdef")
    plan = planned({"a.py": source}, keywords_per_page=10)
    pages = _pages(plan)
    assert list(plan.site.names.letters[""]) == ["a", "ax", "ay", "az"]
    assert _entries(pages["kwindex/keywords-a"]) == ["a", "a"]
    assert _entries(pages["kwindex/keywords-ay"]) == [f"ay{letter}" for letter in "abcdef"]


def test_one_name_in_more_places_than_a_page_should_hold_still_has_a_page(
    planned: Planned,
) -> None:
    source = "".join(f"class C{number}:\n    def run(self): ...\n" for number in range(30))
    plan = planned({"m.py": source}, keywords_per_page=10)
    assert len(_entries(_pages(plan)["kwindex/keywords-run"])) == 30


def test_folder_without_keywords_says_so_on_its_page(planned: Planned) -> None:
    page = _pages(planned({"a/x.md": ""}, small_folder=0))["kwindex/a/sub"]
    assert _entries(page) == []
    assert not any(isinstance(block, Finder) for block in page.blocks)


NAMES = st.sets(st.from_regex(r"[a-cA_é][a-cA_0é]{0,5}", fullmatch=True), max_size=60)


@given(NAMES)
def test_split_puts_each_keyword_on_exactly_one_page_in_order(
    planned: Planned, names: set[str]
) -> None:
    files = {"a/m.py": "".join(f"{name} = 1\n" for name in sorted(names)), "b/n.py": "x = 1\n"}
    plan = planned(files, keywords_per_page=10)
    pages = _pages(plan)
    for folder, letters in plan.site.names.letters.items():
        by_page = [_entries(pages[docname]) for docname in letters.values()]
        expected = Counter(
            keyword.qualname
            for path, found in plan.related.keywords.items()
            if path.startswith(f"{folder}/" if folder else "")
            for keyword in found
        )
        assert Counter(entry for entries in by_page for entry in entries) == expected
        for entries in by_page:
            assert entries, "a page without an entry"
            bare = [entry.rpartition(".")[2].lstrip("_.").casefold() for entry in entries]
            assert bare == sorted(bare)
    total = plan.related.indexes[""].figures.entries
    assert ("" in plan.site.names.letters) == (total > 10)
