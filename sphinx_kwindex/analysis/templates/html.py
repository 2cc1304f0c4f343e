"""HTML files, with the blocks of Jinja or Django in them."""

from __future__ import annotations

from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.documents.fragments import Fragments
from sphinx_kwindex.analysis.inline import inline
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.analysis.outline import Outline
from sphinx_kwindex.analysis.templates.jinja import read_statements
from sphinx_kwindex.records.analysis import Analysis, Prose

_LARGEST = 1_000_000
"""Characters that are read: a larger file is the output of a program."""


def analyse_html(text: str, language: Language) -> Analysis:
    """Return the facts of an HTML file."""
    outline, notes = Outline(), Notes()
    prose: Prose | None = None
    is_complete = len(text) <= _LARGEST
    if is_complete:
        title = Fragments(outline, notes).document(text)
        if title is not None and "{" not in title[0]:
            prose = Prose(inline(title[0]), (), title[1], "title")
        if "{%" in text:
            is_complete, comment = read_statements(text, outline, notes)
            prose = prose or comment
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=prose or leading_comment(text, language.lexer),
        symbols=outline.symbols(text.count("\n") + 1),
        document=notes.document(outline.omitted),
        approximate=not is_complete,
    )
