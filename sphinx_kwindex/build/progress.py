"""How the stages tell a person how far they are, without knowing who shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Progress(Protocol):
    """Shows a person how far a stage is."""

    def __call__(self, items: Iterable[Item], summary: str, length: int) -> Iterable[Item]:
        """Return ``items``, showing ``summary`` and how many of ``length`` are done."""


def shown_nowhere(items: Iterable[Item], summary: str, length: int) -> Iterable[Item]:  # noqa: ARG001
    """Return ``items``: nobody watches.

    Parameters
    ----------
    items:
        What is worked on.
    summary, length:
        What is done, and how many items there are.
    """
    return items
