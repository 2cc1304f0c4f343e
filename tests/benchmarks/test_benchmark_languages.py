from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.languages import contents_by_language, main, table


def test_every_language_of_a_tree_is_measured_against_python(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    (tmp_path / "b.md").write_text("# T\n")
    (tmp_path / "c.unknown").write_text("text\n")
    assert list(contents_by_language([tmp_path])) == ["Markdown", "Python"]
    assert main([str(tmp_path)]) == 0
    rows = capsys.readouterr().out.splitlines()[2:]
    assert [row.split(" | ")[0] for row in rows] == ["| Markdown", "| Python"]
    assert rows[1].endswith("| 1.00 |")


def test_without_python_there_is_no_ratio() -> None:
    assert table({"TOML": (1, 2_000_000, 1.0)}).endswith("| TOML | 1 | 2,000 | 0.50 | – |\n")


def test_without_a_tree_the_command_says_how_it_is_used(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
