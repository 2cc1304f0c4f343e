import sys
from pathlib import Path

import pytest

from benchmarks import matrix
from benchmarks.matrix import PLAIN_ROWS, THEMED_ROWS, THEMES, Cell, Result, Row

COMMITTED = Path(__file__).parents[2] / "docs" / "reference" / "builders.md"


def test_every_builder_meets_every_theme_and_others_are_built_once() -> None:
    cells = matrix.all_cells()

    assert len(set(cells)) == len(cells) == len(THEMED_ROWS) * len(THEMES) + len(PLAIN_ROWS)
    assert Cell(THEMED_ROWS[0], "furo") in cells
    assert all(not cell.theme for cell in cells if not cell.row.themed)


def test_a_command_is_strict_and_writes_to_its_folder_alone() -> None:
    command = matrix.command(Cell(Row("x", "dirhtml", ("a=1",), themed=True), "furo"), "out")

    assert {"-W", "-n", "a=1", "html_theme=furo"} <= set(command)
    assert command[-1].startswith("out")
    assert "-M" in matrix.command(Cell(Row("x", "latexpdf")), "out")


def test_a_failed_build_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cell = Cell(Row("`x`", "html"))
    script = "import sys; sys.exit('WARNING: something')"
    monkeypatch.setattr(matrix, "command", lambda cell, folder: [sys.executable, "-c", script])

    assert matrix.build(cell) is Result.FAILS
    assert "WARNING: something" in capsys.readouterr().err
    assert matrix.exit_status({cell: Result.FAILS}) == 1
    assert matrix.exit_status({cell: Result.PASSES}) == 0


def test_a_build_without_its_program_is_not_tried() -> None:
    row = Row("`x`", "latexpdf", program="no-such-program-anywhere")

    assert matrix.build(Cell(row)) is Result.MISSING
    assert matrix.exit_status({Cell(row): Result.MISSING}) == 0


def test_the_page_shows_what_failed() -> None:
    results = dict.fromkeys(matrix.all_cells(), Result.PASSES)
    results[Cell(THEMED_ROWS[0], THEMES[1])] = Result.FAILS

    text = matrix.page(results, {"Python": "3.12.1"})

    assert "| `html` | passes | **fails** | passes |" in text
    assert "Python 3.12.1" in text


def test_the_page_in_the_documentation_shows_these_rows_and_no_failure() -> None:
    text = COMMITTED.read_text(encoding="utf-8")

    rows = dict.fromkeys(matrix.all_cells(), Result.PASSES)
    expected = matrix.page(rows, {}).partition("The last run")[0]
    assert text.replace(Result.MISSING.value, Result.PASSES.value).startswith(expected)
