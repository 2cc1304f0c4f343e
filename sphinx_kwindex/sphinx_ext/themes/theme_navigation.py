"""The theme's table of contents on pages that it does not list: opened at their folder.

Themes make the table for each page, and so their cost grows with the number of pages times the
number of entries.  All pages of a folder show the same table, so it is made once for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

_FOLDERS_KEPT = 8
"""Tables kept: the files of a folder are written in between those of its subfolders."""

_HREF = re.compile(r'(?<= href=")[^"]*')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)

Render = Callable[..., str]


class FolderNavigation:
    """Tables of contents as they stand on the index pages of folders."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._toctree = lru_cache(maxsize=_FOLDERS_KEPT)(self._render_toctree)
        self._sidebar = lru_cache(maxsize=_FOLDERS_KEPT)(lambda folder: _Once())

    def toctree(self, docname: str, folder: str) -> Render:
        """Return the function ``toctree`` of the context for a page of a folder.

        Parameters
        ----------
        docname:
            The page.
        folder:
            The index page of its folder; the page itself where it is that.
        """
        way = self._way(docname, folder)

        # A function: the builders of JSON leave what is another callable in the context.
        def toctree(**options: Any) -> str:
            return self._toctree(folder, way, **options)

        return toctree

    def adapt_pydata(self, app: Sphinx, docname: str, folder: str, context: dict[str, Any]) -> None:
        """Replace the functions of pydata-sphinx-theme, which ask Sphinx themselves.

        Parameters
        ----------
        app:
            The application.
        docname:
            The page.
        folder:
            The docname of the folder that it belongs to.
        context:
            What its template gets; changed here.
        """
        if "generate_toctree_html" not in context:
            return
        try:
            from pydata_sphinx_theme.toctree import add_toctree_functions
        except ImportError:
            return
        as_folder = dict(context)
        add_toctree_functions(app, folder, "page.html", as_folder, None)
        for name in ("generate_header_nav_html", "suppress_sidebar_toctree"):
            if name in as_folder:
                context[name] = as_folder[name]
        once = self._sidebar(folder)
        way = self._way(docname, folder)
        generate = as_folder["generate_toctree_html"]

        def generate_toctree_html(kind: str, *values: Any, **options: Any) -> Any:
            if kind != "sidebar":
                return generate(kind, *values, **options)
            key = (way, values, tuple(sorted(options.items())))
            # With this depth, the theme asks the function `toctree` of the context, that is ours.
            own = options.get("startdepth") == 0
            return once(key, lambda: _moved(generate(kind, *values, **options), "" if own else way))

        context["generate_toctree_html"] = generate_toctree_html

    def _way(self, docname: str, folder: str) -> str:
        if docname == folder:
            return ""
        uri = self._builder.get_target_uri
        return relative_uri(uri(docname), uri(folder)) or "./"

    def _render_toctree(self, folder: str, way: str, **options: Any) -> str:
        return _moved(self._builder._get_local_toctree(folder, **options), way)


class _Once:
    """Remembers the last text that was made for a folder, and what it was made with."""

    def __init__(self) -> None:
        self._key: object = None
        self._text = ""

    def __call__(self, key: object, make: Callable[[], str]) -> str:
        if key != self._key:
            self._key, self._text = key, make()
        return self._text


def _moved(fragment: object, way: str) -> str:
    """Return a piece of a page as it must be on another page.

    Parameters
    ----------
    fragment:
        The piece, as HTML.
    way:
        Address of its page as seen from the other one; empty if it needs no change.
    """
    if not way:
        return str(fragment)
    lead = way[: way.rfind("/") + 1]

    def move(match: re.Match[str]) -> str:
        href = match[0]
        if href.startswith("#"):
            return way + href.removesuffix("#") if href == "#" else way + href
        return href if _ELSEWHERE.match(href) else lead + href

    return _HREF.sub(move, str(fragment))
