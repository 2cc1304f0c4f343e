"""One build: what happens at each event of Sphinx."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.display import status_iterator
from sphinx.util.fileutil import copy_asset_file

from sphinx_kwindex.config import OptionError, Settings, options, read_settings
from sphinx_kwindex.contents import Outcome
from sphinx_kwindex.diagnostics import Diagnostic
from sphinx_kwindex.pages.counting import count
from sphinx_kwindex.pages.sections import chosen_sections
from sphinx_kwindex.pipeline import run
from sphinx_kwindex.progress import Item
from sphinx_kwindex.sphinx_ext.outputs import OutputRecord
from sphinx_kwindex.sphinx_ext.toctree import (
    has_injected_entry,
    inject_entry,
    lists_any,
    lists_index,
    navigation_of,
    reveal_chapters,
)
from sphinx_kwindex.sphinx_ext.virtual_project import VirtualProject
from sphinx_kwindex.staging import StagingArea

logger = logging.getLogger(__name__)

WORK_FOLDER = "kwindex"
"""Below the doctree folder: staged pages, cached facts, records of output."""

ASSETS = Path(__file__).parent.parent / "assets"
_MOST_STEPS = 10

STYLE, SCRIPT = "kwindex.css", "kwindex.js"


class Build:
    """The state of one build, between the events that Sphinx emits."""

    def __init__(self) -> None:
        self._settings = Settings()
        self._outcome: Outcome | None = None
        self._index = ""
        self._seconds = 0.0
        self._injects = True
        self._outputs: OutputRecord

    def connect(self, app: Sphinx) -> None:
        """Listen to the events."""
        app.connect("config-inited", self.on_config_inited)
        # After the extensions that generate documents below the source directory: what they write
        # is among the sources from the first build on, and not from the second.
        app.connect("builder-inited", self.on_builder_inited, priority=900)
        app.connect("env-get-outdated", self.on_env_get_outdated)
        app.connect("doctree-read", self.on_doctree_read, priority=400)
        app.connect("doctree-read", self.on_doctree_collected, priority=900)
        app.connect("env-updated", self.on_env_updated)
        app.connect("doctree-resolved", self.on_doctree_resolved)
        app.connect("html-page-context", self.on_page_context)
        app.connect("write-started", self.on_write_started)
        app.connect("build-finished", self.on_build_finished)

    def on_config_inited(self, app: Sphinx, config: Config) -> None:
        """Validate the options."""
        try:
            self._settings = read_settings({o.name: config[o.name] for o in options()})
            chosen_sections(self._settings)
        except OptionError as error:
            raise ConfigError(str(error)) from error

    def on_builder_inited(self, app: Sphinx) -> None:
        """Bring the staged pages up to date, and add them to the documents of the project."""
        started = time.perf_counter()
        folder = Path(app.doctreedir) / WORK_FOLDER
        area = StagingArea(folder)
        try:
            self._outcome = run(
                self._settings,
                Path(app.confdir),
                area,
                folder,
                generated=(Path(app.outdir), Path(app.doctreedir)),
                jobs=app.parallel,
                progress=_Progress(app.verbosity),
            )
        except OptionError as error:
            raise ConfigError(str(error)) from error
        self._index = self._outcome.manifest.index_docname
        self._seconds = time.perf_counter() - started
        for diagnostic in self._outcome.manifest.diagnostics:
            log_diagnostic(diagnostic)
        self._outputs = OutputRecord(folder / "outputs", app.builder)
        project = VirtualProject(app.project, area, self._outcome.manifest.docnames)
        app.project = project
        app.env.project = project

    def on_env_get_outdated(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        added: set[str],
        changed: set[str],
        removed: set[str],
    ) -> Iterable[str]:
        """Say which documents to read again that are no newer than when they were read."""
        project = app.project
        changed_hands = project.changed_hands if isinstance(project, VirtualProject) else ()
        return [*changed_hands, *lists_any(env, removed)]

    def on_doctree_read(self, app: Sphinx, doctree: nodes.document) -> None:
        """Add our entry to the root document, and to a folder its subfolders, while it is read."""
        reveal_chapters(doctree, listed=True)
        root = app.config.root_doc
        if self._injects and app.env.docname == root:
            inject_entry(doctree, root, self._index)

    def on_doctree_collected(self, app: Sphinx, doctree: nodes.document) -> None:
        """Add what only the builders that assemble documents may see."""
        reveal_chapters(doctree, listed=False)

    def on_env_updated(self, app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        """Correct our entry in the root document, and say which pages show something else now.

        Only now is it known whether another document lists our index, whichever order they were
        read in and whichever of them were.
        """
        changed = [app.config.root_doc] if self._correct_entry(app, env) else []
        if self._outputs.must_write_all(navigation_of(env)):
            # Sphinx would leave pages as they were that it has no other reason to write.
            return sorted(env.found_docs)
        return changed

    def _correct_entry(self, app: Sphinx, env: BuildEnvironment) -> bool:
        root = app.config.root_doc
        injected = has_injected_entry(stored_doctree(app, root), self._index)
        listed = lists_index(env, self._index, besides=root if injected else "")
        if injected != listed:
            return False
        self._injects = not listed
        read_again(app, root)
        self._injects = True
        return True

    def on_doctree_resolved(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Note that pages are being written; Sphinx starts to write even when there are none."""
        if self._outcome is not None:
            self._outputs.begin(self._outcome.manifest.docnames)

    def on_page_context(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Keep themes from offering the staged text as the source of a page."""
        if self._is_ours(app, pagename):
            context["sourcename"] = ""
            context["page_source_suffix"] = ""

    def on_write_started(self, app: Sphinx, builder: object) -> None:
        """Put style and script where the pages look for them."""
        if isinstance(builder, StandaloneHTMLBuilder):
            for name in (STYLE, SCRIPT):
                target = Path(builder.outdir) / "_static"
                target.mkdir(parents=True, exist_ok=True)
                copy_asset_file(ASSETS / name, target, force=True)

    def on_build_finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Remove the output of pages that are gone, and say what was done."""
        if exception is not None or self._outcome is None:
            return
        manifest = self._outcome.manifest
        self._outputs.finish(manifest.docnames, app.env.found_docs)
        logger.info(
            "kwindex: %s, %s, %s from the cache, %s, %.1f seconds.",
            count(manifest.files, "file"),
            count(manifest.keywords, "keyword"),
            count(self._outcome.cached, "file"),
            count(len(manifest.diagnostics), "warning"),
            self._seconds,
        )

    def _is_ours(self, app: Sphinx, docname: str) -> bool:
        project = app.project
        return isinstance(project, VirtualProject) and project.is_staged(docname)


class _Progress:
    """Progress as Sphinx shows it, in few steps: a log has a line for each."""

    def __init__(self, verbosity: int) -> None:
        self._verbosity = verbosity

    def __call__(self, items: Iterable[Item], summary: str, length: int) -> Iterable[Item]:
        total = min(length, _MOST_STEPS)
        steps = status_iterator(
            range(total), f"kwindex: {summary}... ", "purple", total, self._verbosity, _no_name
        )
        shown = 0
        for position, item in enumerate(items, 1):
            yield item
            while shown < position * total // length:
                next(steps, None)
                shown += 1
        # The last step ends the line.
        for _ in steps:
            pass


def _no_name(item: object) -> str:
    """Show the percentage alone: names would scroll by faster than anybody reads."""
    return ""


def log_diagnostic(diagnostic: Diagnostic) -> None:
    """Log a diagnostic as a warning that can be suppressed by its code."""
    location = None
    if diagnostic.location:
        # Sphinx takes a location without a colon for a docname.
        location = f"{diagnostic.location}:{diagnostic.line or 1}"
    logger.warning(
        diagnostic.message, type="kwindex", subtype=diagnostic.code.value, location=location
    )


def stored_doctree(app: Sphinx, docname: str) -> nodes.document:
    """Return a doctree from disk.

    ``env.get_doctree`` would keep it, and answer with it even after the document was read again.
    """
    stored = Path(app.doctreedir, f"{docname}.doctree").read_bytes()
    return cast("nodes.document", pickle.loads(stored))  # noqa: S301 - Sphinx wrote it


def read_again(app: Sphinx, docname: str) -> None:
    """Read a document once more, as Sphinx itself does it."""
    app.events.emit("env-purge-doc", app.env, docname)
    app.env.clear_doc(docname)
    app.builder.read_doc(docname)
