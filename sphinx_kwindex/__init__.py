"""A Sphinx extension that documents whole repositories.

Add ``"sphinx_kwindex"`` to ``extensions`` in ``conf.py``: every file of the repository gets an
overview page and a keyword index page, every folder its index, documentation and keyword pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_kwindex.version import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["__version__", "setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to ``app``; called by Sphinx.

    The import is local because the stages below the shell work, and are tested, without Sphinx.
    """
    from sphinx_kwindex.sphinx_ext import setup_extension

    return setup_extension(app, __version__)
