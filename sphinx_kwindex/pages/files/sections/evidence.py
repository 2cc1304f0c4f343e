"""What the sections on performance and security share: rules that match, and imports that tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sphinx_kwindex.analysis.inline import marked_up
from sphinx_kwindex.blocks.blocks import Row, Table, plain
from sphinx_kwindex.insights.findings import Finding
from sphinx_kwindex.insights.rules import Severity, severity_of
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.records.text import Span, Text

RULE_COLUMN = "ruff rule"
RULES = "https://docs.astral.sh/ruff/rules/"


def rule_table(view: FileView, findings: Iterable[Finding], *, graded: bool) -> Table:
    """Return the rules that match, most severe first, each with its lines.

    Parameters
    ----------
    view:
        The file.
    findings:
        What rules match in it.
    graded:
        Whether there is a column with the severity.
    """
    groups: dict[tuple[Severity, str], list[int]] = {}
    for finding in findings:
        lines = groups.setdefault((severity_of(finding), finding.code), [])
        if finding.line not in lines:
            lines.append(finding.line)
    rows = tuple(
        Row(_cells(view, code, severity if graded else None, lines))
        for (severity, code), lines in sorted(groups.items())
    )
    severity_column = ("Severity in bandit",) if graded else ()
    return Table((RULE_COLUMN, "What it does", *severity_column, "Matches at lines"), rows)


def _cells(
    view: FileView, code: str, severity: Severity | None, lines: Sequence[int]
) -> tuple[Text, ...]:
    rule = view.relations.findings.rule(code)
    links = (view.line_link(line, f"{line}") for line in lines)
    return (
        (Span(code, code=True, url=rule.url), plain(f" {rule.name}")),
        marked_up(rule.checks),
        *(((plain(severity.name.lower()),),) if severity is not None else ()),
        view.site.shown_links(links),
    )


def import_evidence(view: FileView, statements: Iterable[Import]) -> Text:
    """Return ``imports a (line 1), b (line 2)``, each name once.

    Parameters
    ----------
    view:
        The file.
    statements:
        Its imports that are evidence.
    """
    spans: list[Span] = []
    shown: set[str] = set()
    for statement in statements:
        if statement.dotted in shown:
            continue
        spans.append(plain(", " if shown else "imports "))
        shown.add(statement.dotted)
        spans.append(Span(statement.dotted, code=True))
        spans.extend(line_reference(view, statement.line))
    return tuple(spans)


def line_reference(view: FileView, line: int) -> Text:
    """Return ``(line 3)``.

    Parameters
    ----------
    view:
        The file.
    line:
        The line, from 1.
    """
    return (plain(" ("), view.line_link(line, f"line {line}"), plain(")"))
