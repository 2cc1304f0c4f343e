"""Definitions by the colours of Pygments: for a language whose grammar is not installed.

A lexer marks the names of most classes and functions where they are defined, but not what encloses
what or where a definition ends.  The outcome is approximate, and the pages say so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pygments.lexers import get_lexer_by_name
from pygments.token import Keyword, Name, _TokenType
from pygments.util import ClassNotFound

from sphinx_kwindex.analysis.anchors import Anchors
from sphinx_kwindex.analysis.bounds import most_read
from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.grammars.declaration import Grammar, Prepared
from sphinx_kwindex.analysis.grammars.found import Found
from sphinx_kwindex.analysis.grammars.nesting import anchor_of
from sphinx_kwindex.analysis.grammars.reading import imports_of, line_ends
from sphinx_kwindex.analysis.highlighting import shown_lexer
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.tokens import lexed_part
from sphinx_kwindex.limits import Limits
from sphinx_kwindex.records.analysis import Analysis, Problem, Symbol
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_MOST_OF_SENSELESS = 50_000
"""Characters of a source that a lexer looks at where the grammar itself could not read it."""
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
    text: str,
    language: Language,
    grammar: Grammar,
    limits: Limits,
    problem: Problem | None = None,
) -> Analysis:
    """Return the names that Pygments takes for those of definitions.

    What is read of a source before its grammar sees it is known all the same: macros and includes.

    Parameters
    ----------
    text:
        The content, with line feeds as line ends.
    language:
        Its language.
    grammar:
        What the language's grammar would be read by.
    limits:
        How much is read.
    problem:
        Why the grammar itself is not used, if that is the fault of the file.
    """
    # What a grammar refused is read no further, and was prepared in vain once.
    read = text if problem is None else lexed_part(text, _MOST_OF_SENSELESS)
    source = read.encode("utf-8", "replace")
    prepared = grammar.prepare(source, most_read(limits)) if grammar.prepare else Prepared(source)
    newlines = line_ends(source)
    code = prepared.code.decode("utf-8", "replace")
    part = lexed_part(code)
    named = [*_named(part, language.lexer), *_found(prepared.found, newlines)]
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=leading_comment(text, language.lexer),
        symbols=_symbols(named),
        imports=imports_of(prepared.included, newlines),
        problem=problem,
        approximate=True,
        lacks_grammar=problem is None,
        is_cut=len(part) < len(text),
    )


def _named(code: str, lexer_name: str) -> Iterator[tuple[int, SymbolKind, str]]:
    """Yield line, kind and name of what the lexer takes for the name of a definition."""
    try:
        lexer = get_lexer_by_name(shown_lexer(lexer_name, code), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return
    # Lexers take a time that grows with the square of what is blank where comments were.
    lines = [(number, line) for number, line in enumerate(code.split("\n"), 1) if line.strip()]
    line, before = 0, ""
    for token, value in lexer.get_tokens("\n".join(text.strip() for _, text in lines)):
        kind = _KINDS.get(token)
        if kind is not None and value.strip():
            kind = _BY_KEYWORD.get(before, kind)
            if kind is not SymbolKind.NAMESPACE or before in _BY_KEYWORD:
                yield lines[line][0], kind, value.strip()
        elif Keyword in token.split():
            before = value.strip()
        elif value.strip():
            before = ""
        line += value.count("\n")


def _found(
    found: Iterable[Found], newlines: Sequence[int]
) -> Iterator[tuple[int, SymbolKind, str]]:
    for item in found:
        yield bisect_left(newlines, item.start) + 1, item.kind, item.name


def _symbols(named: Iterable[tuple[int, SymbolKind, str]]) -> tuple[Symbol, ...]:
    anchors = Anchors()
    return tuple(
        Symbol(name, name, kind, line, line, anchors.take(anchor_of(name)))
        for line, kind, name in sorted(named, key=lambda item: item[0])
    )
