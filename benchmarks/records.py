"""The values that travel between the stages of a benchmark run."""

from dataclasses import dataclass
from enum import StrEnum


class Scenario(StrEnum):
    """What happened to the tree before a build."""

    FIRST = "first"
    NOOP = "no-op"
    EDIT = "edit"


class Outcome(StrEnum):
    """How a build ended."""

    OK = "ok"
    FAILED = "failed"
    TIMEOUT = "timeout"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Usage:
    """What one process and its descendants used.

    Attributes
    ----------
    wall_seconds:
        Time between start and end.
    cpu_seconds:
        User plus system time of the process and of every descendant that was waited
        for by its parent.
    peak_mib:
        The largest resident set that any one process of that tree ever had, in MiB. It
        is not the sum over the processes.
    exit_code:
        The exit status; negative is the number of the signal that ended the process.
    timed_out:
        The process was stopped because it ran for too long.
    """

    wall_seconds: float
    cpu_seconds: float
    peak_mib: float
    exit_code: int
    timed_out: bool


@dataclass(frozen=True)
class SiteCounts:
    """What a build left behind.

    Attributes
    ----------
    pages:
        HTML files in the output.
    source_pages:
        Those of them that ``sphinx.ext.viewcode`` made.
    warnings:
        Lines on standard error with ``WARNING:``.
    errors:
        Lines on standard error with ``ERROR:`` or ``CRITICAL:``.
    """

    pages: int
    source_pages: int
    warnings: int
    errors: int


@dataclass(frozen=True)
class Build:
    """One build by one tool.

    Attributes
    ----------
    tool:
        The tool's short name.
    scenario:
        What happened to the tree before.
    round:
        The number of the repetition, from 1.
    outcome:
        How the build ended.
    usage:
        What it used; ``None`` when it was skipped.
    counts:
        What it left behind; ``None`` when it was skipped.
    note:
        Why it did not succeed; empty when it did.
    """

    tool: str
    scenario: Scenario
    round: int
    outcome: Outcome
    usage: Usage | None = None
    counts: SiteCounts | None = None
    note: str = ""


@dataclass(frozen=True)
class Installed:
    """The virtual environment of one tool.

    Attributes
    ----------
    tool:
        The tool's short name.
    versions:
        Version by name of distribution, of those that matter for the result.
    problem:
        Why the environment could not be made; empty when it was.
    """

    tool: str
    versions: dict[str, str]
    problem: str = ""


@dataclass(frozen=True)
class Setting:
    """The circumstances of a run, which are the same for all tools.

    Attributes
    ----------
    tree:
        Name of the folder that was built.
    files:
        Number of Python files in it.
    lines:
        Number of their lines.
    edited:
        The file that got the one-line edit, relative to the tree.
    theme:
        The HTML theme.
    jobs:
        The ``-j`` option of ``sphinx-build``.
    sphinx_options:
        Further options of ``sphinx-build``.
    rounds:
        Number of repetitions.
    python:
        Version of Python.
    system:
        Operating system and machine type.
    cpus:
        Number of processors.
    """

    tree: str
    files: int
    lines: int
    edited: str
    theme: str
    jobs: int
    sphinx_options: tuple[str, ...]
    rounds: int
    python: str
    system: str
    cpus: int


@dataclass(frozen=True)
class Report:
    """Everything that a run found out, in the order in which it happened."""

    setting: Setting
    installed: tuple[Installed, ...]
    builds: tuple[Build, ...]
