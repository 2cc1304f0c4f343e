from __future__ import annotations

import pytest

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from sphinx_kwindex.records.text import words_of


def _found(name: str, text: str, kind: SymbolKind) -> list[tuple[str, str, int]]:
    symbols = analyse(name, text.encode()).symbols
    return [(item.name, item.signature, item.line) for item in symbols if item.kind is kind]


def test_dockerfile_may_choose_the_sign_that_continues_a_line() -> None:
    text = "# escape=`\nFROM a\nRUN dir c:\\\nENV A=1 `\n  BC=2\n"
    assert _found("Dockerfile", text, SymbolKind.KEY) == [("A", " = 1", 4), ("BC", " = 2", 5)]


def test_here_document_without_an_end_holds_no_instructions() -> None:
    text = "FROM a\nRUN <<END\nFROM b\nEND \nENV A=1\n"
    assert _found("Dockerfile", text, SymbolKind.DEPENDENCY) == [("a", "", 1)]
    assert _found("Dockerfile", text, SymbolKind.KEY) == []


@pytest.mark.parametrize(
    ("image", "base", "rest"),
    [
        ("python", "python", ""),
        ("python:3.12", "python", " 3.12"),
        ("python@sha256:ab", "python", " sha256:ab"),
        ("python:3.12@sha256:ab", "python", " 3.12@sha256:ab"),
        ("localhost:5000/a/b", "localhost:5000/a/b", ""),
        ("localhost:5000/a/b:1", "localhost:5000/a/b", " 1"),
    ],
)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Dockerfile", "FROM {}\n"),
        ("Dockerfile", "FROM scratch\nCOPY --from={} /a /b\n"),
        ("Dockerfile", "FROM scratch\nRUN --mount=type=bind,from={},source=/a cat /a\n"),
        ("Dockerfile", "FROM scratch\nONBUILD COPY --from={} /a /b\n"),
        ("compose.yaml", "services:\n  web:\n    image: '{}'\n"),
    ],
)
def test_image_is_a_dependency_wherever_it_is_named(
    name: str, text: str, image: str, base: str, rest: str
) -> None:
    found = _found(name, text.format(image), SymbolKind.DEPENDENCY)
    assert [item[:2] for item in found] == [(base, rest)]


@pytest.mark.parametrize("sign", ["=", ":=", "::=", ":::=", "?=", "+=", "!="])
def test_every_assignment_of_make_sets_a_variable(sign: str) -> None:
    shown = "!=" if sign == "!=" else "="
    text = f"VERSION {sign} \\\n  1\n"
    assert _found("Makefile", text, SymbolKind.KEY) == [("VERSION", f" {shown} 1", 1)]
    assert _found("Makefile", text, SymbolKind.TARGET) == []


@pytest.mark.parametrize(
    "line",
    [
        "debug: CFLAGS += -g",
        "debug: private override CFLAGS := a:b",
        "vpath %.c src:lib",
        "ifeq ($(A),b:c)",
        ".if ${A:Mb} == c",
        "!IF a:b",
        "$(eval $(call rule,a:b))",
        "$(info a: b = c)",
        "#debug: lib",
        "%.o: %.c",
        ".c.o:",
        ".PHONY: debug",
        "$(OUT): lib",
        "define NAME\ndebug: lib\nendef",
        "lib:\n\techo debug: lib",
        ".RECIPEPREFIX = >\nlib:\n> echo debug: lib",
        "LIST = \\\n debug: lib",
    ],
)
def test_only_rules_have_targets(line: str) -> None:
    found = {name for name, _, _ in _found("Makefile", f"{line}\n", SymbolKind.TARGET)}
    assert found <= {"lib"}


@pytest.mark.parametrize(
    "rule",
    ["a b: c", "a b:: c", "a b &: c", "  a  b : c", "a b: c ; echo x:y = z", "a b: c # d: e"],
)
def test_rule_may_be_written_in_many_ways(rule: str) -> None:
    assert _found("GNUmakefile", rule, SymbolKind.TARGET) == [("a", ": c", 1), ("b", ": c", 1)]


@pytest.mark.parametrize(
    "above", ["# Builds it. Slowly.\n", "# Builds\n# it. Slowly.\n.PHONY: all\nall: A = 1\n"]
)
def test_comment_above_a_target_gives_its_first_sentence(above: str) -> None:
    (target,) = (
        item
        for item in analyse("Makefile", f"X = 1\n\n{above}all: lib\n".encode()).symbols
        if item.kind is SymbolKind.TARGET
    )
    assert words_of(target.summary) == "Builds it."
