"""What a grammar that goes on after an error could not make sense of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from sphinx_kwindex.analysis.grammars.declaration import Node

Span = tuple[int, int]
"""The first byte and the byte after the last one."""


def unparsed(errors: Iterable[Span], found: Iterable[Span], code: bytes) -> tuple[int, int, float]:
    """Return the lines that make no sense, the first of them, and their part of all words.

    Parameters
    ----------
    errors:
        Where the grammar lost its way; what it recognised again may lie within.
    found:
        The definitions that were found.
    code:
        The source.

    Returns
    -------
    lines, first line and part
        How many lines; the first of them, from 1; the part is between 0 and 1.
    """
    lines = words = first = last = 0
    line, position = 1, 0
    for start, end in _outside(errors, found):
        piece = code[start:end]
        part = len(piece.split())
        if not part:
            continue
        begin = end - len(piece.lstrip())
        line += code.count(b"\n", position, begin)
        final = line + piece.strip().count(b"\n")
        lines += final - max(line, last + 1) + 1
        first, last, position = first or line, max(final, last), begin
        words += part
    return lines, first, words / max(len(code.split()), 1)


def unsure_spans(errors: Iterable[Node], openings: Collection[str], end: int) -> list[Span]:
    """Return where nobody can tell what encloses what: after a bracket that no node accounts for.

    Parameters
    ----------
    errors:
        The nodes of what makes no sense.
    openings:
        The tokens that open something.
    end:
        The end of the source.
    """
    opened: list[Node] = []
    spans: list[Span] = []
    for token in _loose_tokens(errors):
        if token.type in openings:
            opened.append(token)
        elif token.type in _CLOSINGS and opened:
            first = opened[0].start_byte
            opened.pop()
            if not opened:
                spans.append((first, token.end_byte))
    if opened:
        # The block around the error ends what is open in it, unless its end is that of another.
        block = opened[0].parent.parent
        is_in_block = block is not None and block.parent is not None and not block.is_error
        spans.append((opened[0].start_byte, block.end_byte if is_in_block else end))
    return spans


_CLOSINGS = frozenset({")", "]", "}", "end"})


def _loose_tokens(errors: Iterable[Node]) -> list[Node]:
    tokens = (child for error in errors for child in error.children if not child.is_named)
    return sorted(tokens, key=lambda token: int(token.start_byte))


def is_within(position: int, spans: Sequence[Span]) -> bool:
    """Return whether a byte lies in one of some spans, which are in order.

    Parameters
    ----------
    position:
        Offset of the byte.
    spans:
        Spans of offsets, each up to and without its end.
    """
    index = bisect_right(spans, (position, position)) - 1
    return index >= 0 and spans[index][0] < position < spans[index][1]


def outermost(spans: Iterable[Span]) -> list[Span]:
    """Return the spans that lie in no other one, in order."""
    outer: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
    return outer


def is_in(position: int, spans: Sequence[Span]) -> bool:
    """Return whether a byte is one of some spans, which are in order and do not overlap.

    Parameters
    ----------
    position:
        Offset of the byte.
    spans:
        Spans of offsets, each up to and without its end.
    """
    index = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return index >= 0 and position < spans[index][1]


def _outside(errors: Iterable[Span], found: Iterable[Span]) -> Iterator[Span]:
    """Yield the parts of which an error, and not a definition, is the innermost."""
    spans = sorted(
        [(start, -end, 0) for start, end in errors] + [(start, -end, 1) for start, end in found]
    )
    opened: list[tuple[int, bool]] = []
    position = 0

    def close(until: int) -> Iterator[Span]:
        nonlocal position
        while opened and opened[-1][0] <= until:
            end, is_error = opened.pop()
            if is_error and end > position:
                yield position, end
            position = max(position, end)

    for start, negative_end, is_found in spans:
        yield from close(start)
        if opened and opened[-1][1] and start > position:
            yield position, start
        position = max(position, start)
        opened.append((-negative_end, not is_found))
    yield from close(len(opened) and max(end for end, _ in opened))
