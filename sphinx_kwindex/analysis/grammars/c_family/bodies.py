"""The bodies of functions, taken out before a grammar sees them.

What a function does inside defines nothing that others can name, yet it is most of a source, and
most of what macros make of one is there.  Bodies are told from classes, namespaces and enums by
what comes before their brace.
"""

from __future__ import annotations

import re

from sphinx_kwindex.analysis.grammars.c_family.words import ATTRIBUTES, is_likely_macro

_BRACE = re.compile(rb"[{};]")
_ANY_BRACE = re.compile(rb"[{}]")
_PARENTHESES = re.compile(rb"\([^()]*\)")
_ANGLES = re.compile(rb"<[^<>;{}]*>")
_SCOPE = re.compile(
    rb"(?:^|[^\w])(?P<key>class|struct|union|enum|namespace|concept|@interface|@implementation"
    rb"|@protocol)\b(?P<rest>[^=]*)\Z",
    re.DOTALL,
)
"""``class TIDE_API Gauge : public Base``."""
_LINKAGE = re.compile(rb'\bextern\s*"[^"]*"\s*\Z')
_EXPORT = re.compile(rb"(?<![\w>)])export\s*\Z")
"""``export { ... }`` of a module."""
_OBJECTIVE_C_HEAD = re.compile(rb"\s*\w+\s*(?::\s*\w+\s*)?(?:\(\)\s*)?\Z")
"""Behind ``@interface``, without protocols; methods may follow a head without braces."""
_CALLED = re.compile(rb"(\w+)\s*\(\)")
_CALL_AT_END = re.compile(
    rb"[\w>]\s*\(\)\s*(?:(?:const|noexcept|override|final|volatile|&&?)\s*(?:\(\))?\s*)*\Z"
)
"""``read() const noexcept``."""
_INITIALISED = re.compile(rb"\)\s*(?:noexcept\s*(?:\(\))?\s*)?(?:try\s*)?:(?!:)")
"""``) noexcept : height``."""
_BASE = re.compile(rb"(?<!:):(?!:)")
"""The colon of ``Gauge : Base``, but none of ``tide::Gauge``."""
_BLANK = bytes(byte if byte in b"\r\n" else 0x20 for byte in range(256))
_LONGEST_HEAD = 20_000


def without_bodies(code: bytes) -> bytes:
    """Replace what is in the bodies of functions, and in the values of data, by spaces."""
    left = bytearray(code)
    head = position = 0
    while (match := _BRACE.search(code, position)) is not None:
        start = match.start()
        position = match.end()
        if match[0] != b"{":
            head = position
            continue
        words = code[max(head, start - _LONGEST_HEAD) : start]
        if opens_scope(words):
            head = position
            continue
        end = end_of_block(code, start)
        left[start + 1 : end] = code[start + 1 : end].translate(_BLANK)
        position = min(end + 1, len(code))
        if not _is_initialiser(words):
            head = position
    return bytes(left)


def opens_scope(head: bytes) -> bool:
    """Return whether a brace after these words holds definitions."""
    if b"{" in head:
        return False  # of an initialiser, so that this is the body
    if _LINKAGE.search(head) or _EXPORT.search(head):
        return True
    if not any(key in head for key in (b"class", b"struct", b"union", b"enum", b"namespace",
                                       b"concept", b"@")):  # fmt: skip
        return False
    plain = _without(_PARENTHESES, b"()", head)
    plain = _without(_ANGLES, b" ", plain.replace(b"->", b"  "))
    scope = _SCOPE.search(plain)
    if scope is None:
        return False
    key, rest = scope["key"], scope["rest"]
    if key.startswith(b"@"):
        return _OBJECTIVE_C_HEAD.match(rest) is not None
    if _BASE.search(rest):
        return True
    called = _CALLED.findall(rest)
    if not all(word in ATTRIBUTES or is_likely_macro(word) for word in called):
        return False
    return not called or key in (b"class", b"namespace") or _CALL_AT_END.search(rest) is None


def _without(pattern: re.Pattern[bytes], replacement: bytes, text: bytes) -> bytes:
    for _ in range(12):
        shorter = pattern.sub(replacement if b"(" not in replacement else b"\x00", text)
        if shorter == text:
            break
        text = shorter
    return text.replace(b"\x00", replacement)


def _is_initialiser(head: bytes) -> bool:
    """Return whether a brace after these words initialises a member: ``Foo() : member{0} {}``."""
    is_name_before = head.rstrip()[-1:].isalnum() or head.rstrip()[-1:] in (b"_", b">")
    return is_name_before and _INITIALISED.search(head) is not None


def end_of_block(code: bytes, start: int) -> int:
    """Return the offset of the brace that closes the one at ``start``; the end without one.

    Parameters
    ----------
    code:
        The source with comments and the texts of literals blanked.
    start:
        Offset of the opening brace, in bytes.
    """
    depth = 0
    for match in _ANY_BRACE.finditer(code, start):
        depth += 1 if match[0] == b"{" else -1
        if not depth:
            return match.start()
    return len(code)
