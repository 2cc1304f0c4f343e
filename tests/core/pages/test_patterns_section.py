"""What overview and folder pages say of patterns."""

from __future__ import annotations

from sphinx_kwindex.blocks.blocks import Heading, Page, Row, Table
from sphinx_kwindex.pages.site.plan import Plan
from sphinx_kwindex.records.text import words_of
from tests.core.fixtures import Planned
from tests.core.pages.looking import blocks_of, page_of

FILES = {
    "shop/__init__.py": "from .flags import feature\n",
    "shop/flags.py": "def feature(f): return f\n",
    "shop/views.py": (
        "from . import feature\nimport weakref\n@feature\ndef f(): ...\nx = weakref.WeakSet()\n"
        "class _A(Exception): ...\n"
    ),
    "shop/many.py": "".join(
        f"class C{number}:\n    @property\n    def p(self): ...\n" for number in range(20)
    ),
}
FLAG = {"name": "Feature flag", "explanation": "Can be `off`.", "decorator": "shop.flags.feature"}


def _rows(page: Page, *columns: str) -> list[Row]:
    return [
        row for block in blocks_of(page, Table) if block.columns == columns for row in block.rows
    ]


def _patterns(plan: Plan, path: str) -> list[tuple[str, ...]]:
    rows = _rows(page_of(plan, f"{path}_docs"), "Pattern", "What it is", "Where")
    return [tuple(words_of(cell) for cell in row.cells) for row in rows]


def test_each_pattern_has_its_sentence_its_places_and_a_link(planned: Planned) -> None:
    plan = planned(FILES)
    assert [(name, where) for name, _, where in _patterns(plan, "shop/views.py")] == [
        ("Exception", "_A (line 6)"),
        ("Weak reference", "line 5"),
    ]
    row = _rows(page_of(plan, "shop/views.py_docs"), "Pattern", "What it is", "Where")[0]
    (name,), _, (symbol, _, line, _) = row.cells
    assert name.url.startswith("https://docs.python.org/3/")
    assert (symbol.docname, symbol.anchor) == (".", "_A")
    assert (line.docname, line.anchor) == (".", "L-6")


def test_definition_that_is_applied_in_another_file_is_a_decorator(planned: Planned) -> None:
    ((name, _, where),) = _patterns(planned(FILES), "shop/flags.py")
    assert (name, where) == ("Decorator", "feature (line 1)")


def test_long_list_is_cut_and_says_so(planned: Planned) -> None:
    ((_, _, where),) = _patterns(planned(FILES), "shop/many.py")
    assert where.startswith("C0.p (line 3), C1.p (line 6), ")
    assert where.endswith("C7.p (line 24) and 12 more")


def test_own_row_comes_last_and_is_followed_through_the_repository(planned: Planned) -> None:
    rows = _patterns(planned(FILES, patterns=_own(FLAG)), "shop/views.py")
    assert rows[-1] == ("Feature flag", "Can be off.", "f (line 4)")


def test_private_places_are_left_out_with_the_names(planned: Planned) -> None:
    rows = _patterns(planned(FILES, private=False), "shop/views.py")
    assert [name for name, *_ in rows] == ["Weak reference"]


def test_folder_adds_up_what_its_files_have(planned: Planned) -> None:
    rows = _rows(page_of(planned(FILES), "shop/doc"), "Pattern", "Places", "Files")
    assert [tuple(words_of(cell) for cell in row.cells) for row in rows] == [
        ("Exception", "1", "views.py (1)"),
        ("Property", "20", "many.py (20)"),
        ("Decorator", "1", "flags.py (1)"),
        ("Weak reference", "1", "views.py (1)"),
    ]


def test_without_the_section_there_are_no_patterns_anywhere(planned: Planned) -> None:
    plan = planned(FILES, sections=("metadata", "source"))
    headings = {block.text for page in plan.pages() for block in blocks_of(page, Heading)}
    assert not headings & {"Code patterns", "Patterns"}


def _own(*rows: dict[str, str]) -> object:
    from sphinx_kwindex.options import read_settings

    return read_settings({"kwindex_patterns": list(rows)}).patterns
