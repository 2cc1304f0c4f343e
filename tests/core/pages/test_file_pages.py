"""What the pages of a file say, block by block."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sphinx_kwindex.blocks.blocks import (
    Definitions,
    Fields,
    Folded,
    Glance,
    Heading,
    KeywordList,
    Listing,
    Mark,
    Notice,
    Page,
    Paragraph,
    Table,
    Trail,
)
from sphinx_kwindex.blocks.reading import section_of
from sphinx_kwindex.config import Settings
from sphinx_kwindex.option_errors import OptionError
from sphinx_kwindex.pages.files.section import Manner
from sphinx_kwindex.pages.files.sections import SECTIONS, chosen_sections
from sphinx_kwindex.pages.files.sections.structure import structure
from sphinx_kwindex.pages.site.plan import Plan
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.text import words_of
from tests.core.fixtures import Planned, Tree
from tests.core.grammars import require_grammars_of
from tests.core.pages.looking import blocks_of, headings_of, page_of, paragraphs_of, tables_of

FILES: Tree = {
    "pyproject.toml": '[project]\nname = "tide"\n[tool.pytest.ini_options]\n',
    "tide/__init__.py": '"""Tides."""\nfrom tide.curve import Curve\n__all__ = ["Curve"]\n',
    "tide/base.py": "class Base: ...\n",
    "tide/curve.py": (
        '"""Draws curves. Well.\n\nIn ``colour``."""\n'
        "from tide.base import Base\n"
        "if TYPE_CHECKING:\n    import numpy as np\n"
        "class Curve(Base):\n    def __init__(self, _a=1): ...\n    def _hidden(self): ...\n"
        "class Other:\n    def __init__(self): ...\n"
        'if __name__ == "__main__":\n    pass\n'
    ),
    "tests/test_curve.py": "from tide.curve import Curve\ndef test_it(): ...\n",
    "notes.txt": "no comment",
    "empty.py": "",
    "broken.py": "def f(:\n",
    "latin.txt": b"caf\xe9\n",
    "logo.png": b"\x89PNG\0",
}


def test_overview_has_the_sections_that_have_something_to_say(planned: Planned) -> None:
    plan = planned(FILES)
    assert headings_of(page_of(plan, "tide/curve.py_docs")) == [
        "Definitions",
        "Who Uses It",
        "What It Needs",
        "Tests",
        "What a Change Reaches",
        "Documentation Coverage",
        "Related Files",
        "Layer and Coupling",
        "Facts",
        "Source",
    ]
    assert headings_of(page_of(plan, "notes.txt_docs")) == ["Facts", "Source"]


def test_sections_of_a_handbook_are_a_ready_made_choice(planned: Planned) -> None:
    plan = planned(FILES, sections=("classic",))
    assert headings_of(page_of(plan, "tide/curve.py_docs")) == [
        "File Metadata",
        "File Purpose",
        "High-Level Overview",
        "Code Structure",
        "Architecture & Design",
        "Dependencies",
        "Testing & Usage",
        "Documentation Coverage",
        "Related Files",
        "Cross-References",
        "Original Source",
    ]


def test_sections_are_those_that_the_option_names_in_its_order(planned: Planned) -> None:
    plan = planned(FILES, sections=("source", "metadata"))
    assert headings_of(page_of(plan, "tide/curve.py_docs")) == [
        "Source",
        "Facts",
    ]


@pytest.mark.parametrize("sections", [("sources",), ("source", "source")])
def test_unknown_or_repeated_section_is_refused(sections: tuple[str, ...]) -> None:
    with pytest.raises(OptionError, match=r"kwindex_sections .*different names out of purpose, "):
        chosen_sections(Settings(sections=sections))


def test_every_section_can_stand_alone(planned: Planned) -> None:
    curve = FILES["tide/curve.py"]
    assert isinstance(curve, str)
    risky = f"{curve}\nimport subprocess, threading\nclass E(Exception): ...\n"
    files = {**FILES, "tide/curve.py": risky}
    for section in SECTIONS:
        if section.name in ("outline", "links", "examples"):
            continue  # of documents, see test_document_sections.py
        if section.name == "changes":
            continue  # since an earlier build, see test_changes_pages.py
        plan = planned(files, sections=(section.name,))
        titles = [section.title] if section.manner is not Manner.LEAD else []
        page = page_of(plan, "tide/curve.py_docs")
        if section.name == "public":
            page = page_of(plan, "tide/__init__.py_docs")
        assert headings_of(page) == titles
        assert section_of(page, section.anchor)


def test_words_of_the_file_are_quoted_with_their_place(planned: Planned) -> None:
    paragraphs = paragraphs_of(page_of(planned(FILES), "tide/curve.py_docs"))
    assert paragraphs[0] == "Draws curves. (module docstring, line 1)"
    assert paragraphs[1:3] == ["Well.", "In colour."]
    assert tables_of(page_of(planned(FILES), "tide/curve.py_docs"))["1 file for tests"].rows
    (glance,) = blocks_of(page_of(planned(FILES), "tide/curve.py_docs"), Glance)
    facts = [words_of(fact) for fact in glance.facts]
    assert facts == ["Python", "13 lines", "module tide.curve", "run it with python -m tide.curve"]
    chips = [chip.text for chip in glance.chips]
    assert "imports 1 file" in chips


def test_counts_agree_with_the_keywords(planned: Planned) -> None:
    paragraphs = paragraphs_of(page_of(planned(FILES), "tide/curve.py_docs"))
    assert "Defines 2 classes and 3 methods." in paragraphs


def test_definitions_keep_order_depth_and_anchor(planned: Planned) -> None:
    (block,) = blocks_of(page_of(planned(FILES), "tide/curve.py_docs"), Definitions)
    assert [(row.depth, row.prefix, row.anchor, row.line) for row in block.rows] == [
        (0, "class", "Curve", 7),
        (1, "def", "Curve.__init__", 8),
        (1, "def", "Curve._hidden", 9),
        (0, "class", "Other", 10),
        (1, "def", "Other.__init__", 11),
    ]
    assert words_of(block.rows[0].signature) == "(Base)"
    assert block.rows[0].signature[1].docname == "kwindex/tide/base.py_docs"


def test_private_definitions_leave_every_page_if_the_option_says_so(planned: Planned) -> None:
    for page in planned(FILES, private=False, show_source=False).pages():
        assert "_hidden" not in str(page)


def test_source_can_be_left_out_and_then_no_line_is_linked(planned: Planned) -> None:
    for page in planned(FILES, show_source=False).pages():
        assert not blocks_of(page, Listing)
        assert "L-" not in str(page)
        assert all(not block.has_source for block in blocks_of(page, Definitions))


def test_source_is_shown_whole(planned: Planned) -> None:
    text = "".join(f"x{number} = {number}\n" for number in range(5_000))
    (listing,) = blocks_of(page_of(planned({"m.py": text}), "m.py_docs"), Listing)
    assert (listing.lexer, listing.text) == ("python", text)


def test_keyword_page_groups_by_kind_under_plural_headings(planned: Planned) -> None:
    page = page_of(planned(FILES), "tide/curve.py_kw")
    assert headings_of(page) == [
        "File Information",
        "Module (1)",
        "Classes (2)",
        "Imports (2)",
        "Keyword → Section Map",
    ]


def test_keyword_page_has_methods_below_their_class_with_lines_and_sentences(
    planned: Planned,
) -> None:
    source = 'class B:\n    """A b. More."""\n\n    def f(self):\n        def g(): ...\n\n\nf = 1\n'
    page = page_of(planned({"m.py": source}), "m.py_kw")
    rows = [row for block in blocks_of(page, KeywordList) for row in block.rows]
    assert [(row.qualname, row.depth, row.kind, row.line) for row in rows] == [
        ("m", 0, "", 0),
        ("B", 0, "", 1),
        ("B.f", 1, "method", 4),
        ("B.f.<locals>.g", 2, "function", 5),
        ("f", 0, "", 8),
    ]
    assert [words_of(row.words) for row in rows if row.words] == ["A b."]


def test_section_map_says_how_many_keywords_of_which_kind_are_in_each_section(
    planned: Planned,
) -> None:
    page = page_of(planned(FILES), "tide/curve.py_kw")
    (table,) = blocks_of(page, Table)
    rows = {words_of(row.cells[0]): words_of(row.cells[1]) for row in table.rows}
    assert rows["What It Needs"] == "2 imports"
    assert rows["Definitions"] == "2 classes, 3 methods"
    anchors = {span.anchor for row in table.rows for span in row.cells[1] if span.docname}
    assert anchors == {"kind-class", "kind-import"}
    assert anchors <= {block.anchor for block in blocks_of(page, Heading)}


@pytest.mark.parametrize(
    ("options", "place"),
    [({"small_file": 3}, "file-keywords"), ({"keyword_pages": False}, "file-overview")],
)
def test_keyword_page_of_a_file_can_be_a_part_of_its_overview(
    planned: Planned, options: dict[str, object], place: str
) -> None:
    many = "".join(f"x{number} = 1\n" for number in range(9))
    plan = planned({"few.py": "import os\na = 1\n", "many.py": many}, **options)
    names = plan.site.names
    assert set(names.file_keywords) == ({"many.py"} if "small_file" in options else set())
    assert names.joined_files["kwindex/few.py_kw"] == ("kwindex/few.py_docs", place)
    page = page_of(plan, "few.py_docs")
    rows = [row for block in blocks_of(page, KeywordList) for row in block.rows]
    assert [row.qualname for row in rows] == (["few", "a", "os"] if "small_file" in options else [])
    assert place in {block.anchor for block in blocks_of(page, Heading)}
    index = page_of(plan, "index")
    assert "few.py_kw" not in str(index)


def test_every_link_leads_to_a_page_and_an_anchor_that_exist(planned: Planned) -> None:
    import msgspec

    from sphinx_kwindex.blocks.blocks import HERE, Block, Place, Row
    from sphinx_kwindex.blocks.blocks import Definition as DefinitionRow
    from sphinx_kwindex.blocks.folds import Fold
    from sphinx_kwindex.records.text import Span

    anchors: dict[str, set[str]] = {}
    links: list[tuple[str, str, str]] = []

    def visit(value: object, page: str) -> None:
        if isinstance(value, Span | Place) and value.docname:
            target = page if value.docname == HERE else value.docname
            links.append((page, target, value.anchor))
        anchors[page] |= {value.mark} if isinstance(value, Span) else set()
        if isinstance(value, Heading | Row | DefinitionRow | Fold | Folded | Mark) and value.anchor:
            assert value.anchor not in anchors[page], "two elements with one identifier"
            anchors[page].add(value.anchor)
        if isinstance(value, Listing):
            lines = value.text.count("\n") + 1
            anchors[page].update(f"L-{number}" for number in range(1, lines + 1))
        if isinstance(value, tuple):
            for item in value:
                visit(item, page)
        elif isinstance(value, msgspec.Struct):
            for field in value.__struct_fields__:
                visit(getattr(value, field), page)

    for page in planned(FILES).pages():
        anchors[page.docname] = set()
        blocks: tuple[Block, ...] = page.blocks
        visit(blocks, page.docname)
    assert len(links) > 100
    broken = [
        link
        for link in links
        if link[1] not in anchors or (link[2] and link[2] not in anchors[link[1]])
    ]
    assert broken == []


def test_file_that_does_not_parse_says_so_on_its_page(planned: Planned) -> None:
    page = page_of(planned(FILES), "broken.py_docs")
    (notice,) = blocks_of(page, Notice)
    assert words_of(notice.text).startswith("This file cannot be parsed: ")
    assert words_of(notice.text).endswith("come from a tolerant reading and are approximate.")
    assert "No file in the repository imports it, and it imports none." not in paragraphs_of(page)


def test_file_that_does_not_decode_keeps_its_metadata_and_shows_no_source(
    planned: Planned,
) -> None:
    page = page_of(planned(FILES), "latin.txt_docs")
    (notice,) = blocks_of(page, Notice)
    assert "byte 0xe9 at offset 3 (line 1)." in words_of(notice.text)
    assert not blocks_of(page, Listing)


def test_empty_file_has_a_page_without_a_source(planned: Planned) -> None:
    page = page_of(planned(FILES), "empty.py_docs")
    assert not blocks_of(page, Listing)
    (fields,) = blocks_of(page, Fields)
    assert "Lines" not in [field.label for field in fields.rows]


def test_binary_file_has_no_page_but_stands_in_the_table_of_its_folder(planned: Planned) -> None:
    plan = planned(FILES)
    assert "logo.png" not in plan.site.names.file_docs
    tables = blocks_of(page_of(plan, "index"), Table)
    files = next(table for table in tables if table.columns[0] == "File")
    assert "logo.png" in [words_of(row.cells[0]) for row in files.rows]


def test_pages_of_one_folder_lead_from_one_to_the_next(planned: Planned) -> None:
    plan = planned({"a.py": "", "b.md": "", "c.py": "", "d/e.py": ""})
    (trail,) = blocks_of(page_of(plan, "b.md_docs"), Trail)
    assert trail.previous is not None
    assert trail.following is not None
    assert (trail.previous.docname, trail.following.docname) == (
        "kwindex/a.py_docs",
        "kwindex/c.py_docs",
    )
    (first,) = blocks_of(page_of(plan, "a.py_docs"), Trail)
    assert first.previous is None


def test_test_file_names_the_command_that_runs_it(planned: Planned) -> None:
    paragraphs = paragraphs_of(page_of(planned(FILES), "tests/test_curve.py_docs"))
    assert (
        "Run these tests with python -m pytest tests/test_curve.py, one alone with "
        "python -m pytest tests/test_curve.py::test_it."
    ) in paragraphs
    assert "It imports tide/curve.py." in paragraphs


def test_markdown_file_is_never_said_to_be_run_with_python(planned: Planned) -> None:
    page = page_of(planned({"docs/x.md": "# X\n"}), "docs/x.md_docs")
    assert "python" not in str(page)


def test_table_of_contents_lists_folders_or_all_pages(planned: Planned) -> None:
    folders = {page.docname for page in planned(FILES).pages() if page.listed}
    assert folders == {"kwindex/index", "kwindex/tide/index", "kwindex/tests/index"}
    everything = [page for page in planned(FILES, navigation="files").pages() if page.listed]
    assert len(everything) > 15


def test_file_without_words_is_described_by_what_most_files_import_of_it(planned: Planned) -> None:
    files = {
        "a.py": (
            "def seldom(): ...\ndef often():\n    'Do it `well`. Or not.'\ndef _hidden(): ...\n"
        ),
        "b.py": "from a import often, seldom, _hidden\n",
        "c.py": "from a import often, _hidden\n",
        "d.py": "from a import _hidden\n",
        "alone.py": "def f(): 'Do nothing.'\n",
    }
    plan = planned(files, private=False)
    assert paragraphs_of(page_of(plan, "a.py_docs"))[0] == (
        "It does not say what it is for. Other files use most of it: often (2 files), "
        "seldom (1 file)."
    )
    tables = blocks_of(page_of(plan, "index"), Table)
    (files_table,) = [table for table in tables if table.columns[0] == "File"]
    described = {words_of(row.cells[0]): words_of(row.cells[3]) for row in files_table.rows}
    assert described["a.py"] == "often: Do it well."
    assert described["alone.py"] == described["b.py"] == ""
    alone = page_of(plan, "alone.py_docs")
    assert not section_of(alone, "file-purpose")


def test_relation_says_whether_files_import_each_other_for_types_only(planned: Planned) -> None:
    files = {
        "a.py": "import b\n",
        "b.py": "if TYPE_CHECKING:\n    import a\n",
        "c.py": "import d\n",
        "d.py": "def f():\n    import c\n",
    }
    plan = planned(files)
    relations = {}
    for name in ("a.py", "c.py"):
        tables = blocks_of(page_of(plan, f"{name}_docs"), Table)
        (table,) = [table for table in tables if table.columns == ("File", "Relation")]
        relations[name] = [words_of(row.cells[1]) for row in table.rows]
    assert relations == {
        "a.py": ["the two import each other, one way for type checking only"],
        "c.py": ["the two import each other"],
    }


def test_overloads_and_setters_count_once(planned: Planned) -> None:
    source = (
        "class A:\n"
        "    @overload\n    def f(self, a: int): ...\n"
        "    @overload\n    def f(self, a: str): ...\n"
        "    def f(self, a): ...\n"
        "    @property\n    def p(self): ...\n"
        "    @p.setter\n    def p(self, value): ...\n"
    )
    page = page_of(planned({"a.py": source}), "a.py_docs")
    words = [words_of(block.text) for block in blocks_of(page, Paragraph)]
    assert "Defines 1 class, 1 method and 1 property." in words


def test_classes_that_are_defined_anew_under_one_name_each_count(planned: Planned) -> None:
    source = "".join(f"def test_{n}():\n    pass\nclass C:\n    x = {n}\n" for n in range(3))
    page = page_of(planned({"a.py": source}), "a.py_docs")
    words = [words_of(block.text) for block in blocks_of(page, Paragraph)]
    assert "Defines 3 classes, 3 functions and 3 attributes." in words


def test_module_that_packages_offer_is_not_said_to_define_it(planned: Planned) -> None:
    files = {
        "p/__init__.py": "from . import a, b\n__all__ = ['a', 'b']\n",
        "p/a.py": "from p.b import *\n",
        "p/b.py": "x = 1\n",
    }
    page = page_of(planned(files), "p/a.py_docs")
    words = [words_of(block.text) for block in blocks_of(page, Paragraph)]
    assert "Packages that re-export this module:" in words


def test_init_that_no_import_names_is_not_said_to_be_unused(planned: Planned) -> None:
    files = {
        "p/__init__.py": "",
        "p/a.py": "",
        "q/__init__.py": "",
        "q/b.py": "",
        "main.py": "import p.a\n",
    }
    plan = planned(files)
    said = {}
    for path in ("p/__init__.py", "q/__init__.py"):
        page = page_of(plan, f"{path}_docs")
        said[path] = [words_of(block.text) for block in blocks_of(page, Paragraph)]
    runs = "It runs when a module below its folder is imported."
    assert any(words.endswith(runs) for words in said["p/__init__.py"])
    assert "No file in the repository imports it, and it imports none." in said["q/__init__.py"]


def test_coverage_says_where_annotations_may_stand(planned: Planned) -> None:
    files = {
        "a.py": "def f(x): ...\n",
        "a.pyi": "def f(x: int) -> int: ...\n",
        "b.py": "def f(x): ...\n",
    }
    plan = planned(files)
    said = {
        name: [
            words_of(block.text) for block in blocks_of(page_of(plan, f"{name}_docs"), Paragraph)
        ]
        for name in ("a.py", "b.py")
    }
    assert any(
        "2 of 2 parameters and results of public functions are annotated here or in the stub"
        in words
        for words in said["a.py"]
    )
    assert not any("stub" in words for words in said["b.py"])


def test_cut_list_of_used_definitions_says_so(planned: Planned) -> None:
    files = {
        "a.py": "def f(): ...\ndef g(): ...\ndef h(): ...\ndef i(): ...\n",
        "b.py": "from a import f, g, h, i\n",
    }
    page = page_of(planned(files), "a.py_docs")
    words = [words_of(block.text) for block in blocks_of(page, Paragraph)]
    assert any(text.endswith("h (1 file) and 1 more.") for text in words)


def test_file_with_too_many_definitions_lists_the_first_and_counts_the_others(
    planned: Planned,
) -> None:
    code = 'import json\nclass A:\n    def go(self): ...\ndef far():\n    """Say.\n\n    >>> 1"""'
    plan = planned(
        {
            "many.py": f"{code}\n    return json.loads('')\n\n\nclass B: ...\n",
            "user.py": "import many\nfrom many import B\nmany.far()\nmany.A().go()\nB()\n",
            "few.py": "a = 1\nb = 2\n",
        },
        max_definitions=2,
    )
    assert _unlisted(plan, "many.py") == ["At least 2 more definitions behind these are not listed"]
    assert _unlisted(plan, "few.py") == []
    assert page_of(plan, "user.py_docs")
    assert _says_that_some_are_left_out(page_of(plan, "many.py_kw"))
    assert not _says_that_some_are_left_out(page_of(plan, "few.py_kw"))


def test_file_with_too_many_imports_lists_the_first(
    planned: Planned,
) -> None:
    plan = planned({"many.py": "import json\nimport os\nimport sys\nX = 1\n"}, max_definitions=2)
    assert _says_that_some_are_left_out(page_of(plan, "many.py_kw"))
    said = [words_of(notice.text) for notice in blocks_of(page_of(plan, "many.py_docs"), Notice)]
    assert any("too long to be read whole" in words for words in said)


def _says_that_some_are_left_out(page: Page) -> bool:
    said = (words_of(notice.text) for notice in blocks_of(page, Notice))
    return any("only the first of them are listed" in words for words in said)


def test_too_many_definitions_in_other_languages_are_counted_too(
    planned: Planned,
) -> None:
    require_grammars_of("many.c")
    plan = planned(
        {"many.c": "int a;\nint b;\nint c(void);\n", "few.c": "int a;\nint b;\n"}, max_definitions=2
    )
    assert _unlisted(plan, "many.c") == ["At least 1 more definition behind these is not listed"]
    assert _unlisted(plan, "few.c") == []


def _unlisted(plan: Plan, path: str) -> list[str]:
    """Return what a page says of the definitions that it does not list; it lists two."""
    page = page_of(plan, f"{path}_docs")
    assert len(blocks_of(page, Definitions)[0].rows) == 2
    said = (words_of(notice.text) for notice in blocks_of(page, Notice))
    return [words.partition(",")[0] for words in said if "not listed" in words]


def test_text_of_a_file_is_read_as_often_whatever_number_of_definitions_it_has(
    planned: Planned,
) -> None:
    def reads(definitions: int) -> int:
        source = "".join(f"def f{number}(): ...\n" for number in range(definitions))
        view = planned({"m.py": source}).view_of("m.py")
        found = []

        def read_text(facts: FileFacts) -> str:
            found.append(facts.path)
            return view.read_text(facts)

        assert list(structure(replace(view, read_text=read_text)))
        return len(found)

    assert reads(1) == reads(40)
