"""What a section of an overview page may look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from sphinx_kwindex.blocks.blocks import HERE
from sphinx_kwindex.insights.findings import Finding
from sphinx_kwindex.keywords import Keyword
from sphinx_kwindex.keywords.named_places import named_places
from sphinx_kwindex.pages.site.anchors import uses_anchor
from sphinx_kwindex.pages.site.shelves import Neighbours
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.project.other import INCLUDING_LANGUAGES
from sphinx_kwindex.records.analysis import LINE_ANCHOR, Analysis, FileFacts, Symbol
from sphinx_kwindex.records.text import Span
from sphinx_kwindex.relations import FileRelations
from sphinx_kwindex.relations.imports import MeantImport
from sphinx_kwindex.relations.modules import Module
from sphinx_kwindex.relations.tests.naming import NamingTests
from sphinx_kwindex.relations.uses import UsedDefinition

CLASSIC = ("classic",)
"""The value of ``kwindex_sections`` for the sections of a handbook."""


class FileView(msgspec.Struct, frozen=True):
    """A file with all that its pages show."""

    site: Site
    """The names of pages, and the options."""
    facts: FileFacts
    """What the file says of itself."""
    relations: FileRelations
    """What holds between it and others."""
    keywords: tuple[Keyword, ...]
    """In index order."""
    neighbours: Neighbours
    """The pages beside its own."""
    read_text: Callable[[FileFacts], str]
    """Returns the content of a text file."""

    @property
    def is_classic(self) -> bool:
        """Whether the page has the sections of a handbook: metadata first, each topic whole."""
        return self.site.settings.sections == CLASSIC

    @property
    def path(self) -> str:
        """Path of the file."""
        return self.facts.path

    @property
    def analysis(self) -> Analysis:
        """What the content says."""
        return self.facts.analysis

    @property
    def module(self) -> Module | None:
        """The module that the file is; None for scripts and files of other languages."""
        module = self.relations.module
        return module if module is not None and module.is_importable else None

    @property
    def text(self) -> str:
        """The content, with line feeds as line ends; of a notebook, the script of its cells.

        Empty where it is no text.
        """
        return self.read_text(self.facts) if self.facts.is_text else ""

    @property
    def imports(self) -> tuple[MeantImport, ...]:
        """The imports of the file, each with what it means."""
        return self.relations.imports.imported

    @property
    def uses(self) -> tuple[UsedDefinition, ...]:
        """The definitions of the file that something uses, in source order."""
        return self.relations.uses.definitions

    @property
    def tests(self) -> NamingTests:
        """The tests of a source file."""
        return self.relations.tests

    @property
    def named_places(self) -> Mapping[str, int]:
        """The lines of what stands in the source and is no definition, by their anchors."""
        declared = (found.declared for found in self.relations.entry_points.declared_here)
        points = {point.anchor: point.line for point in declared if point.anchor}
        return {**named_places(self.analysis), **points}

    @property
    def has_includes(self) -> bool:
        """Whether the imports of the file's language are called includes."""
        return self.analysis.language in INCLUDING_LANGUAGES

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What rules match in the file, as far as they make sense for it."""
        return self.relations.findings.findings

    @property
    def shown_symbols(self) -> tuple[Symbol, ...]:
        """The definitions that the options let the pages show."""
        return tuple(symbol for symbol in self.analysis.symbols if self.shows(symbol))

    def shows(self, symbol: Symbol) -> bool:
        """Return whether the options let the pages show a definition."""
        return self.site.settings.private or not symbol.is_private

    def uses_anchors(self) -> Mapping[str, str]:
        """Return where the page says what uses its definitions.

        Returns
        -------
        mapping from anchors of definitions to anchors
            Without those that nothing uses.
        """
        if self.site.section_names.isdisjoint({"structure", "references"}):
            return {}
        symbols = self.analysis.symbols
        used = (symbols[found.symbol] for found in self.uses)
        return {item.anchor: uses_anchor(item.anchor) for item in used if self.shows(item)}

    def own_link(self, symbol: Symbol) -> Span:
        """Return the name of a definition of the file, as a link to it where it is shown."""
        anchor = self.site.existing(symbol.anchor) if self.shows(symbol) else ""
        return Span(symbol.qualname, code=True, docname=HERE if anchor else "", anchor=anchor)

    def line_link(self, line: int, text: str) -> Span:
        """Return ``text`` as a link to a line of the source, plain where that is not shown.

        Parameters
        ----------
        line:
            The line, from 1.
        text:
            What the link says.
        """
        if not self.shows_source:
            return Span(text)
        return Span(text, docname=HERE, anchor=f"{LINE_ANCHOR}{line}")

    @property
    def shows_source(self) -> bool:
        """Whether the page holds the source, so that lines can be linked."""
        return (
            self.site.settings.show_source
            and "source" in self.site.section_names
            and self.facts.is_text
            and bool(self.analysis.lines)
        )
