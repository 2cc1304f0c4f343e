from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery import discover, find_roots
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from tests.core.fixtures import Find, WriteTree


def _discover(root: Path, *roots: str, generated: tuple[Path, ...] = ()) -> list[str]:
    settings = Settings(roots=roots or (str(root),))
    return [file.path for file in discover(settings, find_roots(settings, root), generated).files]


def test_files_are_sorted_by_path_whatever_their_folder(find: Find) -> None:
    files = {"b.py": "", "a/z.py": "", "a.py": "", "B/x.py": "", "a-b/c.py": ""}
    assert find(files) == ["B/x.py", "a-b/c.py", "a.py", "a/z.py", "b.py"]


def test_empty_folder_holds_nothing(find: Find) -> None:
    assert find({"empty/": ""}) == []


@pytest.mark.parametrize(
    "hidden",
    [
        ".git/config",
        ".env",
        "src/.cache/x.py",
        "__pycache__/m.cpython-311.pyc",
        "src/m.pyc",
        "node_modules/left-pad/index.js",
        "web/node_modules/a.js",
        "docs/_build/html/index.html",
        "build/lib/m.py",
        "dist/x.tar",
        "pkg.egg-info/PKG-INFO",
    ],
)
def test_hidden_files_caches_and_build_output_are_left_out(find: Find, hidden: str) -> None:
    assert find({hidden: "x", "kept.py": ""}) == ["kept.py"]


def test_build_folder_that_is_not_at_the_top_is_ordinary(find: Find) -> None:
    assert find({"src/build/tool.sh": ""}) == ["src/build/tool.sh"]


def test_package_named_like_build_output_is_code(find: Find) -> None:
    files = {"build/__init__.py": "", "build/env.py": "", "dist/x.py": ""}
    assert find(files) == ["build/__init__.py", "build/env.py"]


def test_built_in_rules_hold_again_below_a_package_that_is_named_like_build_output(
    find: Find,
) -> None:
    files = {"build/__init__.py": "", "build/.env": "", "build/sub/a.py": "", "build/x.pyc": ""}
    assert find(files) == ["build/__init__.py", "build/sub/a.py"]


def test_package_named_like_build_output_is_left_out_if_the_repository_says_so(find: Find) -> None:
    files = {"build/__init__.py": "", ".gitignore": "build/\n", "a.py": ""}
    assert find(files) == ["a.py"]


@pytest.mark.parametrize("marker", ["pyvenv.cfg", "CACHEDIR.TAG", ".buildinfo", "conda-meta/x"])
def test_folder_that_a_tool_made_is_left_out_whatever_its_name(find: Find, marker: str) -> None:
    assert find({f"stuff/{marker}": "", "stuff/lib/m.py": "", "a.py": ""}) == ["a.py"]


def test_root_itself_may_hold_the_marker_of_a_tool(find: Find) -> None:
    assert find({"pyvenv.cfg": "", "a.py": ""}) == ["a.py", "pyvenv.cfg"]


def test_gitignore_of_a_folder_speaks_for_what_is_below_it_only(find: Find) -> None:
    files = {"a/.gitignore": "*.log\n", "a/x.log": "", "a/b/y.log": "", "c/z.log": ""}
    assert find(files) == ["c/z.log"]


def test_deeper_gitignore_brings_back_what_an_upper_one_leaves_out(find: Find) -> None:
    files = {".gitignore": "*.log\n", "a/.gitignore": "!keep.log\n", "a/keep.log": "", "b.log": ""}
    assert find(files) == ["a/keep.log"]


def test_later_pattern_wins_over_an_earlier_one(find: Find) -> None:
    files = {".gitignore": "*.log\n!keep.log\n", "keep.log": "", "other.log": ""}
    assert find(files) == ["keep.log"]


def test_file_in_an_ignored_folder_cannot_be_brought_back(find: Find) -> None:
    files = {".gitignore": "out/\n!out/keep.py\n", "out/keep.py": "", "a.py": ""}
    assert find(files) == ["a.py"]


def test_anchored_pattern_matches_beside_its_gitignore_only(find: Find) -> None:
    files = {"x/.gitignore": "/gen.py\n", "x/gen.py": "", "x/y/gen.py": "", "gen.py": ""}
    assert find(files) == ["gen.py", "x/y/gen.py"]


