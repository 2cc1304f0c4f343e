"""What pages say of the users of definitions."""

from __future__ import annotations

from sphinx_kwindex.blocks.blocks import Definitions, Page, Table
from sphinx_kwindex.blocks.folds import Fold, Folds
from sphinx_kwindex.blocks.walk import spans_of
from sphinx_kwindex.records.text import words_of
from tests.core.fixtures import Planned
from tests.core.pages.looking import blocks_of, headings_of, page_of

CORE = "class Base:\n    def run(self): ...\ndef draw(): ...\nLIMIT = 3\n"
USERS = "".join(f"def f{at}():\n    draw()\n" for at in range(7))
FILES = {
    "p/__init__.py": "",
    "p/core.py": CORE,
    "p/__main__.py": f"from p.core import draw\n{USERS}",
    "p/sub.py": (
        "from p.core import Base, LIMIT\nclass Sub(Base):\n    def run(self): ...\n"
        "def go(base: Base):\n    def inner(): ...\n    base.run()\n    go(LIMIT)\nprint(LIMIT)\n"
    ),
    "tests/test_core.py": (
        "from p import core\ndef test_a():\n    core.draw()\ndef test_b():\n    core.draw()\n"
        "def test_c():\n    core.draw()\n    core.Base()\n"
    ),
}


def _remarks(page: Page) -> dict[str, list[str]]:
    (block,) = blocks_of(page, Definitions)
    return {
        row.anchor: [words_of(fold.head) for fold in row.remarks]
        for row in block.rows
        if row.remarks
    }


def _entries(page: Page) -> list[Fold]:
    return [fold for block in blocks_of(page, Folds) for fold in block.rows]


def test_line_beside_a_definition_names_its_other_names_that_are_used(planned: Planned) -> None:
    files = {
        "core.py": "def make(): ...\nib = make\nunused = make\n",
        "a.py": "import core\ndef a():\n    core.ib()\n",
    }
    remarks = _remarks(page_of(planned(files), "core.py_docs"))
    assert remarks["make"] == [
        "Used 3 times in 2 files: a in a.py; ib, unused here. "
        "Among these are uses of its other name ib."
    ]
    assert remarks["ib"] == ["Called once: a in a.py."]


def test_line_beside_a_definition_says_who_uses_it(planned: Planned) -> None:
    plan = planned(FILES)
    assert _remarks(page_of(plan, "p/core.py_docs")) == {
        "Base": [
            "Used once: go in sub.py; in tests: test_c in test_core.py. 1 subclass: Sub in sub.py."
        ],
        "Base.run": ["Called once: probably go in sub.py. Overridden by Sub.run in sub.py."],
        "draw": [
            "Called 7 times: f0, f1, f2, f3, f4 in p/__main__.py; 2 more definitions; "
            "by 3 tests in 1 file."
        ],
        "LIMIT": ["Used 2 times: module level, go in sub.py."],
    }
    assert _remarks(page_of(plan, "p/sub.py_docs")) == {
        "Sub.run": ["Overrides Base.run in core.py."],
        "go": ["Calls probably Base.run in core.py."],
    }  # fmt: skip


def test_all_users_are_in_an_entry_where_the_line_leaves_some_out(planned: Planned) -> None:
    (entry,) = _entries(page_of(planned(FILES), "p/core.py_docs"))
    assert words_of(entry.head) == "draw – Called 7 times; by 3 tests in 1 file."
    assert [words_of(line) for line in entry.lines] == [
        "p/__main__.py: f0, f1, f2, f3, f4, f5, f6",
        "tests: tests/test_core.py: test_a, test_b, test_c",
    ]


def test_what_uses_a_definition_has_one_anchor_and_links_lead_to_it(planned: Planned) -> None:
    for sections in ((), ("structure",), ("references",), ("metadata",)):
        plan = planned(FILES, sections=sections)
        page = page_of(plan, "p/core.py_docs")
        folds = [
            fold
            for block in blocks_of(page, Definitions)
            for row in block.rows
            for fold in row.remarks
        ]
        anchors = [fold.anchor for fold in (*folds, *_entries(page)) if fold.anchor]
        assert sorted(anchors) == sorted(plan.view_of("p/core.py").uses_anchors().values())
        spans = [span for block in page.blocks for span in spans_of(block)]
        leading = {span.anchor for span in spans if span.anchor.startswith("uses-of-")}
        assert leading <= set(anchors)


def test_page_of_uses_has_a_table_for_each_definition_with_many(planned: Planned) -> None:
    functions = "".join(f"def f{at}():\n    draw()\n" for at in range(30))
    plan = planned({"m.py": f"def draw(): ...\n{functions}", "test_m.py": "import m\nm.draw()\n"})
    page = page_of(plan, "m.py_uses")
    assert headings_of(page) == ["draw"]
    own, tests = blocks_of(page, Table)
    (row,) = own.rows
    assert words_of(row.cells[0]) == "this file"
    assert words_of(row.cells[1]).split(", ") == [f"f{at}" for at in range(30)]
    # What is on the overview page is on another page now.
    assert {span.docname for span in row.cells[1] if span.docname} == {"kwindex/m.py_docs"}
    assert [words_of(cell) for cell in tests.rows[0].cells] == ["test_m.py", "module level"]
    overview = page_of(plan, "m.py_docs")
    (entry,) = _entries(overview)
    assert words_of(entry.lines[-1]) == "All 31 definitions that use it"
    assert entry.lines[-1][0].docname == page.docname


def test_pages_stay_small_however_much_is_used(planned: Planned) -> None:
    names = [f"f{at}" for at in range(400)]
    defined = "".join(f"def {name}(): ...\n" for name in names)
    calls = "".join(f"    core.{name}()\n" for name in names)
    users = "".join(f"def u{at}():\n{calls}" for at in range(30))
    plan = planned({"core.py": defined, "a.py": f"import core\n{users}"})
    overview, page = page_of(plan, "core.py_docs"), page_of(plan, "core.py_uses")
    for shown, most in ((overview, 6_000), (page, 9_000)):
        links = [span for block in shown.blocks for span in spans_of(block) if span.docname]
        assert len(links) < most
    assert len(headings_of(page)) == 400
