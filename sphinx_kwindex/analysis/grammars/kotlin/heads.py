"""What of Kotlin its grammar shall read: heads, and neither bodies nor expressions.

Definitions are told by their heads.  In what else stands in a source the grammar loses its way: an
expression that ends with its line, a name that is a keyword elsewhere, newer syntax.  So it is left
out before: bodies of functions and arguments are blanks, and a value is one string.
"""

from __future__ import annotations

import re

import msgspec

from sphinx_kwindex.analysis.grammars import lexica
from sphinx_kwindex.analysis.grammars.declaration import Prepared
from sphinx_kwindex.analysis.grammars.kotlin.expressions import (
    TOKEN,
    TYPES,
    extent_of,
)
from sphinx_kwindex.analysis.grammars.kotlin.remains import Remains
from sphinx_kwindex.analysis.grammars.kotlin.words import (
    BODY_BEGINS,
    COMPLETE,
    HEAD_GOES_ON,
    HEADS,
    MODIFIERS,
    PARAMETRIC,
    SOFT,
    VISIBILITY,
)
from sphinx_kwindex.analysis.grammars.literals import Brackets, without_literals


def prepare(source: bytes, _most: int) -> Prepared:
    """Return the heads of a source; without all else, if its brackets tell what that is.

    Parameters
    ----------
    source:
        The source.
    """
    bare = without_literals(source, lexica.KOTLIN)
    brackets = Brackets(bare.code)
    if not brackets.is_balanced:
        return Prepared(bare.code, bare.comments)
    left = _Heads(bare.code, brackets).read()
    stand_ins, attached = tuple(left.stand_ins), tuple(left.attached)
    return Prepared(bytes(left.out), bare.comments, stand_ins=stand_ins, attached=attached)


class _Block(msgspec.Struct):
    """A body of definitions, and what of it has been read."""

    end: int
    is_entries: bool = False
    """Whether enumerators come next."""
    head: bytes = b""
    """What the statement at hand declares."""
    is_enum: bool = False
    is_behind_colon: bool = False
    """Whether what follows is what a type or a constructor is made from."""


