"""What the rules of a checker match in a file."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sphinx_kwindex.insights.findings import Finding, Rule
from sphinx_kwindex.insights.rules import applicable
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.context import Context


class MatchedRules(msgspec.Struct, frozen=True):
    """The findings of a file that make sense for it, with the rules that they name."""

    findings: tuple[Finding, ...] = ()
    rules: tuple[Rule, ...] = ()
    """Sorted by code, each once."""

    def rule(self, code: str) -> Rule:
        """Return the rule with a code.

        Raises
        ------
        LookupError
            If no finding names it.
        """
        for rule in self.rules:
            if rule.code == code:
                return rule
        raise LookupError(code)


def findings_of_files(context: Context) -> Callable[[FileFacts], MatchedRules]:
    """Relate each file to what rules match in it.

    Returns
    -------
    function from the facts of a file to its findings
    """
    findings, project = context.findings, context.project

    def of(facts: FileFacts) -> MatchedRules:
        is_test = project.tests.is_code(facts.path)
        found = tuple(applicable(findings.by_path.get(facts.path, ()), is_test=is_test))
        codes = sorted({finding.code for finding in found})
        return MatchedRules(found, tuple(findings.rules[code] for code in codes))

    return of
