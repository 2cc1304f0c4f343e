"""What overview and folder pages say of imports, layers, cycles and entry points."""

from __future__ import annotations

from sphinx_kwindex.blocks.blocks import Fields, Notice, Page, Paragraph, Table
from sphinx_kwindex.records.text import Span, words_of
from tests.core.fixtures import Planned
from tests.core.pages.looking import blocks_of, page_of, paragraphs_of

FILES = {
    "pyproject.toml": '[project]\nname = "tide"\n[project.scripts]\ntide = "tide.cli:main"\n',
    "tide/__init__.py": "from tide.core import Core\nfrom json import dumps\n",
    "tide/__main__.py": "from tide.cli import main\n",
    "tide/cli.py": "from tide.core import Core\ndef main(): ...\n",
    "tide/core.py": (
        "from tide.base import x\ndef f():\n    import tide.cli\n"
        "if TYPE_CHECKING:\n    import tide.util\nclass Core: ...\n"
    ),
    "tide/base.py": "import os\nimport tide.util\n",
    "tide/util.py": "from . import base\n",
    "tide/alone.py": "",
    "tests/test_cli.py": "import tide.cli\n",
}


def _fields(page: Page) -> dict[str, str]:
    return {
        field.label: words_of(field.value)
        for block in blocks_of(page, Fields)
        for field in block.rows
    }


def _table(page: Page, first: str) -> list[tuple[str, ...]]:
    return [
        tuple(words_of(cell) for cell in row.cells)
        for block in blocks_of(page, Table)
        if block.columns[0] == first
        for row in block.rows
    ]


def test_figures_tell_imports_that_run_from_those_that_do_not(planned: Planned) -> None:
    plan = planned(FILES)
    core = _fields(page_of(plan, "tide/core.py_docs"))
    assert core["Layer"] == "1, the longest chain of imports below it"
    assert core["Imported by (fan-in)"] == "2 files"
    assert core["Imports (fan-out)"] == (
        "2 files, 1 of them not at import time; 1 more for type checking only"
    )
    assert core["Instability"] == "0.50 = 2 / (2 + 2)"
    util = _fields(page_of(plan, "tide/util.py_docs"))
    assert util["Layer"] == "0: loading it loads no other file in the repository outside its cycle"
    assert util["Imported by (fan-in)"] == "1 file; 1 more for type checking only"


def test_change_says_how_many_files_it_reaches_and_names_the_nearest(planned: Planned) -> None:
    for sections in ((), ("classic",)):
        page = page_of(planned(FILES, sections=sections), "tide/core.py_docs")
        assert (
            "A change here can reach 4 files (1 test file among them): 2 that import it, "
            "and 2 through those: tests/test_cli.py, tide/__main__.py."
        ) in paragraphs_of(page)


def test_long_list_of_reached_files_is_cut_and_all_are_counted_by_folder(
    planned: Planned,
) -> None:
    files = {"base.py": "", "mid.py": "import base\n"}
    files |= {f"tops/top{number:02}.py": "import mid\n" for number in range(26)}
    page = page_of(planned(files), "base.py_docs")
    paragraphs = paragraphs_of(page)
    (reach,) = (text for text in paragraphs if text.startswith("A change here"))
    assert reach == "A change here can reach 27 files: 1 that imports it, and 26 through it."
    ((_, nearest),) = _table(page, "Distance")
    assert nearest.endswith(", tops/top11.py")
    assert "All of them, by folder: top folder (1), tops/ (26)." in paragraphs
    links = [span for block in blocks_of(page, Paragraph) for span in block.text]
    assert Span("tops/", code=True, docname="kwindex/tops/index") in links


def test_cycle_is_shown_with_the_lines_that_close_it(planned: Planned) -> None:
    page = page_of(planned(FILES), "tide/base.py_docs")
    assert "Part of an import cycle of 2 files, with tide/util.py." in paragraphs_of(page)
    assert "Its imports within the cycle: line 2 (tide/util.py)." in paragraphs_of(page)
    way = "tide/base.py (tide.util) → tide/util.py (.base) → tide/base.py"
    round_trip = f"One of the shortest ways round: {way}."
    assert round_trip in paragraphs_of(page)
    assert round_trip in paragraphs_of(page_of(planned(FILES), "tide/doc"))


