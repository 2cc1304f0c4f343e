"""Findings: Security: what ruff's security rules match, and what the imports give access to."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Heading, Paragraph, Row, Table, plain
from sphinx_kwindex.insights.rules import is_security
from sphinx_kwindex.insights.surfaces import SECURITY_SURFACES, used_surfaces
from sphinx_kwindex.pages.files.sections.evidence import RULES, import_evidence, rule_table
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.text import Span


def security(view: FileView) -> Iterator[Block]:
    """Yield the rules that match, and the imports by what they give access to."""
    findings = [finding for finding in view.findings if is_security(finding.code)]
    if findings:
        yield Heading(3, "Security Rules That Match", "security-rules")
        yield Paragraph(
            (
                Span("ruff's security rules", url=f"{RULES}#flake8-bandit-s"),
                plain(" match here. A match is a place to look at, not a proof of a flaw."),
            )
        )
        yield rule_table(view, findings, graded=True)
    surfaces = used_surfaces(SECURITY_SURFACES, view.imports, view.analysis)
    if surfaces:
        yield Heading(3, "Access Through Imports", "security-access")
        rows = tuple(
            Row(((plain(subject),), import_evidence(view, statements)))
            for subject, statements in surfaces.items()
        )
        yield Table(("Access to", "Evidence"), rows)
