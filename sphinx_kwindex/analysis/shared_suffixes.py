"""Languages that share a suffix, told apart by content: ``.m`` and ``.pl``."""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.languages import Language

_OBJECTIVE_C = re.compile(
    r"^[ \t]*(?:@(?:interface|implementation|protocol|class|import|end)\b"
    r"|#[ \t]*(?:import|include|define|pragma|if)|//|/\*|int main\b)",
    re.MULTILINE,
)
_MATLAB = re.compile(r"^[ \t]*(?:%|(?:function|classdef)\b)", re.MULTILINE)
"""``% Reads tides``, ``function level = read(name)``."""
_PERL = re.compile(
    r"^#!.*\bperl\b|^[ \t]*(?:use|no|package|require|my|our|sub)[ \t]+[\w:$@%(]|^=\w+|;[ \t]*$",
    re.MULTILINE,
)
_PROLOG = re.compile(r"^[ \t]*:-|^[a-z]\w*(?:\([^()\n]*\))?[ \t]*:-", re.MULTILINE)
"""``:- module(tide, []).``, ``high(X) :- level(X, L).``."""


def implementation_language(text: str) -> Language:
    """Return the language of a file ``.m``: Objective-C or MATLAB."""
    if _MATLAB.search(text) and not _OBJECTIVE_C.search(text):
        return Language("Matlab", "matlab")
    return Language("Objective-C", "objective-c")


def perl_or_prolog(text: str) -> Language:
    """Return the language of a file ``.pl``."""
    if _PROLOG.search(text) and not _PERL.search(text):
        return Language("Prolog", "prolog")
    return Language("Perl", "perl")
