"""The instructions of a Dockerfile, each on one logical line."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIRECTIVE = re.compile(r"#\s*(?P<name>\w+)\s*=\s*(?P<value>\S*)")
_INSTRUCTION = re.compile(r"(?P<word>[A-Za-z]+)(?:\s+(?P<rest>.*))?\Z", re.DOTALL)
_HERE_DOCUMENT = re.compile(r"(?<![<\w])<<(?P<dash>-?)([\"']?)(?P<end>[A-Za-z_][\w.]*)\2")
"""``RUN <<-"EOF"``."""
_WITH_HERE_DOCUMENTS = frozenset({"ADD", "COPY", "RUN"})
_LONGEST = 20_000
"""Characters of an instruction that are looked at."""


def docker_instructions(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, name and the rest of each instruction; no line of a here-document."""
    lines = text.split("\n")
    escape = _escape(lines)
    place = 0
    while place < len(lines):
        words = lines[place].strip()
        if not words or words.startswith("#"):
            place += 1
            continue
        start = place + 1
        written, place = _logical_line(lines, place, escape)
        found = _INSTRUCTION.match(written.strip())
        if found is None:
            continue
        name, rest = found["word"].upper(), found["rest"] or ""
        if name in _WITH_HERE_DOCUMENTS:
            place = _after_here_documents(lines, place, rest)
        yield start, name, rest


def _escape(lines: list[str]) -> str:
    """Return the character that continues a line, as the head of the file may say."""
    for line in lines:
        directive = _DIRECTIVE.match(line.strip())
        if directive is None:
            break
        if directive["name"].lower() == "escape" and directive["value"] == "`":
            return "`"
    return "\\"


def _logical_line(lines: list[str], place: int, escape: str) -> tuple[str, int]:
    """Return a line with those that continue it, and the place of the next."""
    parts: list[str] = []
    while place < len(lines):
        current = lines[place].strip()
        place += 1
        if parts and (not current or current.startswith("#")):
            continue
        if not current.endswith(escape):
            parts.append(current)
            break
        parts.append(current[:-1].rstrip())
    return " ".join(parts)[:_LONGEST], place


def _after_here_documents(lines: list[str], place: int, rest: str) -> int:
    """Return the place after the here-documents of an instruction; one may have no end."""
    for found in _HERE_DOCUMENT.finditer(rest):
        end = place
        while end < len(lines):
            line = lines[end].lstrip("\t") if found["dash"] else lines[end]
            if line.rstrip("\r") == found["end"]:
                break
            end += 1
        if end == len(lines):
            return end
        place = end + 1
    return place
