"""What the processes that read documents send back: what they read, and not all that was known.

Each of them is a copy of the process of the build, and sends its whole environment back for the
few documents that it read.  On a large repository that was a tenth of the build.
"""

from __future__ import annotations

import os

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.sphinx_ext.reading.virtual_project import is_generated

_BY_DOCUMENT = ("included", "longtitles", "metadata", "titles", "toc_num_entries", "tocs")
"""What the environment knows of each document that nothing asks for while another is read."""


class SentBack:
    """Makes the environment of each process that reads documents small."""

    def __init__(self) -> None:
        self._process = os.getpid()

    def on_doctree_read(self, app: Sphinx, docname: str) -> None:
        """Forget the other generated pages when the first document of a process was read.

        Parameters
        ----------
        app:
            The application.
        docname:
            The document that is being read.
        """
        if self._process == os.getpid():
            return
        self._process = os.getpid()
        forget_generated(app, app.env, docname)


def forget_generated(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget what an environment knows of the generated pages but one.

    Parameters
    ----------
    app:
        The application.
    env:
        The environment, a copy that is used for some documents more.
    docname:
        The page that stays.
    """
    forgotten = [name for name in env.all_docs if name != docname and is_generated(app, name)]
    known = [getattr(env, name) for name in _BY_DOCUMENT]
    for by_document in (*known, env.domaindata["index"]["entries"]):
        for name in forgotten:
            by_document.pop(name, None)
