"""Which patterns the files below a folder have, how often, and which files have most of them."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Row, Table, plain
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.folders.totals import PatternTotal
from sphinx_kwindex.relations.folders.views import FolderView


def folder_patterns(site: Site, folder: FolderView) -> Iterator[Block]:
    """Yield a table of the patterns; a folder with one file that has any adds nothing to it.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    folder:
        The folder.
    """
    rows = tuple(
        Row(
            (
                (Span(pattern.name, url=pattern.url),),
                (plain(f"{pattern.places:,}"),),
                _files(site, folder, pattern),
            )
        )
        for pattern in folder.patterns
    )
    if rows:
        yield Table(("Pattern", "Places", "Files"), rows, figures=(1,))


def _files(site: Site, folder: FolderView, pattern: PatternTotal) -> Text:
    """Return the files with most places, each with their number."""
    spans: list[Span] = []
    for path, number in pattern.most:
        spans += [plain(", ")] if spans else []
        spans += [site.file_link(path, folder.below(path)), plain(f" ({number:,})")]
    more = pattern.files - len(pattern.most)
    return (*spans, plain(f" and {count(more, 'file')} more")) if more > 0 else tuple(spans)
