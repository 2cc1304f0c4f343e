"""Docstrings and documentation coverage on pages."""

from __future__ import annotations

import pytest

from sphinx_kwindex.blocks.blocks import HERE, Definitions, Docstring, Paragraph, Table
from sphinx_kwindex.blocks.reading import section_of
from sphinx_kwindex.pages.site.anchors import DOCUMENTATION_ANCHOR
from sphinx_kwindex.pages.site.site import MOST_LINKS
from sphinx_kwindex.pages.words.coverage_text import percentage
from sphinx_kwindex.records.docstrings import Entries, Words
from sphinx_kwindex.records.text import Text, words_of
from tests.core.fixtures import Planned
from tests.core.pages.looking import blocks_of, page_of, paragraphs_of

FILES = {
    "p/__init__.py": "",
    "p/a.py": (
        '"""Module.\n\nMore of it.\n\n- One.\n"""\nfrom p.b import Other\n\n\nclass Engine:\n'
        '    """An engine.\n\n    See :meth:`run`, `run()`, `run`, ``Other``, :class:`~p.b.No`\n'
        '    and https://x.org.\n    """\n\n    def run(self, speed: int = 3) -> "list[int]":\n'
        '        """Run.\n\n        Args:\n            speed: How fast.\n        """\n\n'
        "    def stop(self): ...\n"
    ),
    "p/b.py": 'class Other:\n    """Another."""\n',
}


def _links(text: Text) -> list[tuple[str, str]]:
    return [(span.text, span.anchor or span.url) for span in text if span.docname or span.url]


def test_docstring_stands_below_its_definition_with_its_names_linked(planned: Planned) -> None:
    page = page_of(planned(FILES), "p/a.py_docs")
    (block,) = (block for block in page.blocks if isinstance(block, Definitions))
    engine, run, _ = block.rows
    (words,) = engine.passages
    assert isinstance(words, Words)
    assert _links(words.text) == [
        ("run", "Engine.run"),
        ("run()", "Engine.run"),
        ("Other", "Other"),
        ("https://x.org", "https://x.org"),
    ]
    assert words.text[1].docname == HERE
    (terms,) = run.passages
    assert isinstance(terms, Entries)
    (row,) = terms.rows
    assert (words_of(row.name), words_of(row.type), row.default) == ("speed", "int", "3")


def test_docstring_of_a_module_follows_its_first_sentence(planned: Planned) -> None:
    page = page_of(planned(FILES), "p/a.py_docs")
    paragraphs = [words_of(block.text) for block in page.blocks if isinstance(block, Paragraph)]
    assert paragraphs[1] == "More of it."
    assert any(isinstance(block, Docstring) for block in page.blocks)


def test_many_docstrings_are_folded(planned: Planned) -> None:
    function = 'def f{0}():\n    """F.\n\n    More.\n    """\n\n'
    few, many = (
        page_of(planned({"m.py": "".join(map(function.format, range(number)))}), "m.py_docs")
        for number in (150, 151)
    )
    folded = [
        block.is_folded
        for page in (few, many)
        for block in page.blocks
        if isinstance(block, Definitions)
    ]
    assert folded == [False, True]


def test_file_says_what_has_no_docstring(planned: Planned) -> None:
    page = page_of(planned(FILES), "p/a.py_docs")
    assert paragraphs_of(section_of(page, DOCUMENTATION_ANCHOR)) == [
        "3 of 4 public definitions, the module among them, have a docstring (75 %). "
        "2 of 3 parameters and results of public functions are annotated (66 %).",
        "Without a docstring: Engine.stop.",
    ]


def test_figure_of_a_module_alone_is_said_in_words(planned: Planned) -> None:
    said = []
    for source in ("x = 1\n", '"""Words."""\n'):
        page = page_of(planned({"m.py": source}), "m.py_docs")
        said.append(paragraphs_of(page))
    assert "The module has no docstring." in said[0]
    assert "The module has a docstring." in said[1]
    assert not any("Without" in words for words in said[0])


def test_page_for_all_lists_what_has_no_docstring_the_least_documented_first(
    planned: Planned,
) -> None:
    site_plan = planned(FILES)
    page = page_of(site_plan, "coverage")
    tables = [block for block in page.blocks if isinstance(block, Table)]
    assert [words_of(row.cells[0]) for row in tables[1].rows] == ["p/b.py", "p/a.py"]
    assert [words_of(row.cells[1]) for row in tables[2].rows] == ["Engine.stop", "the module"]
    about = page_of(site_plan, "p/doc")
    assert "folder-coverage" in str(about)


@pytest.mark.parametrize(
    ("files", "options"),
    [(FILES, {"coverage": False}), ({"notes.txt": "x"}, {}), ({"m.py": ""}, {})],
)
def test_nothing_speaks_of_coverage_where_it_is_not_wanted_or_nothing_counts(
    planned: Planned, files: dict[str, str], options: dict[str, object]
) -> None:
    for page in planned(files, **options).pages():
        assert "overage" not in page.docname
        assert "overage" not in str(page.blocks)


def test_links_lead_to_no_section_that_is_left_out(planned: Planned) -> None:
    page = page_of(planned(FILES, sections=("purpose",)), "coverage")
    for block in page.blocks:
        if isinstance(block, Table):
            assert not any(span.anchor for row in block.rows for cell in row.cells[:1]
                           for span in cell if span.docname.endswith("_docs"))  # fmt: skip


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(0, 0, ""), (0, 3, "0 %"), (1, 200, "< 1 %"), (299, 300, "99 %"), (3, 3, "100 %")],
)
def test_share_is_whole_only_when_nothing_is_missing(part: int, whole: int, shown: str) -> None:
    assert percentage(part, whole) == shown


@pytest.mark.parametrize("size", [2_000, 8_000])
def test_names_in_one_line_stay_few_and_the_rest_is_counted(planned: Planned, size: int) -> None:
    source = "".join(f"def f{number}(): ...\n" for number in range(size))
    names = "".join(f'"f{number}", ' for number in range(size))
    plan = planned({"m.py": f"{source}__all__ = [{names}]\n"})
    page = page_of(plan, "m.py_docs")
    texts = [block.text for block in blocks_of(page, Paragraph)]
    assert max(len(_links(text)) for text in texts) == MOST_LINKS
    rests = [words_of(text).rpartition(" and ")[2] for text in texts if len(_links(text)) > 9]
    assert [rest for rest in rests if "more" in rest] == [
        f"{size - MOST_LINKS:,} more.",
        f"{size + 1 - MOST_LINKS:,} more; Definitions shows all of them.",
    ]
    (block,) = (block for block in page.blocks if isinstance(block, Definitions))
    assert len(block.rows) == size + 1
