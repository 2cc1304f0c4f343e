"""The pages of the files of a folder, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from sphinx_kwindex.blocks.chapters import Crumb
from sphinx_kwindex.pages.site.docnames import PageNames
from sphinx_kwindex.records.analysis import FileFacts

Pair = tuple[Crumb | None, Crumb | None]
"""The page before and the page after."""


class Neighbours(msgspec.Struct, frozen=True, array_like=True):
    """The pages beside those of a file."""

    overviews: Pair = (None, None)
    keyword_pages: Pair = (None, None)
    """Beside its keyword page, if it has one."""


def neighbours_in(files: Iterable[FileFacts], names: PageNames) -> dict[str, Neighbours]:
    """Return the pages beside those of each file of a folder.

    Parameters
    ----------
    files:
        The files of the folder, in their order.
    names:
        The docnames of all pages.

    Returns
    -------
    mapping from paths of files to neighbours
        Files without pages are not in it.
    """
    in_order = tuple(files)
    overviews = _beside(in_order, names.file_docs)
    keyword_pages = _beside(in_order, names.file_keywords)
    return {
        path: Neighbours(beside, keyword_pages.get(path, (None, None)))
        for path, beside in overviews.items()
    }


def _beside(files: Iterable[FileFacts], docnames: Mapping[str, str]) -> dict[str, Pair]:
    shelf = [
        (facts.path, Crumb(facts.source.name, docnames[facts.path]))
        for facts in files
        if facts.path in docnames
    ]
    crumbs = [None, *(crumb for _, crumb in shelf), None]
    return {
        path: (crumbs[position], crumbs[position + 2]) for position, (path, _) in enumerate(shelf)
    }
