"""Members that share what became of their class: nobody wants to read that of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from sphinx_kwindex.changes.states import Head, owner_of

Item = TypeVar("Item")


def _never(_: object) -> bool:
    return False


def folded(
    items: Iterable[Item],
    head_of: Callable[[Item], Head],
    stays: Callable[[Item], bool] = _never,
) -> list[tuple[Item, int]]:
    """Return what is in no other of the items, each with how many are in it.

    Parameters
    ----------
    items:
        Definitions that came, went or moved.
    head_of:
        Returns the head of one, by whose place it is told what it is in.
    stays:
        Returns whether one is to be shown in any case.

    Returns
    -------
    items with numbers
        In their order.
    """
    listed = list(items)
    heads = [head_of(item) for item in listed]
    known = {(head.path, head.qualname): place for place, head in enumerate(heads)}
    owners = [known.get((head.path, owner_of(head.qualname))) for head in heads]
    members = [0] * len(listed)
    shown = []
    for place, item in enumerate(listed):
        owner = owners[place]
        if owner is None or stays(item):
            shown.append(place)
            continue
        top, seen = owner, {place}
        while (above := owners[top]) is not None and top not in seen and not stays(listed[top]):
            seen.add(top)
            top = above
        members[top] += 1
    return [(listed[place], members[place]) for place in shown]
