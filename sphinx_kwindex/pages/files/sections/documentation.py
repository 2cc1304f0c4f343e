"""Documentation Coverage: how much has docstrings and annotations, and what has none."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Paragraph, plain
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.site.site import MOST_LINKS
from sphinx_kwindex.pages.words.coverage_text import MODULE, in_sentences
from sphinx_kwindex.records.text import Span
from sphinx_kwindex.relations.documentation import FileDocumentation


def documentation(view: FileView) -> Iterator[Block]:
    """Yield the figures, and each public definition without a docstring with its line."""
    said = view.relations.documentation
    if said is None:
        return
    with_module = said.counts_module
    yield Paragraph(in_sentences(said.coverage, with_module=with_module, has_stub=said.has_stub))
    is_module_all = said.counts_module and said.coverage.definitions == 1
    if said.coverage.missing and not is_module_all:
        names = view.site.shown_links(_undocumented(view, said))
        has_more = said.coverage.missing > MOST_LINKS
        rest = "; Definitions shows all of them" if has_more else ""
        yield Paragraph((plain("Without a docstring: "), *names, plain(f"{rest}.")))


def _undocumented(view: FileView, said: FileDocumentation) -> Iterator[Span]:
    if said.is_module_undocumented:
        yield view.line_link(1, MODULE)
    yield from map(view.own_link, said.undocumented)
