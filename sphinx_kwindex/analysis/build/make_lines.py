"""The logical lines of a makefile, told apart as GNU make and BSD make do: what each one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

import msgspec

_INCLUSIONS = frozenset({"include", "-include", "sinclude", "dinclude"})
_STATEMENTS = _INCLUSIONS | {
    "ifeq", "ifneq", "ifdef", "ifndef", "else", "endif", "if", "vpath", "undefine", "load", "-load"
}  # fmt: skip
"""Words that begin a line which is neither a rule nor an assignment."""
_BEFORE_ASSIGNMENT = frozenset({"export", "override", "private", "unexport"})
_OTHER_MAKE = re.compile(
    r"[.!][ \t]*(?P<word>(?:el)?if\w*|else|end(?:if|for)|for|[-sd]?include|undef|error|warning"
    r"|info|message|(?:un)?export[\w-]*|cmdswitches)(?=[\s(<\"!]|\Z)(?P<rest>.*)",
    re.IGNORECASE,
)
"""A statement of BSD make or nmake: ``.if defined(X)``, ``.include <x.mk>``, ``!IFDEF X``."""
_DEFINE = re.compile(r"define[ \t]+(?P<name>[^\s:#=$()?+!]+)[ \t]*(?:[:?+!]*=.*)?\Z")
"""``define NAME`` or ``define NAME =``."""
_MARK = re.compile(r"\\.|\$\$|\$[({]|[(){}]|:{0,3}=|[?+!]=|&?::?|[#;]")
_NAME = re.compile(r"[^\s:#=$()]+\Z")
_LONGEST_LINE = 20_000
"""Characters of a logical line that are looked at."""


class LineKind(Enum):
    """What a line is."""

    COMMENT = "comment"
    EMPTY = "empty"
    RULE = "rule"
    VARIABLE = "variable"
    TARGET_VARIABLE = "target variable"
    """A variable that is set for some targets alone."""
    INCLUSION = "inclusion"
    OTHER = "other"
    """A recipe, a conditional, a call, or what make would refuse."""


class MakeLine(msgspec.Struct, frozen=True):
    """A line with those that continue it."""

    kind: LineKind
    line: int
    text: str
    """Of a rule and a variable what follows the sign, of a comment or an inclusion all."""
    names: str = ""
    """What comes before the sign: the targets, or the variable."""
    sign: str = ""
    comment: str = ""
    """What stands behind ``#`` on the line."""


def make_lines(text: str) -> Iterator[MakeLine]:
    """Yield what the lines of a makefile are."""
    return _Reader(text.split("\n")).read()


