"""The sections of a file's overview page.

To add one, write a module with a function from a :class:`FileView` to blocks and list it in
:data:`SECTIONS`; a section that yields nothing is left out of the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_kwindex.config import Settings
from sphinx_kwindex.option_errors import OptionError
from sphinx_kwindex.pages.files.section import Section
from sphinx_kwindex.pages.files.sections.architecture import architecture
from sphinx_kwindex.pages.files.sections.dependencies import dependencies
from sphinx_kwindex.pages.files.sections.documentation import documentation
from sphinx_kwindex.pages.files.sections.examples import examples
from sphinx_kwindex.pages.files.sections.links import links
from sphinx_kwindex.pages.files.sections.metadata import metadata
from sphinx_kwindex.pages.files.sections.outline import outline
from sphinx_kwindex.pages.files.sections.overview import overview
from sphinx_kwindex.pages.files.sections.patterns import patterns
from sphinx_kwindex.pages.files.sections.performance import performance
from sphinx_kwindex.pages.files.sections.purpose import purpose
from sphinx_kwindex.pages.files.sections.references import references
from sphinx_kwindex.pages.files.sections.related import related
from sphinx_kwindex.pages.files.sections.security import security
from sphinx_kwindex.pages.files.sections.source import source
from sphinx_kwindex.pages.files.sections.structure import structure
from sphinx_kwindex.pages.files.sections.testing import testing
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.site.anchors import DOCUMENTATION_ANCHOR, PURPOSE_ANCHOR

__all__ = ["SECTIONS", "FileView", "Section", "chosen_sections"]


SECTIONS = (
    Section("metadata", "File Metadata", "file-metadata", metadata),
    Section("purpose", "File Purpose", PURPOSE_ANCHOR, purpose),
    Section("overview", "High-Level Overview", "high-level-overview", overview),
    Section("outline", "Outline", "document-outline", outline),
    Section("structure", "Code Structure", "code-structure", structure),
    Section("architecture", "Architecture & Design", "architecture-design", architecture),
    Section("dependencies", "Dependencies", "section-dependencies", dependencies),
    Section("patterns", "Code Patterns & Idioms", "code-patterns", patterns),
    Section("links", "Links", "document-links", links),
    Section("examples", "Code Blocks", "code-blocks", examples),
    Section("performance", "Performance Considerations", "performance-considerations", performance),
    Section("security", "Security & Safety", "security-safety", security),
    Section("testing", "Testing & Usage", "testing-usage", testing),
    Section("documentation", "Documentation Coverage", DOCUMENTATION_ANCHOR, documentation),
    Section("related", "Related Files", "related-files", related),
    Section("references", "Cross-References", "cross-references", references),
    Section("source", "Original Source", "original-source", source),
)
"""In their default order.  Anchors hold a hyphen, which no anchor of a symbol can."""


def chosen_sections(settings: Settings, additional: Iterable[Section] = ()) -> tuple[Section, ...]:
    """Return the sections that the options ask for, in their order.

    Parameters
    ----------
    settings:
        The options.
    additional:
        Sections that the project adds; by default they stand before the source.

    Raises
    ------
    OptionError
        If ``kwindex_sections`` names an unknown section, or one twice.
    """
    available = (*SECTIONS[:-1], *additional, SECTIONS[-1])
    if not settings.sections:
        return available
    known = {section.name: section for section in available}
    if not known.keys() >= set(settings.sections) or len(set(settings.sections)) < len(
        settings.sections
    ):
        allowed = "a list of different names out of " + ", ".join(known)
        raise OptionError("sections", list(settings.sections), allowed)
    return tuple(known[name] for name in settings.sections)
