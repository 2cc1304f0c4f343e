"""Documents as Sphinx stored them, and reading one of them once more."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import cast

from docutils import nodes
from sphinx.application import Sphinx


def stored_doctree(app: Sphinx, docname: str) -> nodes.document:
    """Return a doctree from disk.

    ``env.get_doctree`` would keep it, and answer with it even after the document was read again.

    Parameters
    ----------
    app:
        The application.
    docname:
        The document.
    """
    stored = Path(app.doctreedir, f"{docname}.doctree").read_bytes()
    return cast("nodes.document", pickle.loads(stored))  # noqa: S301 - Sphinx wrote it


def read_again(app: Sphinx, docname: str) -> None:
    """Read a document once more, as Sphinx itself does it.

    Parameters
    ----------
    app:
        The application.
    docname:
        The document.
    """
    app.events.emit("env-purge-doc", app.env, docname)
    app.env.clear_doc(docname)
    app.builder.read_doc(docname)
