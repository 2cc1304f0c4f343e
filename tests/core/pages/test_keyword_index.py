from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.blocks.blocks import (
    Finder,
    Heading,
    KeywordList,
    KeywordRow,
    Letters,
    Page,
    Paragraph,
    Table,
    Trail,
)
from sphinx_kwindex.pages.site.plan import Plan
from sphinx_kwindex.records.text import words_of
from sphinx_kwindex.relations.folders.index_records import IndexEntry, IndexPage, IndexRange
from tests.core.fixtures import Planned


def _pages(plan: Plan) -> dict[str, Page]:
    return {page.docname: page for page in plan.pages()}


def _rows(page: Page) -> Iterator[KeywordRow]:
    for block in page.blocks:
        if isinstance(block, KeywordList):
            yield from block.rows


def _entries(page: Page) -> list[str]:
    return [row.qualname for row in _rows(page)]


def test_small_index_is_one_page_in_order(planned: Planned) -> None:
    plan = planned({"m.py": "b = _A = c = é = 1\n"})
    page = _pages(plan)["kwindex/keywords"]
    assert _entries(page) == ["_A", "b", "c", "m", "é"]
    assert plan.site.names.ranges == {}


def test_entries_of_several_files_with_one_name_are_one_entry(planned: Planned) -> None:
    plan = planned({"a/m.py": "import os\n", "b/n.py": "import os\n"})
    (row,) = (row for row in _rows(_pages(plan)["kwindex/keywords"]) if row.qualname == "os")
    assert [(place.path, place.docname) for place in row.places] == [
        ("a/m.py", "kwindex/a/m.py_docs"),
        ("b/n.py", "kwindex/b/n.py_docs"),
    ]


def test_entry_names_its_file_and_says_its_first_sentence_without_a_line(
    planned: Planned,
) -> None:
    plan = planned({"a/m.py": '\n\ndef run():\n    """Run all `jobs`. Then stop."""\n'})
    (row,) = (row for row in _rows(_pages(plan)["kwindex/keywords"]) if row.name == "run")
    assert ([place.path for place in row.places], words_of(row.words), row.line) == (
        ["a/m.py"], "Run all jobs.", 0,
    )  # fmt: skip


def test_no_page_leads_to_a_finder_that_is_not_there(planned: Planned) -> None:
    files = {"m.py": "".join(f"name_{number} = 1\n" for number in range(60))}

    def leading(*, finder: bool) -> set[str]:
        pages = _pages(planned(files, finder=finder, small_file=0, keywords_per_page=20))
        return {
            name
            for name, page in pages.items()
            if any(isinstance(block, Finder) for block in page.blocks)
        }

    assert {"kwindex/keywords", "kwindex/m.py_kw"} <= leading(finder=True)
    assert leading(finder=False) == set()


def test_index_of_a_folder_holds_its_whole_subtree_and_nothing_else(planned: Planned) -> None:
    files = {"a/x.py": "one = 1\n", "a/b/y.py": "two = 2\n", "a-b/z.py": "three = 3\n"}
    plan = planned(files, small_folder=0)
    pages = _pages(plan)
    assert _entries(pages["kwindex/a/sub"]) == ["one", "two", "x", "y"]
    assert _entries(pages["kwindex/a/b/sub"]) == ["two", "y"]
    assert _entries(pages["kwindex/keywords"]) == ["one", "three", "two", "x", "y", "z"]


def test_index_of_a_folder_has_messages_apart_and_no_imports(planned: Planned) -> None:
    plan = planned({"a/x.py": "import os\nraise E('a problem')\nzero = 0\n"}, small_folder=0)
    page = _pages(plan)["kwindex/a/sub"]
    assert _entries(page) == ["x", "zero", "a problem"]
    assert [block.text for block in page.blocks if isinstance(block, Heading)][1:] == ["Messages"]


