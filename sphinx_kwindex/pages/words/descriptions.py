"""One sentence for a file, where there is one."""

from __future__ import annotations

from sphinx_kwindex.blocks.blocks import plain
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.records.text import Text
from sphinx_kwindex.relations.folders.summaries import Description


def describe(site: Site, said: Description) -> Text:
    """Return one sentence for a file, with a link to the definition whose words it is.

    Parameters
    ----------
    site:
        Makes the link.
    said:
        The words.
    """
    if said.definition is None:
        return said.words
    link = site.definition_link(said.definition, said.definition.qualname)
    return (link, plain(": "), *said.words)
