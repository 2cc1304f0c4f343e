from pathlib import Path

import pytest

from benchmarks import folders
from benchmarks.folders import Measured, as_row, folder_paths, write_tree
from benchmarks.records import Usage


def test_each_shape_has_as_many_folders_as_asked_for() -> None:
    assert list(folder_paths("flat", 2)) == ["d0000", "d0001"]
    assert list(folder_paths("chain", 3)) == ["d", "d/d", "d/d/d"]
    tree = list(folder_paths("tree", 12))
    assert tree[9:] == ["d0009", "d0000/d0010", "d0000/d0011"]
    for shape in folders.SHAPES:
        assert len(set(folder_paths(shape, 345))) == 345


def test_each_folder_has_one_small_file(tmp_path: Path) -> None:
    write_tree(tmp_path / "t", ["a", "a/b"])
    found = sorted((tmp_path / "t").rglob("*.py"))
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "t/a/b/task.py",
        "t/a/task.py",
    ]
    assert "def run_0(" in found[1].read_text()


def test_row_says_what_a_document_takes() -> None:
    usage = Usage(9.0, 8.0, 100.4, 0, timed_out=False)
    assert as_row(Measured("flat", 1000, 400, usage)) == "| flat | 1,000 | 400 | 8.0 | 20.0 | 100 |"


# In the environment of the grammars, Sphinx is there too.
@pytest.mark.grammars
def test_command_builds_what_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("sphinx")
    arguments = [str(tmp_path), "--shapes", "chain", "--folders", "2"]
    assert folders.main(arguments) == 0
    row = capsys.readouterr().out.splitlines()[-1]
    assert row.startswith("| chain | 2 | ")
    assert not list(tmp_path.iterdir())
