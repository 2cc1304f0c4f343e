"""What themes are told about a page: its style, its place in the site, its source."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import _
from sphinx.util.fileutil import copy_asset_file

from sphinx_kwindex.blocks.blocks import Trail
from sphinx_kwindex.blocks.chapters import Crumb
from sphinx_kwindex.blocks.characters import visible
from sphinx_kwindex.discovery import Root
from sphinx_kwindex.sphinx_ext.data_folder import markdown_address
from sphinx_kwindex.sphinx_ext.finder.site_finder import (
    FINDER_STYLE,
    SiteFinder,
    copy_finder_script,
)
from sphinx_kwindex.sphinx_ext.reading.nodes import (
    PAGE_CLASS,
    kwindex_block,
    kwindex_link,
    kwindex_source,
)
from sphinx_kwindex.sphinx_ext.reading.virtual_project import is_generated
from sphinx_kwindex.sphinx_ext.themes.local_toc import (
    keep_title_alone,
    show_contents,
    supply_contents,
)
from sphinx_kwindex.sphinx_ext.themes.repository_links import Links, Locator, Target
from sphinx_kwindex.sphinx_ext.themes.theme_links import (
    address_of_lines,
    announce,
    install,
    links_of,
)
from sphinx_kwindex.sphinx_ext.themes.theme_navigation import FolderNavigation

ASSETS = Path(__file__).parents[2] / "assets"
STYLE, SOURCE_SCRIPT = "kwindex.css", "kwindex-source.js"

_BEFORE_THEMES, _AFTER_THEMES = 400, 900
"""Priorities: a theme asks for the table of contents, and makes buttons, at 500 and 501."""

Context = dict[str, Any]


class PageContext:
    """Completes the context of the generated pages."""

    def __init__(self) -> None:
        self._locator: Locator
        self._finder: SiteFinder
        self._exports: Collection[str] = ()
        self._navigation: FolderNavigation

    def connect(self, app: Sphinx) -> None:
        """Listen to the events."""
        app.connect("write-started", self.on_write_started)
        app.connect("html-page-context", self.on_context_begun, priority=_BEFORE_THEMES)
        app.connect("html-page-context", self.on_context_made, priority=_AFTER_THEMES)

    def begin(
        self,
        builder: Builder,
        roots: Sequence[Root],
        finder: SiteFinder,
        exports: Collection[str],
    ) -> None:
        """Start a build of the files below ``roots``.

        Parameters
        ----------
        builder:
            The builder of this build.
        roots:
            The roots of the documented repositories.
        finder:
            The finder of the site.
        exports:
            The formats in which pages are for other programs, too.
        """
        self._finder = finder
        self._exports = exports
        self._locator = Locator(roots, Path(builder.srcdir))
        if isinstance(builder, StandaloneHTMLBuilder):
            self._navigation = FolderNavigation(builder)

    def on_write_started(self, app: Sphinx, builder: object) -> None:
        """Put style and script where the pages look for them."""
        if isinstance(builder, StandaloneHTMLBuilder):
            for name in (STYLE, SOURCE_SCRIPT, FINDER_STYLE):
                target = Path(builder.outdir) / "_static"
                target.mkdir(parents=True, exist_ok=True)
                copy_asset_file(ASSETS / name, target, force=True)
            copy_finder_script(ASSETS, Path(builder.outdir) / "_static")

    def on_context_begun(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: Context,
        doctree: nodes.document | None,
    ) -> None:
        """Add what themes work on: style, contents, relations, the table of contents."""
        builder = app.builder
        if not isinstance(builder, StandaloneHTMLBuilder):
            return
        trail = _trail(doctree) if doctree is not None else None
        self._finder.add_to_page(app, pagename, _folder_of(trail))
        if doctree is None:
            return
        generated = is_generated(app, pagename)
        if generated or _shows_blocks(doctree):
            # To this page alone: the pages of the user stay as they are.
            builder.add_css_file(STYLE)
        if not generated:
            return
        supply_contents(builder, pagename, context, doctree)
        self._announce_markdown(pagename, context)
        target, links = self._source(context, trail)
        announce(context, target, links)
        if any(doctree.findall(kwindex_source)):
            builder.add_js_file(SOURCE_SCRIPT, defer="defer")
            address = address_of_lines(context, target) if target is not None else ""
            if address:
                meta = f'<meta name="kwindex-repository" content="{escape(address)}" />'
                context["metatags"] = f"{context.get('metatags', '')}\n{meta}"
        # A reading system shows the way through a book itself.
        if trail is None or builder.name == "epub":
            return
        _set_parents(builder, pagename, trail, context)
        folder = pagename
        if pagename not in builder.relations:
            _set_neighbours(builder, pagename, trail, context)
            folder = _listed_folder(builder, trail)
        if folder and "toctree" in context:
            context["toctree"] = self._navigation.toctree(pagename, folder)
        show_contents(builder, context)

    def on_context_made(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: Context,
        doctree: nodes.document | None,
    ) -> None:
        """Correct what themes have worked out from the name of the page."""
        builder = app.builder
        if (
            doctree is None
            or not isinstance(builder, StandaloneHTMLBuilder)
            or not is_generated(app, pagename)
        ):
            return
        trail = _trail(doctree)
        install(context, self._source(context, trail)[1])
        if trail is not None and pagename not in builder.relations:
            folder = _listed_folder(builder, trail)
            if folder:
                self._navigation.adapt_pydata(app, pagename, folder, context)
        keep_title_alone(app.env, pagename)

    def _announce_markdown(self, pagename: str, context: Context) -> None:
        """Name the same page as Markdown, for programs that would rather read that."""
        address = markdown_address(pagename, self._exports)
        if address:
            href = escape(context["pathto"](address, 1))
            link = f'<link rel="alternate" type="text/markdown" href="{href}" />'
            context["metatags"] = f"{context.get('metatags', '')}\n{link}"

    def _source(self, context: Context, trail: Trail | None) -> tuple[Target | None, Links]:
        target = self._locator.target(trail.about) if trail is not None else None
        return target, links_of(context, target) if target is not None else Links()


def _shows_blocks(doctree: nodes.document) -> bool:
    """Return whether a page needs our style; an assembled one may hold pages of ours, expanded."""
    return any(
        isinstance(node, (kwindex_block, kwindex_source, kwindex_link))
        or (isinstance(node, nodes.section) and PAGE_CLASS in node["classes"])
        for node in doctree.findall(nodes.Element)
    )


def _trail(doctree: nodes.document) -> Trail | None:
    first = next(doctree.findall(kwindex_block), None)
    block = first.block if first is not None else None
    return block if isinstance(block, Trail) else None


def _folder_of(trail: Trail | None) -> str:
    """Return the folder that a page is about; empty for the top, and for any other page."""
    about = trail.about if trail is not None else ""
    return about if about.endswith("/") and about != "/" else ""


def _listed_folder(builder: StandaloneHTMLBuilder, trail: Trail) -> str:
    """Return the innermost page on the way that a table of contents lists; empty if none is."""
    steps = (crumb.docname for crumb in reversed(trail.crumbs))
    return next((docname for docname in steps if docname in builder.relations), "")


def _set_parents(
    builder: StandaloneHTMLBuilder, docname: str, trail: Trail, context: Context
) -> None:
    """Name the parents of a page as its trail does.

    Those of a page that the user has listed elsewhere stay what they are.
    """
    steps = [crumb for crumb in trail.crumbs if crumb.docname]
    if not steps:
        return
    known = _ancestors(builder, docname)
    if known and known[-len(steps) :] != [crumb.docname for crumb in steps]:
        return
    outer = _ancestors(builder, steps[0].docname)
    # The root document has a link of its own in every theme.
    titles = (
        (name, builder.render_partial(builder.env.titles[name])["title"]) for name in outer[1:]
    )
    context["parents"] = [
        *(
            {"link": builder.get_relative_uri(docname, name), "title": title}
            for name, title in titles
        ),
        *(_relation(builder, docname, crumb) for crumb in steps),
    ]


def _set_neighbours(
    builder: StandaloneHTMLBuilder, docname: str, trail: Trail, context: Context
) -> None:
    """Give a page that no table of contents lists its neighbours, as Sphinx does for others."""
    for key, crumb, access_key, label in (
        ("next", trail.following, "N", _("next")),
        ("prev", trail.previous, "P", _("previous")),
    ):
        if crumb is None:
            continue
        context[key] = _relation(builder, docname, crumb)
        if "rellinks" in context:
            link = (crumb.docname, context[key]["title"], access_key, label)
            context["rellinks"] = [*context["rellinks"], link]


def _relation(builder: StandaloneHTMLBuilder, docname: str, crumb: Crumb) -> dict[str, str]:
    title = escape(visible(crumb.label), quote=False)
    return {"link": builder.get_relative_uri(docname, crumb.docname), "title": title}


def _ancestors(builder: StandaloneHTMLBuilder, docname: str) -> list[str]:
    """Return the documents above a page, the root document first."""
    found: list[str] = []
    while (related := builder.relations.get(docname)) and related[0]:
        docname = related[0]
        found.insert(0, docname)
    return found
