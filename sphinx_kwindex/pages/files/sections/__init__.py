"""The sections of a file's overview page.

To add one, write a module with a function from a :class:`FileView` to blocks and list it in
:data:`SECTIONS`; a section that yields nothing is left out of the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from sphinx_kwindex.config import Settings
from sphinx_kwindex.option_errors import OptionError
from sphinx_kwindex.pages.files.section import Manner, Section
from sphinx_kwindex.pages.files.sections.architecture import architecture
from sphinx_kwindex.pages.files.sections.change import change
from sphinx_kwindex.pages.files.sections.changes import changes
from sphinx_kwindex.pages.files.sections.dependencies import dependencies
from sphinx_kwindex.pages.files.sections.documentation import documentation
from sphinx_kwindex.pages.files.sections.examples import examples
from sphinx_kwindex.pages.files.sections.glance import glance
from sphinx_kwindex.pages.files.sections.links import links
from sphinx_kwindex.pages.files.sections.metadata import metadata
from sphinx_kwindex.pages.files.sections.outline import outline
from sphinx_kwindex.pages.files.sections.overview import overview
from sphinx_kwindex.pages.files.sections.patterns import patterns
from sphinx_kwindex.pages.files.sections.performance import performance
from sphinx_kwindex.pages.files.sections.public_api import public
from sphinx_kwindex.pages.files.sections.purpose import purpose
from sphinx_kwindex.pages.files.sections.references import references
from sphinx_kwindex.pages.files.sections.related import related
from sphinx_kwindex.pages.files.sections.security import security
from sphinx_kwindex.pages.files.sections.source import source
from sphinx_kwindex.pages.files.sections.structure import structure
from sphinx_kwindex.pages.files.sections.testing import testing
from sphinx_kwindex.pages.files.sections.view import CLASSIC, FileView
from sphinx_kwindex.pages.site.anchors import DOCUMENTATION_ANCHOR, PURPOSE_ANCHOR

__all__ = ["OWN_SECTIONS", "SECTIONS", "FileView", "Section", "chosen_sections"]


_LEAD, _FOLDED = Manner.LEAD, Manner.FOLDED

SECTIONS = (
    Section("purpose", "Purpose", PURPOSE_ANCHOR, purpose, _LEAD),
    Section("glance", "At a Glance", "at-a-glance", glance, _LEAD),
    Section("overview", "In Its Own Words", "high-level-overview", overview, _LEAD),
    Section("outline", "Outline", "document-outline", outline),
    Section("public", "Public API", "section-public-api", public),
    Section("structure", "Definitions", "code-structure", structure),
    Section("examples", "Code Blocks", "code-blocks", examples),
    Section("links", "Links", "document-links", links),
    Section("references", "Who Uses It", "cross-references", references),
    Section("dependencies", "What It Needs", "section-dependencies", dependencies),
    Section("testing", "Tests", "testing-usage", testing),
    Section("change", "What a Change Reaches", "section-change", change),
    Section("changes", "Changes", "section-changes", changes),
    Section("security", "Findings: Security", "security-safety", security, _FOLDED),
    Section("performance", "Findings: Performance", "performance-considerations", performance,
            _FOLDED),
    Section("patterns", "Patterns", "code-patterns", patterns, _FOLDED),
    Section("documentation", "Documentation Coverage", DOCUMENTATION_ANCHOR, documentation,
            _FOLDED),
    Section("related", "Related Files", "related-files", related, _FOLDED),
    Section("architecture", "Layer and Coupling", "architecture-design", architecture, _FOLDED),
    Section("metadata", "Facts", "file-metadata", metadata, _FOLDED),
    Section("source", "Source", "original-source", source),
)  # fmt: skip
"""In their default order: what a reader asks first is first, and what few ask is folded.  Anchors
hold a hyphen, which no anchor of a symbol can."""

_CLASSIC_TITLES = {
    "metadata": "File Metadata",
    "purpose": "File Purpose",
    "overview": "High-Level Overview",
    "outline": "Outline",
    "structure": "Code Structure",
    "architecture": "Architecture & Design",
    "dependencies": "Dependencies",
    "patterns": "Code Patterns & Idioms",
    "links": "Links",
    "examples": "Code Blocks",
    "performance": "Performance Considerations",
    "security": "Security & Safety",
    "testing": "Testing & Usage",
    "documentation": "Documentation Coverage",
    "changes": "Changes",
    "related": "Related Files",
    "references": "Cross-References",
    "source": "Original Source",
}
"""The sections of a handbook, in their order."""

OWN_SECTIONS = frozenset(section.name for section in SECTIONS)


def _classic_sections() -> tuple[Section, ...]:
    by_name = {section.name: section for section in SECTIONS}
    return tuple(
        replace(by_name[name], title=title, manner=Manner.OPEN)
        for name, title in _CLASSIC_TITLES.items()
    )


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
    own = _classic_sections() if settings.sections == CLASSIC else SECTIONS
    available = (*own[:-1], *additional, own[-1])
    if settings.sections == CLASSIC:
        return available
    if not settings.sections:
        return available
    known = {section.name: section for section in available}
    if not known.keys() >= set(settings.sections) or len(set(settings.sections)) < len(
        settings.sections
    ):
        names = ", ".join(known)
        allowed = f"['classic'], or a list of different names out of {names}"
        raise OptionError("sections", list(settings.sections), allowed)
    return tuple(known[name] for name in settings.sections)
