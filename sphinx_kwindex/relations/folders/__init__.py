"""What the pages of folders show, as data: rolled up from one small record for each file."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.folders.coverage import RepositoryCoverage, repository_coverage
from sphinx_kwindex.relations.folders.index_records import IndexFigures, KeywordIndex
from sphinx_kwindex.relations.folders.joining import folder_chains, small_folders
from sphinx_kwindex.relations.folders.kept_index import (
    IndexedKeywords,
    KeptIndex,
    decode_index,
    encode_index,
    index_keywords,
)
from sphinx_kwindex.relations.folders.repository_indexes import (
    KnownIndexes,
    RepositoryIndexes,
    repository_indexes,
)
from sphinx_kwindex.relations.folders.summaries import FileSummary, KnownUses, summaries
from sphinx_kwindex.relations.folders.views import FolderView, folder_views

__all__ = [
    "FileSummary",
    "FolderFigures",
    "FolderView",
    "Folders",
    "IndexFigures",
    "IndexedKeywords",
    "KeptIndex",
    "KeywordIndex",
    "KnownIndexes",
    "KnownUses",
    "RepositoryCoverage",
    "RepositoryIndexes",
    "decode_index",
    "encode_index",
    "folder_chains",
    "index_keywords",
    "repository_indexes",
    "small_folders",
    "summaries",
    "view_folders",
]


class FolderFigures(msgspec.Struct, frozen=True):
    """What the pages of folders show of the files and of the keyword indexes, by path."""

    files: Mapping[str, FileSummary]
    indexes: Mapping[str, IndexFigures]
    small: Mapping[str, KeywordIndex]
    """The whole keyword index of each folder with one page."""
    lists: Mapping[str, IndexFigures]
    """Of the lists of the repository, by the slugs of their kinds, in order."""
    coverage: RepositoryCoverage | None = None
    """The documentation coverage of all; None before it was worked out."""
    uses: Mapping[str, KnownUses] = {}
    """What the summaries of the files show of uses."""
    changes: Mapping[str, str] = {}
    """A hash of what changed since an earlier build in each file in which something did."""


class Folders(msgspec.Struct, frozen=True):
    """The folders of a repository with pages, as these show them, by path."""

    views: Mapping[str, FolderView]
    """In sorted order, the top first."""
    coverage: RepositoryCoverage
    chains: Mapping[str, str]
    """The folders without pages, each with the one inside that stands for it."""


def view_folders(context: Context, figures: FolderFigures, chains: Mapping[str, str]) -> Folders:
    """Return the folders of a repository.

    Parameters
    ----------
    context:
        The linked repository.
    figures:
        What the pages of folders show of files and keyword indexes.
    chains:
        The folders without pages, each with the one that stands for it.
    """
    views = folder_views(context, figures.files, figures.indexes, chains)
    changes = context.changes.in_short
    lists = tuple(figures.lists.values())
    top = msgspec.structs.replace(views[""], lists=lists, changes=changes)
    views = {**views, "": top}
    counted = {
        path: summary.documentation
        for path, summary in sorted(figures.files.items())
        if summary.documentation is not None
    }
    coverage = figures.coverage or repository_coverage(
        views, counted, lambda path: context.documentation(context.project.files[path])
    )
    return Folders(views, coverage, chains)
