"""Extension blocks of C#, whose members are those of the class around them.

The grammar takes ``extension(string text) { ... }`` for a constructor, and its members for what
that does.
"""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.grammars import lexica
from sphinx_kwindex.analysis.grammars.literals import Brackets, without_literals

_HEAD = re.compile(rb"(?<=[{};\s])extension\s*+(?:<[\w\s,]*+>\s*+)?(?P<receiver>\()")
"""``extension<T>(``, where the receiver begins."""
_BLOCK = re.compile(rb"\s*+(?:where\b[^{};()]*+)?(?:\(\s*+\)[^{};()]*+)?\{")
"""Behind the receiver: ``where T : new() {``."""
_BEFORE = re.compile(rb"[{};\]]\s*+$")
"""Before a member: ``int extension(`` is a method."""
_MOST_BLANKS = 2_000
_NOT_LINE_END = re.compile(rb"[^\r\n]")


def without_extension_blocks(source: bytes) -> bytes:
    """Return a source with blanks for what is around the members of extension blocks."""
    if _HEAD.search(source) is None:
        return source
    bare = without_literals(source, lexica.CSHARP).code
    brackets = Brackets(bare)
    if not brackets.is_balanced:
        return source
    code = bytearray(source)
    for head in _HEAD.finditer(bare):
        block = _BLOCK.match(bare, brackets.closing[head.start("receiver")] + 1)
        if block is None or not _BEFORE.search(
            bare, max(0, head.start() - _MOST_BLANKS), head.start()
        ):
            continue
        end = brackets.closing[block.end() - 1]
        code[head.start() : block.end()] = _blanks(source[head.start() : block.end()])
        code[end : end + 1] = b" "
    return bytes(code)


def _blanks(piece: bytes) -> bytes:
    return _NOT_LINE_END.sub(b" ", piece)
