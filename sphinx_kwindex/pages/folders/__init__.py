"""The pages of a folder and of the repository."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Heading, Page
from sphinx_kwindex.pages.folders.about import about_blocks, doc_page
from sphinx_kwindex.pages.folders.index import index_blocks, index_page
from sphinx_kwindex.pages.folders.keyword_index import keyword_blocks
from sphinx_kwindex.pages.site.anchors import ABOUT_ANCHOR, KEYWORDS_ANCHOR
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.relations.folders import FolderView, KeywordIndex


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


def small_folder_pages(site: Site, folder: FolderView, index: KeywordIndex) -> Iterator[Page]:
    """Yield the one page of a small folder, which has the anchors of all three.

    Parameters
    ----------
    site:
        Makes the links.
    folder:
        All that its index and the page about it show.
    index:
        Its keyword index.
    """
    blocks = (
        *index_blocks(site, folder),
        Heading(2, "About", ABOUT_ANCHOR),
        *about_blocks(site, folder, 3),
        Heading(2, "Keywords", KEYWORDS_ANCHOR),
        *keyword_blocks(site, index, 3),
    )
    docname = site.names.folder_index[folder.path]
    yield Page(docname, blocks, listed=folder.is_listed)
