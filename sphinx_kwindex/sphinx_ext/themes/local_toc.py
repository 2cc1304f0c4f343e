"""The contents of a generated page, sections and definitions, for the theme's list of them.

Sphinx keeps the sections of all pages on the environment, which it pickles again and again; for the
generated ones that was most of it.  So only titles stay there, and the list is made from the
document when the page is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import TocTree

from sphinx_kwindex.blocks.characters import visible
from sphinx_kwindex.blocks.outlined import Entry, outlined
from sphinx_kwindex.sphinx_ext.reading.nodes import kwindex_block

_SITE_SIDEBAR, _PAGE_SIDEBAR = "navigation.html", "localtoc.html"
_CAPTION = '<p class="caption" role="heading"><span class="caption-text">On this page</span></p>'


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
    below = [*toctrees, *(_item(entry, docname) for entry in _entries(page))]
    builder.env.tocs[docname] = contents_entry(title, below)
    contents = TocTree(builder.env).get_toc_for(docname, builder)
    context["toc"] = builder.render_partial(contents)["fragment"]


def show_contents(builder: Builder, context: dict[str, Any]) -> None:
    """Put the contents of a page beside it in themes that only have those of the site there.

    Parameters
    ----------
    builder:
        The builder that writes the page.
    context:
        What its template gets, the contents among it; changed here.
    """
    if "toc" not in context or not isinstance(builder, StandaloneHTMLBuilder):
        return
    # Alabaster lists its sidebars by default; who lists their own knows what they want.
    sidebars = context.get("sidebars") or ()
    if _SITE_SIDEBAR in sidebars and not builder.config.html_sidebars:
        after = [*sidebars].index(_SITE_SIDEBAR) + 1
        context["sidebars"] = [*sidebars[:after], _PAGE_SIDEBAR, *sidebars[after:]]
    toctree = context.get("toctree")
    if toctree is not None and _is_read_the_docs(builder):
        contents = f'{_CAPTION}<div class="local-toc">{context["toc"]}</div>'

        def with_contents(**options: Any) -> str:
            site = toctree(**options)
            # Without a table of the site, the theme shows that of the page itself.
            return f"{contents}{site}" if site else site

        context["toctree"] = with_contents


def _is_read_the_docs(builder: StandaloneHTMLBuilder) -> bool:
    """Return whether the theme is that of Read the Docs, or made from it."""
    folders = builder.theme.get_theme_dirs()
    return any(Path(folder).name == "sphinx_rtd_theme" for folder in folders)


def _entries(parent: nodes.section) -> Iterator[Entry]:
    """Yield the entries of what is in a section: of sections, definitions, and folded parts."""
    for child in parent.children:
        if isinstance(child, nodes.section):
            below = list(_entries(child))
            members = tuple(entry for entry in below if not entry.is_part)
            yield Entry(child[0].astext(), child["ids"][0], members)
            # What a reader opens has no heading, and is in whatever section is before it.
            yield from (entry for entry in below if entry.is_part)
        elif isinstance(child, kwindex_block):
            yield from outlined(child["payload"])


def _item(entry: Entry, docname: str) -> nodes.list_item:
    """Return an entry as Sphinx has it in the contents of a page."""
    words, address = nodes.Text(visible(entry.text)), f"#{entry.anchor}"
    reference = nodes.reference("", "", words, internal=True, refuri=docname, anchorname=address)
    item = nodes.list_item("", addnodes.compact_paragraph("", "", reference))
    if entry.members:
        item.append(nodes.bullet_list("", *(_item(member, docname) for member in entry.members)))
    return item
