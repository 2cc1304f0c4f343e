"""Stages in a process of their own: their result, progress and errors come back."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable

import pytest

from sphinx_kwindex.build.own_process import in_own_process
from sphinx_kwindex.build.progress import Item, Progress
from sphinx_kwindex.option_errors import OptionError
from sphinx_kwindex.processes import can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system cannot copy a process")


class Shown:
    """Notes the stages and how many steps each took."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, int, int]] = []

    def __call__(self, items: Iterable[Item], summary: str, length: int) -> Iterable[Item]:
        steps = 0
        for item in items:
            steps += 1
            yield item
        self.stages.append((summary, length, steps))


def test_result_comes_from_another_process_and_progress_is_shown_here() -> None:
    shown = Shown()

    def stages(progress: Progress) -> tuple[int, int]:
        total = sum(progress(range(1000), "adding up", 1000))
        assert list(progress([], "doing nothing", 0)) == []
        return os.getpid(), total

    process, total = in_own_process(stages, shown)
    assert process != os.getpid()
    assert total == sum(range(1000))
    assert shown.stages == [("adding up", 1000, 1000), ("doing nothing", 0, 0)]


def test_error_of_a_stage_is_raised_with_the_way_to_it() -> None:
    def stages(progress: Progress) -> None:
        for number in progress(range(3), "dividing", 3):
            _ = 1 / (1 - number)

    with pytest.raises(ZeroDivisionError) as caught:
        in_own_process(stages, Shown())
    (note,) = caught.value.__notes__
    assert "1 / (1 - number)" in note


def test_error_that_holds_what_cannot_be_sent_is_raised_as_text() -> None:
    def stages(_progress: Progress) -> None:
        raise ValueError(lambda: None)

    with pytest.raises(RuntimeError, match=r"ValueError: <function .*<lambda>"):
        in_own_process(stages, Shown())


def test_wrong_option_is_said_as_it_is_in_one_process() -> None:
    def stages(_progress: Progress) -> None:
        raise OptionError("sections", lambda: None, "a list of names")

    with pytest.raises(OptionError, match=r"kwindex_sections is .* but should be a list of names"):
        in_own_process(stages, Shown())


def test_stages_run_here_when_the_process_is_killed() -> None:
    own = os.getpid()

    def stages(progress: Progress) -> str:
        for _ in progress(range(5), "working", 5):
            if os.getpid() != own:
                os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    assert in_own_process(stages, Shown()) == "done"