def test_large_folder_lists_its_own_files_and_leads_to_those_below(planned: Planned) -> None:
    many = "".join(f"x{number} = 1\n" for number in range(8))
    files = {"a/x.py": "one = 1\n", "a/b/y.py": many, "a/b/c/w.py": "", "a/d/z.py": many}
    pages = _pages(planned(files, small_folder=0, keywords_per_page=10))
    assert _entries(pages["kwindex/a/sub"]) == ["one", "x"]
    links = {
        span.docname
        for block in pages["kwindex/a/sub"].blocks
        if isinstance(block, Paragraph)
        for span in block.text
    }
    assert links - {""} == {"kwindex/a/b/sub", "kwindex/a/d/sub"}
    assert len(_entries(pages["kwindex/a/d/sub"])) == 9


def _large(planned: Planned) -> Plan:
    source = "".join(f"{letter}{number} = 1\n" for letter in "abc" for number in range(9))
    return planned({"z.py": source}, keywords_per_page=10)


def test_first_page_of_a_split_index_leads_to_all_others(planned: Planned) -> None:
    plan = _large(planned)
    pages = _pages(plan)
    others = list(plan.site.names.ranges[""].values())
    first = pages["kwindex/keywords"]
    assert _entries(first) == []
    (table,) = (block for block in first.blocks if isinstance(block, Table))
    assert [row.cells[0][0].docname for row in table.rows] == others
    assert [entry for docname in others for entry in _entries(pages[docname])] == [
        *(f"{letter}{number}" for letter in "abc" for number in range(9)),
        "z",
    ]


def test_other_pages_have_the_letters_and_their_neighbours_but_no_list_of_all(
    planned: Planned,
) -> None:
    plan = _large(planned)
    pages = _pages(plan)
    docnames = list(plan.site.names.ranges[""].values())
    page = pages[docnames[1]]
    (letters,) = (block for block in page.blocks if isinstance(block, Letters))
    assert [link.text for link in letters.links] == ["A", "B", "C", "Z"]
    (trail,) = (block for block in page.blocks if isinstance(block, Trail))
    assert trail.previous is not None
    assert trail.following is not None
    assert (trail.previous.docname, trail.following.docname) == (docnames[0], docnames[2])
    assert trail.views == ()
    assert not any(isinstance(block, Table) for block in page.blocks)
    assert [type(block) for block in page.blocks][2:4] == [Finder, Letters]


def test_each_letter_leads_to_where_its_entries_begin(planned: Planned) -> None:
    plan = _large(planned)
    pages = _pages(plan)
    first = pages["kwindex/keywords"]
    (letters,) = (block for block in first.blocks if isinstance(block, Letters))
    for link in letters.links:
        page = pages[link.docname]
        if not link.anchor:
            assert _entries(page)[0].startswith(link.text.lower())
            continue
        positions = [
            position
            for position, block in enumerate(page.blocks)
            if isinstance(block, Heading) and block.anchor == link.anchor
        ]
        block = page.blocks[positions[0] + 1]
        assert isinstance(block, KeywordList)
        assert block.rows[0].name.startswith(link.text.lower())


def test_messages_of_the_repository_are_in_a_list_and_not_among_its_names(
    planned: Planned,
) -> None:
    source = 'class A:\n    def f(self):\n        """Do it."""\n        raise E("big trouble")\n'
    plan = planned({"a.py": source, "b.py": "raise E('big trouble')\n"})
    pages = _pages(plan)
    assert "big trouble" not in _entries(pages["kwindex/keywords"])
    (row,) = _rows(pages["kwindex/error-messages"])
    assert (row.qualname, [place.path for place in row.places]) == ("big trouble", ["a.py", "b.py"])
    assert words_of(row.places[0].words) == " in A.f – Do it."
    assert [span.anchor for span in row.places[0].words if span.docname] == ["A.f"]
    assert row.places[1].words == ()


def test_start_page_leads_to_the_lists(planned: Planned) -> None:
    files = {"a.py": "import os\nos.environ['HOME_DIR']\nraise E('no way')\n"}
    index = _pages(planned(files))["kwindex/index"]
    assert {"kwindex/environment-variables", "kwindex/error-messages"} <= {
        span.docname
        for block in index.blocks
        for field in getattr(block, "rows", ())
        for span in getattr(field, "value", ())
    }


