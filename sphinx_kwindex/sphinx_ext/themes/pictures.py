"""Drawing graphs with Graphviz, where it is installed.

The settings are those of :mod:`sphinx.ext.graphviz`, where a project uses it: ``graphviz_dot`` and
``graphviz_dot_args``.  Its nodes are not used: its style sheet would be on every page of the site,
each picture would be a file of its own that stays when its page is gone, with colours that no
theme can change, and a failure of Graphviz would be a warning.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator
from sphinx.writers.latex import LaTeXTranslator

from sphinx_kwindex.blocks.drawing import dot_text, figure
from sphinx_kwindex.blocks.graph import Graph
from sphinx_kwindex.disk.writing import read_own, write_atomically
from sphinx_kwindex.sphinx_ext.reading.nodes import kwindex_graph

logger = logging.getLogger(__name__)

_WITHOUT = frozenset({"epub", "htmlhelp", "qthelp", "devhelp", "applehelp"})
"""Builders for programs that may not know SVG within a page."""
_PATIENCE = 30
"""Seconds that one picture may take."""
_TRIAL = "digraph n { n0 -> n1; }\n"
_DATE = re.compile(rb"(?<=/CreationDate \(D:)\d{14}")


class Pictures:
    """Draws the graphs of one build, and keeps what is drawn for the next."""

    def __init__(self) -> None:
        self._command: tuple[str, ...] = ()
        self._folder = Path()
        self.identity = ""
        """What pictures depend on besides their graphs, as a hash; empty if there are none."""

    def begin(self, app: Sphinx, folder: Path) -> None:
        """Find out whether the pages of a build can have pictures.

        Parameters
        ----------
        app:
            The application.
        folder:
            Where pictures are kept from build to build.
        """
        if not (shows_inline(app.builder) or shows_on_paper(app.builder)):
            return
        # The settings are there only if some extension uses sphinx.ext.graphviz.
        program = shutil.which(str(getattr(app.config, "graphviz_dot", "dot")))
        if program is None:
            return
        self._command = (program, *map(str, getattr(app.config, "graphviz_dot_args", ())))
        self._folder = folder
        # The picture names the version, and tells whether it can be drawn at all.
        drawn = self._run(_TRIAL, "svg" if shows_inline(app.builder) else "pdf")
        if drawn:
            self.identity = _digest(repr(self._command).encode(), _DATE.sub(b"", drawn))

    def visit(self, translator: HTML5Translator, node: kwindex_graph) -> None:
        """Write a graph as a part of the page."""
        builder = translator.builder
        graph = node.block
        if isinstance(graph, Graph) and self.identity and shows_inline(builder):
            docname = translator.docnames[-1]
            present = node.get("pages")

            def address(target: str) -> str:
                if present is not None and target not in present:
                    return ""
                return builder.get_relative_uri(docname, target)

            drawn = self._drawn(dot_text(graph), "svg", docname)
            translator.body.append(figure(graph, drawn.decode("utf-8", "replace"), address))
        raise nodes.SkipNode

    def visit_latex(self, translator: LaTeXTranslator, node: kwindex_graph) -> None:
        """Write a graph to a file next to the document, and include it."""
        graph = node.block
        if isinstance(graph, Graph) and self.identity:
            text = dot_text(graph)
            drawn = self._drawn(text, "pdf", text)
            if drawn:
                name = f"kwindex-{_digest(drawn)}.pdf"
                write_atomically(Path(translator.builder.outdir) / name, drawn)
                caption = translator.encode(graph.caption)
                translator.body.append(
                    f"\n\n\\noindent\\sphinxincludegraphics[scale=0.75]{{{name}}}\n\n{caption}\n\n"
                )
        raise nodes.SkipNode

    def _drawn(self, text: str, form: str, place: str) -> bytes:
        """Return a picture, drawn only if the last one for the same place was another."""
        key = _digest(self.identity.encode(), text.encode()).encode()
        kept = self._folder / f"{_digest(place.encode())}.{form}"
        before, _, drawn = (read_own(kept) or b"").partition(b"\n")
        if before != key:
            drawn = self._run(text, form)
            if drawn:
                write_atomically(kept, key + b"\n" + drawn)
        return drawn

    def _run(self, text: str, form: str) -> bytes:
        """Return what Graphviz draws, or nothing: the page says the same without."""
        try:
            done = subprocess.run(  # noqa: S603 - the program that the project names, and its text
                (*self._command, f"-T{form}"),
                input=text.encode(),
                capture_output=True,
                check=True,
                timeout=_PATIENCE,
            )
        except (OSError, subprocess.SubprocessError) as error:
            logger.info("kwindex: Graphviz fails, and pages have no pictures: %s", error)
            return b""
        # When it was drawn is no part of a picture.
        return _DATE.sub(b"19800101000000", done.stdout)


def shows_inline(builder: Builder) -> bool:
    """Return whether a builder makes pages that can hold SVG."""
    return builder.format == "html" and builder.name not in _WITHOUT


def shows_on_paper(builder: Builder) -> bool:
    """Return whether a builder makes a document that includes pictures from files."""
    return builder.format == "latex"


def _digest(*parts: bytes) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(b"%d:" % len(part) + part)
    return digest.hexdigest()
