"""Which of ruff's rules are asked for, how much they matter, and where they do not apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

from sphinx_kwindex.insights.findings import Finding

COMPLEXITY = "C901"
"""The rule that counts the branches of a function."""

MOST_BRANCHES = 10
"""The complexity above which ruff's rule matches, by its own default."""

DEFAULT_RULES = ("S", "PERF", "ASYNC", "C90", "B019", "C414", "C419", "RUF017")
"""Security; performance; what blocks an event loop; complexity; and of ruff's other groups the
rules that name a cost: a cache that keeps objects alive, double copies, lists made for ``any`` and
``all``, and the quadratic ``sum`` of lists."""


class Severity(IntEnum):
    """How much a match matters, most first."""

    HIGH = 0
    MEDIUM = 1
    LOW = 2
    NOTE = 3


_BANDIT = {
    Severity.HIGH: (
        "S103 S201 S202 S304 S312 S321 S324 S401 S402 S411 S412 S413 S415 S501 S502 S505 S507 "
        "S602 S605 S609 S701"
    ),
    Severity.MEDIUM: (
        "S102 S104 S108 S113 S301 S302 S303 S305 S306 S307 S308 S310 S313 S314 S315 S316 "
        "S317 S318 S319 S323 S503 S506 S508 S509 S601 S604 S608 S610 S611 S612 S702 S704"
    ),
    Severity.LOW: (
        "S101 S105 S106 S107 S110 S112 S311 S403 S404 S405 S406 S407 S408 S409 S504 S603 S606 S607"
    ),
}
"""Severity of the rules that ruff took from bandit: what bandit reports for the test of the same
number, the highest where it depends on the arguments."""

_OWN = {
    Severity.HIGH: (
        "ASYNC210 ASYNC212 ASYNC220 ASYNC221 ASYNC222 ASYNC230 ASYNC240 ASYNC250 ASYNC251 RUF017"
    ),
    Severity.MEDIUM: "ASYNC B019 C414 C419",
}
"""Order of the others: what stops every task of an event loop, or takes quadratic time; then what
costs memory or a copy.  Perflint's rules, micro-optimisations by ruff's own account, come last."""

_SEVERITIES = {
    rule: severity
    for table in (_BANDIT, _OWN)
    for severity, rules in table.items()
    for rule in rules.split()
}

_LITERAL_COMMAND = "seems safe"
"""In ruff's message for a command that is a literal; bandit's severity for these is low."""

_NOT_IN_TESTS = frozenset(
    {
        "S101",  # pytest's way to state an expectation
        "S105", "S106", "S107",  # a password in a test opens nothing
        "S108",  # nobody waits for the names that a test writes to
        "S311",  # random input is no secret
        "S603", "S607",  # a test chooses the commands that it runs
    }
)  # fmt: skip


def selected_rules(option: bool | Sequence[str]) -> tuple[str, ...]:  # noqa: FBT001 - an option
    """Return the rules that the value of ``kwindex_findings`` asks for."""
    if isinstance(option, bool):
        return DEFAULT_RULES if option else ()
    return tuple(option)


def severity_of(finding: Finding) -> Severity:
    """Return how much a finding matters."""
    if _LITERAL_COMMAND in finding.message:
        return Severity.LOW
    group = finding.code.rstrip("0123456789")
    return _SEVERITIES.get(finding.code, _SEVERITIES.get(group, Severity.NOTE))


def is_security(code: str) -> bool:
    """Return whether a rule is about security, and not about performance."""
    return code[:1] == "S" and code[1:].isdigit()


def applicable(findings: Iterable[Finding], *, is_test: bool) -> Iterator[Finding]:
    """Yield the findings whose rule makes sense for a file: test files may do more than others.

    Parameters
    ----------
    findings:
        What ruff found in a file.
    is_test:
        Whether the file is one of tests.
    """
    return (finding for finding in findings if not (is_test and finding.code in _NOT_IN_TESTS))
