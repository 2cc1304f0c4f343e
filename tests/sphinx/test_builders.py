"""The other builders, and the book that the assembled ones make."""

from __future__ import annotations

import re

import pytest

from tests.sphinx.building import BuildExample, Built, Repository


@pytest.mark.parametrize(
    "builder",
    [
        "html",
        "dirhtml",
        "singlehtml",
        "epub",
        "latex",
        "text",
        "man",
        "xml",
        "pseudoxml",
        "gettext",
        "texinfo",
    ],
)
def test_builder_builds_the_example_without_a_warning(example: BuildExample, builder: str) -> None:
    assert example("dummy").warnings == ""

    result = example(builder)

    assert result.warnings == ""
    assert [path for path in result.outdir.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("builder", "name"), [("singlehtml", "index.html"), ("latex", "*.tex")])
def test_an_assembled_document_holds_every_file_without_its_source(
    built_repository: Repository, builder: str, name: str
) -> None:
    result = built_repository.build(builder)

    text = next(iter(result.outdir.glob(name))).read_text(encoding="utf-8")
    assert "Runs things." in text
    chapters = re.findall(r"(?:<h\d>|\\chapter\{)(notes\.txt|pyproject\.toml)", text)
    assert chapters == ["notes.txt"]
    assert "Some notes." not in text
    assert "test\\_core" in text or "test_core" in text


def test_html_navigation_lists_folders_and_not_files(built: Built) -> None:
    result = built()

    listed = result.app.env.toctree_includes["kwindex/index"]
    assert "kwindex/src/demo/index" in listed
    assert "kwindex/notes.txt_docs" not in listed


def test_navigation_can_list_files(built: Built) -> None:
    result = built('kwindex_navigation = "files"\n')

    assert result.warnings == ""
    assert "kwindex/notes.txt_docs" in result.app.env.toctree_includes["kwindex/index"]


def test_catalogues_for_translators_hold_no_word_of_the_generated_pages(
    built: Built,
) -> None:
    result = built(builder="gettext")

    assert "Words of the user" in result.output("guide.pot")
    header_only = result.output("kwindex.pot").count("msgid ") == 1
    assert header_only