def test_list_of_entry_points_says_what_they_lead_to(planned: Planned) -> None:
    files = {
        "pyproject.toml": '[project]\nname = "x"\n[project.scripts]\nrun = "m:main"\n',
        "m.py": 'def main():\n    """Start the program."""\n',
    }
    (row,) = _rows(_pages(planned(files))["kwindex/entry-points"])
    assert row.qualname == "run"
    assert words_of(row.places[0].words) == " → main – Start the program."


def test_long_list_is_split_as_an_index_is(planned: Planned) -> None:
    words = [f"{letter} trouble {number}" for letter in "abc" for number in range(6)]
    source = "".join(f"raise E('{word}')\n" for word in [*words, "{x} is wrong"])
    plan = planned({"z.py": source}, keywords_per_page=10)
    pages = _pages(plan)
    docnames = plan.site.names.ranges["//error-message"].values()
    assert _entries(pages["kwindex/error-messages"]) == []
    listed = [entry for docname in docnames for entry in _entries(pages[docname])]
    assert listed == [*words, "{x} is wrong"]


def test_page_of_names_and_messages_is_called_by_its_names() -> None:
    entries = [
        IndexEntry(name, name, kind, ())
        for name, kind in (("a", "class"), ("b", "class"), ("no way", "error message"))
    ]
    assert IndexPage("a", tuple(entries)).range == IndexRange("a", "a", "b")
    assert IndexPage("n", tuple(entries[2:])).range == IndexRange("n", "no way", "no way")


def test_one_name_in_more_places_than_a_page_should_hold_is_split_by_what_encloses_it(
    planned: Planned,
) -> None:
    source = "".join(f"class C{number:02}:\n    def run(self): ...\n" for number in range(30))
    plan = planned({"m.py": source}, keywords_per_page=10)
    pages = _pages(plan)
    sizes = [len(_entries(pages[name])) for name in plan.site.names.ranges[""].values()]
    assert sum(sizes) == 61
    assert max(sizes) <= 10


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
    for folder, ranges in plan.site.names.ranges.items():
        by_page = [_entries(pages[docname]) for docname in ranges.values()]
        expected = Counter(
            keyword.qualname
            for path, found in plan.related.keywords.items()
            if path.startswith(f"{folder}/" if folder else "")
            for keyword in found
        )
        assert Counter(entry for entries in by_page for entry in entries) == expected
        for entries in by_page:
            assert 0 < len(entries) <= 10
            bare = [entry.rpartition(".")[2].lstrip("_.").casefold() for entry in entries]
            assert bare == sorted(bare, key=lambda name: (not "a" <= name[:1] <= "z", name))
    total = len(plan.related.indexes.folders[""].entries)
    assert ("" in plan.site.names.ranges) == (total > 10)


def test_lists_say_what_entries_are_and_have_those_of_tests_last(planned: Planned) -> None:
    files = {
        "src/m/cli.py": (
            "import click, os\n@click.command()\n@click.option('--size', help='How large. More.')\n"
            "def run():\n    '''Run it.'''\n    os.environ['ZONE']\n"
        ),
        "tests/test_m.py": "import os\nos.environ['AREA']\nos.environ['ZONE']\n",
    }
    pages = _pages(planned(files))
    (option,) = _rows(pages["kwindex/command-line-options"])
    assert words_of(option.words) == "How large."
    assert words_of(option.places[0].words) == " in run"
    page = pages["kwindex/environment-variables"]
    headings = [block.text for block in page.blocks if isinstance(block, Heading)]
    assert headings[1:] == ["Tests and examples"]
    assert _entries(page) == ["ZONE", "AREA"]
    (said,) = (block.text for block in page.blocks if isinstance(block, Paragraph))
    assert words_of(said).endswith("2 files, 1 of them in tests and examples alone.")
