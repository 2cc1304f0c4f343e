"""Folders without pages of their own, folders with one page, and what many folders cost."""

from __future__ import annotations

import pytest

from benchmarks.folders import SHAPES, folder_paths
from sphinx_kwindex.blocks.blocks import Heading, KeywordList, Paragraph, Trail
from sphinx_kwindex.blocks.chapters import Chapters
from sphinx_kwindex.config import Settings
from sphinx_kwindex.pages.site.plan import Plan
from sphinx_kwindex.pages.site.targets import folder_lists, former_pages, join_targets
from sphinx_kwindex.records.catalogue import FOLDER
from tests.core.fixtures import Planned
from tests.core.pages.looking import blocks_of, headings_of, page_of, tables_of

FILES = {
    "src/main/java/a.py": "a = 1\n",
    "src/main/java/b.py": "b = 1\n",
    "src/main/java/util/text/t.py": '"""Text."""\n\n\ndef cut(): ...\n',
    "top.py": "t = 1\n",
}


@pytest.fixture(scope="module")
def plan(planned: Planned) -> Plan:
    return planned(FILES)


def test_chain_of_folders_is_one_page_under_the_whole_path(plan: Plan) -> None:
    docnames = {page.docname for page in plan.pages()}
    assert len(docnames) == sum(len(list(item.build())) for item in plan.planned())
    assert docnames == set(plan.site.names.all())
    assert {name for name in docnames if not name.endswith(("_docs", "_kw"))} == {
        "kwindex/index",
        "kwindex/doc",
        "kwindex/keywords",
        "kwindex/coverage",
        "kwindex/how-to-read",
        "kwindex/src/main/java/index",
        "kwindex/src/main/java/doc",
        "kwindex/src/main/java/sub",
        "kwindex/src/main/java/util/text/index",
    }
    (link,) = tables_of(page_of(plan, "index"))["Folders"].rows[0].cells[0]
    assert (link.text, link.docname) == ("src/main/java/", "kwindex/src/main/java/index")
    (chapters,) = blocks_of(page_of(plan, "index"), Chapters)
    assert [crumb.label for crumb in chapters.listed] == ["src/main/java/"]


def test_chain_is_one_step_of_a_trail(plan: Plan) -> None:
    (trail,) = blocks_of(page_of(plan, "src/main/java/util/text/t.py_docs"), Trail)
    assert [crumb.label for crumb in trail.crumbs][1:] == ["src/main/java", "util/text", "t.py"]


def test_small_folder_has_one_page_with_the_anchors_of_three(planned: Planned, plan: Plan) -> None:
    page = page_of(plan, "src/main/java/util/text/index")
    assert headings_of(page) == ["Files", "About", "Keywords"]
    (trail,) = blocks_of(page, Trail)
    assert trail.views == ()
    one = {block.anchor for block in blocks_of(page, Heading)}
    apart = planned(FILES, small_folder=0)
    three = [page_of(apart, f"src/main/java/util/text/{name}") for name in ("index", "doc", "sub")]
    apart_only = {"folder-more"}  # leads from one of them to another
    every = {block.anchor for shown in three for block in blocks_of(shown, Heading)}
    assert one == every - apart_only
    rows = [row for block in blocks_of(page, KeywordList) for row in block.rows]
    assert sorted(row.qualname for row in rows) == ["cut", "t"]


def test_names_and_docnames_of_what_is_joined_lead_to_the_page(plan: Plan) -> None:
    targets = {
        item.name: item.docname
        for item in join_targets([item.targets() for item in plan.planned()])
        if item.kind == FOLDER
    }
    assert targets["src"] == targets["src/main"] == targets["src/main/java"]
    joined = {item.docname: (item.page, item.anchor) for item in former_pages(plan.site.names)}
    java, text = "kwindex/src/main/java", "kwindex/src/main/java/util/text/index"
    assert joined["kwindex/src/index"] == (f"{java}/index", "folder-index")
    assert joined["kwindex/src/main/doc"] == (f"{java}/doc", "folder-documentation")
    assert joined["kwindex/src/main/java/util/sub"] == (text, "keyword-index")
    assert joined["kwindex/src/main/java/util/text/doc"] == (text, "folder-documentation")
    assert not set(joined) & set(plan.site.names.all())
    lists = {item.path: item for item in folder_lists(plan.site.names)}
    assert {item.keywords for item in lists.values()} == {("kwindex/keywords",)}
    assert [path for path, item in lists.items() if not item.is_part] == ["."]


def test_folder_with_more_files_or_many_keywords_has_three_pages(planned: Planned) -> None:
    many = "".join(f"x{number} = 1\n" for number in range(170))
    plan = planned({"a/x.py": "", "b/x.py": "", "b/y.py": "", "c/x.py": many, "d/e/x.py": ""})
    names = plan.site.names
    assert [path for path in plan.related.folders.views if names.has_one_page(path)] == ["a", "d/e"]
    two = planned({"b/x.py": "", "b/c/y.py": ""}, small_folder=2).site.names
    assert all(map(two.has_one_page, ("b", "b/c")))


def test_folder_of_up_to_four_files_has_one_page_unless_a_project_chooses_otherwise(
    planned: Planned,
) -> None:
    files = {
        f"{folder}/{name}.py": ""
        for folder, names in (("a", "wxyz"), ("b", "vwxyz"))
        for name in names
    }
    names = planned(files, small_folder=Settings().small_folder).site.names
    assert [names.has_one_page(folder) for folder in "ab"] == [True, False]


def test_table_of_contents_lists_the_folders_nearest_to_the_top(planned: Planned) -> None:
    files = {f"a/{name}/x.py": "" for name in "abcd"} | {"b/c/x.py": "", "b/d/x.py": ""}
    views = planned(files, navigation_limit=4).related.folders.views
    assert [path for path, view in views.items() if view.is_listed] == ["", "a", "b", "b/c", "b/d"]
    assert [path for path, view in views.items() if view.lists_folders] == ["", "b"]
    everything = planned(files, navigation_limit=4, navigation="files").related.folders.views
    assert all(view.is_listed for view in everything.values())
    nothing = planned(files, navigation_limit=0).related.folders.views
    assert [path for path, view in nothing.items() if view.is_listed] == [""]


def test_far_down_a_folder_lists_the_keywords_of_its_own_files_alone(planned: Planned) -> None:
    paths = list(folder_paths("chain", 30))
    plan = planned({f"{path}/m.py": f"x{n} = 1\n" for n, path in enumerate(paths)})
    indexes = list(plan.related.figures.indexes.values())
    assert [index.has_own_only for index in indexes] == [False] * 24 + [True] * 6 + [False]
    assert indexes[23].entries == len(paths[22:]) + len("m")
    assert {index.entries for index in indexes[24:]} == {2}
    page = page_of(plan, f"{paths[25]}/sub")
    (below,) = (block for block in blocks_of(page, Paragraph) if "further down" in str(block))
    assert [span.docname for span in below.text if span.docname] == [f"kwindex/{paths[26]}/sub"]


def _size(plan: Plan) -> int:
    return sum(len(str(page.blocks)) for page in plan.pages())


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_folders_are_four_times_the_content(planned: Planned, shape: str) -> None:
    few, many = (
        planned({f"{path}/m.py": f"x{n} = 1\n" for n, path in enumerate(folder_paths(shape, size))})
        for size in (60, 240)
    )
    # Paths of nested folders grow with the depth.
    assert _size(many) < (10 if shape == "chain" else 4.4) * _size(few)
