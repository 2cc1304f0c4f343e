"""The recipes of CONTRIBUTING.md: each is followed in a copy of the package, and must work."""

from __future__ import annotations

import ast
import importlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast, get_args

import msgspec
import pytest

import sphinx_kwindex
from sphinx_kwindex.blocks import blocks
from sphinx_kwindex.blocks.blocks import Page, Paragraph, plain
from sphinx_kwindex.blocks.writer import BlockWriter, write_block
from sphinx_kwindex.keywords.kinds import KeywordKind, Nature
from sphinx_kwindex.records.occurrences import OccurrenceKind
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from sphinx_kwindex.relations import RELATIONS, FileRelations
from tests.core.recipe_changes import EDITS, NEW_FILES, REPOSITORY, SCRIPT

PACKAGE = Path(sphinx_kwindex.__file__).parent
ROOT = PACKAGE.parent
GUIDES = (ROOT / "CONTRIBUTING.md", ROOT / "docs" / "explanation" / "architecture.md")


class Followed(msgspec.Struct, frozen=True):
    """What a build says with the code that the recipes make."""

    pages: dict[str, str]
    """The text of each page, by its docname."""
    without: dict[str, str]
    """The same with the option of the recipe turned off."""
    targets: list[tuple[str, str]]
    """Kind and name of each."""
    diagnostics: list[str]
    options: list[str]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """Follow all recipes in a copy of the package, and build the pages of a few files with it."""
    base = tmp_path_factory.mktemp("recipes")
    ignored = shutil.ignore_patterns("__pycache__")
    copy = Path(shutil.copytree(PACKAGE, base / "code" / "sphinx_kwindex", ignore=ignored))
    for name, text in NEW_FILES.items():
        lines = text.splitlines()
        (copy / name).write_text("\n".join(line.removeprefix(" " * 8) for line in lines) + "\n")
    for name, changes in EDITS.items():
        text = (copy / name).read_text("utf-8")
        for place, change in changes:
            assert text.count(place) == 1, f"{place!r} in {name}"
            text = text.replace(place, change)
        (copy / name).write_text(text, "utf-8")
    (base / "repo").mkdir()
    for name, text in REPOSITORY.items():
        (base / "repo" / name).write_text(text)
    (base / "script.py").write_text(SCRIPT)
    result = subprocess.run(
        [sys.executable, str(base / "script.py"), str(base)],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(base / "code"), "PATH": ""},
    )
    assert result.stderr == ""
    return msgspec.json.decode(result.stdout, type=Followed)


def test_a_section_with_its_relation_is_on_the_page(followed: Followed) -> None:
    page = followed.pages["kwindex/a.py_docs"]
    assert "## Mood\n\nIt is glad." in page
    assert page.index("## Mood") < page.index("## Source")


def test_an_option_reaches_what_reads_it(followed: Followed) -> None:
    assert "kwindex_mood" in followed.options
    assert "## Mood" not in followed.without["kwindex/a.py_docs"]


def test_a_kind_of_keyword_is_in_the_indexes_and_can_be_referred_to(
    followed: Followed,
) -> None:
    assert '"joy"' in followed.pages["kwindex/a.py_kw"]
    assert '"joy"' in followed.pages["kwindex/keywords"]
    assert ("mood", "a.py::joy") in followed.targets


def test_a_language_with_a_reader_of_its_own_is_known(followed: Followed) -> None:
    assert '"Mood"' in followed.pages["kwindex/b.mood_docs"]


def test_a_language_with_a_grammar_is_known_with_it_and_without(followed: Followed) -> None:
    page = followed.pages["kwindex/e.tide_docs"]
    assert '"Tide"' in page
    pytest.importorskip("tree_sitter_go")
    assert '"Ebb"' in page
    assert {name.rpartition(".")[2] for kind, name in followed.targets if kind == "function"} == {
        "Ebb"
    }


def test_a_warning_is_given_with_its_code(followed: Followed) -> None:
    assert followed.diagnostics == ["sad"]


def test_a_kind_of_data_file_has_its_keywords(followed: Followed) -> None:
    assert [name for kind, name in followed.targets if kind == "target"] == ["joy"]


