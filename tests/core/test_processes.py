"""Where work that needs much memory runs."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import msgspec
import pytest

from sphinx_kwindex import processes
from sphinx_kwindex.build import pipeline
from sphinx_kwindex.build.contents import Outcome
from sphinx_kwindex.build.own_process import in_own_process
from sphinx_kwindex.build.progress import Progress
from sphinx_kwindex.processes import runs_apart
from tests.core.fixtures import Build, Staged, WriteTree

needs_copies = pytest.mark.skipif(
    not processes.can_fork(), reason="this system cannot copy a process"
)


@pytest.fixture
def copies_are_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(sys, "platform", "linux")


@needs_copies
@pytest.mark.usefixtures("copies_are_safe")
@pytest.mark.parametrize(
    ("jobs", "is_large", "expected"),
    [(1, False, False), (1, True, True), (2, False, True), (2, True, True)],
)
def test_one_process_is_copied_for_large_work_alone(
    jobs: int, *, is_large: bool, expected: bool
) -> None:
    assert runs_apart(jobs, is_large=is_large) == expected


@needs_copies
@pytest.mark.usefixtures("copies_are_safe")
@pytest.mark.parametrize(
    ("module", "name", "value"),
    [(threading, "active_count", lambda: 2), (sys, "platform", "darwin")],
)
def test_one_process_is_not_copied_beside_threads_nor_on_macos(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str, value: object
) -> None:
    monkeypatch.setattr(module, name, value)
    assert not runs_apart(1, is_large=True)
    assert runs_apart(2, is_large=True)


def test_nothing_is_copied_where_the_system_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "can_fork", lambda: False)
    assert not runs_apart(2, is_large=True)


@needs_copies
@pytest.mark.usefixtures("copies_are_safe")
def test_large_repository_gives_the_same_from_a_process_of_its_own(
    write_tree: WriteTree, build: Build, staged: Staged, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart: list[object] = []

    def followed(stages: Callable[[Progress], Outcome], progress: Progress) -> Outcome:
        apart.append(stages)
        return in_own_process(stages, progress)

    monkeypatch.setattr(pipeline, "in_own_process", followed)
    root = write_tree({"a.py": "import b\n", "b.py": "def name(): ...\n", "broken.toml": "a = \n"})
    small = build(root, state="small")
    assert not apart
    monkeypatch.setattr(pipeline, "_LARGE", 1)
    large = build(root, state="large")
    assert len(apart) == 1
    assert msgspec.structs.astuple(large) == msgspec.structs.astuple(small)
    assert staged("large") == staged("small")