def test_pattern_with_a_slash_at_its_end_matches_folders_only(find: Find) -> None:
    files = {".gitignore": "out/\n", "a/out": "", "b/out/x.py": ""}
    assert find(files) == ["a/out"]


@pytest.mark.parametrize("line", ["# *.py", "", "   ", "\\", "!", "[", "/"])
def test_line_of_a_gitignore_that_says_nothing_is_harmless(find: Find, line: str) -> None:
    files = {".gitignore": f"{line}\n*.log\n", "a.py": "", "b.log": ""}
    assert find(files) == ["a.py"]


def test_gitignore_that_is_not_utf_8_is_read_as_far_as_it_is(find: Find) -> None:
    assert find({".gitignore": b"\xff\n*.log\n", "a.py": "", "b.log": ""}) == ["a.py"]


def test_gitignore_files_do_not_count_when_the_option_says_so(find: Find) -> None:
    files = {".gitignore": "*.log\n", "b.log": ""}
    assert find(files, respect_gitignore=False) == ["b.log"]


def test_gitignore_between_the_root_and_the_top_of_the_work_tree_counts(
    write_tree: WriteTree,
) -> None:
    root = write_tree(
        {
            ".git/HEAD": "",
            ".gitignore": "*.log\n/lib/gen.py\n",
            "lib/.gitignore": "!keep.log\nsrc/tmp.py\n",
            "lib/src/a.py": "",
            "lib/src/tmp.py": "",
            "lib/src/b.log": "",
            "lib/src/keep.log": "",
            "lib/src/gen.py": "",
        }
    )
    assert _discover(root / "lib" / "src") == ["a.py", "gen.py", "keep.log"]


def test_gitignore_above_the_top_of_the_work_tree_does_not_count(write_tree: WriteTree) -> None:
    root = write_tree({".gitignore": "*.py\n", "inner/.git/HEAD": "", "inner/src/a.py": ""})
    assert _discover(root / "inner" / "src") == ["a.py"]


def test_gitignore_above_a_root_that_is_in_no_work_tree_does_not_count(
    write_tree: WriteTree,
) -> None:
    root = write_tree({".gitignore": "*.py\n", "src/a.py": ""})
    assert _discover(root / "src") == ["a.py"]


def test_rules_of_an_outer_repository_that_ignores_the_root_say_nothing_of_its_files(
    write_tree: WriteTree,
) -> None:
    root = write_tree(
        {
            ".git/HEAD": "",
            ".gitignore": "*.log\nvendor/\n",
            "vendor/pkg/a.log": "",
            "vendor/pkg/m.py": "",
        }
    )
    assert _discover(root / "vendor" / "pkg") == ["a.log", "m.py"]


def test_include_keeps_only_what_it_matches(find: Find) -> None:
    files = {"a.py": "", "b.md": "", "src/c.py": "", "src/d.md": ""}
    assert find(files, include=("*.py",)) == ["a.py", "src/c.py"]
    assert find(files, include=("src/",)) == ["src/c.py", "src/d.md"]
    assert find(files, include=("*", "!*.md")) == ["a.py", "src/c.py"]


def test_include_does_not_bring_back_what_is_ignored(find: Find) -> None:
    files = {".gitignore": "b.py\n", "a.py": "", "b.py": "", ".hidden.py": ""}
    assert find(files, include=("*.py",)) == ["a.py"]


def test_exclude_leaves_out_more(find: Find) -> None:
    files = {"a.py": "", "tests/t.py": "", "src/tests/u.py": ""}
    assert find(files, exclude=("/tests/",)) == ["a.py", "src/tests/u.py"]


def test_negated_exclude_brings_back_a_hidden_folder_with_all_in_it(find: Find) -> None:
    files = {".github/workflows/ci.yml": "", ".github/CODEOWNERS": "", ".venv/x.py": ""}
    assert find(files, exclude=("!.github/",)) == [
        ".github/CODEOWNERS",
        ".github/workflows/ci.yml",
    ]


