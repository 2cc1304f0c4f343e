"""Files that change, or vanish, between the time they are looked at and the time they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import pytest

from sphinx_kwindex.build import contents, pipeline
from sphinx_kwindex.build.contents import Content, Outcome, SourceChangedError, look_at
from sphinx_kwindex.build.pipeline import run
from sphinx_kwindex.config import Settings
from sphinx_kwindex.records.source_files import SourceFile, TextState
from sphinx_kwindex.store.staging import StagingArea
from tests.core.fixtures import Build, Staged, WriteTree

Item = TypeVar("Item")

TREE: dict[str, str | bytes] = {
    "a.py": '"""First."""\n\n\ndef first(): ...\n',
    "b.py": '"""Other."""\n',
    "build.log": "begins\n",
}


class Stages:
    """Calls a function when a stage begins, and shows nothing."""

    def __init__(self, change: Callable[[str], None]) -> None:
        self.change = change

    def __call__(self, items: Iterable[Item], summary: str, length: int) -> Iterable[Item]:
        self.change(summary)
        return items


def _run(root: Path, tmp_path: Path, change: Callable[[str], None]) -> Outcome:
    settings = Settings(roots=(str(root),), small_folder=1)
    area = StagingArea(tmp_path / "state" / "staged")
    return run(settings, root, area, tmp_path / "state" / "cache", progress=Stages(change))


@pytest.mark.parametrize("stage", ["analysing sources", "writing pages"])
def test_file_that_changes_during_a_run_is_documented_as_it_was_at_one_time(
    write_tree: WriteTree, build: Build, staged: Staged, tmp_path: Path, stage: str
) -> None:
    root = write_tree(TREE)
    changed: list[str] = []

    def change(summary: str) -> None:
        if summary == stage and not changed:
            changed.append(summary)
            (root / "a.py").write_text('"""Second."""\n\n\n\n\n\n\ndef second(): ...\n')

    outcome = _run(root, tmp_path, change)
    assert changed == [stage]
    assert outcome.manifest == build(root, state="other").manifest
    assert staged() == staged("other")


def test_file_that_grows_at_every_stage_does_not_hold_up_a_run(
    write_tree: WriteTree, staged: Staged, tmp_path: Path
) -> None:
    root = write_tree(TREE)
    stages: list[str] = []

    def change(summary: str) -> None:
        stages.append(summary)
        with (root / "build.log").open("a") as log:
            log.write(f"{summary}\n")

    _run(root, tmp_path, change)
    assert stages.count("writing pages") <= 2
    assert "begins" in staged()["kwindex/build.log_docs"]


def test_files_that_all_change_are_kept_after_a_few_attempts(
    write_tree: WriteTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_tree({f"m{number}.py": "x = 1\n" for number in range(40)})
    attempts: list[bool] = []

    def looked_at(source: SourceFile, max_size: int, *, keep: bool = False) -> Content:
        found = look_at(source, max_size, keep=keep)
        if source.name == "m0.py":
            attempts.append(keep)
        Path(source.location).write_text(f"x = {len(attempts) + 1}\n")
        return found

    monkeypatch.setattr(pipeline, "look_at", looked_at)
    _run(root, tmp_path, lambda summary: None)
    assert 2 < len(attempts) < 8


def test_file_that_vanishes_during_a_run_is_left_out(write_tree: WriteTree, tmp_path: Path) -> None:
    root = write_tree(TREE)
    outcome = _run(root, tmp_path, lambda summary: (root / "b.py").unlink(missing_ok=True))
    assert outcome.manifest.files == 2


def test_content_is_not_in_memory_until_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = 1\n")
    source = SourceFile("a.py", str(path))
    found = look_at(source, 100)
    kept = look_at(source, 100, keep=True)
    assert (found.kept, found.size, found.read()) == (None, 6, b"x = 1\n")
    path.write_text("x = 2\n")
    assert kept.read() == b"x = 1\n"
    with pytest.raises(SourceChangedError):
        found.read()


def test_content_that_cannot_be_had_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = 1\n")
    found = contents.look_at(SourceFile("a.py", str(path)), 3)
    assert (found.state, found.read()) == (TextState.OVERSIZE, b"")