class _Reader:
    """Follows the lines: what one is depends on those before."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._next = 0
        self._prefix = "\t"
        self._in_rule = False

    def read(self) -> Iterator[MakeLine]:
        """Yield all lines."""
        while self._next < len(self._lines):
            line = self._next + 1
            is_recipe = self._in_rule and self._lines[self._next].startswith(self._prefix)
            written = self._logical_line()
            if is_recipe:
                yield MakeLine(LineKind.OTHER, line, "")
            else:
                found = self._read_line(written, line)
                self._in_rule = self._in_rule_after(found)
                yield found

    def _in_rule_after(self, found: MakeLine) -> bool:
        if found.kind is LineKind.RULE:
            return True
        return self._in_rule and found.kind not in (LineKind.VARIABLE, LineKind.INCLUSION)

    def _logical_line(self) -> str:
        """Return a line joined with those that continue it."""
        parts: list[str] = []
        while self._next < len(self._lines):
            part = self._lines[self._next]
            self._next += 1
            slashes = len(part) - len(part.rstrip("\\"))
            if slashes % 2 == 0:
                parts.append(part)
                break
            parts.append(part[:-1].rstrip())
        first, *rest = parts
        return " ".join([first, *(part.lstrip() for part in rest)])[:_LONGEST_LINE]

    def _read_line(self, written: str, line: int) -> MakeLine:
        mark = _first_mark(written, "#")
        code = written[: mark.start()] if mark is not None else written
        comment = written[mark.end() :] if mark is not None else ""
        words = code.strip()
        if not words:
            kind = LineKind.COMMENT if written.strip() else LineKind.EMPTY
            return MakeLine(kind, line, written.strip())
        statement = _statement(words, line)
        if statement is not None:
            return statement
        has_modifier, words = _without_modifiers(words)
        defined = _DEFINE.match(words)
        if defined is not None:
            return self._definition(defined["name"], line)
        found = _assignment_or_rule(words, line, comment)
        if found.kind is LineKind.RULE and has_modifier:
            return MakeLine(LineKind.OTHER, line, "")
        if found.kind is LineKind.VARIABLE and found.names == ".RECIPEPREFIX":
            self._prefix = found.text[:1] or "\t"
        return found

    def _definition(self, name: str, line: int) -> MakeLine:
        """Take a variable of several lines up to its end; one may be inside another."""
        body: list[str] = []
        depth = 1
        while self._next < len(self._lines):
            is_recipe = self._lines[self._next].startswith(self._prefix)
            written = self._logical_line().strip()
            word = written.partition(" ")[0]
            if not is_recipe:
                depth += (word == "define") - (word == "endef")
            if not depth:
                break
            body.append(written)
        return MakeLine(LineKind.VARIABLE, line, " ".join(body)[:_LONGEST_LINE], name, "=")


def _statement(words: str, line: int) -> MakeLine | None:
    """Return what a line is that begins with a word of make's own, None for any other."""
    found = _OTHER_MAKE.match(words)
    if found is not None:
        word, rest = found["word"].lower(), found["rest"]
    else:
        word, _, rest = words.replace("\t", " ").partition(" ")
        if word not in _STATEMENTS or re.match(r"\s*[:?+]*[:=]", rest):
            return None
    if word in _INCLUSIONS:
        return MakeLine(LineKind.INCLUSION, line, rest.strip())
    return MakeLine(LineKind.OTHER, line, "")


def _without_modifiers(words: str) -> tuple[bool, str]:
    """Return whether words such as ``export`` stand before an assignment, and what follows them."""
    has_any = False
    while True:
        word, _, rest = words.replace("\t", " ").partition(" ")
        rest = rest.lstrip()
        # A target or a variable may have such a name, too.
        if word not in _BEFORE_ASSIGNMENT or not rest or rest[0] in ":=":
            return has_any, words
        has_any, words = True, rest


def _first_mark(words: str, signs: str) -> re.Match[str] | None:
    """Return the first sign, or one that ends with it, outside of references to variables."""
    depth = 0
    for mark in _MARK.finditer(words):
        sign = mark[0]
        if sign in ("$(", "${") or (depth and sign in "({"):
            depth += 1
        elif sign in (")", "}"):
            depth = max(depth - 1, 0)
        elif not depth and sign[-1] in signs and sign[0] != "\\":
            return mark
    return None


def _assignment_or_rule(words: str, line: int, comment: str) -> MakeLine:
    """Return what the first sign makes of a line."""
    mark = _first_mark(words, ":=")
    if mark is None:
        return MakeLine(LineKind.OTHER, line, "")
    names, rest = words[: mark.start()].strip(), words[mark.end() :].strip()
    if mark[0].endswith("="):
        kind = LineKind.VARIABLE if _NAME.match(names) else LineKind.OTHER
        return MakeLine(kind, line, rest, names, mark[0], comment)
    own = _without_modifiers(rest)[1]
    sign = _first_mark(own, ":=;")
    if sign is not None and sign[0].endswith("=") and _NAME.match(own[: sign.start()].strip()):
        return MakeLine(LineKind.TARGET_VARIABLE, line, "")
    return MakeLine(LineKind.RULE, line, rest, names, mark[0], comment)
