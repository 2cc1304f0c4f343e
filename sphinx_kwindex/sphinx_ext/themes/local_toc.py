"""The contents of a generated page: its sections, for the theme's list of what is on the page.

Sphinx keeps the sections of all pages on the environment, which it pickles again and again; for the
generated ones that was most of it.  So only titles stay there, and the list is made from the
document when the page is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import TocTree


def keep_title_alone(env: BuildEnvironment, docname: str) -> None:
    """Reduce what the environment knows of a page's contents to its title and its toctrees.

    The number of sections stays what it was: themes ask it whether the list is worth showing.

    Parameters
    ----------
    env:
        The environment.
    docname:
        A generated page.
    """
    contents = env.tocs[docname]
    title = contents.next_node(addnodes.compact_paragraph)
    if title is None:
        return
    below = [toctree.deepcopy() for toctree in contents.findall(addnodes.toctree)]
    env.tocs[docname] = contents_entry(title, below)


def contents_entry(
    title: addnodes.compact_paragraph, below: Sequence[nodes.Element]
) -> nodes.bullet_list:
    """Return the contents of a page as the environment keeps them.

    Parameters
    ----------
    title:
        The link to the page, which is copied.
    below:
        The entries of its sections, which are taken as they are.
    """
    item = nodes.list_item("", title.deepcopy())
    if below:
        item.append(nodes.bullet_list("", *below))
    return nodes.bullet_list("", item)


def supply_contents(
    builder: Builder, docname: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the template of a page what Sphinx would have given it, had it kept the sections.

    Some themes ask the environment instead, so it knows them as well until it is told to
    :func:`keep_title_alone` again.

    Parameters
    ----------
    builder:
        The builder that writes the page.
    docname:
        The page.
    context:
        What its template gets; changed here.
    doctree:
        The document; None for a page that is not made from one.
    """
    if doctree is None or "toc" not in context or not isinstance(builder, StandaloneHTMLBuilder):
        return
    known = builder.env.tocs[docname]
    title = known.next_node(addnodes.compact_paragraph)
    page = doctree.next_node(nodes.section)
    if title is None or page is None:
        return
    toctrees = [toctree.deepcopy() for toctree in known.findall(addnodes.toctree)]
    below = [*toctrees, *_sections(page, docname)]
    builder.env.tocs[docname] = contents_entry(title, below)
    contents = TocTree(builder.env).get_toc_for(docname, builder)
    context["toc"] = builder.render_partial(contents)["fragment"]


def _sections(parent: nodes.section, docname: str) -> Iterator[nodes.list_item]:
    for section in parent.children:
        if isinstance(section, nodes.section):
            words = nodes.Text(section[0].astext())
            address = f"#{section['ids'][0]}"
            reference = nodes.reference(
                "", "", words, internal=True, refuri=docname, anchorname=address
            )
            entry = nodes.list_item("", addnodes.compact_paragraph("", "", reference))
            below = list(_sections(section, docname))
            if below:
                entry.append(nodes.bullet_list("", *below))
            yield entry
