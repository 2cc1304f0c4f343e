"""Makefiles: their targets, with what the comments say of them, variables and inclusions."""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.build.make_lines import LineKind, MakeLine, make_lines
from sphinx_kwindex.analysis.comments import comments_in, leading_comment, summary_of_comments
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.analysis.outline import Outline
from sphinx_kwindex.records.analysis import Analysis
from sphinx_kwindex.records.documents import LinkKind
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_NO_NAME = re.compile(r"[%$()*]|^\.[A-Z_]+$")
"""In a pattern, a computed name, or an instruction to make itself."""
_MOST_AT_HEAD = 2
"""Lines of a comment at the head of the file that may be about the first target alone."""
_HELP = re.compile(r"#+\s*(?P<words>.+)$")
"""Behind a rule, after its own sign of a comment: ``test: ## Run the tests``."""
_SUFFIXES = frozenset(
    {".a", ".c", ".cc", ".C", ".cpp", ".cxx", ".dvi", ".el", ".elc", ".f", ".F", ".h", ".html",
     ".info", ".l", ".lo", ".m", ".o", ".obj", ".out", ".p", ".pdf", ".r", ".s", ".S", ".sh", ".so",
     ".sym", ".tex", ".texi", ".texinfo", ".w", ".web", ".y"}
)  # fmt: skip
"""Of which two in a row, or one alone, are a rule for all such files."""


def analyse_make(text: str, language: Language) -> Analysis:
    """Return the facts of a makefile."""
    reader = _Reader()
    for found in make_lines(text):
        reader.take(found)
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=leading_comment(text, language.lexer),
        symbols=reader.outline.symbols(text.count("\n") + 1),
        document=reader.notes.document(reader.outline.omitted),
    )


class _Reader:
    """Follows the lines of a makefile."""

    def __init__(self) -> None:
        self.outline = Outline()
        self.notes = Notes()
        self._variables: set[str] = set()
        self._targets: set[str] = set()
        self._suffixes = _SUFFIXES
        self._above: list[MakeLine] = []
        """The comment that stands right above."""

    def take(self, found: MakeLine) -> None:
        """Note what a line tells."""
        if found.kind is LineKind.COMMENT:
            self._above.append(found)
            return
        if found.kind is LineKind.TARGET_VARIABLE:
            return
        if found.kind is LineKind.RULE:
            self._rule(found)
            if all(name.startswith(".") for name in found.names.split()):
                return  # ".PHONY: test" may stand between a comment and what it is about
        elif found.kind is LineKind.VARIABLE and found.names not in self._variables:
            self._variables.add(found.names)
            sign = "!=" if found.sign == "!=" else "="
            shown = f" {sign} {found.text}" if found.text else ""
            self.outline.add(SymbolKind.KEY, found.names, found.line, signature=shown)
        elif found.kind is LineKind.INCLUSION:
            for path in found.text.split():
                self.notes.link(path.strip('"<>'), found.line, "", LinkKind.INCLUDE)
        self._above = []

    def _rule(self, found: MakeLine) -> None:
        """Add the targets of a rule, each at its first one."""
        needed = found.text.partition(";")[0].strip()
        words = self._words(found)
        if found.names == ".SUFFIXES":
            self._suffixes |= set(needed.split())
        for written in found.names.split():
            name = written.replace("\\", "")
            if _NO_NAME.search(name) or name in self._targets or self._is_suffix_rule(name):
                continue
            self._targets.add(name)
            self.outline.add(
                SymbolKind.TARGET,
                name,
                found.line,
                signature=f": {needed}" if needed else "",
                summary=words,
            )

    def _is_suffix_rule(self, name: str) -> bool:
        """Return whether a target stands for all files of a suffix: ``.c.o``."""
        place = name.rfind(".")
        parts = {name[:place] or name[place:], name[place:]}
        return name.startswith(".") and parts <= self._suffixes

    def _words(self, rule: MakeLine) -> str:
        """Return the comment behind a rule, else the first sentence of that above it."""
        behind = _HELP.match(rule.comment)
        if behind is not None:
            return behind["words"].strip()
        lines = [line for line in self._above if not line.text.startswith("##@")]
        if not lines or (lines[0].line == 1 and len(lines) > _MOST_AT_HEAD):
            return ""
        comment = "\n".join(line.text for line in lines)
        return summary_of_comments(comments_in(comment, lines[0].line, "make"), "make")
