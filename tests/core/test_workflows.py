"""The workflows of the forge: they run what tox runs, with pinned actions and few permissions."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40}")


class Matrix(msgspec.Struct, frozen=True):
    """The environments that a job runs for."""

    include: tuple[dict[str, str], ...] = ()
    environment: tuple[str, ...] = ()


class Strategy(msgspec.Struct, frozen=True):
    """How often a job runs."""

    matrix: Matrix = Matrix()


class Step(msgspec.Struct, frozen=True):
    """A step of a job: an action or a command."""

    uses: str = ""
    run: str = ""


class Job(msgspec.Struct, frozen=True):
    """A job of a workflow."""

    steps: tuple[Step, ...]
    strategy: Strategy = Strategy()
    permissions: dict[str, str] = {}


class Workflow(msgspec.Struct, frozen=True):
    """A workflow, as far as these tests look at it."""

    permissions: dict[str, str]
    jobs: dict[str, Job]


def _workflow(path: Path) -> Workflow:
    written = yaml.safe_load(path.read_text("utf-8"))
    # YAML takes the key ``on`` for a truth value.
    return msgspec.convert({f"{key}": value for key, value in written.items()}, Workflow)


def _jobs(path: Path) -> Iterable[Job]:
    return _workflow(path).jobs.values()


def _environments(job: Job) -> set[str]:
    matrix = job.strategy.matrix
    return {row["environment"] for row in matrix.include} | set(matrix.environment)


def test_every_environment_of_tox_is_run() -> None:
    tox = configparser.ConfigParser()
    tox.read(ROOT / "tox.ini", "utf-8")
    wanted = set(tox["tox"]["env_list"].split())
    run = {name for path in WORKFLOWS for job in _jobs(path) for name in _environments(job)}

    assert run == wanted


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    used = [step.uses for job in _jobs(path) for step in job.steps if step.uses]

    assert used
    assert [name for name in used if not PINNED.fullmatch(name)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_nothing_may_be_written_but_by_who_publishes(path: Path) -> None:
    workflow = _workflow(path)
    granted = {**workflow.permissions}
    for job in workflow.jobs.values():
        granted |= job.permissions

    writing = {name for name, level in granted.items() if level == "write"}
    assert writing == ({"id-token"} if path.stem == "release" else set())


def test_text_from_outside_is_never_put_into_a_command() -> None:
    for path in WORKFLOWS:
        for job in _jobs(path):
            for step in job.steps:
                expressions = re.findall(r"\$\{\{\s*([\w.]+)", step.run)
                assert all(name.startswith("matrix.") for name in expressions), step.run
