"""Drawing graphs with Graphviz, where it is installed.

The settings are those of :mod:`sphinx.ext.graphviz`, where a project uses it: ``graphviz_dot`` and
``graphviz_dot_args``.  Its nodes are not used: its style sheet would be on every page of the site,
each picture would be a file of its own that stays when its page is gone, with colours that no
theme can change, and a failure of Graphviz would be a warning.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.writers.html5 import HTML5Translator
from sphinx.writers.latex import LaTeXTranslator

from sphinx_kwindex.blocks.drawing import dot_text, figure, inline_svg
from sphinx_kwindex.blocks.graph import Graph, GraphEdge, GraphNode
from sphinx_kwindex.commands import CommandError, CommandTimeoutError, run_command
from sphinx_kwindex.disk.reading import is_file
from sphinx_kwindex.disk.writing import append, create, read_own, remove, write_atomically
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from sphinx_kwindex.sphinx_ext.reading.nodes import kwindex_graph
from sphinx_kwindex.sphinx_ext.warnings import warn

_WITHOUT = frozenset({"epub", "htmlhelp", "qthelp", "devhelp", "applehelp"})
"""Builders for programs that may not know SVG within a page."""
_TRIAL = Graph("", (GraphNode("a", "a", ""), GraphNode("b", "b", "")), (GraphEdge(0, 1),))
_FAILED = "failed"
"""Of the file that names the documents without their picture; one warning is enough for all."""
_STUCK = "stuck"
"""Of the file that says that Graphviz took too long, so that it is asked no more."""
_DATE = re.compile(rb"(?<=/CreationDate \(D:)\d{14}")


class Pictures:
    """Draws the graphs of one build, and keeps what is drawn for the next."""

    def __init__(self) -> None:
        self._command: tuple[str, ...] = ()
        self._folder = Path()
        self._seconds = 0.0
        self.identity = ""
        """What pictures depend on besides their graphs, as a hash; empty if there are none."""
        self.missing: frozenset[str] = frozenset()
        """The documents that the last build wrote without their picture."""

    def begin(self, app: Sphinx, folder: Path, seconds: float) -> None:
        """Find out whether the pages of a build can have pictures.

        Parameters
        ----------
        app:
            The application.
        folder:
            Where pictures are kept from build to build.
        seconds:
            How long Graphviz may take for one.
        """
        if not (shows_inline(app.builder) or shows_on_paper(app.builder)):
            return
        # The settings are there only if some extension uses sphinx.ext.graphviz.
        program = shutil.which(str(getattr(app.config, "graphviz_dot", "dot")))
        if program is None:
            return
        self._command = (program, *map(str, getattr(app.config, "graphviz_dot_args", ())))
        self._folder = folder
        self._seconds = seconds
        lacking = (read_own(folder / _FAILED) or b"").decode("utf-8", "replace")
        self.missing = frozenset(lacking.split("\n")) - {""}
        for mark in (_FAILED, _STUCK):
            remove(folder / mark)
        # The picture names the version, and tells whether it can be drawn at all.
        form = "svg" if shows_inline(app.builder) else "pdf"
        drawn = self._run(dot_text(_TRIAL), form)
        if drawn is None:
            return
        if _is_drawn(drawn, form):
            self.identity = _digest(repr(self._command).encode(), _DATE.sub(b"", drawn))
        else:
            self._warn("it draws something else than it is asked for")

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
            shown = figure(graph, drawn.decode("utf-8", "replace"), address)
            if not shown:
                append(self._folder / _FAILED, f"{docname}\n".encode())
            translator.body.append(shown)
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
            drawn = self._run(text, form) or b""
            if drawn:
                write_atomically(kept, key + b"\n" + drawn)
        return drawn

    def _run(self, text: str, form: str) -> bytes | None:
        """Return what Graphviz draws, None if it fails: the page says the same without."""
        if is_file(self._folder / _STUCK):
            return None
        command = (*self._command, f"-T{form}")
        try:
            drawn = run_command(command, None, os.environ, self._seconds, given=text.encode())
        except CommandTimeoutError as error:
            write_atomically(self._folder / _STUCK, b"")
            self._warn(error)
        except CommandError as error:
            self._warn(error)
        else:
            # When it was drawn is no part of a picture.
            return _DATE.sub(b"19800101000000", drawn)
        return None

    def _warn(self, reason: object) -> None:
        """Say once in a build why there is no picture, whatever process finds out."""
        if create(self._folder / _FAILED):
            message = "no pictures of imports: Graphviz fails: %s (kwindex_pictures)"
            warn(DiagnosticCode.PICTURES_UNAVAILABLE, message, reason)


def _is_drawn(drawn: bytes, form: str) -> bool:
    """Return whether Graphviz drew the trial."""
    if form == "pdf":
        return drawn.startswith(b"%PDF")
    return bool(inline_svg(_TRIAL, drawn.decode("utf-8", "replace"), lambda _docname: ""))


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
