"""Headers by their content: ``.h`` is C, C++ or Objective-C.

The files around a header say more, but what is known of a file must come from that file alone: it
is kept by its content.
"""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.languages import Language

_OBJECTIVE_C = re.compile(
    r"^[ \t]*(?:@(?:interface|protocol|class|import|end)|#[ \t]*import)\b", re.MULTILINE
)
_CPP = re.compile(
    r"^[ \t]*(?:(?:inline[ \t]+)?namespace\b[ \t]*[\w:]*[ \t]*(?:\{|$)"
    r"|class[ \t]+[\w ]+[:;{]?|template[ \t]*<|using[ \t]+[\w:]+"
    r"|(?:public|private|protected)[ \t]*:|enum[ \t]+class\b|static_assert\b)"
    r"|^[ \t]*#[ \t]*include[ \t]*<[a-z_]+>|\w::~?\w+[ \t]*[(;<&*>,]"
    r"|\bconstexpr\b|\bnullptr\b|\bnoexcept\b|=[ \t]*(?:delete|default)[ \t]*;",
    re.MULTILINE,
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|//[^\n]*", re.DOTALL)


def header_language(text: str) -> Language:
    """Return the language of a header."""
    code = _COMMENT.sub(" ", text)
    if _OBJECTIVE_C.search(code):
        return Language("Objective-C header", "objective-c")
    if _CPP.search(code):
        return Language("C++ header", "cpp")
    return Language("C header", "c")
