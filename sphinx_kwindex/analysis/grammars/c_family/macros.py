"""Macros among the code, taken out by a rule of thumb: the names of most are in capitals.

Nothing but the preprocessor, with all headers, knows what ``class MY_API Tensor`` says; a grammar
takes the export macro for the name of the class.  Two names in a row make no declaration in C, nor
does one that stands before a keyword, so the first of them, in capitals, is a macro.  What is taken
out is replaced by spaces: all else stays at its place, and what pages show comes from the source.
"""

from __future__ import annotations

import re

_CAPITALS = rb"(?:[A-Z][A-Z0-9]*_[A-Z0-9_]*|[A-Z][A-Z0-9]{2,}|__[a-z]+(?:_[a-z]+)*__|__forceinline)"
_ARGUMENTS = rb"(?:\((?:[^(){};]|\((?:[^(){};]|\([^(){};]*\)){0,400}\)){0,2000}\))"
_MACRO = rb"(?<![\w.#$>])(?<!::)" + _CAPITALS + rb"\b(?!\s*::)"
_KEPT = rb"(?!__(?:attribute|declspec|asm|extension|typeof|cdecl|has_\w+)\w*\b)"

_IN_HEAD = re.compile(
    rb"\b(?:class|struct|union|enum(?:\s+(?:class|struct))?|namespace)"
    rb"(?P<macros>(?:\s+" + _KEPT + _CAPITALS + rb"\b" + _ARGUMENTS + rb"?)+)"
    rb"(?=\s+(?!final\b)[A-Za-z_][\w:]*\s*(?:<[^;{}]{0,400}>)?\s*(?:final\b\s*)?(?:\{|:(?!:)))"
)
"""Between ``class`` and the name."""

_BEFORE_NAME = re.compile(
    _KEPT + _MACRO + _ARGUMENTS.replace(rb"(?:\(", rb"(?:[ \t]*\(", 1) + rb"?"
    rb"(?=\s+(?:"
    rb"(?:public|private|protected|signals)\s*:"
    rb"|(?:class|struct|union|enum|namespace|template|typedef|using|static|inline|virtual|explicit"
    rb"|extern|friend|constexpr|typename|unsigned|signed|void|bool|char|short|int|long|float"
    rb"|double|auto|operator)\b"
    rb"|const\s+[A-Za-z_]"
    rb"|(?!(?:const|noexcept|override|final|volatile|throw|and|or|in|requires)\b)"
    rb"[A-Za-z_]\w*\s*(?:[A-Za-z_*&<~]|::)"
    rb"|~|\[\["
    rb"))"
)
"""Before a declaration."""

_ALONE = re.compile(
    rb"^[ \t]*(?:"
    + _CAPITALS
    + rb"|PyObject(?:_VAR)?_HEAD)\b[ \t]*"
    + _ARGUMENTS
    + rb"?[ \t]*\r?$",
    re.MULTILINE,
)
"""On a line of its own, without a semicolon."""

_BRACED_DEFAULT = re.compile(rb"(?<![=!<>+*/&|^%-])=\s*\{[^{};()]{0,200}\}(?=\s*[,)])")
"""``= {}`` after a parameter, which the grammar does not know."""

_SIZED_ENUM = re.compile(rb"\benum\s*(?P<type>:[\w\s:]{1,200}?)(?=\s*\{)")
"""An enum without a name, but with a type, which the grammar does not know."""

_AFTER_NAME = re.compile(
    rb"\b(?:class|struct)(?:\s+\w+){0,2}?\s+(?=\w*[a-z])\w+(?P<macro>\s+"
    + _CAPITALS
    + rb")(?=\s*(?:\{|:(?!:)))"
)
"""Between the name of a class and its bases."""

_IN_TEMPLATE = re.compile(
    rb"(?<=[,<])\s*" + _CAPITALS + rb"(?P<arguments>" + _ARGUMENTS + rb")(?=\s*(?:=[^,<>;(){}]*)?>)"
)
"""The arguments of a macro that stands for a parameter of a template."""

_LOOK_AROUND = 4_096
_NOT_BEFORE = frozenset(b",(=+-*/&|<?[.!%^")
_NOT_AFTER = frozenset(b",({=+-*/&|<>?].!%^;)")

_BLANK = bytes(byte if byte in b"\r\n" else 0x20 for byte in range(256))


def without_macros(code: bytes) -> bytes:
    """Replace what can only be a macro by spaces; the length and the lines stay as they are."""
    code = _BRACED_DEFAULT.sub(_blank, code)
    code = _AFTER_NAME.sub(_blank_group, code)
    code = _IN_HEAD.sub(_blank_group, code)
    code = _SIZED_ENUM.sub(_blank_group, code)
    code = _IN_TEMPLATE.sub(_blank_group, code)
    code = _ALONE.sub(_blank_alone, code)
    return _BEFORE_NAME.sub(_blank, code)


def _blank_group(match: re.Match[bytes]) -> bytes:
    """Blank the one group of a match."""
    whole, (start, end) = match[0], match.span(1)
    start, end = start - match.start(), end - match.start()
    return whole[:start] + whole[start:end].translate(_BLANK) + whole[end:]


def _blank_alone(match: re.Match[bytes]) -> bytes:
    """Blank a line that is no part of what is before or behind it."""
    start, end = match.span()
    before = match.string[max(0, start - _LOOK_AROUND) : start].rstrip()[-1:]
    after = match.string[end : end + _LOOK_AROUND].lstrip()[:1]
    is_part = (
        any(byte in _NOT_BEFORE for byte in before)
        or any(byte in _NOT_AFTER for byte in after)
        or (after == b"}" and b"(" not in match[0])
        or before[-1:].isalnum()
    )
    return match[0] if is_part else match[0].translate(_BLANK)


def _blank(match: re.Match[bytes]) -> bytes:
    return match[0].translate(_BLANK)
