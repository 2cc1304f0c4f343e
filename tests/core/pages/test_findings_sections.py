from __future__ import annotations

from typing import Protocol

import pytest

from sphinx_kwindex.blocks.blocks import Block, Heading, Paragraph, Table
from sphinx_kwindex.config import Settings
from sphinx_kwindex.insights.findings import Finding, Findings, Rule
from sphinx_kwindex.insights.rules import applicable
from sphinx_kwindex.pages.files.sections import SECTIONS, FileView
from sphinx_kwindex.pages.files.sections.performance import performance
from sphinx_kwindex.pages.files.sections.security import security
from sphinx_kwindex.pages.site.plan import plan
from sphinx_kwindex.records.text import words_of
from sphinx_kwindex.relations.repository import relate_repository
from tests.core.fixtures import Link


class View(Protocol):
    """Views a file with findings given as (line, code, message)."""

    def __call__(
        self, source: str, *found: tuple[int, str, str], **options: object
    ) -> FileView: ...


RULES = {
    code: Rule(code, f"name-of-{code.lower()}", f"Checks for `{code}`.")
    for code in ("S101", "S301", "S602", "S701", "PERF401", "ASYNC251", "B019", "C901")
}


@pytest.fixture
def view(project: Link) -> View:
    """View a file with findings given as (line, code, message)."""

    def of(source: str, *found: tuple[int, str, str], **options: object) -> FileView:
        findings = Findings({"m.py": tuple(Finding(*item) for item in found)}, RULES)
        linked = project({"m.py": source})
        settings = Settings(**options)  # type: ignore[arg-type]
        related = relate_repository(linked, settings, findings)
        return plan(related, SECTIONS, lambda facts: source).view_of("m.py")

    return of


def _rows(blocks: list[Block]) -> list[list[str]]:
    return [
        [words_of(cell) for cell in row.cells]
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_clean_file_says_nothing(view: View) -> None:
    clean = view("import os\n\ndef f(): ...\n")
    assert list(performance(clean)) == []
    assert list(security(clean)) == []


def test_rules_are_grouped_with_their_lines_most_severe_first(
    view: View,
) -> None:
    found = [(1, "S101", ""), (2, "S301", ""), (2, "S301", ""), (4, "S301", ""), (5, "S701", "")]
    blocks = list(security(view("\n" * 9, *found)))
    assert _rows(blocks) == [
        ["S701 name-of-s701", "Checks for S701.", "high", "5"],
        ["S301 name-of-s301", "Checks for S301.", "medium", "2, 4"],
        ["S101 name-of-s101", "Checks for S101.", "low", "1"],
    ]
    (table,) = (block for block in blocks if isinstance(block, Table))
    (code, _), _, _, (line,) = table.rows[0].cells
    assert code.url == "https://docs.astral.sh/ruff/rules/name-of-s701/"
    assert (line.docname, line.anchor) == (".", "L-5")


def test_command_that_is_a_literal_is_less_severe(view: View) -> None:
    safe = "`subprocess` call with `shell=True` seems safe, but may be changed in the future"
    blocks = list(security(view("\n" * 9, (1, "S602", safe), (2, "S602", "security issue"))))
    assert [(row[2], row[3]) for row in _rows(blocks)] == [("high", "2"), ("low", "1")]


def test_what_stops_an_event_loop_comes_before_what_costs_memory_or_little(
    view: View,
) -> None:
    found = [(1, "PERF401", ""), (2, "B019", ""), (3, "ASYNC251", ""), (4, "S101", "")]
    rows = _rows(list(performance(view("\n" * 9, *found))))
    assert [row[0][:8] for row in rows] == ["ASYNC251", "B019 nam", "PERF401 "]


def test_test_files_are_judged_by_softer_rules() -> None:
    found = [Finding(1, code, "") for code in ("S101", "S105", "S301", "S603", "PERF401")]
    expected = ["S301", "PERF401"]
    assert [item.code for item in applicable(found, is_test=True)] == expected
    assert list(applicable(found, is_test=False)) == found


def test_complex_functions_are_named_with_their_class_heaviest_first(
    view: View,
) -> None:
    source = "class A:\n    def f(self): ...\n\ndef g():\n    def h(): ...\n"
    found = [
        (2, "C901", "`f` is too complex (11 > 10)"),
        (4, "C901", "`g` is too complex (120 > 10)"),
        (5, "C901", "`h` is too complex (12 > 10)"),
    ]
    blocks = list(performance(view(source, *found)))
    assert [row[1:] for row in _rows(blocks)] == [["120", "4"], ["12", "5"], ["11", "2"]]
    assert _rows(blocks)[2][0] == "A.f"
    (paragraph,) = (block for block in blocks if isinstance(block, Paragraph))
    assert words_of(paragraph.text) == (
        "3 functions with a cyclomatic complexity above 10, by ruff's rule C901:"
    )


def test_of_many_complex_functions_the_heaviest_are_listed_and_all_counted(
    view: View,
) -> None:
    found = [(line, "C901", f"`f` is too complex ({line + 10} > 10)") for line in range(1, 31)]
    blocks = list(performance(view("\n" * 40, *found)))
    assert [row[1] for row in _rows(blocks)] == [f"{figure}" for figure in range(40, 30, -1)]
    assert "30 functions" in words_of(next(b.text for b in blocks if isinstance(b, Paragraph)))


def test_caching_and_concurrency_show_their_evidence(view: View) -> None:
    source = (
        "import threading\nfrom functools import cache\nimport pickle\n\n"
        "@cache\ndef f(): ...\n\nasync def g(): ...\n"
    )
    assert _rows(list(performance(view(source)))) == [
        ["Caching", "@cache on f (line 6)"],
        ["Threads", "imports threading (line 1)"],
        ["Coroutines", "defines 1 async function (line 8)"],
    ]
    assert _rows(list(security(view(source)))) == [["Deserialisation", "imports pickle (line 3)"]]


def test_lines_are_no_links_where_the_source_is_not_shown(view: View) -> None:
    hidden = view("import pickle\n", (1, "S301", ""), show_source=False)
    tables = [block for block in security(hidden) if isinstance(block, Table)]
    assert not any(span.docname for table in tables for row in table.rows
                   for cell in row.cells for span in cell)  # fmt: skip


def test_headings_of_the_two_sections_differ(view: View) -> None:
    source = "import threading, pickle\n"
    complex_function = (1, "C901", "`f` is too complex (11 > 10)")
    both = view(source, (1, "S301", ""), (1, "PERF401", ""), complex_function)
    blocks = [*performance(both), *security(both)]
    headings = [(block.text, block.anchor) for block in blocks if isinstance(block, Heading)]
    assert len({text for text, _ in headings}) == len({anchor for _, anchor in headings}) == 5
