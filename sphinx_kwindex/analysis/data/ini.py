"""INI files, line by line: they have no common grammar that a file could break."""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.data.entries import MOST_ENTRIES, Entry, Form, Path, Reading
from sphinx_kwindex.analysis.data.facts import analyse_entries
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.records.analysis import Analysis

_SIGNS = "=:"
_EXPORT = re.compile(r"^[ \t]*export[ \t]+", re.MULTILINE)
_HEADER = re.compile(r"\[(?P<name>[^\]]+)\](?:\s*[;#].*)?\Z|\[(?P<odd>.+)\]")
"""``[name] ; comment``, or what has a bracket in its name."""


def analyse_ini(text: str, language: Language) -> Analysis:
    """Return the facts of an INI file."""
    return analyse_entries(read_ini(text), text, language)


def analyse_environment(text: str, language: Language) -> Analysis:
    """Return the facts of a file of environment variables, as shells and Docker Compose read it."""
    return analyse_entries(read_ini(_EXPORT.sub("", text)), text, language)


def read_ini(text: str) -> Reading:
    """Return the sections of an INI file, their keys, and the lines of long values."""
    lines = text.split("\n")
    entries: list[Entry] = []
    section: Path = ()
    indent, key, position = 0, None, 0
    for number, line in enumerate(lines, 1):
        words = line.strip()
        if not words or words[0] in "#;" or len(entries) >= MOST_ENTRIES:
            continue
        own_indent = len(line) - len(line.lstrip())
        if key is not None and own_indent > indent:
            # The value of a key goes on as long as its lines are further in than the key.
            entries.append(Entry((*key, position), number, Form.VALUE, words))
            position += 1
        elif header := _HEADER.match(words):
            section, key = (header["name"] or header["odd"],), None
            entries.append(Entry(section, number, Form.SECTION))
        else:
            name, value = _split(words)
            indent, position = own_indent, 0
            if name:
                key = (*section, name)
                entries.append(Entry(key, number, Form.VALUE, value))
    return Reading(_with_lists(entries))


def _split(words: str) -> tuple[str, str]:
    """Split a line at the first sign of assignment."""
    at = min((place for sign in _SIGNS if (place := words.find(sign)) >= 0), default=len(words))
    return words[:at].strip(), words[at + 1 :].strip()


def _with_lists(entries: list[Entry]) -> tuple[Entry, ...]:
    """Say of a key without a value on its own line, but with some below, that it has a list."""
    lists = {entry.path[:-1] for entry in entries if isinstance(entry.path[-1], int)}
    return tuple(
        Entry(entry.path, entry.line, Form.LIST)
        if entry.path in lists and not entry.value
        else entry
        for entry in entries
    )
