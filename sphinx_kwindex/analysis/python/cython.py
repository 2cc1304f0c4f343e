"""Cython files: their definitions, by Pygments' lexer, as approximate as that is."""

from __future__ import annotations

import re

from pygments.lexers.python import CythonLexer

from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.docstrings import prose_of_docstring, read_docstring
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.python.fallback import DefinitionNames, approximate_symbols
from sphinx_kwindex.analysis.python.tolerant_docstrings import (
    MODULE,
    NOTHING,
    described,
    docstrings_by_line,
)
from sphinx_kwindex.analysis.tokens import lexed_part
from sphinx_kwindex.records.analysis import Analysis

_DEFINITION = re.compile(
    r"(?P<indent>[ \t]*)(?:async\s+)?(?:def|class|cdef|cpdef|ctypedef|struct|enum|union)\s"
)


def analyse_cython(text: str, language: Language) -> Analysis:
    """Return the facts of a Cython file."""
    part = lexed_part(text)
    names = DefinitionNames()
    tokens = CythonLexer(stripnl=False, ensurenl=False).get_tokens(part)
    docstrings = docstrings_by_line(names.noted(tokens))
    written = docstrings.get(MODULE, NOTHING)
    said = read_docstring(written.text, is_of_file=True)
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=prose_of_docstring(said, written.line) or leading_comment(text, language.lexer),
        documented=bool(written.text.strip()),
        docstring=said.body,
        symbols=described(approximate_symbols(part, names, _DEFINITION), docstrings),
        is_cut=len(part) < len(text),
        approximate=True,
    )
