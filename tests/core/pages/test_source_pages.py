"""Pages of files in languages other than Python."""

from __future__ import annotations

from importlib import import_module

import pytest

from sphinx_kwindex.blocks.blocks import (
    Definitions,
    Fields,
    Heading,
    KeywordList,
    Notice,
    Page,
    Table,
)
from sphinx_kwindex.blocks.reading import section_of
from sphinx_kwindex.keywords.named_places import named_places
from sphinx_kwindex.records.text import words_of
from tests.core.fixtures import Planned
from tests.core.pages.looking import blocks_of, page_of, tables_of, targets_of

pytestmark = pytest.mark.grammars


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


def _tables(page: Page) -> dict[str, list[tuple[str, ...]]]:
    return {
        title: [tuple(words_of(cell) for cell in row.cells) for row in table.rows]
        for title, table in tables_of(page).items()
    }


def test_a_page_of_cpp_shows_definitions_as_they_are_written(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_cpp")
    page = page_of(planned(FILES), "include/gauge.h_docs")
    rows = next(block for block in page.blocks if isinstance(block, Definitions)).rows
    assert [
        (row.depth, f"{row.lead}{row.name}{words_of(row.signature)}", row.note) for row in rows
    ] == [
        (0, "namespace tide", ""),
        (1, "class API Gauge : public Base", ""),
        (2, "int read() const", "declaration"),
        (2, "int read(int a)", ""),
        (1, "int level()", "declaration"),
        (0, "namespace tide", ""),
        (1, "struct Other", ""),
    ]
    assert words_of(rows[1].summary) == "Reads the level."
    outside = page_of(planned(FILES), "src/gauge.cpp_docs")
    row = next(block for block in outside.blocks if isinstance(block, Definitions)).rows[0]
    assert f"{row.lead}{row.name}" == "int tide::Gauge::read"


def test_page_says_where_an_import_leads_and_where_nobody_can_tell(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_rust")
    plan = planned(
        {
            "src/lib.rs": "enum Unit { M }\nuse Unit::*;\nuse rand::Rng;\n",
            "a/shared/__init__.py": "",
            "b/shared/__init__.py": "",
            "a/logging/__init__.py": "",
            "b/logging/__init__.py": "",
            "c.py": "import shared\nimport logging\nimport numpy\n",
        }
    )
    assert _tables(page_of(plan, "src/lib.rs_docs"))["What It Needs"] == [
        ("this file", "Unit::*", "2"),
        ("rand::Rng (not found in this repository)", "rand::Rng", "3"),
    ]
    needs = _tables(page_of(plan, "c.py_docs"))
    assert needs["What It Needs"] == [
        ("numpy (not in this repository)", "numpy", "3"),
        ("shared (one of several files)", "shared", "1"),
    ]
    assert needs["Standard library (1): logging"] == [("logging", "logging", "2")]


def test_includes_are_shown_in_both_directions(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_cpp")
    plan = planned(FILES)
    including = _tables(page_of(plan, "src/gauge.cpp_docs"))
    assert including["What It Needs"] == [
        ("include/gauge.h", "gauge.h", "1"),
        ("string (not found in this repository)", "string", "2"),
    ]
    included = _tables(page_of(plan, "include/gauge.h_docs"))
    assert included["Included By"] == [("src/gauge.cpp",)]
    fields = {
        field.label: words_of(field.value)
        for block in blocks_of(page_of(plan, "include/gauge.h_docs"), Fields)
        for field in block.rows
    }
    assert fields["Imported by (fan-in)"] == "1 file"
    assert fields["Layer"] == "0: it imports no file in the repository"


def test_keywords_are_grouped_by_kind_and_a_namespace_is_one(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_cpp")
    page = page_of(planned(FILES), "include/gauge.h_kw")
    found: dict[str, list[tuple[str, str]]] = {}
    title = ""
    for block in page.blocks:
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, KeywordList):
            found[title] = [(row.qualname, row.note) for row in block.rows]
    assert found == {
        "Namespace (1)": [("tide", "")],
        "Class (1)": [
            ("tide::Gauge", ""),
            ("tide::Gauge::read", "declaration"),
            ("tide::Gauge::read", ""),
        ],
        "Struct (1)": [("tide::Other", "")],
        "Function (1)": [("tide::level", "declaration")],
        "Imports (2)": [("string", ""), ("vector", "")],
    }


def test_definitions_can_be_referred_to_by_their_name_or_with_the_file(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_cpp")
    plan = planned(FILES)
    names = {(target.kind, target.name) for target in targets_of(plan)}
    assert ("macro", "MAX") in names
    assert ("struct", "tide::Other") in names
    assert ("class", "include/gauge.h::tide::Gauge") in names
    assert ("class", "other/gauge.cpp::tide::Gauge") in names


def test_page_about_cython_names_no_grammar_that_could_be_installed(planned: Planned) -> None:
    plan = planned({"a.pyx": "#cython: wraparound=False\n\ncdef int level():\n    return 1\n"})
    page = page_of(plan, "a.pyx_docs")
    (notice,) = [block for block in page.blocks if isinstance(block, Notice)]
    assert words_of(notice.text) == (
        "The definitions on this page are approximate: they come from syntax highlighting."
    )
    assert not section_of(page, "file-purpose")


def test_without_a_grammar_the_page_says_that_it_is_approximate(
    planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_kwindex.analysis.grammars.reader", lambda *_: None)
    page = page_of(planned(FILES), "include/gauge.h_docs")
    notices = [words_of(block.text) for block in page.blocks if isinstance(block, Notice)]
    assert notices == [
        "The definitions on this page are approximate: they come from syntax highlighting, since "
        "no grammar for this language is installed (pip install sphinx-kwindex[languages])."
    ]
    rows = next(block for block in page.blocks if isinstance(block, Definitions)).rows
    assert "Gauge" in {row.name for row in rows}


def test_lines_that_a_grammar_does_not_know_are_counted(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_java")
    page = page_of(planned({"A.java": "class A { int x = @; }\nclass B {}\n"}), "A.java_docs")
    notices = [words_of(block.text) for block in page.blocks if isinstance(block, Notice)]
    assert notices == [
        "1 line could not be parsed (from line 1): definitions there may be missing."
    ]


def test_hostile_names_stay_text(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_javascript")
    source = "describe('<script>alert(1)</script> | `x` {#a}', () => {});\nimport '<b>\"x';\n"
    plan = planned({"a.test.js": source})
    for docname in ("a.test.js_docs", "a.test.js_kw"):
        page = page_of(plan, docname)
        assert "<script>" not in repr([b for b in page.blocks if isinstance(b, Heading)])


TIDE = {
    "tide/__init__.py": "",
    "tide/api.py": (
        "import ctypes\nfrom tide._tide import add, rise\n\n"
        'lib = ctypes.CDLL("_tide.so")\nc = ctypes.CDLL("/usr/lib/_tide.so")\n'
    ),
    "include/add.h": "namespace tide { int rise(); }\nstruct Other { int fall(); };\n",
    "src/module.cpp": (
        "#include <add.h>\nnamespace tide { int add() { return 1; }\n"
        "int twice(int a) { return a; }\nint twice(long a) { return a; } }\n"
        "PYBIND11_MODULE(_tide, m) {\n"
        '  m.def("add", &tide::add);\n  m.def("rise", rise);\n  m.def("twice", &twice);\n'
        '  m.def("fall", &fall);\n}\n'
    ),
}


def test_a_page_of_cpp_shows_its_names_for_python_and_who_uses_them(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_cpp")
    tables = _tables(page_of(planned(TIDE), "src/module.cpp_docs"))
    assert tables["Python bindings"] == [
        ("_tide, module", "5", "", ""),
        ("_tide.add, function", "6", "tide::add", "tide/api.py, line 2"),
        ("_tide.rise, function", "7", "rise", "tide/api.py, line 2"),
        ("_tide.twice, function", "8", "twice", ""),
        ("_tide.fall, function", "9", "fall", ""),
    ]
    assert tables["Imported By"] == [("tide/api.py", "add, rise")]
    assert "Included By" not in tables


def test_a_binding_links_to_the_one_definition_or_declaration_in_sight(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_cpp")
    page = page_of(planned(TIDE), "src/module.cpp_docs")
    table = next(
        block for block in page.blocks if isinstance(block, Table) and "Bound to" in block.columns
    )
    bound = [row.cells[2][0] for row in table.rows if row.cells[2]]
    assert [(span.text, span.docname, span.anchor) for span in bound] == [
        ("tide::add", ".", "tide.add"),
        ("rise", "kwindex/include/add.h_docs", "tide.rise"),
        ("twice", "", ""),
        ("fall", "", ""),
    ]


def test_a_page_of_python_names_the_file_of_an_extension_module(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_cpp")
    page = page_of(planned(TIDE), "tide/api.py_docs")
    tables = _tables(page)
    origin = "src/module.cpp, which defines the module in C++"
    assert tables["What It Needs"] == [(origin, "add, rise", "2")]
    assert tables["Names from C and C++"] == [
        ("_tide.add, function", "2", "tide::add", "src/module.cpp, line 6"),
        ("_tide.rise, function", "2", "rise", "src/module.cpp, line 7"),
    ]
    libraries = next(
        block for block in page.blocks if isinstance(block, Table) and "Library" in block.columns
    )
    assert [(row.cells[0][0].text, row.cells[0][0].docname) for row in libraries.rows] == [
        ("_tide.so", "kwindex/src/module.cpp_docs"),
        ("/usr/lib/_tide.so", ""),
    ]


def test_names_for_python_are_keywords_at_anchors_without_their_lines(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_cpp")
    plan = planned(TIDE)
    keywords = [item for item in plan.related.keywords["src/module.cpp"] if item.kind == "binding"]
    lines = named_places(plan.related.files["src/module.cpp"].analysis)
    assert sorted((item.qualname, lines[item.anchor], item.note) for item in keywords) == [
        ("_tide", 5, "module"),
        ("_tide.add", 6, "function"),
        ("_tide.fall", 9, "function"),
        ("_tide.rise", 7, "function"),
        ("_tide.twice", 8, "function"),
    ]
    assert all(item.anchor.startswith("at-binding-tide-") for item in keywords)


def test_columns_in_which_nothing_stands_are_left_out(planned: Planned) -> None:
    pytest.importorskip("tree_sitter_cpp")
    plan = planned({"m.cpp": "PYBIND11_MODULE(_m, m) {\n}\n"})
    assert _tables(page_of(plan, "m.cpp_docs"))["Python bindings"] == [("_m, module", "1")]


def test_a_long_file_shows_of_each_docstring_the_first_sentence(
    planned: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = 'def go():\n    """Go on.\n\n    Nobody stops.\n    """\n'
    plan = planned({"m.py": text})
    assert "Nobody stops." in str(page_of(plan, "m.py_docs").blocks)

    structure = import_module("sphinx_kwindex.pages.files.sections.structure")
    monkeypatch.setattr(structure, "MOST_TOLD_TWICE", 10)
    shown = str(page_of(plan, "m.py_docs").blocks)

    assert "Go on." in shown
    assert "of each docstring the first sentence is here" in shown
