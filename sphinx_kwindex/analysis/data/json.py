"""JSON files, with the comments and trailing commas that editors allow in their settings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pygments.lexers.data import JsonLexer
from pygments.token import Comment, Punctuation, Whitespace

from sphinx_kwindex.analysis.data.entries import (
    MOST_ENTRIES,
    TOO_DEEP,
    Entry,
    Form,
    Path,
    Reading,
)
from sphinx_kwindex.analysis.data.facts import analyse_entries
from sphinx_kwindex.analysis.languages import Language
from sphinx_kwindex.analysis.tokens import is_a, lines_of_tokens
from sphinx_kwindex.records.analysis import Analysis

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
"""Numbers stay as they are written; one of a million digits costs nothing."""
_LEVELS = 3


def analyse_json(text: str, language: Language) -> Analysis:
    """Return the facts of a JSON file."""
    return analyse_entries(read_json(text), text, language)


def read_json(text: str) -> Reading:
    """Return the entries of a JSON file, and of lines of JSON those of the first line."""
    if not text.strip():
        return Reading()
    try:
        return Reading(_read(text))
    except ValueError:
        try:
            return Reading(_read(_without_extras(text)))
        except json.JSONDecodeError as error:
            return Reading((), error.msg, error.lineno)
        except ValueError as error:
            return Reading((), str(error), 1)
    except RecursionError:
        return Reading((), TOO_DEEP, 1)


def _read(text: str) -> tuple[Entry, ...]:
    start = _skip(text, 0)
    value, end = _DECODER.raw_decode(text, start)
    rest = _skip(text, end)
    if rest < len(text) and "\n" not in text[end:rest]:
        raise json.JSONDecodeError("Extra data", text, rest)
    lines = _Lines(text)
    return tuple(_entries(text, start, value, (), lines))


def _entries(text: str, start: int, value: object, path: Path, lines: _Lines) -> Iterator[Entry]:
    for name, inner, at, inner_at in _members(text, start, value):
        inner_path = (*path, name)
        if lines.room() <= 0:
            return
        yield Entry(inner_path, lines.of(at), _form(inner), _shown(inner))
        if len(inner_path) < _LEVELS:
            yield from _entries(text, inner_at, inner, inner_path, lines)


def _members(text: str, start: int, value: object) -> Iterator[tuple[str | int, object, int, int]]:
    """Yield key or position, value, and offsets of both, of an object or list at ``start``."""
    if not isinstance(value, dict | list) or not value:
        return
    at = _skip(text, start + 1)
    position = 0
    while text[at] not in "}]":
        name: str | int = position
        inner_at = at
        if isinstance(value, dict):
            name, end = _DECODER.raw_decode(text, at)
            inner_at = _skip(text, _skip(text, end) + 1)
        inner, end = _DECODER.raw_decode(text, inner_at)
        yield name, inner, at, inner_at
        position += 1
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)


class _Lines:
    """Counts line ends once, as offsets only grow, and entries."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._offset = 0
        self._line = 1
        self._room = MOST_ENTRIES

    def room(self) -> int:
        """Return how many more entries there may be."""
        self._room -= 1
        return self._room

    def of(self, offset: int) -> int:
        """Return the line of an offset, no smaller than the last one asked for."""
        self._line += self._text.count("\n", self._offset, offset)
        self._offset = offset
        return self._line


def _skip(text: str, start: int) -> int:
    match = _SPACE.match(text, start)
    return match.end() if match else start


def _form(value: object) -> Form:
    if isinstance(value, dict):
        return Form.TABLE
    return Form.LIST if isinstance(value, list) else Form.VALUE


def _shown(value: object) -> str:
    if isinstance(value, dict | list):
        return ""
    return value if isinstance(value, str) else json.dumps(value)


def _without_extras(text: str) -> str:
    """Blank out comments and trailing commas, keeping every line where it is."""
    parts: list[str] = []
    comma = -1
    for _, token, value in lines_of_tokens(JsonLexer(), text):
        if is_a(token, Comment):
            parts.append(re.sub(r"[^\n]", " ", value))
        elif is_a(token, Punctuation):
            for mark in value:
                if mark in "}]" and comma >= 0:
                    parts[comma] = " "
                comma = len(parts) if mark == "," else -1
                parts.append(mark)
        else:
            comma = comma if token is Whitespace else -1
            parts.append(value)
    return "".join(parts)
