"""The public interface: ``sphinx_kwindex.extending``, and what the documentation says of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import get_args

import msgspec
import pytest

from sphinx_kwindex import extending
from sphinx_kwindex.blocks import blocks
from sphinx_kwindex.blocks.myst import write_page
from sphinx_kwindex.blocks.reading import read_page

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = (DOCS / "howto" / "custom-section.md", DOCS / "howto" / "custom-keywords.md")
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
CODE = re.compile(r"`([A-Za-z]\w*)(?:\(|`)")
"""``Row(cells)`` and ``Row`` in backticks."""
EXAMPLE = """
def section(view):
    words = (plain("Ask "), code("Ada"), Span("here", url="https://example.org"))
    yield Heading(3, "Who", "who-to-ask")
    yield Paragraph(words)
    yield Notice(words)
    yield Fields((Field("Owner", words),))
    yield Snippet("python", "x = 1\\n")
    yield Table(("Who", "Line"), (Row((words, (plain("3"),))),), figures=(1,))
"""


def _imported(page: Path) -> Iterator[tuple[str, str]]:
    """Yield what the examples of a page import of the package: the module, and the name."""
    for example in PYTHON.findall(page.read_text("utf-8")):
        for node in ast.walk(ast.parse(dedent(example))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "sphinx_kwindex"
            ):
                yield from ((node.module or "", alias.name) for alias in node.names)


def test_nothing_but_the_public_names_is_there() -> None:
    there = {name for name in vars(extending) if not name.startswith("__")}

    assert there == set(extending.__all__)
    assert extending.__all__ == sorted(extending.__all__)


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.stem)
def test_examples_import_public_names_only(page: Path) -> None:
    for module, name in _imported(page):
        assert module == "sphinx_kwindex.extending"
        assert name in extending.__all__


@pytest.mark.parametrize("name", extending.__all__)
def test_every_public_name_is_in_a_guide(name: str) -> None:
    assert any(name in CODE.findall(page.read_text("utf-8")) for page in GUIDES)


def test_every_block_in_the_guide_is_public() -> None:
    kinds = {kind.__name__ for kind in get_args(blocks.Block)} | {"Row", "Field", "Span"}
    named = {name for page in GUIDES for name in CODE.findall(page.read_text("utf-8"))}

    assert named & kinds == set(extending.__all__) & kinds


def test_a_section_can_be_written_with_public_names_alone() -> None:
    names = {name: getattr(extending, name) for name in extending.__all__}
    exec(EXAMPLE, names)
    made = tuple(names["section"](None))

    yielded = {type(block).__name__ for block in made}
    assert yielded == {kind.__name__ for kind in get_args(blocks.Block)} & set(extending.__all__)
    page = blocks.Page("page", made)
    assert read_page("page", write_page(page)).blocks == made


def test_public_records_cannot_be_changed_by_those_who_get_them() -> None:
    records = [getattr(extending, name) for name in extending.__all__]
    for record in records:
        if isinstance(record, type) and issubclass(record, msgspec.Struct):
            assert record.__struct_config__.frozen, record
