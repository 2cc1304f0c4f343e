"""Lists as long as a page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec

Item = TypeVar("Item")


class Shortened(msgspec.Struct, Generic[Item], frozen=True, array_like=True):
    """The first items of a list, and how many there are in all."""

    first: tuple[Item, ...] = ()
    total: int = 0

    @property
    def further(self) -> int:
        """How many are left out."""
        return self.total - len(self.first)


def shortened(items: Sequence[Item], most: int) -> Shortened[Item]:
    """Return the first items of a list, ``most`` at most, and how many there are in all.

    Parameters
    ----------
    items:
        The list.
    most:
        How many of them are kept at most.
    """
    return Shortened(tuple(items[:most]), len(items))
