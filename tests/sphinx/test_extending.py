"""Sections and kinds of keyword that a project adds."""

from __future__ import annotations

import pytest

from tests.sphinx.building import Repository

EXTENSION = """
import re

from sphinx_kwindex.extending import KeywordSource, Paragraph, Section, plain


def owner(view):
    if match := re.search("Owner: (.*)", view.text):
        yield Paragraph((plain(f"Ask {match[1]}."),))


def flags(facts, text):
    for number, line in enumerate(text.splitlines(), 1):
        for name in re.findall("FLAG_[A-Z]+", line):
            yield name, number


def setup(app):
    app.connect("kwindex-extend", lambda app: [
        Section("owner", "Owner", "file-owner", owner),
        KeywordSource("feature flag", "feature flags", flags),
    ])
"""
TREE = {
    "src/demo/extra.py": "# Owner: Ada\nx = 'FLAG_TIDE'\ny = 'FLAG_TIDE'\n",
    "notes.txt": "Owner: Bob\n\nSet FLAG_WIND.\n",
}
EXTRA = "kwindex/src/demo/extra.py_docs.html"


@pytest.fixture
def extended(repository: Repository) -> Repository:
    repository.write(TREE)
    repository.configure(EXTENSION)
    return repository


def test_a_section_stands_on_the_pages_that_it_has_something_for(extended: Repository) -> None:
    result = extended.build()

    assert result.warnings == ""
    assert '<section id="file-owner">' in result.output(EXTRA)
    assert "Ask Ada." in result.output(EXTRA)
    assert "Ask Bob." in result.output("kwindex/notes.txt_docs.html")
    assert "file-owner" not in result.output("kwindex/src/demo/core.py_docs.html")


def test_a_section_can_be_put_in_order_by_its_name(extended: Repository) -> None:
    extended.configure(EXTENSION + 'kwindex_sections = ["owner", "purpose"]\n')

    page = extended.build().output(EXTRA)

    assert "Ask Ada." in page
    assert "original-source" not in page


def test_a_section_can_be_shown_on_a_page_of_the_user(extended: Repository) -> None:
    extended.write(
        {"docs/guide.rst": "Guide\n=====\n\n.. kw:section:: notes.txt\n   :section: owner\n"}
    )

    result = extended.build()

    assert result.warnings == ""
    assert "Ask Bob." in result.output("guide.html")


def test_a_kind_of_keyword_is_indexed_and_referable(extended: Repository) -> None:
    extended.write(
        {
            "docs/guide.rst": "Guide\n=====\n\n:kw:feature-flag:`FLAG_WIND`\n\n"
            ":kw:feature-flag:`FLAG_TIDE`\n\n"
            ".. kw:keywords::\n   :kind: feature flag\n"
        }
    )
    extended.configure(EXTENSION + 'kwindex_exclude = ["docs/"]\n')

    result = extended.build(nitpicky=True)

    assert result.warnings == ""
    assert "Feature flag (1)" in result.output("kwindex/src/demo/extra.py_kw.html")
    assert 'href="notes.txt_docs.html#L-3"' in result.output("kwindex/keywords.html")
    assert "1 feature flag" in result.output("kwindex/index.html")
    page = result.output("guide.html")
    assert page.count(f'href="{EXTRA}#L-2"') == 2
    assert page.count('href="kwindex/notes.txt_docs.html#L-3"') == 2
    assert 'href="notes.txt_docs.html#L-3"' in result.output("kwindex/feature-flags.html")


def test_a_file_that_is_no_module_is_not_called_one(extended: Repository) -> None:
    result = extended.build()

    assert "Module</dt>" in result.output("kwindex/src/demo/extra.py_kw.html")
    assert "Module</dt>" not in result.output("kwindex/notes.txt_kw.html")


def test_pages_follow_a_function_that_changed_and_one_that_went(extended: Repository) -> None:
    extended.build()
    extended.configure(EXTENSION.replace("Ask {", "Call {"))
    assert "Call Ada." in extended.build().output(EXTRA)
    extended.configure("")

    result = extended.build()

    assert "file-owner" not in result.output(EXTRA)
    assert "FLAG_WIND" not in result.output("kwindex/keywords.html")


def test_a_second_build_reads_nothing(extended: Repository) -> None:
    extended.build()

    assert extended.build().read == frozenset()


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("3", "a handler of 'kwindex-extend' returned 3, but should return a Section"),
        ("Section('source', 'S', 'a-b', owner)", "the name of a section is 'source', which is"),
        ("Section('A b', 'S', 'a-b', owner)", "the name of a section is 'A b', but should match"),
        ("Section('a', 'S', 'ab', owner)", "the anchor of a section is 'ab', but should match"),
        ("KeywordSource('class', 'classes', flags)", "a kind of keyword is 'class', which is"),
        ("Section('a', 'S', 'a-b', lambda view: 1 / 0)", "the section 'a' failed on"),
        ("KeywordSource('x', 'xs', lambda f, t: [1])", "a source of keywords failed on"),
    ],
)
def test_what_cannot_be_added_is_said_without_a_traceback(
    extended: Repository, answer: str, message: str
) -> None:
    from sphinx.errors import ExtensionError

    head = EXTENSION.partition("def setup")[0]
    extended.configure(
        f'{head}def setup(app):\n    app.connect("kwindex-extend", lambda app: {answer})\n'
    )

    with pytest.raises(ExtensionError, match=message.replace("(", r"\(")):
        extended.build()
