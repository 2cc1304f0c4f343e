"""What the pages of folders show, as data: rolled up from one small record for each file."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.folders.coverage import RepositoryCoverage, repository_coverage
from sphinx_kwindex.relations.folders.keyword_index import (
    IndexFigures,
    KeywordIndex,
    keyword_indexes,
)
from sphinx_kwindex.relations.folders.summaries import FileSummary, summaries
from sphinx_kwindex.relations.folders.views import FolderView, folder_views

__all__ = [
    "FileSummary",
    "FolderFigures",
    "FolderView",
    "Folders",
    "IndexFigures",
    "KeywordIndex",
    "RepositoryCoverage",
    "keyword_indexes",
    "summaries",
    "view_folders",
]


class FolderFigures(msgspec.Struct, frozen=True):
    """What the pages of folders show of the files and of the keyword indexes, by path."""

    files: Mapping[str, FileSummary]
    indexes: Mapping[str, IndexFigures]


class Folders(msgspec.Struct, frozen=True):
    """The folders of a repository as their pages show them, by path."""

    views: Mapping[str, FolderView]
    """In sorted order, the top first."""
    coverage: RepositoryCoverage


def view_folders(context: Context, figures: FolderFigures) -> Folders:
    """Return the folders of a repository.

    Parameters
    ----------
    context:
        The linked repository.
    figures:
        What the pages of folders show of files and keyword indexes.
    """
    views = folder_views(context, figures.files, figures.indexes)
    return Folders(views, repository_coverage(views, context.documentation))
