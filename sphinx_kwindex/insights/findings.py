"""What a rule of a checker says of a file: a finding has a rule and a line, and claims no more."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Finding(msgspec.Struct, frozen=True, order=True, array_like=True):
    """A match of a rule."""

    line: int
    code: str
    """``S301``, ``PERF401``, ..."""
    message: str


class Rule(msgspec.Struct, frozen=True, array_like=True):
    """What a rule is called and what it looks for, in the words of its checker."""

    code: str
    name: str
    checks: str
    """One sentence; empty where the checker has none."""

    @property
    def url(self) -> str:
        """Address of its documentation."""
        return f"https://docs.astral.sh/ruff/rules/{self.name}/"


class Findings(msgspec.Struct, frozen=True):
    """The findings in all files, by path."""

    by_path: Mapping[str, tuple[Finding, ...]] = {}
    rules: Mapping[str, Rule] = {}
    """Every rule that a finding names, by its code."""


NO_FINDINGS = Findings()
