"""The lists that lead a language model to the pages of a folder."""

from __future__ import annotations

from sphinx_kwindex.blocks.blocks import Heading, Page, Paragraph, Row, Table, Trail, plain
from sphinx_kwindex.blocks.chapters import Crumb
from sphinx_kwindex.export.pages.contents import contents_of, contents_path
from sphinx_kwindex.records.text import Span

FOLDER = "kwindex/src/index"
PAGE = Page(
    FOLDER,
    (
        Heading(1, "src/", "folder-index"),
        Trail((), (Crumb("Index", ""), Crumb("About", "kwindex/src/doc"))),
        Paragraph((plain("Does *everything*."),)),
        Heading(2, "Folders", "subfolders-table"),
        Table(
            ("Folder", "Files", "Description"),
            (
                Row(((Span("in/", docname="kwindex/src/in/index"),), (plain("2"),), (plain("I"),))),
                Row(((Span("small/", docname="."),), (plain("1"),), ())),
            ),
        ),
        Heading(2, "Files", "files-table"),
        Table(("File",), (Row(((Span("a[1].py", docname="kwindex/src/a.py_docs"),),)),)),
    ),
)


def test_a_list_names_what_is_in_a_folder_and_where_to_read_on() -> None:
    folders = {FOLDER, "kwindex/src/in/index"}
    assert contents_of(PAGE, lambda path: f"to:{path}", folders) == (
        "# src/\n\n> Does *everything*.\n\n## Pages about the whole\n\n"
        "- [Overview](to:kwindex/src/index.md)\n- [About](to:kwindex/src/doc.md)\n\n"
        "## Folders\n\n- [in/](to:kwindex/src/in/llms.txt): I\n"
        "- [small/](to:kwindex/src/index.md)\n\n"
        "## Files\n\n- [a(1).py](to:kwindex/src/a.py_docs.md)\n"
    )


def test_the_list_of_a_folder_lies_beside_its_page() -> None:
    assert contents_path(FOLDER) == "kwindex/src/llms.txt"
