"""What the pages of folders show, as data: rolled up from one small record for each file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from sphinx_kwindex.keywords import Keyword
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.folders.coverage import RepositoryCoverage, repository_coverage
from sphinx_kwindex.relations.folders.keyword_index import KeywordIndex, keyword_indexes
from sphinx_kwindex.relations.folders.summaries import FileSummary, summaries
from sphinx_kwindex.relations.folders.views import FolderView, folder_views

__all__ = [
    "FileSummary",
    "FolderView",
    "Folders",
    "KeywordIndex",
    "RepositoryCoverage",
    "keyword_indexes",
    "view_folders",
]


class Folders(msgspec.Struct, frozen=True):
    """The folders of a repository as their pages show them, by path."""

    views: Mapping[str, FolderView]
    """In sorted order, the top first."""
    indexes: Mapping[str, KeywordIndex]
    coverage: RepositoryCoverage


def view_folders(
    context: Context,
    keywords: Mapping[str, Sequence[Keyword]],
    indexes: Mapping[str, KeywordIndex],
) -> Folders:
    """Return the folders of a repository.

    Parameters
    ----------
    context:
        The linked repository.
    keywords:
        The keywords of each file, by its path.
    indexes:
        The keyword index of each folder, by its path.
    """
    views = folder_views(context, summaries(context, keywords), indexes)
    return Folders(views, indexes, repository_coverage(views, context.documentation))
