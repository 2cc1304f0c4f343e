"""The findings in all files of a build: from the store, and for the others by one run of ruff.

The store is a file beside the cached facts.  Like these it holds no path and no date, and one that
cannot be read, or that another version wrote, is an empty one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import overload

import msgspec

from sphinx_kwindex.disk.writing import read_own, write_atomically
from sphinx_kwindex.insights.findings import NO_FINDINGS, Finding, Findings, Rule
from sphinx_kwindex.insights.ruff import RuffError, describe_rules
from sphinx_kwindex.insights.ruff_runs import check_all
from sphinx_kwindex.insights.ruff_version import ruff_version
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.store.own_code import code_digest

STORE_FILE = "findings.msgpack"

_FLOOR = re.compile(r"(?:>=|~=|==)\s*3\.(\d+)")
_OLDEST, _NEWEST = 7, 13
"""Minor versions of Python that every ruff we run with has a name for."""


class Checked(msgspec.Struct, frozen=True):
    """A file to check."""

    path: str
    digest: str
    read: Callable[[], bytes]
    """Returns the content."""
    target: str
    """The oldest Python that it is written for, as ruff names it."""
    location: str = ""
    """Where it lies, for a warning."""

    @property
    def key(self) -> str:
        """What its findings depend on, besides ruff and the rules."""
        return f"{self.digest} {self.target}"


class _Contents(Sequence[bytes]):
    """The contents of files, each of which is read when it is asked for."""

    def __init__(self, files: Sequence[Checked]) -> None:
        self._files = files

    def __len__(self) -> int:
        return len(self._files)

    @overload
    def __getitem__(self, index: int) -> bytes: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[bytes]: ...
    def __getitem__(self, index: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(index, slice):
            return _Contents(self._files[index])
        return self._files[index].read()


class _Stored(msgspec.Struct, frozen=True):
    schema: str
    findings: dict[str, tuple[Finding, ...]]
    rules: dict[str, Rule]
    stopped: dict[str, str]
    """Why there are no findings in a file, which ruff does not survive."""


def target_version(requires_python: str) -> str:
    """Return ruff's name of the oldest Python that ``requires-python`` allows, empty if unclear."""
    floors = [int(minor) for minor in _FLOOR.findall(requires_python)]
    return f"py3{min(max(*floors, _OLDEST), _NEWEST)}" if floors else ""


def collect(
    contents: Sequence[Checked], rules: Sequence[str], folder: Path, most: float = 60.0
) -> tuple[Findings, tuple[Diagnostic, ...]]:
    """Return the findings in all files, and diagnostics where they cannot be had.

    Parameters
    ----------
    contents:
        Python sources that parse.
    rules:
        Selectors of the rules to apply; none for no findings.
    folder:
        Where findings are kept between runs.
    most:
        The most seconds that a run of ruff may take.

    Returns
    -------
    tuple of findings and diagnostics
        A warning for each file that ruff stops at, or one where it cannot be run.
    """
    wanted = {item.key: item for item in contents}
    if not rules or not wanted:
        return NO_FINDINGS, ()
    schema = f"{code_digest()}; ruff {ruff_version()}; {','.join(rules)}"
    stored = _load(folder / STORE_FILE, schema)
    known = stored.findings.keys() | stored.stopped.keys()
    missing = [item for key, item in wanted.items() if key not in known]
    try:
        fresh, unknown = _check(missing, rules, folder, stored, most)
        findings = {key: fresh.findings[key] for key in sorted(wanted) if key in fresh.findings}
        described = _describe(findings, stored.rules)
    except (RuffError, OSError) as error:
        return NO_FINDINGS, (_unavailable("the pages", error),)
    stopped = {key: fresh.stopped[key] for key in sorted(wanted) if key in fresh.stopped}
    fresh = _Stored(schema, findings, described, stopped)
    if fresh != stored:
        write_atomically(folder / STORE_FILE, msgspec.msgpack.encode(fresh))
    diagnostics = [
        _unavailable("the page of this file", stopped[item.key], item.location or item.path)
        for item in contents
        if item.key in stopped
    ]
    if unknown:
        diagnostics.append(_unavailable(f"{unknown} pages", "it stops at too many files"))
    by_path = {item.path: findings[item.key] for item in contents if item.key in findings}
    return Findings(by_path, described), tuple(diagnostics)


def _unavailable(pages: str, reason: object, location: str = "") -> Diagnostic:
    message = f"no findings of ruff on {pages}: {reason} (kwindex_findings)"
    return Diagnostic(DiagnosticCode.FINDINGS_UNAVAILABLE, message, location)


def _load(path: Path, schema: str) -> _Stored:
    nothing = _Stored(schema, {}, {}, {})
    data = read_own(path)
    try:
        stored = msgspec.msgpack.decode(data, type=_Stored) if data else nothing
    except (msgspec.DecodeError, RecursionError):
        return nothing
    return stored if stored.schema == schema else nothing


def _check(
    missing: Sequence[Checked],
    rules: Sequence[str],
    folder: Path,
    stored: _Stored,
    most: float,
) -> tuple[_Stored, int]:
    """Add what is missing to what is stored, and return how many files nothing is known of.

    Ruff is run once; with several roots, once for each version of Python that they ask for.
    """
    found, stopped, unknown = dict(stored.findings), dict(stored.stopped), 0
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
    for target in sorted({item.target for item in missing}):
        group = [item for item in missing if item.target == target]
        outcomes = check_all(_Contents(group), rules, target, folder, most)
        found.update((group[position].key, result) for position, result in outcomes.found.items())
        stopped.update((group[place].key, reason) for place, reason in outcomes.stopped.items())
        unknown += outcomes.unknown
    return _Stored(stored.schema, found, stored.rules, stopped), unknown


def _describe(
    findings: Mapping[str, tuple[Finding, ...]], known: Mapping[str, Rule]
) -> dict[str, Rule]:
    """Return the rules that the findings name; ruff is asked when one is new."""
    codes = sorted({finding.code for group in findings.values() for finding in group})
    if not known.keys() >= set(codes):
        known = describe_rules()
    try:
        return {code: known[code] for code in codes}
    except KeyError as error:
        raise RuffError(f"it does not describe its rule {error}") from error
