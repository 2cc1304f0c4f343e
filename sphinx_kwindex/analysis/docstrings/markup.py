"""Blocks of reST and Markdown, as far as docstrings use them.

Both are read by the same rules: docstrings mix them, and few are written for a program to check.
Nothing is ever an error.  A block without a known form is a paragraph, or text whose lines stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_kwindex.analysis.docstrings.beginnings import (
    BULLET,
    EXTERNAL_TARGET,
    FENCE,
    FIELD,
    HEADING,
    INTERNAL_TARGET,
    NUMBER,
    REFERENCE,
    RULE,
    TABLE,
    TITLE,
    is_heading,
    starts_block,
    with_label,
)
from sphinx_kwindex.analysis.docstrings.cursor import Cursor
from sphinx_kwindex.analysis.docstrings.directives import DIRECTIVE, read_directive
from sphinx_kwindex.analysis.docstrings.lines import (
    dedented,
    indent_of,
    introduction,
    trimmed,
)
from sphinx_kwindex.analysis.docstrings.list_blocks import read_list
from sphinx_kwindex.analysis.docstrings.literal import is_unmarked_program, lexer_named, literal
from sphinx_kwindex.analysis.docstrings.opening import Opening
from sphinx_kwindex.analysis.docstrings.shapes import (
    end_of_simple_table,
    is_code,
    is_running_text,
    lines_stay,
)
from sphinx_kwindex.analysis.formulas.delimiters import formula_block
from sphinx_kwindex.analysis.inline import inline_markdown
from sphinx_kwindex.records.docstrings import (
    Code,
    Entries,
    Entry,
    Math,
    Passage,
    Titled,
    Words,
)

_DEEPEST = 4
"""Lists, notes and terms in each other; what lies deeper is text whose lines stay."""

_LONGEST_TERM = 70


def read_blocks(
    lines: Sequence[str],
    depth: int = 0,
    *,
    in_section: bool = False,
    opening: Opening | None = None,
) -> tuple[Passage, ...]:
    """Return the blocks of dedented lines.

    Parameters
    ----------
    lines:
        The lines.
    depth:
        How many lists, notes and terms are around them.
    in_section:
        Whether they stand under a title, where lines that are broken early are to stay so.
    opening:
        The first sentence of the docstring, if it is among them and to be left out.
    """
    if depth > _DEEPEST:
        text = "\n".join(trimmed(lines))
        return (Code(text),) if text else ()
    return _Reader(lines, depth, opening, in_section=in_section).read()


class _Reader(Cursor):
    """Finds the blocks of lines."""

    def __init__(
        self, lines: Sequence[str], depth: int, opening: Opening | None, *, in_section: bool
    ) -> None:
        super().__init__(lines)
        self.opening = opening
        self.in_section = in_section
        self.depth = depth
        self.found: list[Passage] = []

    def read(self) -> tuple[Passage, ...]:
        while self.at < len(self.lines):
            if not self.lines[self.at].strip():
                self.at += 1
            else:
                self._block(self.lines[self.at])
        return tuple(self.found)

    def _block(self, line: str) -> None:
        if indent_of(line):
            self._quote()
        elif match := FENCE.match(line):
            self._fence(match)
        elif found := formula_block(self.lines, self.at):
            formula, self.at = found
            self.found.append(Math(formula.tex, formula.plain))
        elif line.startswith(">>>"):
            self._doctest()
        elif line.startswith(".. ") or line == "..":
            self._explicit(line)
        elif BULLET.match(line) or NUMBER.match(line):
            self.found.append(read_list(self, self._below))
        elif TABLE.match(line):
            self._verbatim()
        elif is_heading(self.lines, self.at):
            self._heading(line)
        elif FIELD.match(line):
            self._fields()
        else:
            self._paragraph()

    def _inner(self, lines: Sequence[str], *, in_section: bool = False) -> tuple[Passage, ...]:
        return read_blocks(dedented(lines), self.depth + 1, in_section=in_section)

    def _quote(self) -> None:
        taken = self.indented()
        if not taken:
            self.at += 1
        elif any(map(starts_block, taken)) or is_running_text(taken):
            self.found.extend(read_blocks(taken, self.depth + 1))
        else:
            self.found.append(literal(taken))

    def _fence(self, match: re.Match[str]) -> None:
        start = self.at + 1
        end = start
        while end < len(self.lines) and not self.lines[end].strip().startswith(match["fence"]):
            end += 1
        text = "\n".join(self.lines[start:end])
        if text.strip():
            code = literal(dedented(trimmed(self.lines[start:end])))
            named = lexer_named(match["info"]) if match["info"] else code.lexer
            self.found.append(Code(code.text, named))
        self.at = end + 1

    def _doctest(self) -> None:
        """Take the prompts up to a blank line, and those that follow it."""
        start = end = self.at
        while end < len(self.lines):
            is_blank = not self.lines[end].strip()
            if is_blank and not self.following(end).startswith(">>>"):
                break
            end += 1
        self.found.append(Code("\n".join(trimmed(self.lines[start:end])), "pycon"))
        self.at = end

    def _explicit(self, line: str) -> None:
        start = self.at
        self.at += 1
        body = self.indented() if self.at < len(self.lines) else []
        match = DIRECTIVE.match(line)
        if match is not None:
            self.found.extend(read_directive(match, body, self._inner))
        elif reference := REFERENCE.match(line):
            inner = read_blocks([reference["text"], *body], self.depth + 1)
            self.found.extend(with_label(reference["label"], inner))
        elif target := EXTERNAL_TARGET.match(line):
            self._words(f"{target['name']}: {target['address']}")
        elif not INTERNAL_TARGET.match(line) and line != "..":
            # Perhaps a comment, perhaps a directive with one colon too few.
            self.found.append(Code("\n".join(trimmed(self.lines[start : self.at]))))

    def _below(self, lines: Sequence[str]) -> tuple[Passage, ...]:
        return read_blocks(lines, self.depth + 1)

    def _verbatim(self) -> None:
        """Keep a table as it is written, up to a blank line that no other rule follows."""
        end = end_of_simple_table(self.lines, self.at)
        while end < len(self.lines) and self.lines[end].strip():
            end += 1
        self.found.append(Code("\n".join(self.lines[self.at : end])))
        self.at = end

    def _heading(self, line: str) -> None:
        match = HEADING.match(line)
        underlined = self.at + 1 < len(self.lines) and RULE.match(self.lines[self.at + 1].strip())
        title = line.strip() if underlined or match is None else match["title"]
        if self.found or self.opening is None or not self.opening.is_below(title):
            self.found.append(Titled(title))
        self.at += 2 if underlined else 1

    def _words(self, text: str) -> None:
        """Add a paragraph, without the sentence that the docstring opens with."""
        if self.opening is not None:
            text = self.opening.cut_from(text)
        if text:
            self.found.append(Words(inline_markdown(text)))

    def _fields(self) -> None:
        rows = []
        while self.at < len(self.lines) and (match := FIELD.match(self.lines[self.at])):
            self.at += 1
            body = self.indented() if self.continues() else []
            value = match["value"] or ""
            rows.append(Entry(inline_markdown(match["name"]), body=self._inner([value, *body])))
        self.found.append(Entries("", tuple(rows)))

    def _paragraph(self) -> None:
        start = self.at
        self.at += 1
        while self.at < len(self.lines) and not self._ends_paragraph(start):
            self.at += 1
        taken = [line.strip() for line in self.lines[start : self.at]]
        text = " ".join(taken)
        if RULE.match(text):
            return
        if lines_stay(taken, in_section=self.in_section, goes_on=self.continues()):
            self.at = start
            self._verbatim()
        elif text.endswith("::"):
            self._introduce(text)
        elif len(taken) == 1 and self.continues():
            self._term(text)
        elif is_unmarked_program(written := self.lines[start : self.at]):
            self.found.append(literal(trimmed(written)))
        else:
            self._words(text)

    def _ends_paragraph(self, start: int) -> bool:
        line = self.lines[self.at]
        if not line.strip() or line.startswith((">>>", ".. ")) or FENCE.match(line):
            return True
        if BULLET.match(line) or TABLE.match(line) or formula_block(self.lines, self.at):
            return True
        number = NUMBER.match(line)
        if number is not None and number["number"] == "1":
            return True
        # An indented line after the first is a term's text, later on just uneven.
        is_second = self.at == start + 1
        return indent_of(line) > 0 and (is_second or self.lines[self.at - 1].endswith(":"))

    def _introduce(self, text: str) -> None:
        """Add a paragraph that ends with two colons, and the literal text below."""
        self._words(introduction(text))
        following = self.following(self.at)
        if following and indent_of(following):
            self.found.append(literal(self.indented()))

    def _term(self, text: str) -> None:
        """Add a line with indented lines right below it: a label, a term, or a hanging indent."""
        below = self.indented()
        if TITLE.match(text):
            self.found.append(Titled(text[:-1], self._inner(below, in_section=True)))
        elif text.endswith(":"):
            self._words(text)
            code = is_code(below)
            self.found.extend([literal(below)] if code else self._inner(below))
        elif len(text) > _LONGEST_TERM or text.endswith((".", ",", ";")):
            self.found.extend(read_blocks([text, *below], self.depth + 1, opening=self.opening))
        else:
            entry = Entry(inline_markdown(text), body=self._inner(below))
            last = self.found[-1] if self.found else None
            if isinstance(last, Entries) and not last.title:
                self.found[-1] = Entries("", (*last.rows, entry))
            else:
                self.found.append(Entries("", (entry,)))
