"""Dockerfiles: their stages, what these build on, and what an image runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pygments.lexers.configs import DockerLexer
from pygments.token import Keyword

from sphinx_kwindex.analysis.comments import leading_comment
from sphinx_kwindex.analysis.data.requirement import split_requirement
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.notes import Notes
from sphinx_kwindex.analysis.outline import Outline, printable
from sphinx_kwindex.analysis.tokens import lines_of_tokens, shortened
from sphinx_kwindex.document_records import LinkKind
from sphinx_kwindex.records import Analysis, Prose
from sphinx_kwindex.symbol_kinds import SymbolKind

_FROM = re.compile(r"(?:--\S+\s+)*(?P<image>\S+)(?:\s+AS\s+(?P<name>\S+))?", re.IGNORECASE)
_HERE_DOCUMENT = re.compile(r"<<-?\s*([\"']?)(?P<end>\w+)\1")
_ASSIGNED = re.compile(r"(?:^|(?<=\s))([A-Za-z_]\w*)=(\"[^\"]*\"|'[^']*'|\S*)")
_NAMED = re.compile(r"([A-Za-z_]\w*)(?:\s+(.*))?\Z")
_COPIED = re.compile(r"(?:--\S+\s+)*(?P<first>[^\s\[\"$*?]+)\s+\S")
_SAID = ("WORKDIR", "USER", "EXPOSE", "VOLUME", "HEALTHCHECK", "ENTRYPOINT", "CMD")
"""Instructions that tell what an image is for."""


def analyse_docker(text: str, language: Language) -> Analysis:
    """Return the facts of a Dockerfile."""
    outline, notes = Outline(), Notes()
    stages: list[tuple[str, str, int]] = []
    said: list[str] = []
    stage = -1
    for line, instruction, rest in _instructions(text):
        if instruction == "FROM" and (found := _FROM.match(rest)):
            outline.summarise(stage, "; ".join(said))
            said = []
            stage = _stage(outline, found, line, [name for name, _, _ in stages])
            stages.append((found["name"] or "", found["image"], line))
        elif instruction in ("ARG", "ENV"):
            for name, value in _variables(rest):
                shown = f" = {value}" if value else ""
                outline.add(SymbolKind.KEY, name, line, parent=stage, signature=shown)
        elif instruction in ("COPY", "ADD") and "--from" not in rest:
            copied = _COPIED.match(rest)
            if copied and copied["first"] != ".":
                notes.link(copied["first"].removeprefix("/"), line, "", LinkKind.INCLUDE)
        elif instruction in _SAID:
            said.append(printable(f"{instruction} {rest}", 120))
    outline.summarise(stage, "; ".join(said))
    return Analysis(
        language=language.name,
        lexer=language.lexer,
        prose=leading_comment(text, language.lexer) or _purpose(stages, said),
        symbols=outline.symbols(text.count("\n") + 1),
        document=notes.document(outline.omitted),
    )


def _variables(rest: str) -> list[tuple[str, str]]:
    """Return the variables that an instruction sets, and their values: several, or the old form."""
    return _ASSIGNED.findall(rest) or _NAMED.findall(rest)


def _stage(outline: Outline, found: re.Match[str], line: int, known: list[str]) -> int:
    image, name = found["image"], found["name"]
    stage = outline.add(SymbolKind.STAGE, name or image, line, signature=f" from {image}")
    if image not in known and image != "scratch" and "$" not in image:
        base, version = split_requirement(image)
        signature = f" {version}" if version else ""
        outline.add(SymbolKind.DEPENDENCY, base, line, parent=stage, signature=signature)
    return stage


def _purpose(stages: list[tuple[str, str, int]], said: list[str]) -> Prose | None:
    """Return what the last stage builds on and starts; the others only help to build it."""
    if not stages:
        return None
    _, image, line = stages[-1]
    runs = next((words for words in said if words.startswith(("ENTRYPOINT", "CMD"))), "")
    number = f", in {len(stages)} stages" if len(stages) > 1 else ""
    starts = f"; it starts {runs.partition(' ')[2]}" if runs else ""
    return Prose(f"Builds an image from {image}{number}{starts}.", (), line, "FROM")


def _instructions(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, instruction and the rest of its logical line; no line of a here-document."""
    lines = text.split("\n")
    inside = 0
    for line, token, value in lines_of_tokens(DockerLexer(stripnl=False), shortened(text)):
        if token is not Keyword or line <= inside or not value.isalpha():
            continue
        if not lines[line - 1].lstrip().upper().startswith(value.upper()):
            continue
        words, inside = _logical_line(lines, line)
        here = _HERE_DOCUMENT.search(words)
        if here:
            while inside < len(lines) and lines[inside].strip() != here["end"]:
                inside += 1
        yield line, value.upper(), words.strip()[len(value) :].strip()


def _logical_line(lines: list[str], line: int) -> tuple[str, int]:
    """Return a line with those that continue it, and the number of the last one."""
    words = ""
    while line <= len(lines):
        current = lines[line - 1].rstrip()
        if words and current.lstrip().startswith("#"):
            line += 1
            continue
        if not current.endswith("\\"):
            return f"{words} {current}", line
        words += f" {current[:-1]}"
        line += 1
    return words, len(lines)
