"""Pages of files in languages other than Python."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_kwindex.pages.blocks import (
    Definitions,
    Fields,
    Heading,
    KeywordList,
    Notice,
    Page,
    Table,
    Text,
)
from sphinx_kwindex.pages.plan import Plan
from sphinx_kwindex.pages.targets import site_targets

pytestmark = pytest.mark.grammars

Planned = Callable[..., Plan]

FILES = {
    "include/gauge.h": (
        "#pragma once\n#include <vector>\n#include <string>\nnamespace tide {\n"
        "/// Reads the level.\nclass API Gauge : public Base {\n public:\n"
        "  int read() const;\n  int read(int a) { return a; }\n};\n"
        "int level();\n}\nnamespace tide { struct Other {}; }\n"
    ),
    "src/gauge.cpp": (
        '#include "gauge.h"\n#include <string>\nint tide::Gauge::read() const { return 1; }\n'
        "#define MAX 3\n"
    ),
    "other/gauge.cpp": "int MAX();\nnamespace tide { class Gauge {}; }\n",
}


def _page(plan: Plan, docname: str) -> Page:
    return next(page for page in plan.pages() if page.docname == f"kwindex/{docname}")


def _words(text: Text) -> str:
    return "".join(span.text for span in text)


def _tables(page: Page) -> dict[str, list[tuple[str, ...]]]:
    found = {}
    title = ""
    for block in page.blocks:
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, Table):
            found[title] = [tuple(_words(cell) for cell in row.cells) for row in block.rows]
    return found


def test_a_page_of_cpp_shows_definitions_as_they_are_written(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_cpp")
    page = _page(planned(FILES), "include/gauge.h_docs")
    rows = next(block for block in page.blocks if isinstance(block, Definitions)).rows
    assert [
        (row.depth, f"{row.lead}{row.name}{_words(row.signature)}", row.note) for row in rows
    ] == [
        (0, "namespace tide", ""),
        (1, "class API Gauge : public Base", ""),
        (2, "int read() const", "declaration"),
        (2, "int read(int a)", ""),
        (1, "int level()", "declaration"),
        (0, "namespace tide", ""),
        (1, "struct Other", ""),
    ]
    assert _words(rows[1].summary) == "Reads the level."
    outside = _page(planned(FILES), "src/gauge.cpp_docs")
    row = next(block for block in outside.blocks if isinstance(block, Definitions)).rows[0]
    assert f"{row.lead}{row.name}" == "int tide::Gauge::read"


def test_includes_are_shown_in_both_directions(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_cpp")
    plan = planned(FILES)
    including = _tables(_page(plan, "src/gauge.cpp_docs"))
    assert including["Includes"] == [
        ("gauge.h", "include/gauge.h", "1", ""),
        ("string", "not in this repository", "2", ""),
    ]
    included = _tables(_page(plan, "include/gauge.h_docs"))
    assert included["Included by"] == [("src/gauge.cpp",)]
    fields = {
        field.label: _words(field.value)
        for block in _page(plan, "include/gauge.h_docs").blocks
        if isinstance(block, Fields)
        for field in block.rows
    }
    assert fields["Imported by (fan-in)"] == "1 file"
    assert fields["Layer"] == "0, it imports no file of the repository"


def test_keywords_are_grouped_by_kind_and_a_namespace_is_one(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_cpp")
    page = _page(planned(FILES), "include/gauge.h_kw")
    found: dict[str, list[tuple[str, str]]] = {}
    title = ""
    for block in page.blocks:
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, KeywordList):
            found[title] = [(row.qualname, row.note) for row in block.rows]
    assert found == {
        "Namespace (1)": [("tide", "")],
        "Class (1)": [("tide::Gauge", "")],
        "Struct (1)": [("tide::Other", "")],
        "Function (1)": [("tide::level", "declaration")],
        "Methods (2)": [("tide::Gauge::read", "declaration"), ("tide::Gauge::read", "")],
        "Imports (2)": [("string", ""), ("vector", "")],
    }


def test_definitions_can_be_referred_to_by_their_name_or_with_the_file(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_cpp")
    names = {(target.kind, target.name) for target in site_targets(planned(FILES).site)}
    assert ("macro", "MAX") in names
    assert ("struct", "tide::Other") in names
    assert ("class", "include/gauge.h::tide::Gauge") in names
    assert ("class", "other/gauge.cpp::tide::Gauge") in names


def test_without_a_grammar_the_page_says_that_it_is_approximate(
    planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_kwindex.analysis.grammars.reader", lambda *_: None)
    page = _page(planned(FILES), "include/gauge.h_docs")
    notices = [_words(block.text) for block in page.blocks if isinstance(block, Notice)]
    assert notices == [
        "The definitions on this page are approximate: they come from syntax highlighting, since "
        "no grammar for this language is installed (pip install sphinx-kwindex[languages])."
    ]
    rows = next(block for block in page.blocks if isinstance(block, Definitions)).rows
    assert "Gauge" in {row.name for row in rows}


def test_lines_that_a_grammar_does_not_know_are_counted(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_java")
    page = _page(planned({"A.java": "class A { int x = @; }\nclass B {}\n"}), "A.java_docs")
    notices = [_words(block.text) for block in page.blocks if isinstance(block, Notice)]
    assert notices == [
        "1 line could not be parsed (from line 1): definitions there may be missing."
    ]


def test_hostile_names_stay_text(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_javascript")
    source = "describe('<script>alert(1)</script> | `x` {#a}', () => {});\nimport '<b>\"x';\n"
    plan = planned({"a.test.js": source})
    for docname in ("a.test.js_docs", "a.test.js_kw"):
        page = _page(plan, docname)
        assert "<script>" not in repr([b for b in page.blocks if isinstance(b, Heading)])
