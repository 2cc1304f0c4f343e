"""Dividing a rectangle into others of given areas, as square as they can be.

After Bruls, Huizing and van Wijk, *Squarified Treemaps* (2000).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Rectangle(NamedTuple):
    """A part of a picture."""

    x: float
    y: float
    width: float
    height: float


def squarified(weights: Sequence[int], whole: Rectangle) -> list[Rectangle]:
    """Return a rectangle for each weight, in their order.

    Parameters
    ----------
    weights:
        Positive numbers, largest first.
    whole:
        What is divided.
    """
    found: list[Rectangle] = []
    left = float(sum(weights))
    room = whole
    start = 0
    while start < len(weights):
        scale = room.width * room.height / left if left else 0.0
        side = min(room.width, room.height)
        end = start + 1
        row = weights[start] * scale
        while end < len(weights):
            longer = row + weights[end] * scale
            before = _worst(weights[start], weights[end - 1], row, scale, side)
            if _worst(weights[start], weights[end], longer, scale, side) > before:
                break
            row, end = longer, end + 1
        placed, room = _placed(weights[start:end], row, scale, room)
        found += placed
        left -= sum(weights[start:end])
        start = end
    return found


def _worst(largest: int, smallest: int, row: float, scale: float, side: float) -> float:
    """Return how far from a square the least square of a row is."""
    if not row or not side:
        return float("inf")
    square = side * side
    return max(square * largest * scale / (row * row), row * row / (square * smallest * scale))


def _placed(
    weights: Sequence[int], row: float, scale: float, room: Rectangle
) -> tuple[list[Rectangle], Rectangle]:
    """Lay a row along the shorter side; return it, and what is left."""
    x, y, width, height = room
    found = []
    if width >= height:
        depth = row / height if height else 0.0
        for weight in weights:
            length = weight * scale / depth if depth else 0.0
            found.append(Rectangle(x, y, depth, length))
            y += length
        return found, Rectangle(x + depth, room.y, max(width - depth, 0.0), height)
    depth = row / width if width else 0.0
    for weight in weights:
        length = weight * scale / depth if depth else 0.0
        found.append(Rectangle(x, y, length, depth))
        x += length
    return found, Rectangle(room.x, y + depth, width, max(height - depth, 0.0))
