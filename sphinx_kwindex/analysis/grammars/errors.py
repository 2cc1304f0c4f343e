"""What a grammar that goes on after an error could not make sense of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
