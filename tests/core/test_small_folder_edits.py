"""An edit in a small folder, whose one page shows what three pages show elsewhere."""

from __future__ import annotations

import pytest

from tests.core.fixtures import Build, Staged, WriteTree

TREE = {
    "pyproject.toml": '[project]\nname = "x"\n',
    "a/b/m.py": "def f():\n    return 1\n",
    "n.py": "x = 1\n",
}


@pytest.mark.parametrize(
    "text", ["def f():\n    y = 1\n    return y\n", "def g():\n    return 1\n"]
)
def test_page_of_a_small_folder_after_an_edit_is_that_of_a_clean_run(
    write_tree: WriteTree, build: Build, staged: Staged, text: str
) -> None:
    root = write_tree(TREE)
    build(root)
    before = staged()
    (root / "a/b/m.py").write_text(text)
    build(root)
    build(root, state="clean")
    assert staged() == staged("clean")
    assert staged()["kwindex/a/b/index"] != before["kwindex/a/b/index"]


def _of_files(docnames: list[str]) -> set[str]:
    """Return the files of which a page was made."""
    named = (name.removeprefix("kwindex/").rpartition("_") for name in docnames)
    return {path for path, _, ending in named if ending in ("docs", "kw", "uses")}


BESIDE = {
    **TREE,
    "README.md": "# X\n\nSee [the tools](tools/).\n",
    "tools/run.py": "def run():\n    return 2\n",
}


def test_small_folder_that_comes_or_goes_makes_no_page_that_does_not_lead_to_it(
    write_tree: WriteTree, build: Build, staged: Staged, made: list[str]
) -> None:
    root = write_tree(BESIDE)
    build(root)
    before = staged()
    made.clear()
    (root / "more").mkdir()
    (root / "more/new.py").write_text("def new():\n    return 3\n")
    build(root)
    assert _of_files(made) == {"more/new.py"}
    assert not {"kwindex/tools/index", "kwindex/a/b/index"} & set(made)
    build(root, state="clean")
    assert staged() == staged("clean")
    made.clear()
    (root / "more/new.py").unlink()
    (root / "more").rmdir()
    build(root)
    assert _of_files(made) == set()
    assert staged() == before


@pytest.mark.parametrize("path", ["tools/other.py", "tools/deep/other.py"])
def test_folder_that_is_small_no_more_makes_the_pages_that_lead_to_what_was_one_page(
    write_tree: WriteTree, build: Build, staged: Staged, made: list[str], path: str
) -> None:
    # The page of a file leads to those beside it.
    neighbours = {"tools/run.py"} if path == "tools/other.py" else set()
    root = write_tree(BESIDE)
    build(root)
    before = staged()
    made.clear()
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text("def other():\n    return 3\n")
    build(root)
    assert _of_files(made) == {path, *neighbours}
    build(root, state="clean")
    assert staged() == staged("clean")
    made.clear()
    (root / path).unlink()
    build(root)
    assert _of_files(made) == neighbours
    assert staged() == before


def test_folder_that_ends_a_chain_makes_the_pages_that_lead_to_it(
    write_tree: WriteTree, build: Build, staged: Staged, made: list[str]
) -> None:
    tree = {**BESIDE, "README.md": "# X\n\nSee [it](a/).\n"}
    root = write_tree(tree)
    build(root)
    before = staged()
    made.clear()
    (root / "a/own.py").write_text("def own():\n    return 3\n")
    build(root)
    # The page of a/ was that of a/b/, and the trail of the file in it has one step more.
    assert _of_files(made) == {"README.md", "a/own.py", "a/b/m.py"}
    build(root, state="clean")
    assert staged() == staged("clean")
    (root / "a/own.py").unlink()
    build(root)
    assert staged() == before
