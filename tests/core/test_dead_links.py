"""Links to files that are not there: on the page in any case, warnings if they are wanted."""

from __future__ import annotations

from tests.core.fixtures import Build, Staged, WriteTree

FILES: dict[str, str | bytes] = {
    "README.md": "# T\n\n[a](gone.md)\n[b](ignored/there.md)\n[c](x.html)\n",
    ".gitignore": "ignored/\n",
    "ignored/there.md": "# There\n",
}


def test_dead_link_is_a_warning_only_if_it_is_asked_for(
    write_tree: WriteTree, build: Build, staged: Staged
) -> None:
    root = write_tree(FILES)
    assert build(root).manifest.diagnostics == ()
    assert "gone.md" in staged()["kwindex/README.md_docs"]

    (found,) = build(root, dead_links=True).manifest.diagnostics
    assert (found.code.value, found.line) == ("dead_link", 3)
    assert found.message == "links to gone.md, which is not in the repository"


def test_file_that_is_not_documented_but_there_is_not_dead(
    write_tree: WriteTree, build: Build, staged: Staged
) -> None:
    root = write_tree(FILES)
    build(root)
    assert "(not documented)" in staged()["kwindex/README.md_docs"]


def test_page_changes_with_a_file_that_nothing_documents(
    write_tree: WriteTree, build: Build, staged: Staged
) -> None:
    root = write_tree(FILES)
    build(root)
    assert build(root).analysed == 0
    (root / "ignored/there.md").unlink()

    found = build(root, dead_links=True).manifest.diagnostics

    assert [item.line for item in found] == [3, 4]
