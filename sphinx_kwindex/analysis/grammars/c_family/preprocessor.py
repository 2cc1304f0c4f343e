"""The lines of the C preprocessor, read on their own.

A grammar of C sees a directive as a part of the code around it, and loses its way where the
branches of an ``#if`` are no whole statements.  So directives and comments are taken out first,
each byte replaced by a space, and what they say is returned beside the code that is left.
"""

from __future__ import annotations

import re

import msgspec

from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_MOST_BYTES_OF_RAW_STRING = 65_536
"""A raw string without an end is looked for no further, so that many of them cost no more."""

_DEEPEST = 50
"""Conditions in conditions; those further in are left as they are, for each is read once more."""
_PIECE = re.compile(
    rb"""
    (?P<comment> //[^\n]*(?:(?<=\\)\n[^\n]*|(?<=\\\r)\n[^\n]*)* | /\*.*?(?:\*/|\Z) )
    | (?P<raw> (?<![\w])(?:u8|[uUL])?R"(?P<delimiter>[^()\\\s"]{0,16})\( )
    | (?P<string> "(?:[^"\\\n]+|\\.)*"? | (?<![0-9a-fA-F])'(?:[^'\\\n]+|\\.)*'? )
    | (?P<directive> ^[ \t]*\#(?:[^\n\\/]+|\\\r?\n|/\*.*?(?:\*/|\Z)|//[^\n]*|[\\/])* )
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_DIRECTIVE = re.compile(rb"\s*#\s*(?P<name>\w+)\s*(?P<rest>.*)", re.DOTALL)
_DEFINE = re.compile(rb"(?P<name>[^\W\d][\w$]*)(?P<parameters>\([^()]*\))?(?P<value>.*)", re.DOTALL)
_INCLUDE = re.compile(rb'(?:<(?P<system>[^<>\n]+)>|"(?P<own>[^"\n]+)")')
_NEVER = re.compile(rb"(?:0|false|FALSE)\s*(?://.*|/\*.*)?\Z", re.DOTALL)
_BLANK = bytes(byte if byte in b"\r\n" else 0x20 for byte in range(256))
_COMMENT = re.compile(rb"/\*.*?(?:\*/|\Z)|//[^\n]*|\\\r?\n", re.DOTALL)


_CALL = re.compile(rb"\s*+\w++\s*+\(")


class Preprocessed(msgspec.Struct, frozen=True):
    """A source of the C family without its preprocessor lines and comments."""

    code: bytes
    """As long as the source, with the same lines."""
    comments: tuple[tuple[int, int], ...]
    """Start and end of each comment, in order."""
    macros: tuple[Found, ...]
    includes: tuple[Included, ...]


class _Branch(msgspec.Struct):
    """The lines between two directives of one ``#if``."""

    start: int
    never: bool
    end: int = 0


def preprocess(source: bytes) -> Preprocessed:
    """Take comments and directives out of a source."""
    code = bytearray(source)
    bare = bytearray(source)
    comments: list[tuple[int, int]] = []
    directives: list[tuple[int, int]] = []
    for kind, start, end in _pieces(source):
        blank = source[start:end].translate(_BLANK)
        bare[start:end] = blank
        if kind == "comment":
            comments.append((start, end))
            code[start:end] = blank
        elif kind == "directive":
            directives.append((start, end))
            code[start:end] = blank
        else:
            code[start:end] = _empty(kind, source[start:end], blank)
    left_out = _untaken_branches(source, bytes(bare), directives)
    for start, end in left_out:
        code[start:end] = source[start:end].translate(_BLANK)
    macros, includes = _said_by(source, directives, _never_read(source, directives))
    return Preprocessed(bytes(code), tuple(comments), macros, includes)


def _pieces(source: bytes) -> list[tuple[str, int, int]]:
    """Return comments, strings and directives with their start and end."""
    pieces = []
    position = 0
    while (match := _PIECE.search(source, position)) is not None:
        kind, end = match.lastgroup or "", match.end()
        if match["raw"] is not None:
            close = b")" + match["delimiter"] + b'"'
            found = source.find(close, end, end + _MOST_BYTES_OF_RAW_STRING)
            end = found + len(close) if found >= 0 else end
        pieces.append((kind, match.start(), end))
        position = max(end, position + 1)
    return pieces


def _empty(kind: str, literal: bytes, blank: bytes) -> bytes:
    """Return a literal without what it holds, which may look like code."""
    quote = literal[:1]
    if kind == "string" and literal[-1:] == quote and len(literal) > 1 and b"\n" not in literal:
        return quote + blank[1:-1] + quote
    first_line = literal.partition(b"\n")[0].rstrip(b"\r")
    return b"0" * len(first_line) + blank[len(first_line) :]


def _conditions(source: bytes, directives: list[tuple[int, int]]) -> list[list[_Branch]]:
    """Return the branches of every ``#if``; one without ``#endif`` lasts to the end."""
    groups: list[list[_Branch]] = []
    open_groups: list[list[_Branch]] = []
    for start, end in directives:
        name, rest = _parts(source[start:end])
        if name in (b"if", b"ifdef", b"ifndef"):
            never = name == b"if" and _NEVER.match(rest) is not None
            open_groups.append([_Branch(end, never)])
            if len(open_groups) <= _DEEPEST:
                groups.append(open_groups[-1])
        elif name.startswith((b"el", b"end")) and open_groups:
            group = open_groups[-1]
            group[-1].end = start
            if name == b"endif":
                open_groups.pop()
            else:
                group.append(_Branch(end, never=False))
    for group in open_groups:
        group[-1].end = len(source)
    return groups


def _parts(directive: bytes) -> tuple[bytes, bytes]:
    match = _DIRECTIVE.match(directive)
    return (match["name"], match["rest"].strip()) if match else (b"", b"")


def _never_read(source: bytes, directives: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [
        (branch.start, branch.end)
        for group in _conditions(source, directives)
        for branch in group
        if branch.never
    ]


def _untaken_branches(
    source: bytes, bare: bytes, directives: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return what to leave out, so that whole statements are left.

    All branches of an ``#if`` stay where each is whole statements; otherwise the first one with
    code stands for all of them.
    """
    untaken = []
    for group in _conditions(source, directives):
        untaken += [(branch.start, branch.end) for branch in group if branch.never]
        readable = [branch for branch in group if not branch.never]
        shown = [branch for branch in readable if bare[branch.start : branch.end].strip()]
        if len(shown) > 1 and not all(_is_whole(bare[b.start : b.end]) for b in shown):
            untaken += [(branch.start, branch.end) for branch in shown[1:]]
    return untaken


def _is_whole(code: bytes) -> bool:
    """Return whether code between two directives closes what it opens, and ends a statement."""
    depth = 0
    for match in re.finditer(rb"[{}()]", code):
        depth += 1 if match[0] in b"{(" else -1
        if depth < 0:
            return False
    last = code.rstrip()
    if last[-1:] == b")":
        # The head of a function is no statement; the call of a macro may be one.
        begin = max(last.rfind(end) for end in (b";", b"}", b"{")) + 1
        return depth == 0 and _CALL.match(last, begin) is not None
    return depth == 0 and last[-1:] in (b";", b"}", b",", b":")


def _said_by(
    source: bytes, directives: list[tuple[int, int]], never: list[tuple[int, int]]
) -> tuple[tuple[Found, ...], tuple[Included, ...]]:
    """Return the macros that directives define and the files that they include."""
    macros: list[Found] = []
    includes: list[Included] = []
    guard = _guard(source, directives)
    skipped = iter(never)
    current = next(skipped, None)
    for start, end in directives:
        while current is not None and current[1] <= start:
            current = next(skipped, None)
        if current is not None and current[0] <= start:
            continue
        name, rest = _parts(source[start:end])
        if name == b"define" and (match := _DEFINE.match(rest)) and match["name"] != guard:
            macros.append(_macro(match, start, end))
        elif name in (b"include", b"include_next", b"import", b"include_once") and (
            match := _INCLUDE.match(rest)
        ):
            written = (match["system"] or match["own"]).decode("utf-8", "replace").strip()
            includes.append(Included(written, start, form="<>" if match["system"] else '""'))
    return tuple(macros), tuple(includes)


def _guard(source: bytes, directives: list[tuple[int, int]]) -> bytes:
    """Return the macro that keeps a header from being read twice, empty without one."""
    if len(directives) < 3:
        return b""
    (first, name), (second, rest) = (_parts(source[slice(*item)]) for item in directives[:2])
    match = _DEFINE.match(_COMMENT.sub(b" ", rest)) if second == b"define" else None
    if match is None or match["parameters"] or match["value"].strip() not in (b"", b"1"):
        return b""
    tested = name.split() if first == b"ifndef" else name.replace(b"!defined", b"").split()
    is_tested = bool(tested) and tested[0].strip(b"()") == match["name"]
    return (
        match["name"]
        if is_tested and _parts(source[slice(*directives[-1])])[0] == b"endif"
        else b""
    )


def _macro(match: re.Match[bytes], start: int, end: int) -> Found:
    parameters = _COMMENT.sub(b" ", match["parameters"] or b"")
    return Found(
        kind=SymbolKind.MACRO,
        name=match["name"].decode("utf-8", "replace"),
        start=start,
        end=end,
        lead="#define",
        signature=" ".join(parameters.decode("utf-8", "replace").split()),
        scoped=False,
    )
