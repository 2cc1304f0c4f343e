"""The order in which classes are asked for a name."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

_MOST_CLASSES = 60
"""That are asked for a name, one after the other."""


def merged(orders: list[list[T]]) -> list[T]:
    """Merge the orders of bases as Python does; where it would refuse, in the order of reading.

    Parameters
    ----------
    orders:
        That of each base, and at the end the bases themselves.
    """
    if len(orders) == 2:
        return orders[0][:_MOST_CLASSES]  # a single base
    found: list[T] = []
    orders = [list(order) for order in orders if order]
    while orders and len(found) < _MOST_CLASSES:
        later = {item for order in orders for item in order[1:]}
        head = next((order[0] for order in orders if order[0] not in later), orders[0][0])
        found.append(head)
        orders = [[item for item in order if item != head] for order in orders]
        orders = [order for order in orders if order]
    return found
