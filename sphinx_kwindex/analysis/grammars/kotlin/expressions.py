"""Where an expression of Kotlin ends, which nothing but the next token tells."""

from __future__ import annotations

import re

import msgspec

from sphinx_kwindex.analysis.grammars.literals import Brackets

TOKEN = re.compile(
    rb"(?P<name>`[^`\n]*`|[A-Za-z_\x80-\xff][\w\x80-\xff]*)|(?P<number>\d[\w.]*)|(?P<line>\n\s*)"
    rb'|(?P<string>"""\s*"""|"[^"\n]*")'
    rb"|(?P<sign>[-+]=|->|::|\?\.|\?:|&&|\|\||[=!<>]==?|!!|\.\.<?|[^\s\w])"
)
"""``gauge``, ``?.`` and ``read`` of ``gauge?.read``."""
TYPES = frozenset({b"class", b"interface", b"object"})
_NOT_ENDING = frozenset(
    {
        b"in",
        b"is",
        b"as",
        b"else",
        b"return",
        b"throw",
        b"object",
        b"by",
        b"fun",
        b"if",
        b"do",
        b"try",
    }
)
"""Words after which an expression goes on in the next line."""
_GOING_ON = frozenset({b"in", b"is", b"as", b"else", b"catch", b"finally", b"where"})
"""Words before which an expression goes on from the line before."""
_ASKING = frozenset({b"if", b"while", b"for", b"when", b"catch"})
"""Words whose parentheses are followed by what they are about."""
_DECLARING = TYPES | frozenset(
    {b"fun", b"val", b"var", b"typealias", b"private", b"public", b"internal", b"protected",
     b"override", b"abstract", b"final", b"open", b"const", b"lateinit", b"suspend"}
)  # fmt: skip
_WORD = re.compile(rb"[A-Za-z_`\x80-\xff]")
ANNOTATION = re.compile(rb"@(?:(?P<site>\w+):)?[\w.]*")
"""``@get:JvmName``."""
_TYPE_ARGUMENTS = re.compile(rb"<[\w.,*?<> ]{0,200}>(?=\()")
"""``<List<Tide>>(tides)``."""


class _Last(msgspec.Struct):
    """Where in an expression its reader is."""

    token: bytes = b"="
    is_complete: bool = False
    """Whether the expression may end here."""
    is_infix: bool = False
    """Whether the token seems to be a function between its operands."""


def extent_of(code: bytes, brackets: Brackets, start: int, limit: int) -> tuple[int, int]:
    """Return where the expression behind a sign begins and ends.

    Parameters
    ----------
    code:
        The source without comments and the texts of strings.
    brackets:
        Its brackets.
    start:
        The byte behind the sign.
    limit:
        Where the block around it ends.

    Returns
    -------
    start and end
        Offsets in bytes.
    """
    first, end, position = -1, start, start
    last = _Last()
    while (match := TOKEN.search(code, position, limit)) is not None:
        token, position = match[0], match.end()
        if match.lastgroup == "line":
            if first >= 0 and _ends(last, TOKEN.match(code, position, limit)):
                break
            continue
        if token == b";":
            break
        first = match.start() if first < 0 else first
        if token == b"@" and not last.is_complete:
            position = end_of_annotation(code, brackets, match.start())
            continue
        asks = token == b"(" and last.token in _ASKING
        if token in (b"(", b"[", b"{"):
            position = brackets.closing[match.start()] + 1
            token = code[position - 1 : position]
        end = position
        last = _after(last, token, is_operand=match.lastgroup != "sign", asks=asks)
    return (start if first < 0 else first), end


def end_of_annotation(code: bytes, brackets: Brackets, start: int) -> int:
    """Return where an annotation ends, with what it says.

    Parameters
    ----------
    code:
        The source without comments and the texts of strings.
    brackets:
        Its brackets.
    start:
        Its first byte.
    """
    match = ANNOTATION.match(code, start)
    end = start + 1 if match is None else match.end()
    types = _TYPE_ARGUMENTS.match(code, end)
    end = end if types is None else types.end()
    is_bracket = code[end : end + 1] in (b"(", b"[")
    return brackets.closing[end] + 1 if is_bracket else end


def _after(last: _Last, token: bytes, *, is_operand: bool, asks: bool) -> _Last:
    """Return where the reader of an expression is behind a token.

    Parameters
    ----------
    last:
        Where it was before.
    token:
        The token, of brackets the last one.
    is_operand:
        Whether it is a word or a literal.
    asks:
        Whether it ends a condition, which something must follow.
    """
    if not is_operand:
        is_end = token in (b")", b"]", b"}", b"!!", b">", b"?") and not asks
        return _Last(token, is_end)
    if token in _NOT_ENDING:
        return _Last(token)
    is_infix = last.is_complete and _WORD.match(token) is not None
    return _Last(token, not is_infix, is_infix)


def _ends(last: _Last, following: re.Match[bytes] | None) -> bool:
    """Return whether an expression ends with its line.

    Parameters
    ----------
    last:
        Where in it the line ends.
    following:
        The first token of the next line.
    """
    if following is None:
        return True
    word = following[0]
    if word in _GOING_ON:
        return False
    if last.is_infix and word in _DECLARING:
        return True
    is_begin = following.lastgroup in ("name", "string", "number") or word in (b"@", b"}", b"(")
    return last.is_complete and is_begin
