"""The workflows of the forge: they run what tox runs, with pinned actions and few permissions."""

from __future__ import annotations

import configparser
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40}")


def _jobs(path: Path) -> dict[str, dict[str, Any]]:
    jobs: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    return jobs


def _environments(job: dict[str, Any]) -> set[str]:
    matrix = job.get("strategy", {}).get("matrix", {})
    listed = {row["environment"] for row in matrix.get("include", ())}
    return listed | set(matrix.get("environment", ()))


def test_every_environment_of_tox_is_run() -> None:
    tox = configparser.ConfigParser()
    tox.read(ROOT / "tox.ini", "utf-8")
    wanted = set(tox["tox"]["env_list"].split())
    run = {
        name for path in WORKFLOWS for job in _jobs(path).values() for name in _environments(job)
    }

    assert run == wanted


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    used = [step["uses"] for job in _jobs(path).values() for step in job["steps"] if "uses" in step]

    assert used
    assert [name for name in used if not PINNED.fullmatch(name)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_nothing_may_be_written_but_by_who_publishes(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    granted = {**workflow["permissions"]}
    for job in workflow["jobs"].values():
        granted |= job.get("permissions", {})

    writing = {name for name, level in granted.items() if level == "write"}
    assert writing == ({"id-token"} if path.stem == "release" else set())


def test_text_from_outside_is_never_put_into_a_command() -> None:
    for path in WORKFLOWS:
        for job in _jobs(path).values():
            for step in job["steps"]:
                expressions = re.findall(r"\$\{\{\s*([\w.]+)", step.get("run", ""))
                assert all(name.startswith("matrix.") for name in expressions), step["run"]
