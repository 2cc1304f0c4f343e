"""Sections of docstrings: by their underlined title, their title with a colon, or their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_kwindex.analysis.docstrings.entries import (
    Declared,
    google_entries,
    numpy_entries,
    result,
    with_declared,
)
from sphinx_kwindex.analysis.docstrings.fields import FIELD, read_fields
from sphinx_kwindex.analysis.docstrings.lines import dedented, indent_of, indented_end, trimmed
from sphinx_kwindex.analysis.docstrings.markup import read_blocks
from sphinx_kwindex.records.docstrings import Block, Entries, Entry, Titled, Words

PARAMETERS = "Parameters"
_OF_PARAMETERS = frozenset({PARAMETERS, "Other parameters", "Keyword arguments", "Receives"})

_NAMED = {
    **dict.fromkeys(("args", "arguments", "params", "parameters", "parameter"), PARAMETERS),
    **dict.fromkeys(
        ("keyword args", "keyword arguments", "kwargs", "keywords"), "Keyword arguments"
    ),
    **dict.fromkeys(
        ("other args", "other arguments", "other params", "other parameters"), "Other parameters"
    ),
    "receives": "Receives",
    **dict.fromkeys(("raises", "raise", "exceptions", "throws"), "Raises"),
    "warns": "Warns",
    "attributes": "Attributes",
    "methods": "Methods",
}
"""Sections of named things, by their title in lower case."""

_RESULTS = {
    **dict.fromkeys(("return", "returns"), "Returns"),
    **dict.fromkeys(("yield", "yields"), "Yields"),
}

_TEXT = {
    **dict.fromkeys(
        ("example", "examples", "usage", "references", "see also", "todo", "notes"), ""
    ),
    **dict.fromkeys(("note", "tip", "hint", "important"), "note"),
    **dict.fromkeys(("warning", "warnings", "caution", "danger"), "warning"),
}
"""Sections of text, with how they are set apart."""

_SEE_ALSO = "see also"
_EXCEPTIONS = frozenset({"Raises", "Warns"})

_KNOWN = {*_NAMED, *_RESULTS, *_TEXT}
_UNDERLINE = re.compile(r"(?:-{3,}|={3,}|~{3,})$")
_COLON_TITLE = re.compile(r"(?P<title>[A-Za-z][A-Za-z ]{2,24})::?(?:\s+(?P<words>\S.*))?$")


def read_sections(lines: Sequence[str], declared: Declared) -> tuple[Block, ...]:
    """Return the blocks of a docstring.

    Parameters
    ----------
    lines:
        The docstring without its indentation.
    declared:
        Finds a parameter of the definition, by its name without stars.
    """
    return tuple(_Sections(lines, declared).read())


class _Sections:
    """Goes over the lines once, from title to title."""

    def __init__(self, lines: Sequence[str], declared: Declared) -> None:
        self.lines = lines
        self.declared = declared

    def read(self) -> Iterator[Block]:
        at = start = 0
        is_fenced = False
        while at < len(self.lines):
            line = self.lines[at]
            if line.lstrip().startswith(("```", "~~~")):
                is_fenced = not is_fenced
            section = None if is_fenced else self._section(at)
            if section is None:
                at += 1
                continue
            yield from read_blocks(self.lines[start:at])
            end, blocks = section
            yield from blocks
            at = start = end
        yield from read_blocks(self.lines[start:])

    def _section(self, at: int) -> tuple[int, tuple[Block, ...]] | None:
        """Return the section that starts at a line with the line after it, None if none does."""
        line = self.lines[at]
        if not line or line[0].isspace():
            return None
        below = self.lines[at + 1].rstrip() if at + 1 < len(self.lines) else ""
        if _UNDERLINE.match(below) and _key(line) in _KNOWN:
            return self._underlined(at)
        if FIELD.match(line):
            return read_fields(self.lines, at, self.declared)
        match = _COLON_TITLE.match(line)
        if match is None:
            return None
        if _key(match["title"]) not in _KNOWN:
            return self._unknown(at, match)
        return self._with_colon(at, match)

    def _underlined(self, at: int) -> tuple[int, tuple[Block, ...]]:
        """Read a section of NumPy's style, which ends where the next title is."""
        end = at + 2
        while end < len(self.lines) and not self._is_title(end):
            end += 1
        body = trimmed(self.lines[at + 2 : end])
        key = _key(self.lines[at])
        written = self.lines[at].strip().rstrip(":")
        if key in _NAMED or key in _RESULTS or key == _SEE_ALSO:
            rows = numpy_entries(body, is_result=key in _RESULTS or _NAMED.get(key) in _EXCEPTIONS)
            if rows is not None:
                return end, (self._entries(key, written, rows),)
        inner = read_blocks(dedented(body), in_section=True)
        return end, (self._titled(key, written, inner),)

    def _with_colon(self, at: int, match: re.Match[str]) -> tuple[int, tuple[Block, ...]] | None:
        """Read a section of Google's style, which ends where the indentation does."""
        end = indented_end(self.lines, at + 1)
        body = dedented(trimmed(self.lines[at + 1 : end]))
        key, words = _key(match["title"]), match["words"] or ""
        follows = self.lines[at + 1] if at + 1 < len(self.lines) else ""
        if key == _SEE_ALSO and words and not body:
            rows = numpy_entries([words], is_result=False)
            return (at + 1, (self._entries(key, match["title"], rows),)) if rows else None
        if not body or (match.string.rstrip().endswith("::") and key not in _TEXT):
            return None
        if words and (not indent_of(follows) or key in _NAMED):
            return None
        if key in _NAMED:
            rows = google_entries(body, is_result=False)
        elif key in _RESULTS:
            rows = google_entries([words, *body] if words else body, is_result=True)
        elif key == _SEE_ALSO:
            rows = numpy_entries([words, *body] if words else body, is_result=False)
        else:
            rows = None
        if rows is not None:
            return end, (self._entries(key, match["title"], rows),)
        if match.string.rstrip().endswith("::"):
            return end, (Titled(match["title"], read_blocks(["::", "", *_indented(body)])),)
        inner = read_blocks([words, *body] if words else body, in_section=True)
        return end, (self._titled(key, match["title"], inner),)

    def _unknown(self, at: int, match: re.Match[str]) -> tuple[int, tuple[Block, ...]] | None:
        """Read named things under a title of the author's own."""
        if match["words"] or match.string.rstrip().endswith("::"):
            return None
        end = indented_end(self.lines, at + 1)
        body = trimmed(self.lines[at + 1 : end])
        if not body or not body[0].strip() or self.lines[at + 1] != body[0]:
            return None
        rows = google_entries(dedented(body), is_result=False)
        return (end, (Entries(match["title"], rows),)) if rows else None

    def _entries(self, key: str, written: str, rows: tuple[Entry, ...]) -> Block:
        title = _NAMED.get(key) or _RESULTS.get(key) or written
        if _NAMED.get(key) in _EXCEPTIONS:
            rows = tuple(_without_type(row if row.name else Entry(row.type, body=row.body))
                         for row in rows)  # fmt: skip
        if key == _SEE_ALSO:
            rows = tuple(map(_without_type, rows))
        entries = Entries(title, rows)
        return with_declared(entries, self.declared) if title in _OF_PARAMETERS else entries

    def _titled(self, key: str, written: str, body: tuple[Block, ...]) -> Block:
        if key in _RESULTS:
            return result(_RESULTS[key], body, self.declared)
        return Titled(_NAMED.get(key) or written.strip(), body, _TEXT.get(key, ""))

    def _is_title(self, at: int) -> bool:
        line = self.lines[at].strip()
        below = self.lines[at + 1].rstrip() if at + 1 < len(self.lines) else ""
        is_plain = bool(line) and not self.lines[at][0].isspace()
        return is_plain and _UNDERLINE.match(below) is not None and not _UNDERLINE.match(line)


def _without_type(row: Entry) -> Entry:
    """Return an entry in which what stands after a colon is a paragraph."""
    return Entry(row.name, body=(Words(row.type), *row.body)) if row.type else row


def _key(title: str) -> str:
    return " ".join(title.strip().rstrip(":").split()).lower()


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"    {line}" if line else "" for line in lines]
