"""Cython files: their definitions, by Pygments' lexer, as approximate as that is."""

from __future__ import annotations

import re

from pygments.lexers.python import CythonLexer

from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.docstrings import read_docstring
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.prose import prose_of
from sphinx_kwindex.analysis.python.fallback import approximate_symbols
from sphinx_kwindex.analysis.python.tolerant_docstrings import (
    MODULE,
    described,
    docstrings_by_line,
)
from sphinx_kwindex.records.analysis import Analysis

_DEFINITION = re.compile(
    r"(?P<indent>[ \t]*)(?:async\s+)?(?:def|class|cdef|cpdef|ctypedef|struct|enum|union)\s"
)


def analyse_cython(text: str, language: Language) -> Analysis:
    """Return the facts of a Cython file."""
    lexer = CythonLexer(stripnl=False, ensurenl=False)
    docstrings = docstrings_by_line(text, lexer)
    said = docstrings.get(MODULE)
    prose = prose_of(said.text, said.line, "module docstring") if said else None
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=prose or leading_comment(text, language.lexer),
        documented=said is not None and bool(said.text.strip()),
        docstring=read_docstring(said.text, prose.summary if prose else "") if said else (),
        symbols=described(approximate_symbols(text, lexer, _DEFINITION), docstrings),
        approximate=True,
    )
