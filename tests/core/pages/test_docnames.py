from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.pages.site.docnames import PageNames
from tests.core.fixtures import Planned, Tree

WRITTEN = (".html", "/index.html", ".kwmd", ".txt", ".xml", ".fjson")
"""What a builder appends to a docname; ``dirhtml`` the second."""


def _assert_fit_for_every_builder(names: PageNames) -> None:
    """Check that no two pages meet on disk, on any file system, and no page meets a folder."""
    docnames = list(names.all())
    assert len(set(docnames)) == len(docnames)
    folded = [unicodedata.normalize("NFC", docname).casefold() for docname in docnames]
    assert len({docname.removesuffix("/index") for docname in folded}) == len(docnames)
    folders = {
        docname[:position]
        for docname in folded
        for position, letter in enumerate(docname)
        if letter == "/"
    }
    for docname in folded:
        assert not {docname + suffix for suffix in WRITTEN} & folders
    for docname in docnames:
        assert docname.encode()
        for part in docname.split("/"):
            assert 0 < len(part.encode()) <= 200
            assert not part.startswith(".")
            assert not set(part) & set(" #%?*:|<>\"'\\`[]{}!$&;\n")


def test_ordinary_files_have_readable_docnames(planned: Planned) -> None:
    files: Tree = {"src/a.py": "x = 1\n", "README.md": "", "logo.png": b"\0"}
    names = planned(files, small_folder=0).site.names
    assert sorted(names.all()) == [
        "kwindex/README.md_docs",
        "kwindex/coverage",
        "kwindex/doc",
        "kwindex/how-to-read",
        "kwindex/index",
        "kwindex/keywords",
        "kwindex/src/a.py_docs",
        "kwindex/src/a.py_kw",
        "kwindex/src/doc",
        "kwindex/src/index",
        "kwindex/src/sub",
    ]


def test_names_that_others_had_taken_are_known_with_what_they_stand_for(planned: Planned) -> None:
    names = planned({"a b.md": "", "a_b.md": "", "c.md": ""}).site.names
    assert names.irregular == (("a_b.md_docs", "kwindex/a_b.md_docs-2"),)
    # The same docnames, but those of other files.
    others = planned({"a_b.md": "", "a`b.md": "", "c.md": ""}).site.names
    assert others.file_docs["a`b.md"] == names.file_docs["a_b.md"]
    assert others.irregular == (("a`b.md_docs", "kwindex/a_b.md_docs-2"),)


def test_prefix_is_an_option(planned: Planned) -> None:
    names = planned({"a.py": ""}, docname_prefix="reference/code").site.names
    assert all(docname.startswith("reference/code/") for docname in names.all())


@pytest.mark.parametrize(
    "paths",
    [
        ["doc/a.py", "index/a.py", "sub/a.py", "keywords/a.py"],
        ["doc/doc/doc", "index/index/index", "sub/sub", "doc/index", "index/doc"],
        ["a/Doc/x", "a/doc.py", "a/DOC", "a/INDEX/index"],
        ["README", "readme", "ReadMe", "A.py", "a.py"],
        ["A/x.py", "a/x.py", "a/X.py"],
        ["stra\u00dfe", "strasse", "STRASSE", "e\u0301", "\u00e9"],
        [
            "a b.py",
            "a#b.py",
            "a%b.py",
            "a'b.py",
            'a"b.py',
            "a\\b.py",
            "a\nb.py",
            "a:b.py",
            "a?b.py",
        ],
        [".github/x.yml", "..x/y", "...", "dot-github/x.yml", " ", "\u00a0/x"],
        ["x" * 250, "x" * 249 + "y", "\u2603" * 80, "y" * 250 + "/" + "z" * 250],
        ["doc.html/a", "doc.html_/a", "index.kwmd/b", "sub.TXT/c", "doc.fjson/d", "doc.xml/e"],
        ["index.html/index.html/a", "a.py", "a.py_docs.html/x"],
        ["a.py_docs", "a.py", "a.py_kw", "a.py_kw/b", "a.py_docs-2", "A.PY"],
        ["sub-a/x", "sub-symbols", "keywords-a", "keywords-symbols.html/y"],
        [
            "\ud83d\ude00.py".encode("utf-16", "surrogatepass").decode("utf-16"),
            "\u202e.py",
            "{x}.py",
        ],
    ],
)
def test_docnames_of_hostile_names_are_fit_for_every_builder(
    planned: Planned, paths: list[str]
) -> None:
    names = planned(dict.fromkeys(paths, "x = 1\n")).site.names
    assert len(names.file_docs) == len(paths)
    _assert_fit_for_every_builder(names)


PARTS = st.sampled_from(
    ["doc", "Doc", "index", "INDEX", "sub", "doc.html", "a.py", "a.py_docs", "a.py_kw", ".x", "-2"]
)
PATHS = st.lists(PARTS, min_size=1, max_size=4).map("/".join)


@given(st.sets(PATHS, max_size=12))
def test_docnames_of_any_tree_are_fit_for_every_builder(planned: Planned, paths: set[str]) -> None:
    files = {
        path: "x = 1\n"
        for path in paths
        if not any(other.startswith(f"{path}/") for other in paths)
    }
    _assert_fit_for_every_builder(planned(files).site.names)


def test_docname_of_a_file_does_not_depend_on_files_that_it_does_not_meet(
    planned: Planned,
) -> None:
    few = planned({"b/a.py": ""}).site.names
    many = planned({"b/a.py": "", "a/a.py": "", "b/z.py": "", "a.py": ""}).site.names
    assert many.file_docs["b/a.py"] == few.file_docs["b/a.py"]
