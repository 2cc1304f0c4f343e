"""No page has an identifier twice, whatever the names in the repository."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sphinx_kwindex.blocks.blocks import (
    Block,
    Definition,
    Fields,
    Heading,
    KeywordRow,
    Page,
    Paragraph,
    Row,
)
from sphinx_kwindex.keywords import KeywordKind
from sphinx_kwindex.records.text import Span
from tests.core.fixtures import Planned

EXAMPLE = Path(__file__).parents[3] / "example_project"

HOSTILE = {
    "a.py": "from pk import mod\nimport os.path\nimport cycle\nfrom pk import *\nimport pk\n",
    "b.py": "import pk.mod\nfrom os import path\nfrom . import *\nfrom .a import x\nimport a.x\n",
    "pk/__init__.py": "def file_overview(): ...\nclass C:\n    x = 1\n    def x(self): ...\n",
    "pk/mod.py": "import pk.mod as one, pk.mod\nfrom pk import mod as two\nfrom pk import Mod\n",
    "js/a.js": 'import x from "@a/b";\nimport y from "@a-b";\nimport z from "./@a/b";\n',
    "js/b.js": 'import x from "a b";\nimport y from "a/b";\nimport z from "a?b";\n',
    "tool.sh": "public-api() {\n:\n}\nsource-code() {\n:\n}\npublic.api() {\n:\n}\n",
    "README.md": "# Public API\n\n# Public API\n\n## Import os\n\n# import-os\n",
    "data.toml": 'a-b = 1\n"a.b" = 2\n[a]\nb = 3\n["a.c"]\n[a.c]\n',
    "Makefile": "all: a\na-b: c\na_b:\n",
}


def _parts(value: object) -> Iterator[msgspec.Struct]:
    """Yield all that blocks are made of."""
    if isinstance(value, msgspec.Struct):
        yield value
        for field in value.__struct_fields__:
            yield from _parts(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from _parts(item)


def _identifiers(page: Page) -> Iterator[str]:
    for part in _parts(page.blocks):
        if isinstance(part, Definition | Heading | KeywordRow | Row) and part.anchor:
            yield part.anchor


def _rows(page: Page) -> list[KeywordRow]:
    return [part for part in _parts(page.blocks) if isinstance(part, KeywordRow)]


def _doubled(pages: Iterator[Page]) -> dict[str, list[str]]:
    found = {}
    for page in pages:
        counts = Counter(_identifiers(page))
        doubled = [anchor for anchor, count in counts.items() if count > 1]
        if doubled:
            found[page.docname] = doubled
    return found


@pytest.mark.parametrize("per_page", [10, 10_000])
def test_no_page_of_odd_names_has_an_identifier_twice(planned: Planned, per_page: int) -> None:
    assert _doubled(planned(HOSTILE, keywords_per_page=per_page).pages()) == {}


def test_no_page_of_the_example_has_an_identifier_twice(planned: Planned) -> None:
    files = {
        path.relative_to(EXAMPLE).as_posix(): path.read_bytes()
        for path in EXAMPLE.rglob("*")
        if path.is_file() and not path.relative_to(EXAMPLE).as_posix().startswith("docs/_build")
    }
    assert _doubled(planned(files).pages()) == {}


def test_two_ways_to_write_an_import_are_one_entry_of_the_index(planned: Planned) -> None:
    pages = planned({"a.py": "from pk import mod\n", "b.py": "import pk.mod\n"}).pages()
    index = next(page for page in pages if page.docname == "kwindex/keywords")
    rows = [row for row in _rows(index) if row.qualname == "pk.mod"]
    assert [(row.name, len(row.places)) for row in rows] == [("mod", 2)]


@pytest.mark.parametrize("per_page", [10, 10_000])
def test_figures_of_keywords_agree_with_what_is_listed(planned: Planned, per_page: int) -> None:
    plan = planned(HOSTILE, keywords_per_page=per_page)
    pages = {page.docname: page for page in plan.pages()}
    names = plan.site.names
    for folder in plan.related.context.project.folders:
        index = pages[names.folder_keywords[folder]]
        parts = [pages[docname] for docname in names.ranges.get(folder, {}).values()]
        rows = [row for page in (index, *parts) for row in _rows(page)]
        apart = ("import", "error message")
        listed = sum(row.kind not in apart for row in rows)
        # The folder's own page, the table of the folder above it, and the index itself.
        figures = {
            span.text
            for page in pages.values()
            for span in _parts(page.blocks)
            if isinstance(span, Span) and span.docname == index.docname and span.text.isdecimal()
        }
        if not listed:
            assert figures <= {"0"}
            continue
        assert figures == {str(listed)}
        if not parts:
            total = next(block for block in index.blocks if isinstance(block, Paragraph))
            assert total.text[0].text.startswith(f"{listed} name")
    for path, docname in names.file_keywords.items():
        imports = sum(k.kind is KeywordKind.IMPORT for k in plan.related.keywords[path])
        listed = len(_rows(pages[docname])) - imports
        assert f"('Keywords', ('{listed}'," in str(list(_fields(pages[docname].blocks))), path


def _fields(blocks: tuple[Block, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for block in blocks:
        if isinstance(block, Fields):
            for field in block.rows:
                yield field.label, tuple(span.text for span in field.value)
