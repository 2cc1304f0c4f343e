"""Requirement files of pip, by ``packaging``."""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.data.requirement import python_requirement
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.analysis.outline import Outline
from sphinx_kwindex.records.analysis import Analysis
from sphinx_kwindex.records.documents import LinkKind
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_COMMENT = re.compile(r"(^|\s)#.*$")
_FILE_OPTION = re.compile(r"(?:-r|-c|--requirement|--constraint)[ =]?\s*(?P<path>\S+)\Z")
_EDITABLE = re.compile(r"(?:-e|--editable)[ =]?\s*(?P<place>.+)\Z")
_OPTIONS = re.compile(r"\s+--?[a-zA-Z].*$")
_EGG = re.compile(r"[#&]egg=(?P<name>[\w.-]+)")


def analyse_requirements(text: str, language: Language) -> Analysis:
    """Return the facts of a requirement file; a line that names no requirement says nothing."""
    outline, notes = Outline(), Notes()
    for number, line in _logical_lines(text):
        file = _FILE_OPTION.match(line)
        editable = _EDITABLE.match(line)
        if file:
            notes.link(file["path"], number, "", LinkKind.INCLUDE)
        elif editable and not _EGG.search(editable["place"]):
            notes.link(editable["place"], number, "", LinkKind.INCLUDE)
        elif not line.startswith("-") or editable:
            _add(outline, editable["place"] if editable else line, number)
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=leading_comment(text, "ini"),
        symbols=outline.symbols(text.count("\n") + 1),
        document=notes.document(outline.omitted),
    )


def _add(outline: Outline, line: str, number: int) -> None:
    egg = _EGG.search(line)
    if egg:
        outline.add(SymbolKind.DEPENDENCY, egg["name"], number, signature=f" @ {line}")
        return
    found = python_requirement(_OPTIONS.sub("", line))
    if found is not None:
        name, rest = found
        outline.add(SymbolKind.DEPENDENCY, name, number, signature=f" {rest}" if rest else "")


def _logical_lines(text: str) -> list[tuple[int, str]]:
    """Join lines that end with a backslash; return each with its number, without comments."""
    found: list[tuple[int, str]] = []
    pending, start = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        start = start if pending else number
        pending += _COMMENT.sub("", line)
        if pending.endswith("\\"):
            pending = pending[:-1] + " "
            continue
        if pending.strip():
            found.append((start, pending.strip()))
        pending = ""
    if pending.strip():
        found.append((start, pending.strip()))
    return found
