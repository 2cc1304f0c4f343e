"""The names in a file of a language other than Python that other files may define.

Of imports that is what they name; what a syntax tree tells of scripts is there already.  In C and
its relatives it is what is called, what stands where a type may stand, and what is in capitals;
names that the file itself binds to something else are left out, whatever the scope.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import msgspec

from sphinx_kwindex.records.analysis import PYTHON_LANGUAGES, Analysis
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.records.written_names import (
    Exported,
    Form,
    WrittenName,
    WrittenNames,
    packed_names,
)

C_FAMILY = frozenset({"C", "C header", "C++", "C++ header", "CUDA"})
_LONGEST = 1_000_000
"""Characters of a file that is looked at; longer ones are made by programs."""

_TOKEN = re.compile(
    r"""(?P<skipped>//(?:[^\\\n]|\\.|\\\n)*|/\*(?:[^*]|\*(?!/))*(?:\*/)?
        |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\d[\w.']*)
    |(?P<raw>\b(?:u8|[uUL])?R"(?P<fence>[^()\\\s"]{0,16})\()
    |(?P<word>[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*)
    |(?P<sign>->|::|[^\s\w])""",
    re.VERBOSE | re.DOTALL,
)

_STATEMENTS = frozenset(
    {"return", "else", "case", "goto", "throw", "delete", "do", "sizeof", "not", "and", "or"}
    | {"co_return", "co_yield", "co_await"}
)
"""Words before a value, which are no type."""
_TAGS = frozenset({"struct", "union", "enum", "class"})
_AFTER_BOUND = frozenset({"=", ";", ",", ")", "[", "{", ":"})
_AROUND_TYPES = frozenset({"*", "&", ">"})
_MEMBER = frozenset({".", "->"})


class _Token(NamedTuple):
    position: int
    text: str
    is_word: bool


def written_names(text: str, analysis: Analysis) -> bytes:
    """Return the names that other files may define, encoded; nothing if there are none.

    Parameters
    ----------
    text:
        The content.
    analysis:
        What is known of it.
    """
    language = analysis.language
    if len(text) > _LONGEST or language in PYTHON_LANGUAGES:
        return b""
    lines = text.split("\n")
    found = [*_paths(lines, analysis.imports)]
    exports: tuple[Exported, ...] = ()
    if analysis.written_names:
        known = msgspec.msgpack.decode(analysis.written_names, type=WrittenNames)
        found += known.places()
        exports = known.exports
    if language in C_FAMILY:
        found += _in_code(text, _Lines(lines))
    return packed_names(found, exports)


class _Lines:
    """Says in which line and column a character is."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]

    def name(self, position: int, word: str, form: Form) -> WrittenName:
        """Return a name at a position of the text.

        Parameters
        ----------
        position:
            Where it begins.
        word:
            The name.
        form:
            How it is written.
        """
        line = bisect_right(self._starts, position)
        column = position - self._starts[line - 1]
        return WrittenName(line, column, len(word), form, -1, word)


def _paths(lines: Sequence[str], imports: Iterable[Import]) -> Iterator[WrittenName]:
    """Yield what imports name, where that is in their line once."""
    taken: set[tuple[int, int]] = set()
    for position, statement in enumerate(imports):
        if not 0 < statement.line <= len(lines):
            continue
        line = lines[statement.line - 1]
        has_name = statement.name and not statement.is_star
        whole = f"{statement.module}.{statement.name}" if has_name else statement.module
        column = _only(line, whole)
        if column >= 0 and (statement.line, column) not in taken:
            taken.add((statement.line, column))
            yield WrittenName(statement.line, column, len(whole), Form.PATH, position, whole)


def _only(line: str, written: str) -> int:
    """Return where something is in a line, -1 if it is not there or twice."""
    column = line.find(written) if written and not written.isspace() else -1
    if column < 0 or line.find(written, column + 1) >= 0:
        return -1
    around = line[max(0, column - 1) : column], line[column + len(written) :][:1]
    return -1 if any(sign.isalnum() or sign == "_" for sign in around) else column


def _in_code(text: str, lines: _Lines) -> Iterator[WrittenName]:
    """Yield the names in code of C and its relatives."""
    tokens = [*_tokens(text)]
    bound: set[str] = set()
    names: list[tuple[_Token, Form]] = []
    nothing = _Token(0, "", is_word=False)
    for before, token, after in zip(
        [nothing, *tokens], tokens, [*tokens[1:], nothing], strict=False
    ):
        if not token.is_word or before.text in _MEMBER:
            continue
        if _is_bound(before, token, after):
            bound.add(token.text)
        form = _form(before, token, after)
        if form is not None:
            names.append((token, form))
    for token, form in names:
        if form is Form.CAPITALS or token.text not in bound:
            yield lines.name(token.position, token.text, form)


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while found := _TOKEN.search(text, position):
        position = found.end()
        if found["raw"]:
            end = text.find(f'){found["fence"]}"', position)
            if end < 0:
                return
            position = end
        elif found["word"]:
            yield _Token(found.start(), found["word"], is_word=True)
        elif found["sign"]:
            yield _Token(found.start(), found["sign"], is_word=False)


def _is_bound(before: _Token, token: _Token, after: _Token) -> bool:
    """Return whether a name is perhaps that of a variable, a parameter or a type parameter."""
    if before.text in ("typename", "class") and after.text in (",", ">", "="):
        return True
    is_after_type = before.text in _AROUND_TYPES or (
        before.is_word and before.text not in _STATEMENTS and before.text not in _TAGS
    )
    return is_after_type and after.text in _AFTER_BOUND and "::" not in token.text


def _form(before: _Token, token: _Token, after: _Token) -> Form | None:
    if token.text.isupper() and len(token.text) > 1:
        return Form.CAPITALS
    if after.text == "(":
        return None if before.text == "::" else Form.CALL
    if before.text in _TAGS or after.text in _AROUND_TYPES:
        return Form.TYPE
    is_declaring = after.is_word and before.text != "goto" and token.text not in _STATEMENTS
    return Form.TYPE if is_declaring or "::" in token.text else None
