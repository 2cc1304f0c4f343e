"""Running ruff on many files, some of which it may not survive.

One process checks all files, so that a file which overflows its stack, or keeps it busy for ever,
takes the findings of all others.  Such files are found by halves, in a number of runs and a time
that are bounded.
"""

from __future__ import annotations

import shutil
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.insights.findings import Finding
from sphinx_kwindex.insights.ruff import (
    COPIES_PREFIX,
    RuffError,
    RuffStoppedError,
    allowed_seconds,
    check,
)

MOST_RUNS = 200
"""Enough for ten files of thousands, each of which takes two runs for each time that the number of
files can be halved."""

_LIMITS = 4
"""The search takes no longer than this many times what one run may take."""

_SHORTEST, _PROBES = 2.0, 20
"""A run of the search may take two seconds more than a run should, or this many times what a run on
nothing took, on a machine that is busy."""

_STALE_SECONDS = 3600


class Outcomes(msgspec.Struct, frozen=True):
    """What became of the files, by their positions."""

    found: dict[int, tuple[Finding, ...]]
    stopped: dict[int, str]
    """Why ruff has no findings in a file."""
    unknown: int
    """How many files ruff stopped at, or not: the search was given up."""


def check_all(
    contents: Sequence[bytes], rules: Sequence[str], target: str, folder: Path, most: float
) -> Outcomes:
    """Return the findings in all contents that ruff survives.

    Parameters
    ----------
    contents:
        The sources.
    rules:
        Selectors of the rules to apply.
    target:
        The oldest Python that the sources are written for; empty for ruff's default.
    folder:
        Where copies are made; nothing is left there.
    most:
        The most seconds that one run may take.

    Raises
    ------
    RuffError
        If ruff cannot be run, or fails whatever it is given.
    """
    _remove_stale(folder)
    everything = tuple(range(len(contents)))
    try:
        results = check(contents, rules, target, folder, min(most, allowed_seconds(contents)))
        return Outcomes(dict(zip(everything, results, strict=True)), {}, 0)
    except RuffStoppedError as error:
        started = time.monotonic()
        try:
            check([b""], rules, target, folder, min(most, allowed_seconds([])))
        except RuffError:
            raise error from None
        probe = time.monotonic() - started
        patience = max(_SHORTEST, _PROBES * probe)
        search = _Search(contents, rules, target, folder, patience=patience, most=most)
        return search.outcomes(str(error))


class _Search:
    """The search for the files that ruff does not survive."""

    def __init__(
        self,
        contents: Sequence[bytes],
        rules: Sequence[str],
        target: str,
        folder: Path,
        *,
        patience: float,
        most: float,
    ) -> None:
        self._contents = contents
        self._rules = rules
        self._target = target
        self._folder = folder
        self._patience = patience
        self._most = most
        self._found: dict[int, tuple[Finding, ...]] = {}
        self._stopped: dict[int, str] = {}
        self._end = time.monotonic() + _LIMITS * min(most, allowed_seconds(contents))

    def outcomes(self, reason: str) -> Outcomes:
        """Check the files in smaller and smaller groups.

        Parameters
        ----------
        reason:
            Why ruff stopped when it was given all of them.
        """
        pending = deque(self._split(tuple(range(len(self._contents))), reason))
        runs = 0
        while pending and runs < MOST_RUNS and time.monotonic() < self._end:
            group = pending.popleft()
            runs += 1
            try:
                self._check(group)
            except RuffStoppedError as error:
                pending.extend(self._split(group, str(error)))
        return Outcomes(self._found, self._stopped, sum(map(len, pending)))

    def _check(self, group: tuple[int, ...]) -> None:
        contents = [self._contents[position] for position in group]
        # One file alone is condemned only when it had all the time that a run may take.
        alone = len(group) == 1
        seconds = allowed_seconds(contents) if alone else self._patience + _share(contents)
        wanted = self._rules, self._target, self._folder
        results = check(contents, *wanted, min(self._most, seconds))
        self._found.update(zip(group, results, strict=True))

    def _split(self, group: tuple[int, ...], reason: str) -> tuple[tuple[int, ...], ...]:
        if len(group) == 1:
            self._stopped[group[0]] = reason
            return ()
        half = len(group) // 2
        return (group[:half], group[half:])


def _share(contents: Sequence[bytes]) -> float:
    return allowed_seconds(contents) - allowed_seconds([])


def _remove_stale(folder: Path) -> None:
    """Remove the copies that a build left which was killed."""
    for copies in folder.glob(f"{COPIES_PREFIX}*"):
        try:
            is_stale = time.time() - copies.stat().st_mtime > _STALE_SECONDS
        except OSError:
            continue
        if is_stale:
            shutil.rmtree(copies, ignore_errors=True)
