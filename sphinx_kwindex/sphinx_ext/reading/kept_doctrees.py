"""The doctrees that one process keeps in memory from reading to writing: not those of all pages.

With one process Sphinx keeps each doctree, which spares a small site the second look at its disk.
Those of a large repository take more memory than all the rest of the build.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from sphinx_kwindex.sphinx_ext.compatibility import forget_read_doctree
from sphinx_kwindex.sphinx_ext.reading.virtual_project import is_generated

_MOST = 200
"""Doctrees that are kept; they take some tens of megabytes."""


class KeptDoctrees:
    """Lets go of the doctrees of generated pages once there are many."""

    def __init__(self) -> None:
        self._last = ""

    def on_doctree_read(self, app: Sphinx, docname: str) -> None:
        """Let go of the document before this one, which lies on disk by now.

        Parameters
        ----------
        app:
            The application.
        docname:
            The document that is being read.
        """
        if is_generated(app, self._last):
            forget_read_doctree(app.env, self._last, _MOST)
        self._last = docname
