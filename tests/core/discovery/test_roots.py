from __future__ import annotations

import pytest

from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery import Root, find_roots
from sphinx_kwindex.option_errors import OptionError
from tests.core.fixtures import WriteTree


@pytest.mark.parametrize("marker", ["pyproject.toml", "setup.py", "setup.cfg", ".git/HEAD"])
def test_root_is_the_nearest_folder_with_a_project_marker(
    write_tree: WriteTree, marker: str
) -> None:
    root = write_tree({"pyproject.toml": "", f"inner/{marker}": "", "inner/docs/conf.py": ""})
    assert find_roots(Settings(), root / "inner" / "docs") == (Root(root / "inner", ""),)


def test_root_is_the_folder_of_conf_py_if_that_holds_a_marker(write_tree: WriteTree) -> None:
    root = write_tree({"setup.cfg": "", "docs/setup.cfg": ""})
    assert find_roots(Settings(), root / "docs") == (Root(root / "docs", ""),)


def test_relative_roots_start_at_the_folder_of_conf_py(write_tree: WriteTree) -> None:
    root = write_tree({"docs/": "", "lib/": ""})
    assert find_roots(Settings(roots=("../lib",)), root / "docs") == (Root(root / "lib", ""),)


def test_several_roots_are_told_apart_by_their_names(write_tree: WriteTree) -> None:
    root = write_tree({"b/": "", "a/": ""})
    found = find_roots(Settings(roots=("b", "a")), root)
    assert [(item.location, item.prefix, item.top) for item in found] == [
        (root / "a", "a/", "a"),
        (root / "b", "b/", "b"),
    ]


def test_roots_of_one_name_are_refused(write_tree: WriteTree) -> None:
    root = write_tree({"x/lib/": "", "y/lib/": ""})
    with pytest.raises(OptionError, match=r"kwindex_roots .*last names differ"):
        find_roots(Settings(roots=("x/lib", "y/lib")), root)


@pytest.mark.parametrize("name", ["nowhere", "file.txt"])
def test_root_that_is_not_a_folder_is_refused_and_named(write_tree: WriteTree, name: str) -> None:
    root = write_tree({"file.txt": ""})
    with pytest.raises(OptionError, match=rf"kwindex_roots .*{name}' is not"):
        find_roots(Settings(roots=(name,)), root)


@pytest.mark.parametrize(
    "root", ["\0", "\ud800", "a" * 5000, "a/" * 5000, "loop", "loop/x", "~nobody", " ", "\n"]
)
def test_text_that_can_be_no_folder_is_refused_in_one_short_line(
    write_tree: WriteTree, root: str
) -> None:
    folder = write_tree({"file.txt": ""})
    (folder / "loop").symlink_to("loop")
    with pytest.raises(
        OptionError, match=r"kwindex_roots is \['.*existing folders; '.*' is not"
    ) as (caught):
        find_roots(Settings(roots=(root,)), folder)
    assert len(str(caught.value)) < 1000
    str(caught.value).encode()


def test_root_inside_a_package_knows_the_name_of_that_package(write_tree: WriteTree) -> None:
    root = write_tree(
        {"torch/__init__.py": "", "torch/dist/__init__.py": "", "torch/dist/a/": "", "plain/": ""}
    )
    settings = Settings(roots=("torch/dist", "plain", "torch/dist/a"))
    packages = {item.top: item.package for item in find_roots(settings, root)}
    assert packages == {"dist": "torch.dist", "plain": "", "a": ""}
