"""The records of folders, rolled up from the files to the top."""

from __future__ import annotations

import msgspec
import pytest

from sphinx_kwindex.project import Folder
from sphinx_kwindex.records.text import words_of
from sphinx_kwindex.relations.documentation import Coverage
from sphinx_kwindex.relations.folders import FileSummary, FolderView, KeywordIndex
from sphinx_kwindex.relations.folders.totals import add_up
from sphinx_kwindex.relations.folders.tree import DEEPEST_LISTED
from tests.core.fixtures import Link, Planned

FILES = {
    "pk/__init__.py": '"""Does it.\n\nAll of it.\n"""\nfrom pk.core import deep\n',
    "pk/core/__init__.py": "",
    "pk/core/deep.py": '"""Deep."""\nfrom pk import top\n\n\ndef run(x: int): ...\n',
    "pk/top.py": "import contextlib\nfrom pk.core import deep\n\n\n"
    "@contextlib.contextmanager\ndef opened():\n    yield\n\n\ndef _hidden(): ...\n",
    "lone.py": "import contextlib\n\n\n@contextlib.contextmanager\ndef opened():\n    yield\n",
    "run.py": "from pk import top\nif __name__ == '__main__':\n    top.opened()\n",
    "docs/guide.md": "# Guide\n\nHow to use it.\n",
}


@pytest.fixture(scope="module")
def views(planned: Planned) -> dict[str, FolderView]:
    return dict(planned(FILES).related.folders.views)


def test_folders_add_up_what_is_below_them(planned: Planned) -> None:
    plan = planned({"a/m.py": "'''M.'''\n", "a/b/m.py": "def f(x): ...\n", "c/x.txt": ""})
    assert {path: view.coverage for path, view in plan.related.folders.views.items()} == {
        "": Coverage(3, 1, 2, 0),
        "a": Coverage(3, 1, 2, 0),
        "a/b": Coverage(2, 0, 2, 0),
        "c": Coverage(),
    }


def test_statistics_count_every_file_below_once(views: dict[str, FolderView]) -> None:
    assert {path: view.statistics.files for path, view in views.items()} == {
        "": 7,
        "docs": 1,
        "pk": 4,
        "pk/core": 2,
    }
    assert [below.files for below in views[""].subfolders] == [1, 4]
    lines = sum(file.count("\n") for file in FILES.values())
    assert views[""].statistics.lines == lines


def test_key_files_are_those_that_most_files_import(views: dict[str, FolderView]) -> None:
    assert [(file.path, file.importers) for file in views[""].key_files[:2]] == [
        ("pk/core/deep.py", 2),
        ("pk/top.py", 2),
    ]
    assert [file.path for file in views["pk/core"].key_files] == ["pk/core/deep.py"]


def test_cycle_is_whole_where_it_is_at_home_and_seen_from_every_folder_of_its_files(
    planned: Planned,
) -> None:
    names = [f"m{number:02}" for number in range(15)]
    files = {f"p/{name}.py": f"from p import {after}\n"
             for name, after in zip(names, [*names[1:], "q"], strict=True)}  # fmt: skip
    files |= {"p/__init__.py": "", "p/q/__init__.py": "import p.m00\n", "other/x.py": ""}
    views = planned(files).related.folders.views
    (at_home,), (at_top,), (inside,) = (views[path].cycles for path in ("p", "", "p/q"))
    assert (at_home.size, len(at_home.files), at_home.home) == (16, 16, "p")
    assert at_top == inside
    assert (at_top.size, len(at_top.files)) == (16, 0)
    assert at_home.way_round[0].importer == at_home.way_round[-1].target == "p/m00.py"
    assert views["other"].cycles == ()


def test_patterns_of_a_folder_need_two_files_that_have_any(views: dict[str, FolderView]) -> None:
    (pattern,) = (found for found in views[""].patterns if found.places > 1)
    assert pattern.most == (("lone.py", 1), ("pk/top.py", 1))
    assert views["pk"].patterns == ()


def test_words_of_a_folder_reach_the_one_around_it(views: dict[str, FolderView]) -> None:
    words = views["pk"].words
    assert words is not None
    assert (words.path, words_of(words.summary), tuple(map(words_of, words.paragraphs))) == (
        "pk/__init__.py",
        "Does it.",
        ("All of it.",),
    )
    assert [words_of(below.words) for below in views[""].subfolders] == ["", "Does it."]


def test_modules_without_a_way_in_are_marked(views: dict[str, FolderView]) -> None:
    unreached = {file.path for view in views.values() for file in view.files if file.is_unreached}
    assert unreached == {"lone.py"}


def test_each_file_and_folder_is_added_once_however_deep(project: Link) -> None:
    def asked(depth: int) -> int:
        paths = ["/".join(["d"] * level + ["x.txt"]) for level in range(depth)]
        folders = project(dict.fromkeys(paths, "")).folders
        counted = _CountedFolders(folders)
        files = {path: FileSummary(path, "Text", 1, 1, has_pages=True) for path in paths}
        totals = add_up(counted, files, lambda _: None)
        assert totals[""].statistics.files == depth
        return counted.files

    assert (asked(5), asked(20)) == (5, 20)


class _CountedFolders(dict[str, Folder]):
    """Folders that count the files that are read from them."""

    files = 0

    def __getitem__(self, path: str) -> Folder:
        folder = super().__getitem__(path)
        self.files += len(folder.files)
        return folder


def test_records_of_folders_are_the_same_after_encoding(planned: Planned) -> None:
    related = planned(FILES, keywords_per_page=10).related
    for view in related.folders.views.values():
        assert msgspec.json.decode(msgspec.json.encode(view), type=FolderView) == view
    for index in related.indexes.folders.values():
        assert msgspec.json.decode(msgspec.json.encode(index), type=KeywordIndex) == index
    assert related.indexes.folders[""].is_split


def test_edit_changes_the_records_of_the_folders_around_it_alone(planned: Planned) -> None:
    def records(files: dict[str, str]) -> dict[str, tuple[bytes, bytes]]:
        related = planned(files).related
        encode = msgspec.json.encode
        return {
            path: (encode(view), encode(related.indexes.folders[path]))
            for path, view in related.folders.views.items()
        }

    before = records(FILES)
    after = records({**FILES, "docs/guide.md": "\n# Guide\n\nHow to use it.\n"})
    assert {path for path in before if before[path][0] != after[path][0]} == {"", "docs"}
    assert all(before[path][1] == after[path][1] for path in before)


def test_deepest_folder_that_is_listed_knows_all_below_it(planned: Planned) -> None:
    deepest = "/".join(["d"] * DEEPEST_LISTED)
    files = {f"{'/'.join(['d'] * depth)}/x.txt": "" for depth in range(1, DEEPEST_LISTED)}
    files |= {f"{deepest}/{below}/x.txt": "" for below in ("a", "a/b", "a-b")}
    # A chain of folders is one, so these are not deep enough.
    files |= {f"{'/'.join(['e'] * DEEPEST_LISTED)}/{below}/x.txt": "" for below in ("a", "b")}
    views = planned(files).related.folders.views
    assert views[deepest].deeper == tuple(f"{deepest}/{below}" for below in ("a", "a/b", "a-b"))
    assert not any(view.deeper for path, view in views.items() if path != deepest)
