"""What a picture of the code says of a file besides its size, in five steps each.

Steps, and not figures, so that few edits change the picture of a large folder.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import IntEnum

import msgspec

from sphinx_kwindex.insights.rules import applicable
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.documentation import NOTHING, Coverage
from sphinx_kwindex.relations.tests.known import tests_naming

NOT_COUNTED = -1
"""In place of a step: the question does not arise, as that for the tests of a test."""
_COUNT_STEPS = (1, 3, 10, 30)
_SHARE_STEPS = (25, 50, 75, 95)
_FINDING_STEPS = (1, 2, 5, 10)


class Measure(IntEnum):
    """What boxes may be coloured by; the value is its position in :class:`Weight`."""

    USES = 0
    DOCUMENTATION = 1
    TESTS = 2
    FINDINGS = 3


class Weight(msgspec.Struct, frozen=True, array_like=True):
    """A file of code in a picture."""

    steps: tuple[int, int, int, int]
    """From 0 to 4 for each :class:`Measure`, or :data:`NOT_COUNTED`."""


def weight_of(context: Context, facts: FileFacts, users: int, coverage: Coverage) -> Weight | None:
    """Return what a picture says of a file, None for one that is no code.

    Parameters
    ----------
    context:
        The linked repository.
    facts:
        The file.
    users:
        How many other files use it.
    coverage:
        What of it is documented.
    """
    if not _is_code(facts):
        return None
    project, path = context.project, facts.path
    is_test = project.tests.is_code(path)
    findings = applicable(context.findings.by_path.get(path, ()), is_test=is_test)
    return Weight(
        (
            NOT_COUNTED if is_test else _step(users, _COUNT_STEPS),
            _share_step(coverage),
            NOT_COUNTED
            if is_test or not project.tests.functions
            else _step(sum(1 for _ in tests_naming(project, path)), _COUNT_STEPS),
            _step(sum(1 for _ in findings), _FINDING_STEPS) if facts.is_python else NOT_COUNTED,
        )
    )


def _is_code(facts: FileFacts) -> bool:
    analysis = facts.analysis
    return facts.is_text and (
        facts.is_python or any(not symbol.kind.is_part for symbol in analysis.symbols)
    )


def _step(number: int, steps: tuple[int, ...]) -> int:
    return bisect_right(steps, number)


def _share_step(coverage: Coverage) -> int:
    if coverage == NOTHING or not coverage.definitions:
        return NOT_COUNTED
    return _step(coverage.documented * 100 // coverage.definitions, _SHARE_STEPS)
