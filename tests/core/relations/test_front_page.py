"""What the front page shows: where to begin, the README, the code by size."""

from __future__ import annotations

import pytest

from sphinx_kwindex.records.docstrings import Entries, Titled, Words
from sphinx_kwindex.records.text import words_of
from sphinx_kwindex.relations.folders import FolderView
from tests.core.fixtures import Planned

README = """# Tide

[![build](https://x.org/badge.svg)](https://x.org)

Says when the water is *high*; see [the core](pk/core.py).

## Options

| name | meaning |
| --- | --- |
| `a` | all |
"""
FILES = {
    "README.md": README,
    "pyproject.toml": '[project]\nname = "pk"\ndescription = "Tides."\n'
    '[project.scripts]\ntide = "pk.cli:main"\n',
    "pk/__init__.py": "from pk.core import high, low\n",
    "pk/base.py": "class Base: ...\n",
    "pk/core.py": "from pk.base import Base\n\n\ndef high(): return Base\n\n\ndef low(): ...\n",
    "pk/cli.py": "from pk.base import Base\nfrom pk.core import high\n\n\ndef main(): high()\n",
    "pk/web.py": "from pk.cli import main\nfrom pk.core import high\nhigh()\n",
    "tests/test_core.py": "from pk.core import high\n\n\ndef test_high(): high()\n",
}


@pytest.fixture(scope="module")
def views(planned: Planned) -> dict[str, FolderView]:
    return dict(planned(FILES).related.folders.views)


def test_reading_begins_at_commands_and_public_names(views: dict[str, FolderView]) -> None:
    begin = views[""].beginnings
    (way,) = begin.ways_in.first
    assert (way.name, way.target) == ("tide", "pk/cli.py")
    (package,) = begin.packages
    assert [name.name for name in package.names.first] == ["high", "low"]


def test_files_are_read_after_those_that_they_build_on(views: dict[str, FolderView]) -> None:
    assert [file.path for file in views[""].beginnings.to_read] == [
        "pk/base.py",
        "pk/core.py",
        "pk/cli.py",
    ]


def test_package_with_the_name_of_the_project_has_its_description(
    views: dict[str, FolderView],
) -> None:
    said = {path: view.declared for path, view in views.items() if view.declared}
    assert {path: words_of(words.words) for path, words in said.items()} == {
        "": "Tides.",
        "pk": "Tides.",
    }


def test_readme_is_read_without_badges(views: dict[str, FolderView]) -> None:
    readme = views[""].readme
    assert readme is not None
    words, options = readme.passages
    assert isinstance(words, Words)
    assert words_of(words.text) == "Says when the water is high; see the core."
    assert [span.url for span in words.text if span.url] == ["pk/core.py"]
    assert isinstance(options, Titled)
    (table,) = options.body
    assert isinstance(table, Entries)
    assert [words_of(row.name) for row in table.rows] == ["a"]


def test_code_is_divided_by_size_and_tests_have_no_tests(views: dict[str, FolderView]) -> None:
    tiles = {tile.path: tile for group in views[""].tiles.groups for tile in group.tiles}
    assert tiles["pk/core.py"].weight == 7
    uses, _, tests, _ = tiles["pk/core.py"].steps
    assert (uses, tests) == (2, 1)
    assert tiles["tests/test_core.py"].steps[2] == -1


def test_a_line_more_leaves_the_picture_of_much_code_alone(planned: Planned) -> None:
    def tiles(lines: int) -> object:
        files = {f"m{number}.py": "x = 1\n" * (lines + 400 * number) for number in range(1, 5)}
        return planned(files).related.folders.views[""].tiles

    assert tiles(600) == tiles(601)


def test_no_cost_of_boxes_grows_with_levels_of_folders(planned: Planned) -> None:
    files = {f"{'d/' * depth}m{n}.py": "x = 1\n" for depth in range(1, 9) for n in range(3)}
    views = planned(files).related.folders.views
    assert all(sum(len(g.tiles) for g in view.tiles.groups) <= 60 for view in views.values())
