"""Pages as JSON: names for all parts, and a schema that says so."""

from __future__ import annotations

import json

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.blocks.blocks import (
    Block,
    Finder,
    Heading,
    Listing,
    Page,
    Paragraph,
    Row,
    Table,
    Trail,
    code,
    plain,
)
from sphinx_kwindex.blocks.chapters import Crumb
from sphinx_kwindex.blocks.listed_places import ListedAnchor, ListedPlaces
from sphinx_kwindex.export.pages.data import PAGE_FORMAT, page_data, page_schema
from sphinx_kwindex.records.text import Span
from tests.core.pages.strategies import DATA

VALIDATOR = jsonschema.Draft202012Validator(json.loads(page_schema()))


def test_a_page_has_names_for_what_it_says() -> None:
    link = Span("f", code=True, docname="kwindex/b_docs", anchor="f")
    page = Page(
        "kwindex/a_docs",
        (
            Heading(1, "a.py", "top"),
            Trail((Crumb("top", "kwindex/index"), Crumb("a.py", "")), about="a.py"),
            Finder("Find"),
            Paragraph((plain("Calls "), link)),
            Table(("Name",), (Row(((code("x"),),), "x"),)),
            Listing("python", "a = 1\n", ListedPlaces(anchors=(ListedAnchor(1, "a"),))),
        ),
    )
    assert json.loads(page_data(page)) == {
        "format": PAGE_FORMAT,
        "docname": "kwindex/a_docs",
        "title": "a.py",
        "about": "a.py",
        "blocks": [
            {"type": "heading", "level": 1, "text": "a.py", "anchor": "top"},
            {
                "type": "trail",
                "crumbs": [
                    {"label": "top", "docname": "kwindex/index"},
                    {"label": "a.py", "docname": ""},
                ],
                "about": "a.py",
            },
            {
                "type": "paragraph",
                "text": [
                    {"text": "Calls "},
                    {"text": "f", "code": True, "docname": "kwindex/b_docs", "anchor": "f"},
                ],
            },
            {
                "type": "table",
                "columns": ["Name"],
                "rows": [{"cells": [[{"text": "x", "code": True}]], "anchor": "x"}],
            },
            {"type": "listing", "lexer": "python", "text": "a = 1\n"},
        ],
    }


@given(st.one_of(*DATA.values()))
def test_every_block_has_the_form_that_the_schema_says(block: Block) -> None:
    data = json.loads(page_data(Page("kwindex/a", (Heading(1, "T", "t"), block))))
    VALIDATOR.validate(data)
    changed = {**data, "blocks": [*data["blocks"], {"type": "unknown"}]}
    assert not VALIDATOR.is_valid(changed)
