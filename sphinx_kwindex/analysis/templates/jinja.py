"""Jinja templates, by Jinja's own lexer.

It also reads what the parser would refuse without the right extensions, such as Django's tags.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import cache

from jinja2 import Environment, TemplateSyntaxError
from pygments.lexers.python import CythonLexer

from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.analysis.outline import Outline, merged
from sphinx_kwindex.analysis.prose import prose_of
from sphinx_kwindex.analysis.python.fallback import DefinitionNames, approximate_symbols
from sphinx_kwindex.records.analysis import Analysis, Prose, Symbol
from sphinx_kwindex.records.documents import LinkKind
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_REFERRING = frozenset({"extends", "include", "import", "from"})
Statement = tuple[int, list[tuple[str, str]]]


def analyse_jinja(text: str, language: Language) -> Analysis:
    """Return the facts of a template."""
    outline, notes = Outline(), Notes()
    is_complete, prose = read_statements(text, outline, notes)
    # A template of Python holds the definitions of the programs that it makes.  The lexer of Cython
    # tells them as well as that of Python, in a fifth of the time.
    is_python = language.lexer == "python"
    code = _definitions(text) if is_python else ()
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=prose,
        symbols=merged(outline.symbols(text.count("\n") + 1), code),
        document=notes.document(outline.omitted),
        approximate=not is_complete or bool(code),
    )


def _definitions(text: str) -> tuple[Symbol, ...]:
    """Return the definitions whose names stand in the template, none that it computes."""
    lines = text.split("\n")
    names = DefinitionNames()
    deque(names.noted(CythonLexer(stripnl=False).get_tokens(text)), maxlen=0)
    found = approximate_symbols(text, names)
    if all(_is_written(symbol, lines) for symbol in found):
        return found
    return tuple(symbol for symbol in found if symbol.parent < 0 and _is_written(symbol, lines))


def _is_written(symbol: Symbol, lines: list[str]) -> bool:
    return re.search(rf"\b(?:def|class)\s+{symbol.name}\s*[(:]", lines[symbol.line - 1]) is not None


def read_statements(text: str, outline: Outline, notes: Notes) -> tuple[bool, Prose | None]:
    """Add the blocks and macros of a template; return whether all was read, and its comment.

    Parameters
    ----------
    text:
        The template.
    outline:
        Takes its blocks and macros.
    notes:
        Takes its links to other templates.

    Returns
    -------
    whether all was read, and the comment
        The comment is None where the template does not begin with one.
    """
    is_complete, prose = True, None
    statements = _statements(text)
    open_parts: list[int] = []
    while True:
        try:
            line, tokens = next(statements)
        except StopIteration:
            return is_complete, prose
        except TemplateSyntaxError:
            return False, prose
        name = tokens[0][1] if tokens else ""
        if name == "#":
            if prose is None and not open_parts:
                prose = prose_of(tokens[1][1], line, "leading comment")
        elif name in ("block", "macro") and len(tokens) > 1:
            kind = SymbolKind.BLOCK if name == "block" else SymbolKind.TEMPLATE_MACRO
            parent = open_parts[-1] if open_parts else -1
            signature = "".join(value for _, value in tokens[2:]) if name == "macro" else ""
            open_parts.append(
                outline.add(kind, tokens[1][1], line, parent=parent, signature=signature)
            )
        elif name in ("endblock", "endmacro") and open_parts:
            outline.end(open_parts.pop(), line)
        elif name in _REFERRING and len(tokens) > 1 and tokens[1][0] == "string":
            notes.link(tokens[1][1].strip("'\""), line, "", LinkKind.INCLUDE)


def _statements(text: str) -> Iterator[Statement]:
    """Yield line and tokens of each statement; a comment is a ``#`` with its words."""
    statement: list[tuple[str, str]] | None = None
    start = 0
    for line, kind, value in _environment().lex(text):
        if kind == "block_begin":
            statement, start = [], line
        elif kind == "block_end" and statement is not None:
            yield start, statement
            statement = None
        elif kind == "comment":
            yield line, [("comment", "#"), ("words", value)]
        elif statement is not None and kind == "whitespace":
            if statement and statement[-1][1] == ",":
                statement.append((kind, " "))
        elif statement is not None:
            statement.append((kind, value))


@cache
def _environment() -> Environment:
    return Environment(autoescape=True)
