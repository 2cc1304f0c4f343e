"""Sections of docstrings: by their underlined title, their title with a colon, or their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from sphinx_kwindex.analysis.docstrings.among_words import Part, parts_of
from sphinx_kwindex.analysis.docstrings.entries import (
    Declared,
    google_entries,
    numpy_entries,
    result,
    with_declared,
)
from sphinx_kwindex.analysis.docstrings.fields import FIELD, read_fields
from sphinx_kwindex.analysis.docstrings.lines import dedented, indent_of, indented_end, trimmed
from sphinx_kwindex.analysis.docstrings.literal import is_program, literal
from sphinx_kwindex.analysis.docstrings.markup import read_blocks
from sphinx_kwindex.analysis.docstrings.opening import Opening
from sphinx_kwindex.analysis.docstrings.written import SEE_ALSO, WrittenEntry, entries
from sphinx_kwindex.analysis.inline import inline_markdown
from sphinx_kwindex.analysis.section_titles import (
    EXAMPLES,
    EXCEPTIONS,
    KNOWN,
    NAMED,
    OF_PARAMETERS,
    RESULTS,
    TEXT,
    title_key,
)
from sphinx_kwindex.records.docstrings import Entries, Passage, Titled, Words

_UNDERLINE = re.compile(r"(?:-{3,}|={3,}|~{3,})$")
_COLON_TITLE = re.compile(r"(?P<title>[A-Za-z][A-Za-z ]{2,24})::?(?:\s+(?P<words>\S.*))?$")
"""``Returns: the height``."""


def read_sections(
    lines: Sequence[str], declared: Declared, opening: Opening
) -> tuple[Passage, ...]:
    """Return the blocks of a docstring.

    Parameters
    ----------
    lines:
        The docstring without its indentation.
    declared:
        Finds a parameter of the definition, by its name without stars.
    opening:
        The first sentence, which is left out.
    """
    return tuple(_Sections(lines, declared, opening).read())


class _Sections:
    """Goes over the lines once, from title to title."""

    def __init__(self, lines: Sequence[str], declared: Declared, opening: Opening) -> None:
        self.lines = lines
        self.declared = declared
        self.opening: Opening | None = opening

    def read(self) -> Iterator[Passage]:
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
            yield from self._between(start, at)
            end, blocks = section
            yield from blocks
            at = start = end
        yield from self._between(start, len(self.lines))

    def _between(self, start: int, end: int) -> tuple[Passage, ...]:
        """Read what stands outside sections; before the first one it begins with the opening."""
        opening, self.opening = self.opening, None
        return read_blocks(self.lines[start:end], opening=opening)

    def _section(self, at: int) -> tuple[int, tuple[Passage, ...]] | None:
        """Return the section that starts at a line with the line after it, None if none does."""
        line = self.lines[at]
        if not line or line[0].isspace():
            return None
        below = self.lines[at + 1].rstrip() if at + 1 < len(self.lines) else ""
        if _UNDERLINE.match(below) and title_key(line) in KNOWN:
            return self._underlined(at)
        if FIELD.match(line):
            return read_fields(self.lines, at, self.declared)
        match = _COLON_TITLE.match(line)
        if match is None:
            return None
        if title_key(match["title"]) not in KNOWN:
            return self._unknown(at, match)
        return self._with_colon(at, match)

    def _underlined(self, at: int) -> tuple[int, tuple[Passage, ...]]:
        """Read a section of NumPy's style, which ends where the next title is."""
        end = at + 2
        while end < len(self.lines) and not self._is_title(end):
            end += 1
        body = trimmed(self.lines[at + 2 : end])
        key = title_key(self.lines[at])
        written = self.lines[at].strip().rstrip(":")
        if FIELD.match("".join(dedented(body)[:1])):
            return end, self._fields(dedented(body))
        if key in NAMED or key in RESULTS or key == SEE_ALSO:
            is_result = key in RESULTS or NAMED.get(key) in EXCEPTIONS
            read = partial(numpy_entries, is_result=is_result)
            found = self._with_words(key, written, parts_of(dedented(body), read))
            if found is not None:
                return end, (found,)
        inner = read_blocks(dedented(body), in_section=True)
        return end, (self._titled(key, written, inner),)

    def _with_colon(self, at: int, match: re.Match[str]) -> tuple[int, tuple[Passage, ...]] | None:
        """Read a section of Google's style, which ends where the indentation does."""
        end = indented_end(self.lines, at + 1)
        body = dedented(trimmed(self.lines[at + 1 : end]))
        key, words = title_key(match["title"]), match["words"] or ""
        follows = self.lines[at + 1] if at + 1 < len(self.lines) else ""
        if key == SEE_ALSO and words and not body:
            rows = numpy_entries([words], is_result=False)
            return (at + 1, (self._entries(key, match["title"], rows),)) if rows else None
        if not body or (match.string.rstrip().endswith("::") and key not in TEXT):
            return None
        if words and (not indent_of(follows) or key in NAMED):
            return None
        if not words and FIELD.match(body[0]):
            return end, self._fields(body)
        found = self._entries_with_colon(key, match["title"], [words, *body] if words else body)
        if found is not None:
            return end, (found,)
        if key in EXAMPLES and not words and is_program(body):
            return end, (self._titled(key, match["title"], (literal(body),)),)
        if match.string.rstrip().endswith("::"):
            return end, (Titled(match["title"], read_blocks(["::", "", *_indented(body)])),)
        inner = read_blocks([words, *body] if words else body, in_section=True)
        return end, (self._titled(key, match["title"], inner),)

    def _fields(self, body: Sequence[str]) -> tuple[Passage, ...]:
        """Read a section that holds fields: these have titles of their own."""
        return read_sections(body, self.declared, Opening(""))

    def _entries_with_colon(self, key: str, written: str, body: list[str]) -> Passage | None:
        """Return the entries of a section of Google's style, None if it has none."""
        if key in RESULTS:
            rows = google_entries(body, is_result=True)
            return self._entries(key, written, rows) if rows is not None else None
        if key not in NAMED and key != SEE_ALSO:
            return None
        read = google_entries if key in NAMED else numpy_entries
        return self._with_words(key, written, parts_of(body, partial(read, is_result=False)))

    def _with_words(self, key: str, written: str, parts: list[Part] | None) -> Passage | None:
        """Return a section with entries, below its title if there are paragraphs as well."""
        if parts is None:
            return None
        passages: list[Passage] = []
        for part in parts:
            if isinstance(part, list):
                passages += read_blocks(trimmed(part), in_section=True)
            else:
                found = self._entries(key, written, part)
                passages.append(found if len(parts) == 1 else replace(found, title=_column(found)))
        if len(parts) == 1:
            return passages[0]
        return Titled(NAMED.get(key) or written.strip(), tuple(passages), TEXT.get(key, ""))

    def _unknown(self, at: int, match: re.Match[str]) -> tuple[int, tuple[Passage, ...]] | None:
        """Read named things under a title of the author's own."""
        if match["words"] or match.string.rstrip().endswith("::"):
            return None
        end = indented_end(self.lines, at + 1)
        body = trimmed(self.lines[at + 1 : end])
        if not body or not body[0].strip() or self.lines[at + 1] != body[0]:
            return None
        rows = google_entries(dedented(body), is_result=False)
        return (end, (entries(match["title"], rows),)) if rows else None

    def _entries(self, key: str, written: str, rows: tuple[WrittenEntry, ...]) -> Entries:
        title = NAMED.get(key) or RESULTS.get(key) or written
        if NAMED.get(key) in EXCEPTIONS:
            rows = tuple(_without_type(row if row.name else WrittenEntry(row.type, body=row.body))
                         for row in rows)  # fmt: skip
        if key == SEE_ALSO:
            rows = tuple(map(_without_type, rows))
        if title in OF_PARAMETERS:
            rows = with_declared(rows, self.declared)
        return entries(title, rows)

    def _titled(self, key: str, written: str, body: tuple[Passage, ...]) -> Passage:
        if key in RESULTS:
            return result(RESULTS[key], body, self.declared)
        return Titled(NAMED.get(key) or written.strip(), body, TEXT.get(key, ""))

    def _is_title(self, at: int) -> bool:
        line = self.lines[at].strip()
        below = self.lines[at + 1].rstrip() if at + 1 < len(self.lines) else ""
        is_plain = bool(line) and not self.lines[at][0].isspace()
        return is_plain and _UNDERLINE.match(below) is not None and not _UNDERLINE.match(line)


def _column(found: Entries) -> str:
    """Return the title of the first column of entries whose own is above."""
    return "Name" if any(row.name for row in found.rows) else "Type"


def _without_type(row: WrittenEntry) -> WrittenEntry:
    """Return an entry in which what stands after a colon is a paragraph."""
    if not row.type:
        return row
    return WrittenEntry(row.name, body=(Words(inline_markdown(row.type)), *row.body))


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"    {line}" if line else "" for line in lines]
