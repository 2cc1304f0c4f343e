"""TOML files: what is in them by the standard library, where it stands by Pygments' lexer.

No TOML reader tells lines.  What the lexer says of a line counts only for keys that the reader has
found, so that a file can have a key without a line, but never a key that is none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping

from pygments.lexers.configs import TOMLLexer
from pygments.token import Keyword, Name, Operator, Punctuation, String, _TokenType

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
from sphinx_kwindex.analysis.tokens import is_a, lines_of_tokens, shortened
from sphinx_kwindex.records import Analysis

_ERROR = re.compile(r"(?P<message>.*?)\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)")


def analyse_toml(text: str, language: Language) -> Analysis:
    """Return the facts of a TOML file."""
    return analyse_entries(read_toml(text), text, language)


def read_toml(text: str) -> Reading:
    """Return the entries of a TOML file."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _ERROR.match(str(error))
        message = found["message"] if found else str(error)
        line = int(found["line"]) if found and found["line"] else text.count("\n") + 1
        return Reading((), message, line)
    except RecursionError:
        return Reading((), TOO_DEEP, 1)
    except ValueError as error:
        # A number too long to be read.
        return Reading((), str(error).partition(";")[0], 1)
    entries: list[Entry] = []
    for path, line, is_header in _Places(text).read():
        _add(entries, path, line, is_header=is_header, data=data)
        if len(entries) >= MOST_ENTRIES:
            break
    return Reading(tuple(entries))


def _is_repeated(data: object, path: Path) -> bool:
    """Tell whether there are several tables of the name of the one that holds a key."""
    for key in path[:-1]:
        if isinstance(data, dict):
            data = data.get(key)
        if isinstance(data, list) and len(data) > 1 and isinstance(data[0], dict):
            return True
    return False


def _add(
    entries: list[Entry], path: Path, line: int, *, is_header: bool, data: Mapping[str, object]
) -> None:
    value = _at(data, path)
    if value is None:
        return
    if is_header:
        repeated = f" ({len(value):,} of them)" if isinstance(value, list) and value[1:] else ""
        entries.append(Entry(path, line, Form.SECTION, repeated))
    elif isinstance(value, dict):
        entries.append(Entry(path, line, Form.TABLE))
    elif isinstance(value, list):
        entries.append(Entry(path, line, Form.LIST))
    else:
        shown = "" if _is_repeated(data, path) else _shown(value)
        entries.append(Entry(path, line, Form.VALUE, shown))


def _at(data: object, path: Path) -> object:
    """Return the value under a path, of an array of tables that in any of them."""
    for position, key in enumerate(path):
        if isinstance(data, list) and isinstance(key, str):
            rest = path[position:]
            return next((found for item in data if (found := _at(item, rest)) is not None), None)
        if isinstance(data, dict):
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            return None
    return data


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


class _Places:
    """Follows the tokens of a TOML file: which header, key or item of a list is on which line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._table: tuple[str, ...] = ()
        self._key: list[str] = []
        self._words: list[str] = []
        self._position = 0
        self._has_item = False

    def read(self) -> Iterator[tuple[Path, int, bool]]:
        """Yield path, line, and whether it is the header of a table."""
        depth, in_value, in_header = 0, False, False
        for line, token, value in lines_of_tokens(TOMLLexer(stripnl=False), shortened(self._text)):
            if token is Keyword and value in ("[", "[[", "]", "]]"):
                in_header, in_value, depth = value[0] == "[", False, 0
                if in_header:
                    self._words = [""]
                else:
                    self._table = tuple(_unquoted(word) for word in self._words)
                    yield self._table, line, True
                    self._words = []
            elif in_header:
                self._collect(token, value, Keyword)
            elif not in_value:
                if token is Operator and value == "=":
                    self._key = [_unquoted(word) for word in self._words]
                    yield (*self._table, *self._key), line, False
                    in_value, depth, self._position, self._has_item = True, 0, 0, False
                else:
                    self._collect(token, value, Name)
            else:
                depth += _depth(token, value)
                if depth == 1:
                    item = self._item(token, value)
                    if item is not None:
                        yield item, line, False
                elif depth == 0 and "\n" in value and not is_a(token, String):
                    in_value, self._words = False, []

    def _collect(self, token: _TokenType, value: str, plain: _TokenType) -> None:
        """Add a token to the words of a dotted key; quotes stay, to tell what is quoted."""
        if not self._words:
            self._words = [""]
        if value == "." and token in {Keyword, Punctuation}:
            self._words.append("")
        elif token is plain or is_a(token, String):
            self._words[-1] += value

    def _item(self, token: _TokenType, value: str) -> Path | None:
        """Return the path of an item of a list that begins here."""
        if token is Punctuation and value == ",":
            self._position += 1
            self._has_item = False
        elif not self._has_item and is_a(token, String):
            self._has_item = True
            return (*self._table, *self._key, self._position)
        return None


def _depth(token: _TokenType, value: str) -> int:
    if token is not Punctuation:
        return 0
    return sum((mark in "[{") - (mark in "]}") for mark in value)


def _unquoted(word: str) -> str:
    """Return a key as it is read: a quoted one may hold escapes."""
    if word[:1] in ("'", '"'):
        try:
            return next(iter(tomllib.loads(f"{word} = 0")))
        except tomllib.TOMLDecodeError:
            return word.strip("'\"")
    return word
