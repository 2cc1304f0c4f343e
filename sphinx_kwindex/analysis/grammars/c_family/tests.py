"""Tests of GoogleTest, Catch2, doctest and Boost.Test: macros, so that no grammar knows them."""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.grammars.found import Found
from sphinx_kwindex.analysis.grammars.reading import shortened
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_TEST = re.compile(
    rb"^[ \t]*(?P<macro>(?:TYPED_)?TEST(?:_F|_P)?|(?:TEMPLATE_)?TEST_CASE(?:_METHOD|_FIXTURE)?"
    rb"|SCENARIO|BOOST_(?:AUTO|FIXTURE|DATA)_TEST_CASE)\s*\((?P<arguments>[^(){};]{0,400})\)"
    rb"\s*\{\s*\}",
    re.MULTILINE,
)
"""Bodies are empty when this is looked for."""
_ARGUMENT = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([\w:<> ]+?))\s*(?:,|$)')
"""``"reads a gauge",``."""


def find_tests(code: bytes, source: bytes) -> list[Found]:
    """Return the tests of a source.

    Parameters
    ----------
    code:
        The source without what is in its bodies, strings and comments.
    source:
        The source itself.
    """
    found = []
    for match in _TEST.finditer(code):
        name = _name(source[slice(*match.span("arguments"))].decode("utf-8", "replace"))
        if name:
            start = match.start("macro")
            lead = match["macro"].decode("ascii")
            found.append(Found(SymbolKind.TEST, name, start, match.end(), lead=lead))
    return found


def _name(arguments: str) -> str:
    """Return the first argument that is a string, or the first two names."""
    names: list[str] = []
    position = 0
    while len(names) < 2 and (argument := _ARGUMENT.match(arguments, position)):
        if argument[1] is not None:
            return shortened(argument[1], 120)
        names.append(argument[2].strip())
        position = argument.end()
        if position >= len(arguments):
            break
    return shortened(".".join(names), 120)
