"""Definitions by the colours of Pygments: for a language whose grammar is not installed.

A lexer marks the names of most classes and functions where they are defined, but not what encloses
what or where a definition ends.  The outcome is approximate, and the pages say so.
"""

from __future__ import annotations

from pygments.lexers import get_lexer_by_name
from pygments.token import Keyword, Name, _TokenType
from pygments.util import ClassNotFound

from sphinx_kwindex.analysis.anchors import Anchors
from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.grammars.declaration import Grammar
from sphinx_kwindex.analysis.grammars.nesting import anchor_of
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.records import Analysis, Problem, Symbol, SymbolKind

_KINDS: dict[_TokenType, SymbolKind] = {
    Name.Class: SymbolKind.CLASS,
    Name.Function: SymbolKind.FUNCTION,
    Name.Namespace: SymbolKind.NAMESPACE,
}
_BY_KEYWORD = {
    "struct": SymbolKind.STRUCT,
    "union": SymbolKind.UNION,
    "enum": SymbolKind.ENUM,
    "interface": SymbolKind.INTERFACE,
    "protocol": SymbolKind.PROTOCOL,
    "trait": SymbolKind.TRAIT,
    "namespace": SymbolKind.NAMESPACE,
    "module": SymbolKind.NAMESPACE,
    "mod": SymbolKind.NAMESPACE,
    "package": SymbolKind.PACKAGE,
}
"""Kinds by the word before the name."""


def analyse_approximately(
    text: str, language: Language, _grammar: Grammar, problem: Problem | None = None
) -> Analysis:
    """Return the names that Pygments takes for those of definitions."""
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=leading_comment(text, language.lexer),
        symbols=_symbols(text, language.lexer),
        problem=problem,
        approximate=True,
    )


def _symbols(text: str, lexer_name: str) -> tuple[Symbol, ...]:
    try:
        lexer = get_lexer_by_name(lexer_name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return ()
    anchors = Anchors()
    found = []
    line, before = 1, ""
    for token, value in lexer.get_tokens(text):
        kind = _KINDS.get(token)
        if kind is not None and value.strip():
            kind = _BY_KEYWORD.get(before, kind)
            if kind is not SymbolKind.NAMESPACE or before in _BY_KEYWORD:
                anchor = anchors.take(anchor_of(value))
                found.append(Symbol(value, value, kind, line, line, anchor))
        elif Keyword in token.split():
            before = value.strip()
        elif value.strip():
            before = ""
        line += value.count("\n")
    return tuple(found)
