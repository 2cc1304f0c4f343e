"""One build: what happens at each event of Sphinx."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from sphinx_kwindex.build.contents import Outcome
from sphinx_kwindex.build.pipeline import run
from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery import find_roots
from sphinx_kwindex.disk.writing import tag_as_cache
from sphinx_kwindex.export.formats import write_export
from sphinx_kwindex.option_errors import OptionError
from sphinx_kwindex.pages.site.additions import NO_ADDITIONS, AdditionError
from sphinx_kwindex.sphinx_ext.books.book_contents import list_book
from sphinx_kwindex.sphinx_ext.books.paper import copy_package
from sphinx_kwindex.sphinx_ext.compatibility import forget_stored_doctree
from sphinx_kwindex.sphinx_ext.console import StepProgress, log_outcome
from sphinx_kwindex.sphinx_ext.data_folder import markdown_address
from sphinx_kwindex.sphinx_ext.exports import publish_exports
from sphinx_kwindex.sphinx_ext.extension_event import collect_additions
from sphinx_kwindex.sphinx_ext.finder.site_finder import SiteFinder
from sphinx_kwindex.sphinx_ext.finishing.page_writing import write_with_few_in_memory
from sphinx_kwindex.sphinx_ext.finishing.site_files import SiteFiles, site_files
from sphinx_kwindex.sphinx_ext.neighbours import exclude_pages
from sphinx_kwindex.sphinx_ext.option_checks import checked_settings, refuse, warn_misspelt
from sphinx_kwindex.sphinx_ext.outputs import OutputRecord
from sphinx_kwindex.sphinx_ext.reading.kept_doctrees import KeptDoctrees
from sphinx_kwindex.sphinx_ext.reading.page_settings import PageSettings
from sphinx_kwindex.sphinx_ext.reading.sent_back import SentBack
from sphinx_kwindex.sphinx_ext.reading.stored import read_again, stored_doctree
from sphinx_kwindex.sphinx_ext.reading.virtual_project import VirtualProject, is_generated
from sphinx_kwindex.sphinx_ext.references.domain import domain_of
from sphinx_kwindex.sphinx_ext.references.freshness import link_digests
from sphinx_kwindex.sphinx_ext.references.general_index import (
    add_index_entries,
    lists_definitions,
    remove_index_entries,
)
from sphinx_kwindex.sphinx_ext.references.joined_pages import resolve_joined
from sphinx_kwindex.sphinx_ext.references.missing import warn_missing
from sphinx_kwindex.sphinx_ext.sharding.choice import refused, sharded_build
from sphinx_kwindex.sphinx_ext.themes.local_toc import keep_title_alone
from sphinx_kwindex.sphinx_ext.themes.page_context import ASSETS, PageContext
from sphinx_kwindex.sphinx_ext.themes.pictures import Pictures
from sphinx_kwindex.sphinx_ext.themes.toctree import (
    has_injected_entry,
    inject_entry,
    list_for_books,
    list_for_navigation,
    lists_any,
    lists_index,
    navigation_of,
)
from sphinx_kwindex.sphinx_ext.warnings import warn_of
from sphinx_kwindex.store.staging import WORK_FOLDER, StagingArea

if TYPE_CHECKING:  # few builds need it
    from sphinx_kwindex.sphinx_ext.sharding.sharded_build import ShardedBuild


class Build:
    """The state of one build, between the events that Sphinx emits."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._settings = Settings()
        self._additions = NO_ADDITIONS
        self._outcome: Outcome | None = None
        self._index = ""
        self._seconds = 0.0
        self._injects = True
        self._sharded: ShardedBuild | None = None
        self._outputs: OutputRecord
        self._finder: SiteFinder
        self._site_files: SiteFiles | None = None
        self._pages = PageContext()
        self._sent_back = SentBack()
        self._kept = KeptDoctrees()
        self._page_settings = PageSettings()

    def connect(self, app: Sphinx) -> None:
        """Listen to the events."""
        app.connect("config-inited", self.on_config_inited)
        # After the extensions that generate documents below the source directory: what they write
        # is among the sources from the first build on, and not from the second.
        app.connect("builder-inited", self.on_builder_inited, priority=900)
        app.connect("env-get-outdated", self.on_env_get_outdated)
        app.connect("env-before-read-docs", lambda *_: self._page_settings.install())
        app.connect("doctree-read", self.on_doctree_read, priority=400)
        app.connect("doctree-read", self.on_doctree_collected, priority=900)
        app.connect("env-updated", self.on_env_updated)
        app.connect("doctree-resolved", self.on_doctree_resolved)
        app.connect("env-updated", self._page_settings.remove)
        app.connect("write-started", self.on_write_started)
        app.connect("missing-reference", resolve_joined)
        app.connect("warn-missing-reference", warn_missing)
        app.connect("build-finished", self.on_build_finished)
        app.connect("build-finished", self._page_settings.remove)
        self._pages.connect(app)

    def on_config_inited(self, app: Sphinx, config: Config) -> None:
        """Validate the options."""
        self._settings = checked_settings(config)
        self._additions = collect_additions(app)
        try:
            find_roots(self._settings, Path(app.confdir))
        except OptionError as error:
            raise refuse(error) from error
        warn_misspelt(config)
        exclude_pages(config, self._settings.docname_prefix)

    def on_builder_inited(self, app: Sphinx) -> None:
        """Bring the staged pages up to date, and add them to the documents of the project."""
        started = time.perf_counter()
        folder = Path(app.doctreedir) / WORK_FOLDER
        area = StagingArea(folder)
        for cache in {folder, Path(app.doctreedir)}.difference({Path(app.outdir)}):
            tag_as_cache(cache)
        try:
            with refused():
                self._sharded = sharded_build(app, self._settings, self._additions, area, folder)
            self._outcome = self._sharded.outcome if self._sharded else self._run(app, area, folder)
        except OptionError as error:
            raise refuse(error) from error
        except AdditionError as error:
            raise ExtensionError(str(error)) from error
        domain_of(app.env).add_kinds(self._additions.keyword_sources)
        domain_of(app.env).elsewhere.look_in(self._outcome.roots)
        self._index = self._outcome.manifest.index_docname
        self._seconds = time.perf_counter() - started
        for diagnostic in self._outcome.manifest.diagnostics:
            warn_of(diagnostic)
        self._outputs = OutputRecord(folder / "outputs", app.builder)
        self._site_files = site_files(app, app.builder, self._outputs.beside("site"))
        unread = self._sharded.unread if self._sharded else frozenset[str]()
        project = VirtualProject(app.project, area, self._outcome.manifest.docnames, unread)
        app.project = project
        app.env.project = project
        self._finder = SiteFinder(self._settings, app.builder)
        self._pages.begin(app.builder, self._outcome.roots, self._finder, self._settings.exports)
        if self._settings.pictures:
            self._pictures.begin(app, folder / "pictures", self._settings.tool_timeout)

    def _run(self, app: Sphinx, area: StagingArea, folder: Path) -> Outcome:
        return run(
            self._settings,
            Path(app.confdir),
            area,
            folder,
            generated=(Path(app.outdir), Path(app.doctreedir)),
            jobs=app.parallel,
            progress=StepProgress(app.verbosity),
            additions=self._additions,
            write_export=write_export,
        )

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
        if not isinstance(project, VirtualProject):
            return lists_any(env, removed)
        project.admit_unread()
        return [*project.changed_hands, *lists_any(env, removed)]

    def on_doctree_read(self, app: Sphinx, doctree: nodes.document) -> None:
        """Add our entry to the root document, and to a folder its subfolders, while it is read."""
        self._sent_back.on_doctree_read(app, app.env.docname)
        self._kept.on_doctree_read(app, app.env.docname)
        list_for_navigation(doctree, app.env.docname)
        root = app.config.root_doc
        if self._injects and app.env.docname == root:
            inject_entry(doctree, root, self._index)

    def on_doctree_collected(self, app: Sphinx, doctree: nodes.document) -> None:
        """Add what only the builders that assemble documents may see."""
        list_for_books(doctree, app.env.docname)
        if is_generated(app, app.env.docname):
            keep_title_alone(app.env, app.env.docname)

    def on_env_updated(self, app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        """Correct our entry in the root document, and say which pages show something else now.

        Only now is it known whether another document lists our index, whichever order they were
        read in and whichever of them were.
        """
        changed = [app.config.root_doc] if self._correct_entry(app, env) else []
        if self._sharded is not None:
            with refused():
                return sorted(self._sharded.written(env))
        relinked = self._outputs.links_changed(link_digests(domain_of(env)))
        lost = self._site_files is not None and self._site_files.is_index_lost()
        parts = (navigation_of(env), self._pictures.identity, self._finder.identity)
        shared = "\n".join((*parts, markdown_address("", self._settings.exports)))
        if self._outputs.must_write_all(shared) or lost:
            # Sphinx would leave pages as they were that it has no other reason to write.
            return sorted(env.found_docs)
        anew = {*changed, *relinked, *self._pictures.missing}
        return sorted(anew.intersection(env.found_docs))

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
        forget_stored_doctree(app.env, docname)

    def on_write_started(self, app: Sphinx, builder: Builder) -> None:
        """Complete the general index and the contents of a book."""
        if lists_definitions(self._settings.general_index, app.builder):
            add_index_entries(app.env, domain_of(app.env))
        list_book(app, self._index)
        if self._sharded is not None and isinstance(builder, StandaloneHTMLBuilder):
            with refused():
                self._sharded.install(app, builder)
        elif self._site_files is not None:
            self._site_files.install()
        write_with_few_in_memory(builder)
        copy_package(app.builder, ASSETS)

    def on_build_finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Remove the output of pages that are gone, and say what was done."""
        if lists_definitions(self._settings.general_index, app.builder):
            remove_index_entries(app.env, domain_of(app.env))
        if exception is not None or self._outcome is None:
            return
        manifest = self._outcome.manifest
        self._outputs.finish(manifest.docnames, app.env.found_docs)
        domain_of(app.env).area.highlighted.forget_all_but(manifest.docnames)
        folder = Path(app.doctreedir) / WORK_FOLDER
        if self._sharded is not None:
            self._sharded.finish(app)
        if self._sharded is None or self._sharded.is_whole:
            self._finder.publish(app, manifest)
            publish_exports(app.builder, self._settings.exports, folder, manifest, self._outputs)
        root = app.config.root_doc
        is_known = root in app.env.found_docs
        adds = is_known and has_injected_entry(stored_doctree(app, root), self._index)
        log_outcome(self._outcome, self._seconds, self._index, adds_to=root if adds else "")
