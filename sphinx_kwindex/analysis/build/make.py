"""Makefiles: their targets, with what the comments say of them, variables and inclusions."""

from __future__ import annotations

import re

from pygments.lexers.make import MakefileLexer
from pygments.token import Comment, Name, Operator, _TokenType

from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.analysis.outline import Outline
from sphinx_kwindex.analysis.tokens import lines_of_tokens, shortened
from sphinx_kwindex.document_records import LinkKind
from sphinx_kwindex.records import Analysis
from sphinx_kwindex.symbol_kinds import SymbolKind

_NO_NAME = re.compile(r"[%$()*]|^\.[A-Z_]+$")
"""In a pattern, a computed name, or an instruction to make itself."""
_HELP = re.compile(r"##\s*(?P<words>.+)$")
_ASSIGNMENT = frozenset({"=", ":=", "::=", "?=", "+="})


def analyse_make(text: str, language: Language) -> Analysis:
    """Return the facts of a makefile."""
    reader = _Reader(text)
    for line, token, value in lines_of_tokens(MakefileLexer(stripnl=False), shortened(text)):
        reader.take(line, token, value)
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=leading_comment(text, language.lexer),
        symbols=reader.outline.symbols(text.count("\n") + 1),
        document=reader.notes.document(reader.outline.omitted),
    )


class _Reader:
    """Follows the tokens of a makefile."""

    def __init__(self, text: str) -> None:
        self.outline = Outline()
        self.notes = Notes()
        self._lines = text.split("\n")
        self._known: set[str] = set()
        self._variable = ("", 0)
        self._in_definition = False

    def take(self, line: int, token: _TokenType, value: str) -> None:
        """Note what a token tells."""
        if token is Comment.Preproc:
            self._instruction(line, value)
        elif token is Name.Function and not self._in_definition:
            for name in value.split():
                self._target(name, line)
        elif token is Operator and self._variable[0] and value.strip() in _ASSIGNMENT:
            self._assigned(*self._variable)
        if token is Name.Variable:
            self._variable = (value, line)
        elif value.strip():
            self._variable = ("", 0)

    def _instruction(self, line: int, value: str) -> None:
        word, _, rest = value.strip().partition(" ")
        if word in ("define", "endef"):
            self._in_definition = word == "define"
        elif word in ("include", "-include", "sinclude"):
            for path in rest.split():
                self.notes.link(path, line, "", LinkKind.INCLUDE)

    def _assigned(self, name: str, line: int) -> None:
        """Add a variable at its first assignment outside a recipe."""
        written = self._lines[line - 1]
        if name not in self._known and not written.startswith("\t"):
            self._known.add(name)
            value = written.partition("=")[2].strip()
            self.outline.add(SymbolKind.KEY, name, line, signature=f" = {value}" if value else "")

    def _target(self, name: str, line: int) -> None:
        """Add a target at its first rule, with the words of the comment behind or above it."""
        if _NO_NAME.search(name) or f"{name}:" in self._known:
            return
        self._known.add(f"{name}:")
        rule = self._lines[line - 1]
        above = self._lines[line - 2].strip() if line > 1 else ""
        found = _HELP.search(rule)
        words = found["words"] if found else above.lstrip("# ") if above.startswith("#") else ""
        needed = rule.partition(":")[2].partition("#")[0].partition(";")[0].strip(" :\\")
        self.outline.add(
            SymbolKind.TARGET,
            name,
            line,
            signature=f": {needed}" if needed and "=" not in needed else "",
            summary=words.strip(),
        )
