"""Blocks of reST and Markdown, as far as docstrings use them.

Both are read by the same rules: docstrings mix them, and few are written for a program to check.
Nothing is ever an error.  A block without a known form is a paragraph, or text whose lines stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_kwindex.analysis.docstrings.directives import DIRECTIVE, read_directive
from sphinx_kwindex.analysis.docstrings.lines import (
    dedented,
    indent_of,
    indented_end,
    next_written,
    trimmed,
)
from sphinx_kwindex.analysis.docstrings.literal import lexer_named, literal
from sphinx_kwindex.analysis.docstrings.shapes import (
    end_of_simple_table,
    is_code,
    is_running_text,
    lines_stay,
)
from sphinx_kwindex.records.docstrings import (
    BULLETS,
    Block,
    Code,
    Entries,
    Entry,
    Items,
    Titled,
    Words,
)

_DEEPEST = 4
"""Lists, notes and terms in each other; what lies deeper is text whose lines stay."""

_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})\s*(?:\{code(?:-block)?\}\s*)?(?P<info>[\w+-]*)[^`]*$")
_BULLET = re.compile(r"(?P<mark>[-*+•])\s+(?=\S)")
_NUMBER = re.compile(r"(?P<mark>\(?(?P<number>\d{1,4}|#)[.)])\s+(?=\S)")
_RULE = re.compile(r"(?P<sign>[=\-~^\"'`#*+:.<>_])(?P=sign){2,}$")
_TABLE = re.compile(r"(?:[=+|-][=+|\- ]{3,}[=+|-]$|\|)")
_HEADING = re.compile(r"#{1,6}\s+(?P<title>\S.*?)\s*#*$")
_FIELD = re.compile(r":(?P<name>[A-Za-z][\w .-]*):(?:\s+(?P<value>.*))?$")
_TITLE = re.compile(r"[A-Z][\w ,/&'()-]{0,60}:$")
_LONGEST_TERM = 70


def read_blocks(
    lines: Sequence[str], depth: int = 0, *, in_section: bool = False
) -> tuple[Block, ...]:
    """Return the blocks of dedented lines.

    Parameters
    ----------
    lines:
        The lines.
    depth:
        How many lists, notes and terms are around them.
    in_section:
        Whether they stand under a title, where lines that are broken early are to stay so.
    """
    if depth > _DEEPEST:
        text = "\n".join(trimmed(lines))
        return (Code(text),) if text else ()
    return _Reader(lines, depth, in_section=in_section).read()


class _Reader:
    """Goes over the lines once; ``at`` is the next one."""

    def __init__(self, lines: Sequence[str], depth: int, *, in_section: bool) -> None:
        self.in_section = in_section
        self.lines = lines
        self.depth = depth
        self.written = next_written(lines)
        self.at = 0
        self.found: list[Block] = []

    def read(self) -> tuple[Block, ...]:
        while self.at < len(self.lines):
            if not self.lines[self.at].strip():
                self.at += 1
            else:
                self._block(self.lines[self.at])
        return tuple(self.found)

    def _block(self, line: str) -> None:
        if indent_of(line):
            self._quote()
        elif match := _FENCE.match(line):
            self._fence(match)
        elif line.startswith(">>>"):
            self._doctest()
        elif line.startswith(".. ") or line == "..":
            self._explicit(line)
        elif _BULLET.match(line) or _NUMBER.match(line):
            self._list()
        elif _TABLE.match(line):
            self._verbatim()
        elif self._is_heading():
            self._heading(line)
        elif _FIELD.match(line):
            self._fields()
        else:
            self._paragraph()

    def _inner(self, lines: Sequence[str], *, in_section: bool = False) -> tuple[Block, ...]:
        return read_blocks(dedented(lines), self.depth + 1, in_section=in_section)

    def _indented(self) -> list[str]:
        """Take the indented lines that follow."""
        end = indented_end(self.lines, self.at)
        taken = trimmed(self.lines[self.at : end])
        self.at = end
        return dedented(taken)

    def _quote(self) -> None:
        taken = self._indented()
        if not taken:
            self.at += 1
        elif any(map(_starts_block, taken)) or is_running_text(taken):
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
            if is_blank and not self._following(end).startswith(">>>"):
                break
            end += 1
        self.found.append(Code("\n".join(trimmed(self.lines[start:end])), "pycon"))
        self.at = end

    def _explicit(self, line: str) -> None:
        start = self.at
        self.at += 1
        body = self._indented() if self.at < len(self.lines) else []
        match = DIRECTIVE.match(line)
        if match is not None:
            self.found.extend(read_directive(match, body, self._inner))
            return
        reference = re.match(r"\.\. (\[[^\]]+\])\s*(.*)$", line)
        if reference is not None:
            inner = read_blocks([reference[2], *body], self.depth + 1)
            first = inner[0] if inner else None
            head = f"{reference[1]} {first.text}" if isinstance(first, Words) else reference[1]
            self.found.append(Words(head))
            self.found.extend(inner[1:] if isinstance(first, Words) else inner)
            return
        target = re.match(r"\.\. _`?([^`:]+)`?: +(\S+)$", line)
        if target is not None:
            self.found.append(Words(f"{target[1]}: {target[2]}"))
        elif not re.match(r"\.\. _[^:]+:$", line) and line != "..":
            # Perhaps a comment, perhaps a directive with one colon too few.
            self.found.append(Code("\n".join(trimmed(self.lines[start : self.at]))))

    def _list(self) -> None:
        items: list[tuple[Block, ...]] = []
        start = BULLETS
        is_numbered = _BULLET.match(self.lines[self.at]) is None
        while self.at < len(self.lines):
            line = self.lines[self.at]
            match = (_NUMBER if is_numbered else _BULLET).match(line)
            if match is None:
                break
            if is_numbered:
                written = match["number"]
                number = int(written) if written != "#" else max(start, 1) + len(items)
                start = start if items else number
                if number != start + len(items):
                    break  # the next list, lest a page shows another number
            self.at += 1
            items.append(self._item(line[match.end() :], match.end()))
            if self._next_is_item(is_numbered=is_numbered):
                continue
            break
        self.found.append(Items(tuple(items), start))

    def _item(self, first: str, width: int) -> tuple[Block, ...]:
        """Take the lines of an item: indented ones, and those that follow without a blank line."""
        taken = [first]
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip():
                if not indent_of(self._following(self.at)):
                    break
                taken.append("")
            elif indent_of(line):
                taken.append(line)
            elif taken[-1].strip() and not _starts_block(line) and not _FIELD.match(line):
                taken.append(" " * width + line)
            else:
                break
            self.at += 1
        return read_blocks([first, *dedented(trimmed(taken[1:], start=False))], self.depth + 1)

    def _next_is_item(self, *, is_numbered: bool) -> bool:
        following = self._following(self.at)
        if not following or not (_NUMBER if is_numbered else _BULLET).match(following):
            return False
        while not self.lines[self.at].strip():
            self.at += 1
        return True

    def _following(self, start: int) -> str:
        """Return the next line that is not blank."""
        return self.written[start] if start < len(self.lines) else ""

    def _verbatim(self) -> None:
        """Keep a table as it is written, up to a blank line that no other rule follows."""
        end = end_of_simple_table(self.lines, self.at)
        while end < len(self.lines) and self.lines[end].strip():
            end += 1
        self.found.append(Code("\n".join(self.lines[self.at : end])))
        self.at = end

    def _is_heading(self) -> bool:
        line = self.lines[self.at].strip()
        below = self.lines[self.at + 1].strip() if self.at + 1 < len(self.lines) else ""
        if _RULE.match(below) and not _RULE.match(line):
            return True
        return not below and _HEADING.match(line) is not None

    def _heading(self, line: str) -> None:
        match = _HEADING.match(line)
        underlined = self.at + 1 < len(self.lines) and _RULE.match(self.lines[self.at + 1].strip())
        title = line.strip() if underlined or match is None else match["title"]
        self.found.append(Titled(title))
        self.at += 2 if underlined else 1

    def _fields(self) -> None:
        rows = []
        while self.at < len(self.lines) and (match := _FIELD.match(self.lines[self.at])):
            self.at += 1
            body = self._indented() if self._continues() else []
            value = match["value"] or ""
            rows.append(Entry(match["name"], body=self._inner([value, *body])))
        self.found.append(Entries("", tuple(rows), are_words=True))

    def _continues(self) -> bool:
        return self.at < len(self.lines) and indent_of(self.lines[self.at]) > 0

    def _paragraph(self) -> None:
        start = self.at
        self.at += 1
        while self.at < len(self.lines) and not self._ends_paragraph(start):
            self.at += 1
        taken = [line.strip() for line in self.lines[start : self.at]]
        text = " ".join(taken)
        if _RULE.match(text):
            return
        if lines_stay(taken, in_section=self.in_section, goes_on=self._continues()):
            self.at = start
            self._verbatim()
        elif text.endswith("::"):
            self._introduce(text)
        elif len(taken) == 1 and self._continues():
            self._term(text)
        else:
            self.found.append(Words(text))

    def _ends_paragraph(self, start: int) -> bool:
        line = self.lines[self.at]
        if not line.strip() or line.startswith((">>>", ".. ")) or _FENCE.match(line):
            return True
        if _BULLET.match(line) or _TABLE.match(line):
            return True
        number = _NUMBER.match(line)
        if number is not None and number["number"] == "1":
            return True
        # An indented line after the first is a term's text, later on just uneven.
        is_second = self.at == start + 1
        return indent_of(line) > 0 and (is_second or self.lines[self.at - 1].endswith(":"))

    def _introduce(self, text: str) -> None:
        """Add a paragraph that ends with two colons, and the literal text below."""
        shown = text[:-1] if len(text) > 2 and text[-3] != " " else text[:-2].rstrip()
        if shown:
            self.found.append(Words(shown))
        following = self._following(self.at)
        if following and indent_of(following):
            self.found.append(literal(self._indented()))

    def _term(self, text: str) -> None:
        """Add a line with indented lines right below it: a label, a term, or a hanging indent."""
        below = self._indented()
        if _TITLE.match(text):
            self.found.append(Titled(text[:-1], self._inner(below, in_section=True)))
        elif text.endswith(":"):
            self.found.append(Words(text))
            code = is_code(below)
            self.found.extend([literal(below)] if code else self._inner(below))
        elif len(text) > _LONGEST_TERM or text.endswith((".", ",", ";")):
            self.found.extend(read_blocks([text, *below], self.depth + 1))
        else:
            entry = Entry(text, body=self._inner(below))
            last = self.found[-1] if self.found else None
            if isinstance(last, Entries) and not last.title and last.are_words:
                self.found[-1] = Entries("", (*last.rows, entry), are_words=True)
            else:
                self.found.append(Entries("", (entry,), are_words=True))


def _starts_block(line: str) -> bool:
    return bool(
        _BULLET.match(line)
        or _NUMBER.match(line)
        or _FENCE.match(line)
        or line.startswith((">>>", ".. "))
    )
