"""Warnings of the extension: the one place that logs them.

Every warning has the type ``kwindex`` and a :class:`DiagnosticCode` as its subtype, so that
``suppress_warnings`` silences one kind and nothing else.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode

logger = logging.getLogger(__name__)


def warn(
    code: DiagnosticCode,
    message: str,
    *arguments: object,
    location: nodes.Node | str | tuple[str | None, int | None] | None = None,
) -> None:
    """Log a warning that can be suppressed by its code.

    Parameters
    ----------
    code:
        The kind of problem.
    message:
        What is wrong, with the placeholders of :mod:`logging`.
    arguments:
        The values of the placeholders.
    location:
        A node, a docname, ``path:line``, or a pair of a docname and a line.
    """
    logger.warning(message, *arguments, location=location, type="kwindex", subtype=code.value)


def warn_of(diagnostic: Diagnostic) -> None:
    """Log a diagnostic of the core."""
    location = None
    if diagnostic.location:
        # Sphinx takes a location without a colon for a docname.
        location = f"{diagnostic.location}:{diagnostic.line or 1}"
    # Its text is no format: it may hold a percent sign.
    warn(diagnostic.code, diagnostic.message, location=location)
