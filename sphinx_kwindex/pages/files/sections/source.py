"""Source: the whole file, with links on its names and its line numbers."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Listing, Paragraph, plain
from sphinx_kwindex.pages.files.sections.source_places import listed_places
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.analysis import NOTEBOOK


def source(view: FileView) -> Iterator[Block]:
    """Yield the source, if it is text and the options let it be shown."""
    if view.shows_source:
        if view.analysis.language == NOTEBOOK:
            yield Paragraph((plain("The cells of the notebook, without their outputs."),))
        text = view.text
        places, every = listed_places(view, text)
        if every > 1:
            yield Paragraph((plain(_thinned(every)),))
        yield Listing(view.analysis.lexer, text, places)


def _thinned(lines: int) -> str:
    """Return the words about names that lead nowhere, since there are too many."""
    return (
        "The source has very many names: of those of one definition the first in every "
        f"{lines:,} lines is a link."
    )