def test_negated_exclude_brings_back_what_a_gitignore_leaves_out(find: Find) -> None:
    files = {".gitignore": "_version.py\n", "src/_version.py": "", "a.py": ""}
    assert find(files, exclude=("!_version.py",)) == ["a.py", "src/_version.py"]


def test_link_to_a_folder_is_not_followed(write_tree: WriteTree) -> None:
    root = write_tree({"real/a.py": ""})
    (root / "link").symlink_to(root / "real")
    (root / "loop").symlink_to(root)
    (root / "real" / "up").symlink_to("..")
    assert _discover(root) == ["real/a.py"]


def test_link_to_a_file_is_a_file(write_tree: WriteTree) -> None:
    root = write_tree({"a.py": ""})
    (root / "b.py").symlink_to("a.py")
    assert _discover(root) == ["a.py", "b.py"]


def test_broken_link_keeps_its_place_to_be_reported(write_tree: WriteTree) -> None:
    root = write_tree({})
    (root / "broken.py").symlink_to("nowhere.py")
    (root / "circle.py").symlink_to("circle.py")
    assert _discover(root) == ["broken.py", "circle.py"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_named_pipe_is_not_a_file_and_is_not_opened(write_tree: WriteTree) -> None:
    root = write_tree({"a.py": ""})
    os.mkfifo(root / "pipe.py")
    assert _discover(root) == ["a.py"]


def test_folder_that_cannot_be_read_is_reported_and_the_walk_goes_on(
    write_tree: WriteTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_tree({"closed/a.py": "", "open/b.py": ""})
    scandir = os.scandir

    def refusing(path: Path) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
        if path == root / "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("sphinx_kwindex.discovery.walk.os.scandir", refusing)
    settings = Settings(roots=(str(root),))
    found = discover(settings, find_roots(settings, root))
    assert [file.path for file in found.files] == ["open/b.py"]
    (diagnostic,) = found.diagnostics
    assert diagnostic.code is DiagnosticCode.UNREADABLE
    assert diagnostic.message == "folder cannot be read: Permission denied"
    assert diagnostic.location == str(root / "closed")


def test_bytes_of_a_name_that_are_not_utf_8_are_shown_as_escapes(write_tree: WriteTree) -> None:
    root = write_tree({})
    name = os.path.join(os.fsencode(root), b"caf\xe9.py")  # noqa: PTH118
    try:
        Path(os.fsdecode(name)).write_bytes(b"x = 1\n")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    settings = Settings(roots=(str(root),))
    (file,) = discover(settings, find_roots(settings, root)).files
    assert file.path == "caf\\xe9.py"
    assert Path(file.location).read_bytes() == b"x = 1\n"


def test_each_of_several_roots_is_a_top_folder_sorted_by_name(write_tree: WriteTree) -> None:
    root = write_tree({"b/x.py": "", "a/y.py": "", "c/z.py": ""})
    assert _discover(root, "b", "a") == ["a/y.py", "b/x.py"]


def test_patterns_are_relative_to_each_of_several_roots(write_tree: WriteTree) -> None:
    root = write_tree({"a/t/x.py": "", "b/t/x.py": "", "b/u/t/x.py": ""})
    settings = Settings(roots=("a", "b"), exclude=("/t/",))
    found = discover(settings, find_roots(settings, root))
    assert [file.path for file in found.files] == ["b/u/t/x.py"]


def test_folder_that_the_build_writes_is_left_out_wherever_it_lies(write_tree: WriteTree) -> None:
    root = write_tree({"site-output/x.html": "", "docs/out/y.html": "", "docs/a.md": ""})
    (root / "link").symlink_to(root / "site-output")
    generated = (root / "link", root / "docs" / ".." / "docs" / "out")
    assert _discover(root, generated=generated) == ["docs/a.md"]


def _problems(root: Path) -> list[tuple[str, str, int]]:
    settings = Settings(roots=(str(root),))
    found = discover(settings, find_roots(settings, root))
    assert [file.path for file in found.files] == ["a.py"]
    return [(item.code.value, item.message, item.line) for item in found.diagnostics]


@pytest.mark.parametrize("place", ["fifo", "/dev/zero", "/dev/stdin", "a.py", ".gitignore"])
def test_gitignore_that_is_no_regular_file_costs_one_warning(
    write_tree: WriteTree, place: str
) -> None:
    root = write_tree({"a.py": "*.py\n"})
    if place == "fifo" and hasattr(os, "mkfifo"):
        os.mkfifo(root / ".gitignore")
    else:
        (root / ".gitignore").symlink_to(place)
    ((code, message, _),) = _problems(root)
    assert code == "unreadable"
    assert message.startswith("its rules are not applied, it cannot be read: ")


def test_gitignore_that_is_a_folder_or_too_large_costs_one_warning(write_tree: WriteTree) -> None:
    root = write_tree({"a.py": "", ".gitignore/": "", "b/.gitignore": ""})
    with (root / "b" / ".gitignore").open("wb") as stream:
        stream.truncate(1 << 40)
    assert [code for code, _, _ in _problems(root)] == ["unreadable", "unreadable"]


@pytest.mark.parametrize(
    "pattern", ["[abc", "[a-", "*.[[:alhpa:]]", "[\\", "[[:alpha:]", "x\\", "**/[!", "[!a"]
)
def test_pattern_that_matches_nothing_costs_one_warning_with_its_line(
    write_tree: WriteTree, pattern: str
) -> None:
    root = write_tree({"a.py": "", "b.log": "", ".gitignore": f"# x\n{pattern}\n*.log\n"})
    ((code, message, line),) = _problems(root)
    assert (code, line) == ("malformed_pattern", 2)
    assert message.startswith(f"the pattern {pattern!r} matches nothing: ")


def test_several_such_patterns_in_one_file_cost_one_warning(write_tree: WriteTree) -> None:
    root = write_tree({"a.py": "", ".gitignore": "[\n[b\n[c\n"})
    ((_, message, line),) = _problems(root)
    assert (line, message[-18:]) == (1, "(and 2 more below)")


@pytest.mark.parametrize(
    "pattern",
    [
        "*a" * 120 + "c",
        "**/" * 300 + "*a" * 100 + "c",
        "a*" * 5000 + "/x",
        "*/" * 100 + "**/" + "*a" * 120 + "b",
        "**a" * 80 + "c",
        "[a-b]*" * 120 + "c",
        "?*" * 120 + "c",
    ],
)
def test_pattern_with_many_stars_does_not_backtrack(find: Find, pattern: str) -> None:
    deep = "/".join(["a" * 60] * 40)
    name = "a" * 240
    files = {".gitignore": f"{pattern}\n!{pattern}\n", name: "", f"{deep}/{name}"[:3000]: ""}
    assert len(find(files)) == 2


def test_negation_without_a_name_brings_no_hidden_file_back(find: Find) -> None:
    files = {".git/config": "", ".venv/x.py": "", "node_modules/m.js": "", "a/b.py": "", "c.md": ""}
    assert find({".gitignore": "*\n!*/\n!*.py\n!*.js\n", **files}) == ["a/b.py"]


def test_negation_with_a_name_brings_a_hidden_folder_back(find: Find) -> None:
    files = {".github/x.yml": "", ".other/y.yml": "", ".git/config": ""}
    assert find({".gitignore": "!.github/\n!.git\n", **files}) == [".github/x.yml"]


def test_last_include_pattern_that_matches_a_file_or_a_folder_above_decides(find: Find) -> None:
    files = {"src/a.py": "", "src/gen/b.py": "", "src/gen/c.toml": "", "d.toml": ""}
    include = ("src/", "!src/gen/", "*.toml")
    assert find(files, include=include) == ["d.toml", "src/a.py", "src/gen/c.toml"]


def test_root_below_an_ignored_folder_of_an_outer_repository_is_its_own(
    write_tree: WriteTree,
) -> None:
    root = write_tree({".git/HEAD": "", ".gitignore": "/lib/\n*.py\n", "lib/src/a.py": ""})
    assert _discover(root / "lib" / "src") == ["a.py"]


def test_folders_deeper_than_a_path_may_be_long_cost_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.py").touch()
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(30):
            Path("d" * 200).mkdir()
            os.chdir("d" * 200)
        Path("lost.py").touch()
    finally:
        os.chdir(before)
    assert [code for code, _, _ in _problems(tmp_path)] == ["unreadable"]