def test_a_pattern_is_found(followed: Followed) -> None:
    assert '"Moody class"' in followed.pages["kwindex/a.py_docs"]


def test_every_kind_of_definition_part_or_literal_is_a_kind_of_keyword() -> None:
    for symbol in SymbolKind:
        kind = KeywordKind.of_symbol(symbol)
        assert kind.value == symbol.value
        assert kind.nature is (Nature.CONTENT if symbol.is_part else Nature.DEFINITION)
    for occurrence in OccurrenceKind:
        assert KeywordKind.of_occurrence(occurrence).value == occurrence.value
        assert KeywordKind.of_occurrence(occurrence).nature in (Nature.NAME, Nature.CONTENT)
    assert [kind.order for kind in KeywordKind] == list(range(len(KeywordKind)))


def test_every_relation_fills_a_field_that_has_a_default() -> None:
    names = [relation.name for relation in RELATIONS]
    assert sorted(names) == sorted(FileRelations.__struct_fields__)
    assert FileRelations() == FileRelations()


def _methods(path: Path, name: str) -> set[str]:
    module = ast.parse(path.read_bytes())
    (found,) = (
        node for node in module.body if isinstance(node, ast.ClassDef) and node.name == name
    )
    methods = {node.name for node in found.body if isinstance(node, ast.FunctionDef)}
    others = {
        ast.unparse(to)
        for node in found.body
        if isinstance(node, ast.Assign)
        for to in node.targets
    }
    return methods | others


WRITERS = {
    "blocks/html.py": "HtmlWriter",
    "blocks/myst.py": "MystWriter",
    "sphinx_ext/reading/block_nodes.py": "NodeWriter",
}


@pytest.mark.parametrize("path", WRITERS)
def test_every_writer_has_a_method_for_each_block(path: str) -> None:
    protocol = {name for name in vars(BlockWriter) if not name.startswith("_")}
    assert len(protocol) == len(get_args(blocks.Block))
    assert _methods(PACKAGE / path, WRITERS[path]) >= protocol


@pytest.mark.parametrize("path", ["blocks/walk.py", "blocks/writer.py"])
def test_no_walk_over_blocks_has_a_case_for_whatever_comes(path: str) -> None:
    module = ast.parse((PACKAGE / path).read_bytes())
    for node in ast.walk(module):
        if isinstance(node, ast.Match):
            last = node.cases[-1]
            assert "assert_never" in ast.unparse(last.body[0]), f"{path}:{last.pattern.lineno}"


class _Names:
    """A writer of another output: the names of the blocks."""

    def __getattr__(self, name: str) -> Callable[[object], str]:
        return lambda block: name


def test_an_output_is_a_writer_with_a_method_for_each_block() -> None:
    page = Page("a", (blocks.Heading(1, "Title", "a-title"), Paragraph((plain("Words."),))))
    writer = cast("BlockWriter[str]", _Names())
    assert [write_block(block, writer) for block in page.blocks] == ["heading", "paragraph"]


PATHS = re.compile(r"`((?:sphinx_kwindex|tests|docs|benchmarks)/[\w./]*|SECURITY\.md)`")
REGISTRY = re.compile(r"`([A-Z]{4,})` in `([\w/]+\.py)`")
PLACEHOLDERS = ("NAME", "LANGUAGE")


def _paths() -> Iterator[tuple[str, Path]]:
    for guide in GUIDES:
        for written in PATHS.findall(guide.read_text("utf-8")):
            path = ROOT / written
            yield written, path.parent if any(word in written for word in PLACEHOLDERS) else path


@pytest.mark.parametrize(("written", "path"), sorted(set(_paths())))
def test_paths_in_the_guides_are_there(written: str, path: Path) -> None:
    assert path.exists(), written


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_registries_in_the_guides_are_where_they_say(guide: Path) -> None:
    found = REGISTRY.findall(guide.read_text("utf-8"))
    assert found
    for name, path in found:
        if "sphinx_ext" in path:
            pytest.importorskip("sphinx")
        within = path.removeprefix("sphinx_kwindex/")
        assert (PACKAGE / within).exists(), path
        module = within.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        assert hasattr(importlib.import_module(f"sphinx_kwindex.{module}"), name), (
            f"{name} in {path}"
        )
