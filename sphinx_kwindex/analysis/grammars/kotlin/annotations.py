"""Annotations of Kotlin that its grammar takes for those of expressions."""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.grammars.kotlin.expressions import end_of_annotation
from sphinx_kwindex.analysis.grammars.kotlin.words import SOFT
from sphinx_kwindex.analysis.grammars.literals import Brackets

TESTS = frozenset({b"@Test", b"@ParameterizedTest", b"@RepeatedTest"})
"""Annotations that the query asks for."""
_MOST = 20
"""Annotations of one definition."""
_NEXT = re.compile(rb"\s*(?:(?P<at>@)|(?P<word>\w+))")


def is_before_modifier(code: bytes, brackets: Brackets, position: int) -> bool:
    """Return whether a modifier comes next, with no more than annotations between.

    The grammar takes an annotation before ``data object Tide`` for one of an expression, and the
    words for names, unless a body tells otherwise.

    Parameters
    ----------
    code:
        The source without comments and the texts of strings.
    brackets:
        Its brackets.
    position:
        Where an annotation ends.
    """
    for _ in range(_MOST):
        match = _NEXT.match(code, position)
        if match is None:
            return False
        if match["word"]:
            return match["word"] in SOFT
        position = end_of_annotation(code, brackets, match.end("at") - 1)
    return False
