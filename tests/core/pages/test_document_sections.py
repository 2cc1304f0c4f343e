from __future__ import annotations

from collections.abc import Iterator

import pytest

from sphinx_kwindex.blocks.blocks import Block, Definitions, Heading, KeywordList, Paragraph
from sphinx_kwindex.keywords import KeywordKind
from sphinx_kwindex.records.text import Span, words_of
from tests.core.fixtures import Planned
from tests.core.pages.looking import page_of, tables_of

FILES = {
    "README.md": (
        "# Tide\n\nPredicts tides with `Station`.\n\n## Use\n\nSee the [guide](guide.md), "
        "[gone](gone.md) and [all](javascript:alert).\n\n[a](https://x.example/1) "
        "[b](https://x.example/2)\n\n```python\nimport model\nmodel.Station\n```\n"
    ),
    "guide.md": "# Guide\n",
    "model.py": "class Station: ...\n",
}


def _of(blocks: tuple[Block, ...], kind: type[Paragraph]) -> Iterator[str]:
    return (words_of(block.text) for block in blocks if isinstance(block, kind))


def test_outline_nests_headings_with_their_first_words(planned: Planned) -> None:
    page = page_of(planned(FILES), "README.md_docs")
    (outline,) = [block for block in page.blocks if isinstance(block, Definitions)]
    assert [(row.depth, row.name, row.anchor, row.line) for row in outline.rows] == [
        (0, "Tide", "part-tide", 1),
        (1, "Use", "part-use", 5),
    ]
    assert words_of(outline.rows[0].summary) == "Predicts tides with Station."


def test_links_are_told_apart_by_what_they_lead_to(planned: Planned) -> None:
    page = page_of(planned(FILES), "README.md_docs")
    tables = tables_of(page)
    (inside,) = tables["In this repository"].rows
    assert inside.cells[0][0] == Span("guide.md", code=True, docname="kwindex/guide.md_docs")
    assert inside.cells[0][2].document == "guide.md"
    (dead,) = tables["Not in this repository"].rows
    assert [words_of(cell) for cell in dead.cells] == ["gone.md", "link", "7"]
    addresses = {words_of(row.cells[0]): row.cells[2] for row in tables["Addresses"].rows}
    assert [span.url for span in addresses["x.example"] if span.url] == [
        "https://x.example/1",
        "https://x.example/2",
    ]
    # An address that could run something is none.
    assert list(addresses) == ["x.example"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.rst", "See :doc:`guide` first.\n\n.. toctree::\n\n   model\n"),
        ("a.md", "See {doc}`guide` first.\n\n```{toctree}\nmodel\n```\n"),
    ],
)
def test_only_entries_of_a_table_of_contents_are_called_so(
    planned: Planned, name: str, text: str
) -> None:
    plan = planned({**FILES, "model.rst": "Model\n=====\n", name: text})
    rows = tables_of(page_of(plan, f"{name}_docs"))["In this repository"].rows
    assert [(row.cells[0][0].text, words_of(row.cells[1])) for row in rows] == [
        ("guide.md", "link"),
        ("model.rst", "table of contents"),
    ]


def test_code_blocks_are_counted_and_definitions_linked(planned: Planned) -> None:
    tables = tables_of(page_of(planned(FILES), "README.md_docs"))
    (row,) = tables["Code Blocks"].rows
    assert [words_of(cell) for cell in row.cells] == ["Python", "1", "2", "12"]
    named = tables["Definitions that are named"].rows
    assert {(row.cells[0][0].text, row.cells[0][0].anchor) for row in named} == {
        ("Station", "Station"),
        ("model.Station", "Station"),
    }


def test_overview_counts_what_a_document_holds(planned: Planned) -> None:
    page = page_of(planned(FILES), "README.md_docs")
    assert "Holds 2 headings, 1 code block and 4 links." in list(_of(page.blocks, Paragraph))


def test_headings_are_keywords_and_no_word_of_prose_is(planned: Planned) -> None:
    keywords = planned(FILES).related.keywords["README.md"]
    assert [(keyword.qualname, keyword.kind) for keyword in keywords] == [
        ("Tide", KeywordKind.HEADING),
        ("Use", KeywordKind.HEADING),
    ]


@pytest.mark.parametrize("section", ["outline", "links", "examples"])
def test_section_can_stand_alone(planned: Planned, section: str) -> None:
    page = page_of(planned(FILES, sections=(section,)), "README.md_docs")
    titles = [b.text for b in page.blocks if isinstance(b, Heading) and b.level == 2]
    assert len(titles) == 1


def test_keyword_leads_to_the_top_where_no_outline_is(planned: Planned) -> None:
    page = page_of(planned(FILES, sections=("purpose",)), "README.md_kw")
    rows = [row for b in page.blocks if isinstance(b, KeywordList) for row in b.rows]
    assert rows
    assert {place.anchor for row in rows for place in row.places} == {""}


def test_dependency_named_twice_is_one_keyword(planned: Planned) -> None:
    text = "on: push\njobs:\n" + "".join(
        f"  {job}:\n    steps:\n      - uses: actions/checkout@v4\n" for job in "ab"
    )
    keywords = planned({"ci.yml": text}).related.keywords["ci.yml"]
    dependencies = [k for k in keywords if k.kind is KeywordKind.DEPENDENCY]
    assert [(k.name, k.note) for k in dependencies] == [("actions/checkout", "first of 2")]


def test_notebook_imports_files_of_the_repository(planned: Planned) -> None:
    notebook = (
        '{"cells": [{"cell_type": "code", "source": ["from model import Station"]}],'
        ' "metadata": {}, "nbformat": 4}'
    )
    plan = planned({**FILES, "try.ipynb": notebook})
    assert plan.related.context.project.importers_of("model.py") == ("try.ipynb",)
    tables = tables_of(page_of(plan, "try.ipynb_docs"))
    assert tables["What It Needs"].rows[0].cells[0][0].docname == "kwindex/model.py_docs"
