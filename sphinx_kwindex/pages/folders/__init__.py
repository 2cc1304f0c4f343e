"""The pages of a folder and of the repository."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Page
from sphinx_kwindex.pages.folders.about import doc_page
from sphinx_kwindex.pages.folders.index import index_page
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.relations.folders import FolderView


def folder_pages(site: Site, folder: FolderView) -> Iterator[Page]:
    """Yield the index of a folder and the page about it.

    Parameters
    ----------
    site:
        Makes the links.
    folder:
        All that the pages show.
    """
    yield index_page(site, folder)
    yield doc_page(site, folder)
