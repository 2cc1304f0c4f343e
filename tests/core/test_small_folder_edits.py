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
