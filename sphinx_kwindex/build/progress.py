"""How the stages tell a person how far they are, without knowing who shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Progress(Protocol):
    """Shows a person how far a stage is."""

    def __call__(self, items: Iterable[Item], summary: str, length: int) -> Iterable[Item]:
        """Return ``items``, showing ``summary`` and how many of ``length`` are done."""
