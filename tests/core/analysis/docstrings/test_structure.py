"""What the author set in lines stays in lines, and what has a form is read in that form."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import TYPE_CHECKING

import pytest

from sphinx_kwindex.analysis.docstrings import read_docstring
from sphinx_kwindex.blocks.blocks import HERE
from sphinx_kwindex.records.docstrings import Code, Entries, Passage, Titled
from sphinx_kwindex.records.text import Span, words_of
from tests.core.docstrings import words
from tests.core.fixtures import AnalysePython, Planned

if TYPE_CHECKING:
    from _typeshed import TraceFunction


def _read(*lines: str) -> tuple[Passage, ...]:
    return read_docstring("\n".join(("Do it.", "", *lines))).body


def _code(block: Passage) -> str:
    assert isinstance(block, Titled), block
    (code,) = block.body
    assert isinstance(code, Code), code
    return code.text


@pytest.mark.parametrize(
    "lines",
    [
        ["tool ship new <name>...", "tool ship <name> move <x> <y> [--speed=<kn>]", "tool --help"],
        ["-h --help     Show this.", "--version     Show version.", "--speed=<kn>  In knots [10]."],
        ["--speed=<kn>  The speed", "              in knots.", "--moored      Moored."],
        ["run     Run it.", "stop    Stop it."],
        ["north", "east by a little south", "south", "west"],
        ["TIDE  The tide.", "ROCK  The rock, or two"],
    ],
)
@pytest.mark.parametrize("title", ["Usage", "Options", "Commands", "Notes"])
def test_section_that_is_no_table_keeps_the_lines_of_its_author(
    title: str, lines: Sequence[str]
) -> None:
    (section,) = _read(f"{title}:", *(f"    {line}" for line in lines))
    assert _code(section).split("\n") == lines


@pytest.mark.parametrize(
    "lines",
    [
        ["The tide comes twice a day, which nobody in this", "harbour has to be told."],
        ["The tide comes twice.", "The tide goes twice."],
        ["It comes.  It goes.", "It comes.  It goes."],
    ],
)
def test_running_text_in_a_section_flows(lines: Sequence[str]) -> None:
    (section,) = _read("Notes:", *(f"    {line}" for line in lines))
    assert isinstance(section, Titled)
    assert section.body == (words(" ".join(lines)),)


@pytest.mark.parametrize(
    ("field", "name", "type_"),
    [
        (r":param \*\*kwargs: Words.", "**kwargs", ""),
        (r":param \*args: Words.", "*args", ""),
        (r":param dict \*\*kwargs: Words.", "**kwargs", "dict"),
        (r":keyword name\_: Words.", "name_", ""),
        (r":ivar \_x: Words.", "_x", ""),
        ("@param tide: Words.", "tide", ""),
        ("@keyword tide: Words.", "tide", ""),
        (":param **kwargs: Words.", "**kwargs", ""),
    ],
)
def test_name_in_a_field_has_no_marks_of_its_markup(field: str, name: str, type_: str) -> None:
    (entries,) = _read(field)
    assert isinstance(entries, Entries)
    assert [(words_of(row.name), words_of(row.type), row.body) for row in entries.rows] == [
        (name, type_, (words("Words."),))
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Args:", r"    \*args: A.", r"    \*\*kwargs (int): B."],
        ["Parameters", "----------", r"\*args", "    A.", r"\*\*kwargs : int", "    B."],
    ],
)
def test_escapes_go_in_sections_too(lines: Sequence[str]) -> None:
    (entries,) = _read(*lines)
    assert isinstance(entries, Entries)
    assert [words_of(row.name) for row in entries.rows] == ["*args", "**kwargs"]


@pytest.mark.parametrize(
    "lines",
    [
        ["See Also", "--------", "rise,", "Tide.fall : Both."],
        ["See Also", "--------", "rise, Tide.fall"],
        ["See Also:", "    rise, Tide.fall : Both."],
        ["See also: rise, Tide.fall"],
    ],
)
def test_names_to_see_as_well_are_one_row_and_links(planned: Planned, lines: Sequence[str]) -> None:
    (entries,) = _read(*lines)
    assert isinstance(entries, Entries)
    assert [words_of(row.name) for row in entries.rows] == ["rise, Tide.fall"]
    body = "\n".join(f"    {line}".rstrip() for line in lines)
    source = (
        "class Tide:\n    def fall(self): ...\ndef rise(): ...\n"
        f'def f():\n    """Do it.\n\n{body}\n    """\n'
    )
    pages = planned({"m.py": source}).pages()
    shown = str(next(page for page in pages if page.docname == "kwindex/m.py_docs"))
    for name in ("rise", "Tide.fall"):
        assert str(Span(name, code=True, docname=HERE, anchor=name)) in shown


def test_type_may_go_on_in_the_next_line() -> None:
    (entries,) = _read("Args:", "  a: One.", "  b (int,", "      str): Two.")
    assert isinstance(entries, Entries)
    assert [(words_of(row.name), words_of(row.type)) for row in entries.rows] == [
        ("a", ""),
        ("b", "int, str"),
    ]


def test_simple_table_with_blank_lines_is_one() -> None:
    table = ["===  ===", "a    b", "===  ===", "1    2", "", "3    4", "===  ==="]
    assert _read(*table, "", "After.") == (Code("\n".join(table)), words("After."))
    assert _read("===  ===", "a    b", "", "After.")[-1] == words("After.")


def _work(function: Callable[[], object]) -> int:
    """Return how many lines of Python run."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> TraceFunction | None:
        nonlocal count
        count += event in ("line", "call")
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        (">>> f()\n", "\n"),
        ("", ">>> f()\n\n"),
        (">>> f()\n", "    \n"),
        ("", "Example::\n\n"),
        ("", "=== ===\nx\n\n"),
        ("", ":param a: b\n"),
        ("", "- x\n\n"),
        ("Usage:\n", "    a  b\n"),
        ("See Also\n--------\n", "a,\n"),
        ("", "```\n"),
        ("Args:\n", "    a (\n"),
    ],
)
def test_work_of_reading_grows_with_the_length(python: AnalysePython, head: str, unit: str) -> None:
    def work(times: int) -> int:
        text = f'"""Do it.\n\n{head}{unit * times}.\n"""\n'
        return _work(lambda: python(text))

    work(100)  # which compiles expressions that are kept
    # Below the length from which a docstring is not read at all.
    assert work(400) < 6 * work(100)
