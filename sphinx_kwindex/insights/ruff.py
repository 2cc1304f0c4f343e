"""Running ruff.

It is given copies of the contents, with names of our own, in a folder of their own.  So a finding
depends on the content alone, whatever the file is called and wherever it lies; ruff finds no
configuration and no ignore file of the repository, and writes nothing into it.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.commands import CommandError, CommandStoppedError, run_command
from sphinx_kwindex.insights.findings import Finding, Rule

_SECONDS = 5.0
_BYTES_PER_SECOND = 500_000
"""What a run may take, a multiple of what it needs: all 2,371 files of torch, 40 MB, take one."""

COPIES_PREFIX = "ruff-"
"""Of the names of the folders with copies."""

_CODE = re.compile(r"[A-Z]+[0-9]+\Z")
"""Of a rule; a syntax error has none, or a word."""
_UNREADABLE = "E902"
"""Not a rule either: ruff reads nothing but UTF-8."""

_FIRST_SENTENCE = re.compile(r"## What it does\s+(.+?\.)(?:\s|\Z)", re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\](?:\[[^\]]*\]|\([^)]*\))")


class RuffError(Exception):
    """Ruff could not be run, or did not answer as expected; the text says why."""


class RuffStoppedError(RuffError):
    """Ruff crashed, took too long or answered nonsense, perhaps because of one of its inputs."""


class _Location(msgspec.Struct):
    row: int


class _Entry(msgspec.Struct):
    code: str | None
    filename: str
    location: _Location
    message: str


class _Explained(msgspec.Struct):
    name: str
    code: str | None = None
    explanation: str | None = None


def find_ruff() -> str:
    """Return the path of the executable that the package ``ruff`` brings.

    Raises
    ------
    RuffError
        If there is none.
    """
    try:
        from ruff.__main__ import find_ruff_bin

        return str(find_ruff_bin())
    except (ImportError, OSError) as error:
        raise RuffError("the package ruff is not installed, or has no executable") from error


def allowed_seconds(contents: Sequence[bytes]) -> float:
    """Return how long ruff may take for contents before it counts as stuck."""
    return _SECONDS + sum(map(len, contents)) / _BYTES_PER_SECOND


def check(
    contents: Sequence[bytes],
    rules: Sequence[str],
    target: str,
    folder: Path,
    seconds: float,
) -> list[tuple[Finding, ...]]:
    """Return the findings in each content, by line.

    Parameters
    ----------
    contents:
        Python sources.
    rules:
        Selectors of the rules to apply.
    target:
        The oldest Python that the sources are written for, as ruff names it (``py311``); empty
        for ruff's default.
    folder:
        Where the copies are made; nothing is left there.
    seconds:
        How long ruff may take; see :func:`allowed_seconds`.

    Raises
    ------
    RuffStoppedError
        If ruff crashes, takes longer, or does not answer as expected.
    RuffError
        If ruff cannot be run.
    """
    arguments = [
        "check", ".", "--isolated", "--no-cache", "--exit-zero", "--quiet",
        "--no-respect-gitignore", "--config", "exclude = []", "--output-format", "json",
        "--select", ",".join(rules),
        *(["--target-version", target] if target else []),
    ]  # fmt: skip
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=COPIES_PREFIX) as copies:
            for position, data in enumerate(contents):
                Path(copies, f"{position}.py").write_bytes(data)
            answer = _run(arguments, copies, seconds)
    except OSError as error:
        raise RuffError(f"its input cannot be written: {error.strerror}") from error
    found: list[list[Finding]] = [[] for _ in contents]
    try:
        for entry in msgspec.json.decode(answer, type=list[_Entry]):
            if entry.code and _CODE.match(entry.code) and entry.code != _UNREADABLE:
                finding = Finding(entry.location.row, entry.code, entry.message)
                found[int(Path(entry.filename).stem)].append(finding)
    except (msgspec.DecodeError, ValueError, IndexError) as error:
        raise RuffStoppedError("its answer is not understood") from error
    return [tuple(sorted(findings)) for findings in found]


def describe_rules() -> dict[str, Rule]:
    """Return every rule that ruff knows, by its code.

    Returns
    -------
    mapping from codes to rules
        Of the installed ruff, whether it checks them or not.

    Raises
    ------
    RuffError
        If ruff cannot be run, or does not answer as expected.
    """
    answer = _run(["rule", "--all", "--output-format", "json"], None, _SECONDS)
    try:
        explained = msgspec.json.decode(answer, type=list[_Explained])
    except msgspec.DecodeError as error:
        raise RuffError("its answer is not understood") from error
    return {rule.code: Rule(rule.code, rule.name, _checks(rule)) for rule in explained if rule.code}


def _checks(rule: _Explained) -> str:
    match = _FIRST_SENTENCE.search(rule.explanation or "")
    return _LINK.sub(r"\1", " ".join(match[1].split())) if match else ""


def _run(arguments: Sequence[str], folder: str | None, seconds: float) -> bytes:
    """Return what ruff prints; its settings are its arguments alone."""
    environment = {name: value for name, value in os.environ.items() if name[:5] != "RUFF_"}
    try:
        return run_command([find_ruff(), *arguments], folder, environment, seconds)
    except CommandStoppedError as error:
        raise RuffStoppedError(str(error)) from error
    except CommandError as error:
        raise RuffError(str(error)) from error
