"""The definitions of the repository in the general index of the site.

Sphinx keeps index entries in its environment.  Ours are made when pages are about to be written and
taken back afterwards: they come from the catalogue, and the pickled environment stays small.
"""

from __future__ import annotations

from collections import defaultdict

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.domains.index import IndexDomain
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_kwindex.blocks.html_text import LINES
from sphinx_kwindex.keywords import KeywordKind
from sphinx_kwindex.keywords.kinds import Nature
from sphinx_kwindex.records.catalogue import (
    FILE,
    FOLDER,
    MODULE,
    PATH_SEPARATOR,
    Target,
)
from sphinx_kwindex.sphinx_ext.books.assembly import is_thin_book, page_of
from sphinx_kwindex.sphinx_ext.compatibility import application_of
from sphinx_kwindex.sphinx_ext.reading.virtual_project import is_generated
from sphinx_kwindex.sphinx_ext.references.domain import KeywordDomain, domain_of
from sphinx_kwindex.sphinx_ext.references.roles import CALLED

_WITHOUT_OWNER = {
    kind.slug: kind.value for kind in KeywordKind if kind.nature in (Nature.NAME, Nature.PROGRAM)
}
"""Kinds of which an entry says nothing but the name."""
_LEFT_OUT = frozenset(
    {FILE, FOLDER, *(kind.slug for kind in KeywordKind if kind.nature is Nature.CONTENT)}
)
"""Headings, keys and messages have an index of their own; among definitions they would be noise."""
_SEPARATOR = ";"
"""Sphinx splits an entry there; no identifier has one, but the name of a module file may."""


def index_text(target: Target) -> str:
    """Return the entry of a definition as Sphinx words those of Python, empty for none."""
    if target.kind in _LEFT_OUT or target.is_alias or _SEPARATOR in target.name:
        return ""
    if target.kind == MODULE:
        return f"{target.name} (module)"
    if target.kind in _WITHOUT_OWNER:
        return f"{target.name} ({_WITHOUT_OWNER[target.kind]})"
    path, separator, dotted = target.name.rpartition(PATH_SEPARATOR)
    owner, _, name = dotted.rpartition(".")
    if separator:
        owner = f"{path}{separator}{owner}" if owner else path
    shown = f"{name}()" if target.kind in CALLED else name
    return f"{shown} ({target.kind.replace('-', ' ')} in {owner})" if owner else shown


def lists_definitions(setting: bool | str, builder: Builder) -> bool:
    """Return whether the general index that a builder makes lists our definitions.

    Parameters
    ----------
    setting:
        The option ``kwindex_general_index``.
    builder:
        The builder.
    """
    if isinstance(setting, bool):
        return setting
    if not isinstance(builder, StandaloneHTMLBuilder) or isinstance(builder, SingleFileHTMLBuilder):
        return True
    # What is read in another program: an EPUB, the help formats.
    return builder.embedded


def add_index_entries(env: BuildEnvironment, domain: KeywordDomain) -> None:
    """Add an entry for each definition.

    Parameters
    ----------
    env:
        The environment, whose index takes them.
    domain:
        Our domain, which knows the definitions.
    """
    has_lines = not is_thin_book(application_of(env))
    entries: defaultdict[str, list[tuple[str, str, str, str, str | None]]] = defaultdict(list)
    for target in domain.catalogue.targets:
        text = index_text(target)
        if text:
            anchor = target.anchor if has_lines or not target.anchor.startswith(LINES) else ""
            entries[target.docname].append(("single", text, anchor, "", None))
    _index(env).entries.update(entries)


def remove_index_entries(env: BuildEnvironment, domain: KeywordDomain) -> None:
    """Take the entries back.

    Parameters
    ----------
    env:
        The environment, whose index has them.
    domain:
        Our domain, which knows the definitions.
    """
    for docname in {target.docname for target in domain.catalogue.targets}:
        _index(env).entries[docname] = []


class IndexDefinitions(SphinxPostTransform):
    """Adds the entries to the document where the format makes the index from there."""

    default_priority = 6
    formats = ("latex", "texinfo")

    def run(self, **kwargs: object) -> None:
        """Add an entry to each definition of a generated page."""
        app = application_of(self.env)
        if not lists_definitions(app.config.kwindex_general_index, app.builder):
            return
        # Makeindex takes the first byte of an entry for its letter, and LaTeX stops at half of one.
        any_letter = app.builder.name != "latex" or app.config.latex_use_xindy
        domain = domain_of(self.env)
        for term in list(self.document.findall(nodes.term)):
            docname = page_of(term, self.env.docname)
            if not is_generated(app, docname):
                continue
            for target in (t for name in term["ids"] for t in domain.targets_at(docname, name)):
                text = index_text(target)
                if text and (any_letter or text[0].isascii()):
                    entry = ("single", text, target.anchor, "", None)
                    term.insert(0, addnodes.index(entries=[entry]))


def _index(env: BuildEnvironment) -> IndexDomain:
    domain = env.get_domain("index")
    if not isinstance(domain, IndexDomain):
        raise TypeError(f"the domain 'index' is a {type(domain).__name__}")
    return domain
