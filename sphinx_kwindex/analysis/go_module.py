"""The file ``go.mod``: it names the module that the packages below its folder are part of."""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.records.analysis import Analysis, Symbol
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_MODULE = re.compile(r'^module[ \t]+"?([^\s"]+)"?[ \t]*(?://.*)?$', re.MULTILINE)


def analyse_go_module(text: str, language: Language) -> Analysis:
    """Return the path of the module."""
    found = _MODULE.search(text)
    symbols = []
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        symbols.append(
            Symbol(found[1], found[1], SymbolKind.PACKAGE, line, line, "module", lead="module")
        )
    return Analysis(language=language.name, lexer=language.lexer, symbols=tuple(symbols))
