"""The findings in all files of a build: from the store, and for the others by one run of ruff.

The store is a file beside the cached facts.  Like these it holds no path and no date, and one that
cannot be read, or that another version wrote, is an empty one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.cache import write_atomically
from sphinx_kwindex.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.insights.findings import NO_FINDINGS, Finding, Findings, Rule
from sphinx_kwindex.insights.ruff import RuffError, check, describe_rules, ruff_version
from sphinx_kwindex.own_code import code_digest

STORE_FILE = "findings.msgpack"

_FLOOR = re.compile(r"(?:>=|~=|==)\s*3\.(\d+)")
_OLDEST, _NEWEST = 7, 13
"""Minor versions of Python that every ruff we run with has a name for."""


class Checked(msgspec.Struct, frozen=True):
    """A file to check."""

    path: str
    digest: str
    data: bytes
    target: str
    """The oldest Python that it is written for, as ruff names it."""

    @property
    def key(self) -> str:
        """What its findings depend on, besides ruff and the rules."""
        return f"{self.digest} {self.target}"


class _Stored(msgspec.Struct, frozen=True):
    schema: str
    findings: dict[str, tuple[Finding, ...]]
    rules: dict[str, Rule]


def target_version(requires_python: str) -> str:
    """Return ruff's name of the oldest Python that ``requires-python`` allows, empty if unclear."""
    floors = [int(minor) for minor in _FLOOR.findall(requires_python)]
    return f"py3{min(max(*floors, _OLDEST), _NEWEST)}" if floors else ""


def collect(
    contents: Sequence[Checked], rules: Sequence[str], folder: Path
) -> tuple[Findings, tuple[Diagnostic, ...]]:
    """Return the findings in all files, and a diagnostic if they cannot be had.

    Parameters
    ----------
    contents:
        Python sources that parse.
    rules:
        Selectors of the rules to apply; none for no findings.
    folder:
        Where findings are kept between runs.
    """
    wanted = {item.key: item for item in contents}
    if not rules or not wanted:
        return NO_FINDINGS, ()
    schema = f"{code_digest()}; ruff {ruff_version()}; {','.join(rules)}"
    stored = _load(folder / STORE_FILE, schema)
    missing = [item for key, item in wanted.items() if key not in stored.findings]
    try:
        known = {**stored.findings, **_check(missing, rules)}
        findings = {key: known[key] for key in sorted(wanted)}
        described = _describe(findings, stored.rules)
    except RuffError as error:
        message = f"no findings of ruff on the pages: {error}"
        return NO_FINDINGS, (Diagnostic(DiagnosticCode.FINDINGS_UNAVAILABLE, message),)
    fresh = _Stored(schema, findings, described)
    if fresh != stored:
        write_atomically(folder / STORE_FILE, msgspec.msgpack.encode(fresh))
    return Findings({item.path: findings[item.key] for item in contents}, described), ()


def _load(path: Path, schema: str) -> _Stored:
    try:
        stored = msgspec.msgpack.decode(path.read_bytes(), type=_Stored)
    except (OSError, msgspec.DecodeError):
        return _Stored(schema, {}, {})
    return stored if stored.schema == schema else _Stored(schema, {}, {})


def _check(missing: Sequence[Checked], rules: Sequence[str]) -> dict[str, tuple[Finding, ...]]:
    """Run ruff once; with several roots, once for each version of Python that they ask for."""
    found: dict[str, tuple[Finding, ...]] = {}
    for target in sorted({item.target for item in missing}):
        group = [item for item in missing if item.target == target]
        results = check([item.data for item in group], rules, target)
        found.update(zip((item.key for item in group), results, strict=True))
    return found


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
