from functools import partial
from pathlib import Path

import pytest

from benchmarks import hostile, hostile_shapes
from benchmarks.hostile import Built, as_row, folders, large, large_files
from benchmarks.records import Usage


@pytest.mark.parametrize("suffix", hostile.PIECES)
def test_large_text_has_about_the_size_that_is_asked_for(suffix: str) -> None:
    assert 60_000 < len(large(suffix, 100_000)) <= 100_100


def test_languages_of_large_files_take_turns() -> None:
    found = [name for name, _ in large_files(["py", "c"], 3, 1_000)]
    assert found == ["f0.py", "f1.c", "f2.py"]


def test_folders_lie_side_by_side_or_in_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hostile, "FOLDERS", 2)
    flat = [name for name, _ in folders(nested=False)]
    assert flat == ["d0/one.py", "d0/two.py", "d1/one.py", "d1/two.py"]
    nested = [name for name, _ in folders(nested=True)]
    assert nested == ["d/one.py", "d/two.py", "d/d/one.py", "d/d/two.py"]


def test_shapes_have_about_the_size_that_is_asked_for() -> None:
    shapes = {**hostile_shapes.ANYWHERE, **hostile_shapes.OWN, **hostile_shapes.DEFINITIONS}
    for name, shape in shapes.items():
        assert 5_000 < len(shape.text(10_000)) < 12_000, name


def test_trees_are_chosen_by_patterns(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def built(_work: Path, tree: str, _options: object) -> Built:
        return Built(tree, 1, Usage(1.0, 1.0, 1.0, 0, timed_out=False), (), ())

    monkeypatch.setattr(hostile, "build", built)
    assert hostile.main([str(tmp_path), "--trees", "shape-rebound*,tiny"]) == 0
    rows = [line.split()[1] for line in capsys.readouterr().out.splitlines()[2:]]
    assert rows == ["tiny", "shape-rebound.py"]


def test_row_says_what_a_build_took_and_lost() -> None:
    built = Built("large", 1_200, Usage(9.0, 8.0, 100.4, 0, timed_out=False), ("a", "b"), ("x",))
    assert as_row(built) == "| large | 1,200 | 8.0 | 100 | 2 | 1 |"


# In the environment of the grammars, Sphinx is there too.
@pytest.mark.grammars
def test_command_builds_a_tree_and_names_what_it_costs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("sphinx")
    two = partial(large_files, ["py", "json"], 2, 500)
    monkeypatch.setattr(hostile, "TREES", {"two": two})
    assert hostile.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith(" | 0 | 0 |")
    assert not list(tmp_path.iterdir())
