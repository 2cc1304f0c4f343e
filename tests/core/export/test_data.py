"""The lines of JSON: what they say, their order, and their schema."""

from __future__ import annotations

import json
from typing import TypeVar

import jsonschema
import msgspec
import pytest

from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.export.formats import write_export
from sphinx_kwindex.export.schema import data_schema
from sphinx_kwindex.records.data_lines import LINES, FileLine, MessageLine, SymbolLine, UseLine
from tests.core.export.repositories import read
from tests.core.fixtures import WriteTree
from tests.core.grammars import require_grammars_of

Line = TypeVar("Line", bound=msgspec.Struct)

FILES = {
    "demo/__init__.py": "from .shapes import Shape\n",
    "demo/shapes.py": (
        '"""Shapes and their areas."""\n\n\n'
        'class Shape:\n    """Anything flat."""\n\n    def area(self) -> float:\n'
        '        raise ValueError(f"no area of {self}")\n\n\n'
        "class Square(Shape, Other):\n    def area(self) -> float:\n        return 1.0\n\n\n"
        "def total(shapes: list[Shape]) -> float:\n"
        "    return sum(shape.area() for shape in shapes)\n\n\n"
        "whole = total\n"
    ),
    "demo/use.py": "from demo import shapes\n\n\ndef run():\n    return shapes.whole([])\n",
    "tests/test_shapes.py": (
        "from demo.shapes import Square\n\n\ndef test_area():\n    assert Square().area()\n"
        "    assert Square()\n"
    ),
}


@pytest.fixture
def repository(write_tree: WriteTree) -> Repository:
    """A package with two classes, what uses them, and a test."""
    return read(write_tree, FILES)


def _lines(repository: Repository, kind: type[Line]) -> list[Line]:
    name = next(name for name, found in LINES.items() if found is kind)
    data = write_export(name, repository)
    return [msgspec.json.decode(line, type=kind) for line in data.splitlines()]


def _uses(repository: Repository, of: str) -> list[UseLine]:
    return [line for line in _lines(repository, UseLine) if line.of == of]


def test_a_line_says_what_a_definition_is(repository: Repository) -> None:
    lines = {line.id: line for line in _lines(repository, SymbolLine)}
    assert lines["demo/shapes.py#Shape"] == SymbolLine(
        "Shape",
        "Shape",
        "demo/shapes.py#Shape",
        "demo/shapes.py",
        line=4,
        end_line=8,
        kind="class",
        module="demo.shapes",
        offered_as=("demo.Shape",),
        summary="Anything flat.",
        subclasses=("demo/shapes.py#Square",),
        documented=True,
    )
    assert lines["demo/shapes.py#Square"].bases == ("demo/shapes.py#Shape", "Other")
    area = lines["demo/shapes.py#Square.area"]
    assert (area.overrides, area.signature) == ("demo/shapes.py#Shape.area", "(self) -> float")
    assert lines["tests/test_shapes.py#test_area"].test


def test_uses_name_the_user_with_its_lines_and_say_how_certain_they_are(
    repository: Repository,
) -> None:
    square = "demo/shapes.py#Square"
    imported, called = _uses(repository, square)
    assert (imported.by, imported.lines, imported.roles) == (
        "tests/test_shapes.py",
        (1,),
        ("import",),
    )
    assert called == UseLine(
        square,
        "tests/test_shapes.py#test_area",
        "tests/test_shapes.py",
        "test_area",
        (5, 6),
        ("call",),
        test=True,
    )
    (inferred,) = _uses(repository, "demo/shapes.py#Shape.area")
    assert (inferred.name, inferred.inferred) == ("total", True)


def test_the_use_of_another_name_counts_for_what_is_behind_it(repository: Repository) -> None:
    uses = {(line.name, line.alias) for line in _uses(repository, "demo/shapes.py#total")}
    assert ("run", "whole") in uses


def test_files_say_what_they_import_and_what_imports_them(repository: Repository) -> None:
    lines = {line.path: line for line in _lines(repository, FileLine)}
    shapes = lines["demo/shapes.py"]
    assert (shapes.module, shapes.summary) == ("demo.shapes", "Shapes and their areas.")
    assert shapes.imported_by == ("demo/__init__.py", "demo/use.py", "tests/test_shapes.py")
    assert lines["demo/__init__.py"].imports == ("demo/shapes.py",)
    assert lines["tests/test_shapes.py"].test


def test_messages_name_the_definition_around_them(repository: Repository) -> None:
    assert _lines(repository, MessageLine) == [
        MessageLine("no area of {self}", "demo/shapes.py", 8, "demo/shapes.py#Shape.area")
    ]


def test_uses_in_other_languages_are_there_too(write_tree: WriteTree) -> None:
    require_grammars_of("area.c")
    files = {
        "area.h": "#define SIDES 4\n",
        "area.c": '#include "area.h"\nint sides(void) { return SIDES; }\n',
    }
    (use,) = _uses(read(write_tree, files), "area.h#SIDES")
    assert (use.by, use.lines) == ("area.c#sides", (2,))


def test_what_is_private_is_left_out_where_pages_leave_it_out(write_tree: WriteTree) -> None:
    files = {"m.py": "def _hidden():\n    pass\n\n\ndef seen():\n    _hidden()\n"}
    public = read(write_tree, files, private=False)
    assert [line.name for line in _lines(public, SymbolLine)] == ["seen"]
    assert _lines(public, UseLine) == []


@pytest.mark.parametrize("name", sorted(LINES))
def test_lines_are_sorted_by_their_first_field(repository: Repository, name: str) -> None:
    lines = _lines(repository, LINES[name])
    first = msgspec.structs.fields(LINES[name])[0].name
    keys = [getattr(line, first) for line in lines]
    assert keys
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", sorted(LINES))
def test_lines_are_what_the_schema_says(repository: Repository, name: str) -> None:
    schema = json.loads(data_schema())
    kind = {"$defs": schema["$defs"], **schema["properties"][f"{name}.jsonl"]}
    jsonschema.Draft202012Validator.check_schema(kind)
    validator = jsonschema.Draft202012Validator(kind)
    for line in write_export(name, repository).splitlines():
        validator.validate(json.loads(line))
    assert not validator.is_valid({"path": 1})


def test_names_that_are_no_text_are_escaped(write_tree: WriteTree) -> None:
    root_file = {"m.py": 'raise ValueError("\\ud800 is no text")\n'}
    (line,) = _lines(read(write_tree, root_file), MessageLine)
    assert "is no text" in line.text
