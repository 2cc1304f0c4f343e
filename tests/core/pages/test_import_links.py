"""Keywords of imports lead to a row of the page of the file, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_kwindex.analysis.grammars import GRAMMARS
from sphinx_kwindex.blocks.walk import spans_of
from sphinx_kwindex.keywords import KeywordKind
from sphinx_kwindex.keywords.extraction import keywords_of
from tests.core.fixtures import Link, Planned
from tests.core.grammars import require_all_grammars

pytestmark = pytest.mark.grammars


ANALYSIS = Path(__file__).parents[1] / "analysis"
FILES = {
    path.relative_to(ANALYSIS).as_posix(): path.read_bytes()
    for folder in ("cases", "source_cases")
    for path in sorted((ANALYSIS / folder).rglob("*"))
    if path.is_file() and path.suffix != ".json"
} | {
    "a.py": b"import os\nfrom json import loads as read\nfrom .b import *\n",
    "a.h": b'#include "b.h"\n#include <vector>\nnamespace a { class B; }\n',
}
IMPORTLESS = {"SQL"}


@pytest.mark.parametrize("name", FILES)
def test_keyword_of_an_import_leads_to_an_anchor_of_the_page(
    planned: Planned, project: Link, name: str
) -> None:
    files = {name: FILES[name]}
    linked = project(files)
    wanted = {
        keyword.anchor
        for keyword in keywords_of(linked, linked.files[name], private=True)
        if keyword.kind is KeywordKind.IMPORT
    }
    offered = {
        span.mark
        for page in planned(files).pages()
        if page.docname == f"kwindex/{name}_docs"
        for block in page.blocks
        for span in spans_of(block)
    }
    assert wanted == {anchor for anchor in offered if anchor}


def test_every_language_with_imports_is_tried(project: Link) -> None:
    require_all_grammars()
    linked = project(FILES)
    importing = {
        facts.analysis.language for facts in linked.files.values() if facts.analysis.imports
    }
    like_another = {"Objective-C header", "Objective-C++"}
    assert {*GRAMMARS, "Python", "Jupyter notebook"} <= importing | like_another | IMPORTLESS
