"""Text files of a language that has no analyser of its own."""

from __future__ import annotations

from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.records.analysis import Analysis


def analyse_plain(text: str, language: Language) -> Analysis:
    """Return what can be said of any text: its leading comment."""
    return Analysis(
        language=language.name, lexer=language.lexer, prose=leading_comment(text, language.lexer)
    )
