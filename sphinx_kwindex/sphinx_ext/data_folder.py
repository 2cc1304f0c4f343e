"""Where the files for other programs lie in the output folder of a site.

Every build asks, and few write any: what makes them is not loaded here.
"""

from __future__ import annotations

from collections.abc import Collection

DATA_FOLDER = "_kwindex/data"
"""Where they lie in the output folder."""

PAGES_FOLDER = "pages"
"""Where those of pages lie below that, each under its docname."""

MARKDOWN_FORMATS = frozenset({"llms", "markdown"})
"""Formats that need the pages as Markdown."""


def markdown_address(docname: str, formats: Collection[str]) -> str:
    """Return where a page lies as Markdown in the output folder; empty if it does not.

    Parameters
    ----------
    docname:
        Of the page.
    formats:
        Names of the formats that are wanted.
    """
    if MARKDOWN_FORMATS.isdisjoint(formats):
        return ""
    return f"{DATA_FOLDER}/{PAGES_FOLDER}/{docname}.md"
