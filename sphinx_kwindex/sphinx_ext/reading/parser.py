"""Reading staged pages.

They have a file type and a parser of their own, so that neither their suffix nor the user's
``myst_*`` options matter, and no ``.md`` file that Sphinx ignored before becomes a document.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.parsers import Parser

FILE_TYPE = "kwindex"


class PageParser(Parser):
    """Parses a staged page as MyST."""

    supported = (FILE_TYPE,)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill ``document`` from the text of a page."""
        # A build with nothing to read should not wait for MyST-Parser to load.
        from sphinx_kwindex.sphinx_ext.reading.renderer import render_page

        # Other extensions take the source of any document for a file below the source directory,
        # and what is left of its path for the docname.
        env = document.settings.env
        document["source"] = str(env.srcdir / env.doc2path(env.docname, base=False))
        # Docstrings say what they say; typographic quotes in them would be an invention.
        document.settings.smart_quotes = False
        render_page(inputstring, document)
