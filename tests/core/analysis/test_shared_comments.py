"""A comment above what declares several things speaks of all of them."""

from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from tests.core.docstrings import written
from tests.core.grammars import require_grammars_of

pytestmark = pytest.mark.grammars


def _described(name: str, text: str) -> dict[str, str]:
    require_grammars_of(name)
    return {
        symbol.name: written(symbol.summary)
        for symbol in analyse(name, text.encode()).symbols
        if symbol.kind is not SymbolKind.CLASS and not symbol.kind.is_part
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.js", "/** Ebb and flood. */\nexport const ebb = 1, flood = 2;\n"),
        ("a.ts", "/** Ebb and flood. */\nconst { ebb, flood } = tides;\n"),
        ("a.js", "/** Ebb and flood. */\nconst ebb = () => 1, flood = () => 2;\n"),
        ("a.ts", "/** Ebb and flood. */\nexport const ebb = function () {}, flood = (a) => a;\n"),
        ("a.c", "/** Ebb and flood. */\nint ebb, flood;\n"),
        ("a.m", "@interface A\n/** Ebb and flood. */\n@property int ebb, *flood;\n@end\n"),
        ("A.java", "class A {\n/** Ebb and flood. */\nstatic final int ebb = 1, flood = 2;\n}\n"),
        ("A.cs", "class A {\n/// Ebb and flood.\npublic const int ebb = 1, flood = 2;\n}\n"),
        ("A.cs", "class A {\n/// Ebb and flood.\npublic event Tide ebb, flood;\n}\n"),
        ("a.php", "<?php\nclass A {\n/** Ebb and flood. */\nconst ebb = 1, flood = 2;\n}\n"),
        ("a.rb", "class A\n# Ebb and flood.\nattr_accessor :ebb,\n  :flood\nend\n"),
        ("a.swift", "/// Ebb and flood.\nlet ebb = 1, flood = 2\n"),
        ("a.kt", "/** Ebb and flood. */\nval (ebb, flood) = tides\n"),
        ("a.py", "#: Ebb and flood.\nebb = flood = 1\n"),
    ],
)
def test_comment_above_a_statement_is_of_all_that_it_declares(name: str, text: str) -> None:
    described = _described(name, text)
    assert described == dict.fromkeys(("ebb", "flood"), "Ebb and flood.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.js", "/** Comes in. */\nconst flood = 1,\n  /** Goes out. */\n  ebb = 2;\n"),
        ("a.ts", "/** Comes in. */\nconst flood = 1,\n  /** Goes out. */\n  ebb = () => 2;\n"),
        ("a.php", "<?php\n/** Comes in. */\nconst flood = 1,\n  /** Goes out. */\n  ebb = 2;\n"),
        ("a.swift", "/// Comes in.\nlet flood = 1,\n  /// Goes out.\n  ebb = 2\n"),
    ],
)
def test_comment_above_one_name_of_a_statement_is_of_that_name(name: str, text: str) -> None:
    assert _described(name, text) == {"flood": "Comes in.", "ebb": "Goes out."}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.rs", "enum Tide {\n/// Comes in.\nFlood,\nEbb,\n}\n"),
        ("a.c", "/** Comes in. */\nint Flood; int Ebb;\n"),
        ("a.ts", "class A {\n/** Comes in. */\nFlood() {}\nEbb() {}\n}\n"),
        ("a.go", "package a\n\nconst (\n\t// Comes in.\n\tFlood = 1\n\tEbb = 2\n)\n"),
    ],
)
def test_comment_above_one_of_several_declarations_is_of_that_alone(name: str, text: str) -> None:
    described = _described(name, text)
    assert (described["Flood"], described["Ebb"]) == ("Comes in.", "")


@pytest.mark.parametrize("word", ["const", "var"])
def test_comment_above_a_group_of_go_is_marked_as_that_of_the_group(word: str) -> None:
    text = (
        f"package a\n\n// Kinds of tide.\n{word} (\n\t// Comes in.\n\tFlood = 1\n\tEbb = 2\n"
        f"\n\tNeap, Spring = 3, 4\n)\n\n// The moon.\n{word} (\n\tMoon = 5\n)\n"
        f"\n// Two stars.\n{word} Sun, Sirius = 6, 7\n"
    )
    of_group = "One of a group: Kinds of tide."
    described = _described("a.go", text)
    del described["a"]
    assert described == {
        "Flood": "Comes in.",
        "Ebb": of_group,
        "Neap": of_group,
        "Spring": of_group,
        "Moon": "The moon.",
        "Sun": "Two stars.",
        "Sirius": "Two stars.",
    }


def test_comment_above_a_group_of_types_is_marked_too() -> None:
    text = "package a\n\n// Kinds of tide.\ntype (\n\tEbb struct{}\n\tFlood int\n)\n"
    described = _described("a.go", text)
    assert set(described.values()) == {"", "One of a group: Kinds of tide."}
    assert described["a"] == ""
