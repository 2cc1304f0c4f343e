"""Original Source: the whole file, with line numbers that can be linked."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Listing, Paragraph, plain
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.analysis import NOTEBOOK


def source(view: FileView) -> Iterator[Block]:
    """Yield the source, if it is text and the options let it be shown."""
    if view.shows_source:
        if view.analysis.language == NOTEBOOK:
            yield Paragraph((plain("The cells of the notebook, without their outputs."),))
        yield Listing(view.analysis.lexer, view.text)
