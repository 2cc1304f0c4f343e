"""Rectangles of given areas."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_kwindex.blocks.squares import Rectangle, squarified


@given(st.lists(st.integers(1, 500), min_size=1, max_size=40))
def test_areas_are_as_the_weights_and_fill_the_whole(weights: list[int]) -> None:
    ranked = sorted(weights, reverse=True)
    found = squarified(ranked, Rectangle(0, 0, 700, 400))
    scale = 700 * 400 / sum(ranked)
    for weight, part in zip(ranked, found, strict=True):
        assert abs(part.width * part.height - weight * scale) < 0.01 * 700 * 400
        assert part.x >= -0.01
        assert part.x + part.width <= 700.01
        assert part.y + part.height <= 400.01


def test_equal_weights_are_nearly_square() -> None:
    found = squarified([1] * 12, Rectangle(0, 0, 400, 300))
    assert all(part.width == part.height for part in found)
