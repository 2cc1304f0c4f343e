"""The user's own documents and their sections, as entries of the finder."""

from __future__ import annotations

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.finder.entries import Entry, Weight, one_field
from sphinx_kwindex.finder.index import Subject

_DOCUMENT = Weight(is_definition=False, level=3)
_SECTION = Weight(is_definition=False, level=1)


def document_entries(env: BuildEnvironment, docname: str) -> Subject:
    """Return what is found in a document: itself by its title, and its sections.

    Parameters
    ----------
    env:
        The environment, once it is read.
    docname:
        The document.
    """
    title = env.titles[docname].astext() if docname in env.titles else docname
    lines = {Entry("document", title, weight=_DOCUMENT).line: None}
    contents = env.tocs.get(docname)
    for link in contents.findall(nodes.reference) if contents is not None else ():
        anchor = link.get("anchorname", "").removeprefix("#")
        if anchor and link.get("refuri") == docname:
            lines[Entry("section", link.astext(), anchor, title, weight=_SECTION).line] = None
    name = one_field(docname)
    return Subject(((f"{name}\t{name}", tuple(lines)),))
