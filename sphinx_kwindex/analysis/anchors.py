"""Anchors of definitions that share a qualified name."""

from __future__ import annotations

from collections import Counter

RESERVED = ("searchbox",)
"""Identifiers that are taken on every page: Sphinx's own themes show their search field by it."""


class Anchors:
    """Hands out the anchors of one file, each once."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter(RESERVED)

    def take(self, wanted: str) -> str:
        """Return an anchor, numbered for the second and later definitions of one name.

        A number follows a dot, where no identifier can begin, so no two anchors meet.
        """
        self._taken[wanted] += 1
        count = self._taken[wanted]
        return wanted if count == 1 else f"{wanted}.{count}"
