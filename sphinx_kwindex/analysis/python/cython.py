"""Cython files: their definitions, by Pygments' lexer, as approximate as that is."""

from __future__ import annotations

import re

from pygments.lexers.python import CythonLexer

from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.python.fallback import approximate_symbols
from sphinx_kwindex.records import Analysis

_DEFINITION = re.compile(
    r"(?P<indent>[ \t]*)(?:async\s+)?(?:def|class|cdef|cpdef|ctypedef|struct|enum|union)\s"
)


def analyse_cython(text: str, language: Language) -> Analysis:
    """Return the facts of a Cython file."""
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=leading_comment(text, language.lexer),
        symbols=approximate_symbols(text, CythonLexer(stripnl=False, ensurenl=False), _DEFINITION),
        approximate=True,
    )
