"""From the entries of a data file to its facts."""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.data.description import describe
from sphinx_kwindex.analysis.data.entries import Reading
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.analysis.outline import Outline
from sphinx_kwindex.records.analysis import Analysis, Problem
from sphinx_kwindex.records.diagnostics import DiagnosticCode

_PLACEHOLDER = re.compile(r"\{\{|\{%|<%|\$\{|@\w+@|^<<<<<<< |%%\w+%%", re.MULTILINE)


def analyse_entries(reading: Reading, text: str, language: Language) -> Analysis:
    """Return the facts of a data file.

    A file that does not parse is a problem, unless placeholders in it tell that something else
    makes the data of it.

    Parameters
    ----------
    reading:
        The entries of the file, or why there are none.
    text:
        The content, with line feeds as line ends.
    language:
        Its language.
    """
    outline, notes = Outline(), Notes()
    purpose = describe(reading.entries, outline, notes)
    is_broken = bool(reading.problem)
    problem = None
    if is_broken and not _PLACEHOLDER.search(text):
        problem = Problem(
            DiagnosticCode.SYNTAX_ERROR,
            f"cannot be parsed: {reading.problem}",
            max(reading.line, 1),
        )
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=purpose or leading_comment(text, language.lexer),
        symbols=outline.symbols(text.count("\n") + 1),
        document=notes.document(outline.omitted),
        problem=problem,
        approximate=is_broken,
    )
