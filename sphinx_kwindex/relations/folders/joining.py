"""Folders that need no pages of their own, or only one: chains of folders, and small folders.

A folder that holds one folder and nothing else says nothing that this one does not say: as in the
browsers of code hosts, ``src/main/java`` is one entry.  Index, description and keywords of a folder
with a single small file are one page.
"""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_kwindex.project import Folder
from sphinx_kwindex.relations.folders.index_records import IndexFigures

_MOST_KEYWORDS = 150
"""Entries of the keyword index of a small folder; a longer one has a page of its own."""


def folder_chains(folders: Mapping[str, Folder]) -> dict[str, str]:
    """Return the folders that hold one folder and nothing else, each with the end of its chain.

    Parameters
    ----------
    folders:
        All folders by path.

    Returns
    -------
    mapping from paths to paths
        The end is the first folder inside that holds anything else.  The top is in no chain.
    """
    ends: dict[str, str] = {}
    for path in sorted(folders, reverse=True):
        folder = folders[path]
        if path and not folder.files and len(folder.subfolders) == 1:
            (below,) = folder.subfolders
            ends[path] = ends.get(below, below)
    return ends


def small_folders(
    folders: Mapping[str, Folder], indexes: Mapping[str, IndexFigures], most_files: int
) -> frozenset[str]:
    """Return the folders that have one page.

    Parameters
    ----------
    folders:
        All folders by path.
    indexes:
        What is shown of the keyword index of each folder with pages, by its path.
    most_files:
        How many files may lie in them, however deep.
    """
    numbers: dict[str, int] = {}
    for path in sorted(folders, reverse=True):
        folder = folders[path]
        numbers[path] = len(folder.files) + sum(map(numbers.__getitem__, folder.subfolders))
    return frozenset(
        path
        for path, index in indexes.items()
        if path
        and numbers[path] <= most_files
        and index.entries + index.messages <= _MOST_KEYWORDS
        and not index.keys
        and not index.has_own_only
    )
