"""The build of one shard."""

from __future__ import annotations

import os
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.config import Settings
from sphinx_kwindex.disk.reading import is_file
from sphinx_kwindex.shards.archives import Archive
from sphinx_kwindex.shards.errors import ShardError
from sphinx_kwindex.shards.parts import (
    Part,
    Told,
    WrittenPage,
    digest_of,
    forget_part,
    write_part,
)
from sphinx_kwindex.shards.slices import stage_slice
from sphinx_kwindex.sphinx_ext.finishing.search_words import packed, told_of
from sphinx_kwindex.sphinx_ext.sharding.sharded_build import (
    check_contents,
    documents_key,
    outcome_of,
    rendering_key,
    unread_of,
    write_only,
)
from sphinx_kwindex.store.staging import StagingArea

_SHOWN = ("_images", "_downloads")
"""Folders of the output where what pages show lies."""


class ShardBuild:
    """Writes the pages of one shard, and says what the site needs to know of them.

    Parameters
    ----------
    app:
        The application.
    settings:
        The options.
    area:
        Where the pages are staged.

    Raises
    ------
    ShardError
        If the slice is of another shard, or does not fit to what runs here.
    """

    is_whole = False

    def __init__(self, app: Sphinx, settings: Settings, area: StagingArea) -> None:
        forget_part(Path(app.outdir))
        archive = Archive(Path(settings.shard_slice), "pages", settings)
        if archive.header.shard != settings.shard:
            raise ShardError(
                f"{archive.path} is of shard {archive.header.shard}, not of {settings.shard}"
            )
        self._header = archive.header
        manifest, self._parts = stage_slice(archive, area)
        self.outcome = outcome_of(manifest, settings, app)
        self.unread = unread_of(manifest, self._parts)
        self._lists_tell = not settings.keyword_pages
        self._told: dict[str, Told] = {}

    def written(self, env: BuildEnvironment) -> frozenset[str]:
        """Return the documents that it writes: all its pages, whichever are out of date."""
        check_contents(env, self.unread)
        return frozenset(self._parts.own).intersection(env.found_docs)

    def install(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        """Leave what is of the whole site to the step ``merge``.

        Parameters
        ----------
        app:
            The application.
        builder:
            Its builder.
        """
        write_only(builder, self.written(app.env))
        vars(builder)["load_indexer"] = lambda _docnames: self._listen(builder)
        vars(builder)["finish"] = lambda: _finish(builder)

    def _listen(self, builder: StandaloneHTMLBuilder) -> None:
        if builder.indexer is not None:
            vars(builder.indexer)["feed"] = self._feed

    def _feed(
        self, docname: str, filename: str | os.PathLike[str], title: str, doctree: nodes.document
    ) -> None:
        found = told_of(doctree, lists_tell=self._lists_tell)
        if found is not None:
            text, heading, ids = packed(found)
            self._told[docname] = Told(os.fspath(filename), title, text, heading, ids)

    def finish(self, app: Sphinx) -> None:
        """Say what was written: the record comes last, and without it there is no part."""
        builder, out = app.builder, Path(app.outdir)
        assert isinstance(builder, StandaloneHTMLBuilder)  # noqa: S101 - others are refused
        pages = tuple(self._page(builder, docname) for docname in self._parts.own)
        shown = (path for name in _SHOWN for path in sorted((out / name).rglob("*")))
        files = tuple(
            (path.relative_to(out).as_posix(), digest_of(path)) for path in shown if is_file(path)
        )
        part = Part(self._header, rendering_key(builder), documents_key(app), pages, files)
        write_part(out, part)

    def _page(self, builder: StandaloneHTMLBuilder, docname: str) -> WrittenPage:
        path = Path(builder.get_output_path(docname))
        title = builder.env.titles[docname].astext()
        file = path.relative_to(builder.outdir).as_posix()
        return WrittenPage(docname, title, file, digest_of(path), self._told.get(docname))


def _finish(builder: StandaloneHTMLBuilder) -> None:
    """Copy what the pages show."""
    builder.copy_image_files()
    builder.copy_download_files()