def test_members_of_a_large_cycle_are_listed_on_one_page_only(planned: Planned) -> None:
    count = 40
    files = {
        f"p/m{number:02}.py": f"import p.m{(number + 1) % count:02}\n" for number in range(count)
    }
    plan = planned({**files, "p/__init__.py": "", "top.py": ""})
    (part,) = (
        block.text
        for block in page_of(plan, "p/m00.py_docs").blocks
        if isinstance(block, Paragraph)
        and words_of(block.text).startswith("Part of an import cycle")
    )
    assert words_of(part).endswith("p/m12.py and 27 more.")
    assert Span("27 more", docname="kwindex/p/doc", anchor="import-cycles") in part
    (home,) = (
        t for t in paragraphs_of(page_of(plan, "p/doc")) if t.startswith("40 files import each")
    )
    assert home.count("p/m") == count
    (top,) = (
        t for t in paragraphs_of(page_of(plan, "doc")) if t.startswith("40 files import each")
    )
    assert top == "40 files import each other; they are listed at p/."


def test_entry_points_stand_on_the_pages_of_both_files(planned: Planned) -> None:
    plan = planned(FILES)
    declared = page_of(plan, "pyproject.toml_docs")
    assert _table(declared, "Name") == [("tide", "[project.scripts]", "tide.cli:main", "4")]
    assert (
        "Entry point tide of [project.scripts] leads to tide.cli:main (pyproject.toml)."
    ) in paragraphs_of(page_of(plan, "tide/cli.py_docs"))
    assert "Entry point: python -m tide runs it, by its name." in paragraphs_of(
        page_of(plan, "tide/__main__.py_docs")
    )


def test_public_api_is_shown_where_it_is_offered_and_where_it_is_defined(planned: Planned) -> None:
    plan = planned(FILES)
    package = page_of(plan, "tide/__init__.py_docs")
    assert _table(package, "From") == [("tide/core.py", "Core", "1"), ("json", "dumps", "2")]
    assert "It also imports what it passes on, see Public API." in paragraphs_of(package)
    assert _table(page_of(plan, "tide/core.py_docs"), "Package") == [("tide/__init__.py", "Core")]


def test_import_that_breaks_a_layer_is_a_notice_with_its_line(planned: Planned) -> None:
    plan = planned(FILES, layers=("tide.cli", "tide.core"))
    page = page_of(plan, "tide/core.py_docs")
    (notice,) = blocks_of(page, Notice)
    assert words_of(notice.text) == (
        "Breaks the layers of kwindex_layers: line 3 imports tide/cli.py of the layer tide.cli, "
        "which is above tide.core."
    )
    assert _fields(page)["Declared layer"] == "tide.core (2 of 2 from the top)"
    assert "Declared layer" not in _fields(page_of(plan, "tide/base.py_docs"))


def test_folder_lists_its_parts_by_layer_with_the_number_of_their_imports(planned: Planned) -> None:
    plan = planned(FILES)
    assert _table(page_of(plan, "tide/doc"), "Layer") == [
        ("3", "__main__.py", "cli.py (1 import)"),
        ("2", "__init__.py", "core.py (1 import)"),
        ("2", "cli.py", "core.py (1 import)"),
        ("1", "core.py", "base.py (1 import), cli.py (1 import, later)"),
        ("0", "base.py", "util.py (1 import)"),
        ("0", "util.py", "base.py (1 import)"),
    ]
    assert _table(page_of(plan, "doc"), "Layer") == [
        ("1", "tests/", "tide/ (1 import)"),
        ("0", "tide/", ""),
    ]


def test_folder_names_the_modules_to_which_nothing_leads(planned: Planned) -> None:
    assert (
        "No import in the repository and no entry point leads to alone.py. "
        "Not counted: tests, programs, and files with a role by their name."
    ) in paragraphs_of(page_of(planned(FILES), "tide/doc"))
