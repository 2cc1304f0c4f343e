"""Tags: what a line says, what is escaped, and what the readers of others make of it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from sphinx_kwindex.export.ctags import ctags_of
from tests.core.export.repositories import read
from tests.core.fixtures import WriteTree

SHAPES = '''"""Shapes."""

LIMIT: int = 3


class Shape:
    """A shape."""

    def area(self, scale: float = 1.0) -> float:
        def inner():
            return scale
        return inner()


class Square(Shape, metaclass=type):
    @property
    def side(self) -> float:
        return 1.0


class BadShape(ValueError):
    pass
'''


def tag_lines(data: bytes) -> list[str]:
    """Return the lines of tags without those of the file itself."""
    return [line for line in data.decode().splitlines() if not line.startswith("!_TAG_")]


def test_a_definition_has_a_line_with_its_place_kind_and_scope(write_tree: WriteTree) -> None:
    lines = tag_lines(ctags_of(read(write_tree, {"shapes.py": SHAPES})))

    assert lines == [
        'BadShape\tshapes.py\t21;"\tkind:exception\tline:21\tlanguage:Python'
        "\tinherits:ValueError\tend:22",
        'LIMIT\tshapes.py\t3;"\tkind:constant\tline:3\tlanguage:Python\tend:3',
        'Shape\tshapes.py\t6;"\tkind:class\tline:6\tlanguage:Python\tend:12',
        'Square\tshapes.py\t15;"\tkind:class\tline:15\tlanguage:Python\tinherits:Shape\tend:18',
        'area\tshapes.py\t9;"\tkind:method\tline:9\tlanguage:Python\tscope:class:Shape'
        "\tsignature:(self, scale: float = 1.0) -> float\tend:12",
        'inner\tshapes.py\t10;"\tkind:function\tline:10\tlanguage:Python'
        "\tscope:method:Shape.area\tsignature:()\tend:11",
        'side\tshapes.py\t17;"\tkind:property\tline:17\tlanguage:Python\tscope:class:Square'
        "\tsignature:(self) -> float\tend:18",
    ]


def test_lines_are_sorted_by_their_bytes_below_those_of_the_file_itself(
    write_tree: WriteTree,
) -> None:
    files = {"b.py": "Zed = 1\nalpha = 2\n_x = 3\nÄ = 4\n", "a.py": "alpha = 1\n"}
    lines = ctags_of(read(write_tree, files)).splitlines()

    own = [line for line in lines if line.startswith(b"!_TAG_")]
    assert lines[: len(own)] == own == sorted(own)
    assert lines[len(own) :] == sorted(lines[len(own) :])
    assert b"!_TAG_FILE_SORTED\t1\t/0=unsorted, 1=sorted, 2=foldcase/" in own
    assert b"!_TAG_KIND_DESCRIPTION!Python\tvariable\t/variable/" in own


def test_parts_of_documents_and_cells_of_notebooks_are_no_tags(write_tree: WriteTree) -> None:
    files = {
        "README.md": "# Title\n",
        "Makefile": "all:\n\ttrue\n",
        "n.ipynb": '{"cells": [{"cell_type": "code", "source": ["a = 1"]}], "nbformat": 4}',
        "m.py": "b = 1\n",
    }
    lines = tag_lines(ctags_of(read(write_tree, files)))
    assert [line.split("\t")[0] for line in lines] == ["b"]


def test_private_names_are_left_out_where_they_are_not_documented(write_tree: WriteTree) -> None:
    repository = read(write_tree, {"m.py": "a = 1\n_b = 2\n"}, private=False)
    assert [line.split("\t")[0] for line in tag_lines(ctags_of(repository))] == ["a"]


def test_what_would_break_a_line_is_escaped(write_tree: WriteTree) -> None:
    files = {"a\tb\\c.py": "x = 1\n", "m.py": 'def f(a="\\t"):\n    pass\n'}
    lines = tag_lines(ctags_of(read(write_tree, files)))

    assert "\tsignature:(a='\\\\t')\t" in lines[0]
    assert lines[1].startswith('x\ta\\tb\\\\c.py\t1;"\t')
    assert all(line.count("\t") >= 3 for line in lines)


@pytest.mark.skipif(shutil.which("readtags") is None, reason="needs readtags of Universal Ctags")
def test_readtags_finds_definitions_and_their_fields(write_tree: WriteTree, tmp_path: Path) -> None:
    tags = tmp_path / "tags"
    tags.write_bytes(ctags_of(read(write_tree, {"shapes.py": SHAPES, "a b.py": "area = 1\n"})))

    def asked(*arguments: str) -> str:
        command = ["readtags", "-t", str(tags), "-e", "-n", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert asked("area").splitlines() == [
        'area\ta b.py\t1;"\tkind:variable\tline:1\tlanguage:Python\tend:1',
        'area\tshapes.py\t9;"\tkind:method\tline:9\tlanguage:Python\tscope:class:Shape'
        "\tsignature:(self, scale: float = 1.0) -> float\tend:12",
    ]
    of_class = asked("-Q", '(eq? $scope-name "Square")', "-l")
    assert of_class.split("\t")[0] == "side"
    assert asked("nothing") == ""
