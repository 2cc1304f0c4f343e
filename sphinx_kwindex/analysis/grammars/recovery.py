"""Reading what is around a piece that a grammar does not know.

A parser that loses its way in one line may not find it again for the rest of a file: the class
around the line is no class then, and its methods are functions.  Where brackets can be trusted, the
source is cut into the pieces between them, and those that make sense are parsed without the others:
a class with the pieces of its body that do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from sphinx_kwindex.analysis.grammars.declaration import Node
from sphinx_kwindex.analysis.grammars.literals import Brackets
from sphinx_kwindex.analysis.grammars.unmatched import blanked, suspect_spans

Span = tuple[int, int]
"""The first byte and the byte after the last one."""
Parse = Callable[[bytes, Sequence[Span]], Node | None]
"""Parses some parts of a source, as if nothing stood between them; None if that takes too long."""

_MOST_WORK = 12
"""Times that the bytes of a source are parsed at most."""
_DEEPEST = 40
"""Bodies in bodies; in what lies deeper no piece is given up alone."""
_LONGEST_HEAD = 4_000
_STOP = re.compile(rb"[(\[{;]|\n\s*+|\"{3}[^\"]*\"{3}|\"[^\"]*\"|`[^`]*`")
_GOES_ON = re.compile(
    rb"[ \t\r\n]*+(?:[.?:,;)\]=&|+*/<>{%-]|(?:else|catch|finally|where|throws|while|is|as)\b)"
)
"""After the end of a line or of a block: the piece has no end here."""
_IS_OPEN = re.compile(
    rb"(?:[=,(\[&|+*/<>:.?%-]|\b(?:in|as|is|else|where|extends|implements))[ \t\r]*$"
)
"""Before the end of a line: the piece has no end here."""
_BLANKS = re.compile(rb"\s*+")
_ENDS = frozenset({")", "]", "}", "end"})
_DEFINITIONS = re.compile(
    r"(?:class|enum|interface|protocol|type)_body$|(?:declaration|variant)_list$"
)
"""What grammars call the bodies that hold definitions, and no statements."""
_ATTRIBUTE = re.compile(rb"\s*+(?:@[\w.:]++(\()?|#?(\[))")


class Recovered(msgspec.Struct, frozen=True):
    """What of a source could be parsed."""

    roots: list[Node]
    errors: list[Span]


class _Group(msgspec.Struct, frozen=True):
    """Pieces in a row, with what stands around them."""

    pieces: Sequence[Span]
    before: tuple[Span, ...]
    after: tuple[Span, ...]


def recover(
    code: bytes, parse: Parse, opening: Span, *, is_strict: bool = True
) -> Recovered | None:
    """Return the trees of what makes sense, None where brackets say nothing.

    Parameters
    ----------
    code:
        The source without comments and the texts of strings.
    parse:
        Parses some of it.
    opening:
        What has to stand before any piece.
    is_strict:
        Whether there are no dialects, of which a piece may be: such a piece is kept as it is.
    """
    suspect = suspect_spans(code, Brackets(code))
    code = blanked(code, suspect)
    brackets = Brackets(code)
    if not brackets.is_balanced:
        return None
    recovered = Recovered([], suspect)
    budget = _MOST_WORK * len(code)
    pieces = list(_pieces(code, opening[1], len(code), brackets))
    groups = [_Group(pieces, (opening,) if opening[1] else (), ())]
    while groups:
        group = groups.pop()
        if not group.pieces:
            continue
        spans = (*group.before, (group.pieces[0][0], group.pieces[-1][1]), *group.after)
        budget -= sum(end - start for start, end in spans) + 50
        root = parse(code, spans) if budget > 0 else None
        if root is not None and not is_broken(root):
            recovered.roots.append(root)
        elif len(group.pieces) > 1 and budget > 0:
            half = len(group.pieces) // 2
            halves = (group.pieces[half:], group.pieces[:half])
            groups += [_Group(part, group.before, group.after) for part in halves]
        else:
            inner = _body(code, group, brackets) if budget > 0 else None
            emptied = parse(code, (*inner.before, *inner.after)) if inner is not None else None
            if inner is None or emptied is None or is_broken(emptied):
                if root is not None and not is_strict:
                    recovered.roots.append(root)
                    continue
                recovered.errors.append((group.pieces[0][0], group.pieces[-1][1]))
                continue
            recovered.roots.append(emptied)
            if _holds_definitions(emptied, inner):
                groups.append(inner)
            else:
                recovered.errors.extend(_errors_within(root, inner))
    return recovered


def is_broken(root: Node) -> bool:
    """Return whether something in a tree makes no sense, or has no end."""
    return bool(root.has_error) and next(_errors(root), None) is not None


def _errors(root: Node) -> Iterator[Node]:
    """Yield what makes no sense in a tree, outermost first; a missing sign alone does no harm."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.is_error or (node.is_missing and node.type in _ENDS):
            yield node
        elif node.has_error:
            waiting += reversed(node.children)


