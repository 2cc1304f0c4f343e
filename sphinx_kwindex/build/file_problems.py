"""What is wrong with a file: one thing at the most, so that it costs one warning."""

from __future__ import annotations

from sphinx_kwindex.discovery import printable
from sphinx_kwindex.limits import Limits
from sphinx_kwindex.records.analysis import Analysis, FileFacts
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.records.source_files import TextState


def problem_of(facts: FileFacts, limits: Limits) -> Diagnostic | None:
    """Return what is wrong with a file, None if nothing is.

    Parameters
    ----------
    facts:
        The file.
    limits:
        How much of a file is read.
    """
    location = printable(facts.source.location)
    problem = facts.analysis.problem
    if problem is not None:
        return Diagnostic(problem.code, problem.message, location, problem.line)
    said = _over_limit(facts, limits)
    return Diagnostic(DiagnosticCode.OVER_LIMIT, said, location) if said else None


def _over_limit(facts: FileFacts, limits: Limits) -> str:
    analysis = facts.analysis
    if analysis.state is TextState.OVERSIZE:
        return (
            f"is not read: it has {facts.size:,} bytes, more than kwindex_max_file_size, which is "
            f"{limits.max_file_size:,}"
        )
    if _has_more_entries(analysis, limits):
        return (
            "is not read whole: it has more definitions, imports or values than "
            f"kwindex_max_definitions, which is {limits.max_definitions:,}"
        )
    # Where the names come from syntax highlighting, the page says so; no option changes that.
    if analysis.is_cut and not analysis.approximate:
        return (
            "is not read whole: it has more statements or lines than kwindex_max_statements, "
            f"which is {limits.max_statements:,}"
        )
    return ""


def _has_more_entries(analysis: Analysis, limits: Limits) -> bool:
    entries = (analysis.symbols, analysis.imports, analysis.occurrences)
    is_full = any(len(found) >= limits.max_definitions for found in entries)
    return bool(analysis.unlisted) or (analysis.is_cut and is_full)
