"""After a build that was killed, whenever, the next one gives what a clean one gives."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sphinx.building import SMALL_TREE, MakeRepository, Repository, snapshot_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "killpg"), reason="no groups of processes here"),
]

KILLS = int(os.environ.get("KWINDEX_KILLS", "2"))
"""More find more; see `tox -e endurance`."""

EDITED = "src/demo/core.py"
EDIT = '\n\ndef added_{0}():\n    """Run {0}."""\n    return LIMIT\n'


def _start(repository: Repository, output: Path, doctrees: Path) -> subprocess.Popen[bytes]:
    """Start a build in a group of processes of its own."""
    command = [sys.executable, "-m", "sphinx", "-q", "-j", "2", "-b", "html"]
    return subprocess.Popen(
        [*command, "-d", str(doctrees), str(repository.root / "docs"), str(output)],
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _build(repository: Repository, output: Path, doctrees: Path) -> float:
    """Build to the end, without a word, and return how long that took."""
    started = time.monotonic()
    running = _start(repository, output, doctrees)
    said, _ = running.communicate()
    assert (said.decode(), running.returncode) == ("", 0)
    return time.monotonic() - started


def _kill(running: subprocess.Popen[bytes]) -> None:
    """Kill a build with its worker processes."""
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()


def _moments() -> Iterator[float]:
    """Yield parts of the time that a build takes."""
    choose = random.Random(19)
    while True:
        yield choose.random()


def test_build_after_one_that_was_killed_gives_the_clean_output(
    make_repository: MakeRepository, tmp_path: Path
) -> None:
    repository = make_repository(SMALL_TREE)
    output, doctrees = tmp_path / "output", tmp_path / "doctrees"
    takes = _build(repository, output, doctrees)
    for number, part in zip(range(KILLS), _moments(), strict=False):
        if number % 3 == 0:
            shutil.rmtree(doctrees)
            shutil.rmtree(output)
        repository.write({EDITED: str(SMALL_TREE[EDITED]) + EDIT.format(number)})
        running = _start(repository, output, doctrees)
        time.sleep(takes * part)
        _kill(running)
        _build(repository, output, doctrees)
        clean = tmp_path / "clean"
        _build(repository, clean, tmp_path / "clean-doctrees")
        assert snapshot_of(output) == snapshot_of(clean), f"kill {number} at {part:.3f}"
        for folder in (clean, tmp_path / "clean-doctrees"):
            shutil.rmtree(folder)
