"""The folders with pages as a tree, and which of them tables of contents list."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from sphinx_kwindex.config import Settings
from sphinx_kwindex.project import Folder

DEEPEST_LISTED = 24
"""Folders in each other that a table of contents may show: themes and docutils recurse over it.  In
a book, further ones are parts of the last that is."""


class FolderTree:
    """The folders with pages, each with those that its own pages list.

    Tables of contents list the folders nearest to the top, and of a folder all or none.

    Parameters
    ----------
    folders:
        All folders by path, sorted.
    chains:
        The folders without pages, each with the one inside that stands for it.
    settings:
        The options; they limit what is listed.
    """

    def __init__(
        self, folders: Mapping[str, Folder], chains: Mapping[str, str], settings: Settings
    ) -> None:
        self.subfolders = {
            path: tuple(chains.get(below, below) for below in folder.subfolders)
            for path, folder in folders.items()
            if path not in chains
        }
        self.depths = {"": 0}
        for path, below in self.subfolders.items():
            self.depths.update(dict.fromkeys(below, self.depths[path] + 1))
        limit = None if settings.navigation == "files" else settings.navigation_limit
        listed, listing = self._listed(limit)
        self.listed = frozenset(listed)
        """The folders that tables of contents list, and the top."""
        self.listing = frozenset(listing)
        """The folders whose subfolders they list."""

    def deeper(self, path: str) -> tuple[str, ...]:
        """Return all folders below one as deep as any is listed, each before those in it."""
        found: list[str] = []
        if self.depths[path] == DEEPEST_LISTED:
            pending = list(reversed(self.subfolders[path]))
            while pending:
                found.append(pending.pop())
                pending.extend(reversed(self.subfolders[found[-1]]))
        return tuple(found)

    def _listed(self, limit: int | None) -> tuple[list[str], list[str]]:
        below: list[str] = []
        listing = []
        # What is appended meanwhile has its turn.
        for path in chain([""], below):
            found = self.subfolders[path]
            fits = limit is None or len(below) + len(found) <= limit
            if found and fits and self.depths[path] < DEEPEST_LISTED:
                listing.append(path)
                below.extend(found)
        return ["", *below], listing