def _errors_within(root: Node | None, inner: _Group) -> list[Span]:
    """Return what makes no sense in the code of a body."""
    start, end = inner.before[-1][1], inner.after[0][0]
    errors = _errors(root) if root is not None else ()
    spans = [(max(node.start_byte, start), min(node.end_byte, end)) for node in errors]
    return [span for span in spans if span[0] < span[1]] or [(start, end)]


def _holds_definitions(root: Node, inner: _Group) -> bool:
    """Return whether the body that was taken out is that of a class or the like."""
    node = root.descendant_for_byte_range(inner.before[-1][1] - 1, inner.after[0][0] + 1)
    while node is not None and node.start_byte > inner.before[-1][1] - 1:
        node = node.parent
    is_body = node is not None and _DEFINITIONS.search(node.type) is not None
    return is_body or (node is not None and "namespace" in getattr(node.parent, "type", ""))


def _body(code: bytes, group: _Group, brackets: Brackets) -> _Group | None:
    """Return what is in the body of a piece, with the piece around it."""
    ((start, end),) = group.pieces
    brace = brackets.last_brace(start, end)
    if brace < 0 or len(group.before) > _DEEPEST or brace - start > _LONGEST_HEAD:
        return None
    close = brackets.closing[brace]
    return _Group(
        list(_pieces(code, brace + 1, close, brackets)),
        (*group.before, (start, brace + 1)),
        ((close, end), *group.after),
    )


def _pieces(code: bytes, start: int, end: int, brackets: Brackets) -> Iterator[Span]:
    """Yield what is between the ends of lines and blocks at one depth of brackets."""
    first, position = _after_blanks(code, start, end), start
    marked = _after_attributes(code, start, end, brackets)
    while (match := _STOP.search(code, position, end)) is not None:
        position = match.end()
        sign = match[0]
        if sign[:1] in b'"`':
            continue
        if sign in b"([{":
            position = brackets.closing[match.start()] + 1
            ends = sign == b"{" and not _GOES_ON.match(code, position, end)
        elif sign == b";":
            ends = True
        else:
            line = code[max(first, match.start() - 200) : match.start()]
            ends = not _IS_OPEN.search(line) and not _GOES_ON.match(code, position, end)
            ends = ends and match.start() > marked
        if ends:
            if code[first:position].strip():
                yield first, position
            first = _after_blanks(code, position, end)
            marked = _after_attributes(code, first, end, brackets)
    if code[first:end].strip():
        yield first, end


def _after_blanks(code: bytes, start: int, end: int) -> int:
    match = _BLANKS.match(code, start, end)
    return match.end() if match is not None else start


def _after_attributes(code: bytes, start: int, end: int, brackets: Brackets) -> int:
    """Return where the annotations at the head of a piece end, its start without any."""
    position = start
    while (match := _ATTRIBUTE.match(code, position, end)) is not None:
        position = match.end()
        bracket = max(match.start(1), match.start(2))
        if bracket >= 0:
            position = brackets.closing[bracket] + 1
    return position