class _Heads:
    """The way through the definitions of one source."""

    def __init__(self, code: bytes, brackets: Brackets) -> None:
        self._code = code
        self._brackets = brackets
        self._left = Remains(code, brackets)
        self._blocks = [_Block(len(code))]
        self._last = b""
        self._is_at_start = False

    def read(self) -> Remains:
        """Return the code with blanks for all but heads."""
        position = 0
        while position < len(self._code):
            match = TOKEN.search(self._code, position)
            if match is None:
                break
            position = self._token(match)
        return self._left

    def _token(self, match: re.Match[bytes]) -> int:
        """Go behind a token, with what it begins."""
        block, token = self._blocks[-1], match[0]
        if match.lastgroup == "line":
            self._end_line(match, block)
            return match.end()
        if token == b"@":
            return self._left.annotation(match.start(), in_type=block.head in TYPES)
        was_at_start = self._is_at_start
        end = self._name(match, block) if match.lastgroup == "name" else self._sign(match, block)
        self._is_at_start = self._is_at_start and not was_at_start
        self._last = self._code[end - 1 : end] if token in (b"(", b"[") else token
        return end

    def _sign(self, match: re.Match[bytes], block: _Block) -> int:
        token = match[0]
        if token in (b"(", b"["):
            return self._arguments(match.start(), block)
        if token == b"{":
            return self._body(match.start(), block)
        if token == b"=" and block.head and block.head != b"typealias":
            return self._expression(match.end())
        if token == b"}" and len(self._blocks) > 1:
            self._blocks.pop()
            before = match.start() - 1
            if not self._is_at_start and self._last != b";" and self._left.out[before] in b" \t":
                # The grammar takes no brace for the end of a statement in its line.
                self._left.out[before] = ord(";")
        if token in (b"}", b";"):
            self._end_statement()
            block.is_entries = block.is_entries and token != b";"
        elif token == b":" and block.head in (*TYPES, b"constructor"):
            block.is_behind_colon = True
        return match.end()

    def _end_line(self, match: re.Match[bytes], block: _Block) -> None:
        """End the head of a type that has no body; another one goes on in the next line."""
        if block.head not in TYPES or self._last in TYPES:
            return
        if COMPLETE.match(self._last) and not HEAD_GOES_ON.match(self._code, match.end()):
            self._end_statement()
            return
        for offset in range(match.start() - 1, match.end()):
            if self._code[offset : offset + 1] in (b"\r", b"\n"):
                self._left.stand_ins.append((offset, offset + 1))

    def _end_statement(self) -> None:
        block = self._blocks[-1]
        block.head, block.is_enum, block.is_behind_colon = b"", False, False

    def _name(self, match: re.Match[bytes], block: _Block) -> int:
        """Go behind a word: a keyword that begins something, or a name that looks like one."""
        word = match[0]
        if block.is_entries or self._last in TYPES or self._is_name_of(match, block):
            if word in SOFT:
                self._left.stand_ins.append(match.span())
            block.head = b"entry" if block.is_entries else block.head
            return match.end()
        left_out = self._left_out(match, block)
        if left_out is not None:
            return left_out
        if word in (b"constructor", b"init"):
            begins = block.head not in TYPES and self._begins(match)
        else:
            begins = word in HEADS
        if begins:
            block.head, block.is_behind_colon = word, False
        block.is_enum = block.is_enum or word == b"enum"
        return match.end()

    def _left_out(self, match: re.Match[bytes], block: _Block) -> int | None:
        """Go behind what a word begins, if the grammar shall not read it as it is."""
        word = match[0]
        if word == b"context" and self._code[match.end() : match.end() + 1] == b"(":
            end = self._brackets.closing[match.end()] + 1
            self._left.blank(match.start(), end)
            return end
        if word == b"by" and block.head in (b"val", b"var"):
            return self._expression(match.end())
        if word == b"by" and block.is_behind_colon:
            return self._left.delegate(match.start(), self._blocks[-1].end)
        if word in (b"get", b"set") and self._begins_accessor(match):
            return self._accessor(match)
        if word in (b"import", b"package") and not block.head:
            return self._left.path(match.end())
        return None

    def _begins(self, match: re.Match[bytes]) -> bool:
        """Return whether a soft keyword begins a constructor or an initialiser."""
        following = TOKEN.search(self._code, match.end())
        return following is not None and following[0] in (b"(", b"{")

    def _begins_accessor(self, match: re.Match[bytes]) -> bool:
        if self._code[match.end() : match.end() + 1] == b"(":
            return True
        following = TOKEN.search(self._code, match.end())
        is_end = following is None or following.lastgroup == "line" or following[0] in (b";", b"}")
        return is_end and self._last in VISIBILITY

    def _accessor(self, match: re.Match[bytes]) -> int:
        """Go behind an accessor, of which nothing is left."""
        before = self._code[max(0, match.start() - 100) : match.start()]
        modifiers = MODIFIERS.search(before)
        start = match.start() - (len(modifiers[0]) if modifiers else 0)
        end = self._brackets.closing.get(match.end(), match.end() - 1) + 1
        body = BODY_BEGINS.match(self._code, end)
        if body is not None and body[1] == b"{":
            end = self._brackets.closing[body.end() - 1] + 1
        elif body is not None:
            end = extent_of(self._code, self._brackets, body.end(), self._blocks[-1].end)[1]
        self._left.blank(start, end)
        self._end_statement()
        return end

    def _is_name_of(self, match: re.Match[bytes], block: _Block) -> bool:
        """Return whether a word is the name of a function or property, and no modifier or type."""
        before = (block.head, b".", b"?.", b">" if block.head == b"fun" else b".")
        if block.head not in (b"fun", b"val", b"var") or self._last not in before:
            return False
        following = TOKEN.search(self._code, match.end())
        sign = b"" if following is None else following[0]
        return sign in (b"(", b":", b"=", b"by") or sign[:1] in (b"\n", b"")

    def _arguments(self, start: int, block: _Block) -> int:
        """Go behind brackets: of parameters the default values are left out, of arguments all."""
        end = self._brackets.closing[start]
        if block.head in PARAMETRIC and not block.is_behind_colon:
            self._left.parameters(start + 1, end, in_type=block.head in TYPES)
        elif block.head not in (b"val", b"var", b"fun"):
            self._left.blank(start + 1, end)
        return end + 1

    def _body(self, start: int, block: _Block) -> int:
        """Go into the body of a type, and behind that of anything else."""
        end = self._brackets.closing[start]
        if block.head in TYPES or block.head == b"entry":
            is_enum = block.is_enum and block.head == b"class"
            if block.head != b"entry":
                self._end_statement()
            self._blocks.append(_Block(end, is_entries=is_enum))
            self._is_at_start = True
            return start + 1
        self._left.blank(start + 1, end)
        if block.head in (b"fun", b"init", b"constructor"):
            self._end_statement()
        return end + 1

    def _expression(self, start: int) -> int:
        """Go behind an expression, in place of which a string stands."""
        end = self._left.expression(start, self._blocks[-1].end)
        self._end_statement()
        return end
