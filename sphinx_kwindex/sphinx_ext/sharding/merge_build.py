"""The build that merges all shards: the user's documents, indexes, search and inventory."""

from __future__ import annotations

import shutil
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.config import Settings
from sphinx_kwindex.shards.archives import Archive
from sphinx_kwindex.shards.errors import ShardError
from sphinx_kwindex.shards.merging import read_merge
from sphinx_kwindex.shards.parts import Part, read_part
from sphinx_kwindex.shards.slices import stage_site
from sphinx_kwindex.sphinx_ext.finishing.search_words import unpacked
from sphinx_kwindex.sphinx_ext.sharding.sharded_build import (
    check_contents,
    documents_key,
    outcome_of,
    prepare_indexer,
    rendering_key,
    unread_of,
    write_only,
)
from sphinx_kwindex.store.staging import StagingArea


class MergeBuild:
    """Makes the rest of a site of which all generated pages are there.

    Parameters
    ----------
    app:
        The application.
    settings:
        The options.
    area:
        Where the pages are staged.
    cache_folder:
        Where the exports lie.

    Raises
    ------
    ShardError
        If something does not fit to what runs here.
    """

    is_whole = True

    def __init__(
        self, app: Sphinx, settings: Settings, area: StagingArea, cache_folder: Path
    ) -> None:
        order = read_merge(Path(settings.shard_slice))
        archive = Archive(Path(order.site), "site", settings)
        manifest, parts = stage_site(archive, area, cache_folder, settings.exports)
        self.outcome = outcome_of(manifest, settings, app)
        self.unread = unread_of(manifest, parts)
        self._parts: dict[Path, Part] = {Path(name): read_part(Path(name)) for name in order.parts}
        self._pages = sorted(
            (page for part in self._parts.values() for page in part.pages),
            key=lambda page: page.docname,
        )

    def written(self, env: BuildEnvironment) -> frozenset[str]:
        """Return the documents that it writes: the user's."""
        check_contents(env, self.unread)
        generated = {page.docname for page in self._pages}
        return frozenset(env.found_docs) - generated

    def install(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        """Make the pages of the shards known to all that speaks of the whole site.

        Parameters
        ----------
        app:
            The application.
        builder:
            Its builder.

        Raises
        ------
        ShardError
            If Sphinx, the theme, options or the user's documents are others than for the shards.
        """
        self._check(app, builder)
        write_only(builder, self.written(app.env))
        for page in self._pages:
            if page.docname in self.unread:
                app.env.all_docs[page.docname] = 0
                app.env.titles[page.docname] = nodes.title("", page.title)
        vars(builder)["load_indexer"] = lambda _docnames: self._prepare(builder)
        vars(builder)["dump_search_index"] = lambda: self._dump_search_index(builder)

    def _check(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        rendering, documents = rendering_key(builder), documents_key(app)
        for folder, part in self._parts.items():
            again = f"build shard {part.header.shard} again"
            if part.rendering != rendering:
                message = (
                    f"{folder} was built with another Sphinx, theme or option than is used here"
                )
                raise ShardError(f"{message}; {again}")
            if part.documents != documents:
                raise ShardError(f"{folder} was built beside other documents of yours; {again}")

    def _prepare(self, builder: StandaloneHTMLBuilder) -> None:
        if builder.indexer is not None:
            prepare_indexer(builder.indexer)

    def _dump_search_index(self, builder: StandaloneHTMLBuilder) -> None:
        if builder.indexer is not None:
            for page in self._pages:
                if (told := page.told) is not None:
                    document = unpacked(told.text, told.heading, told.ids)
                    builder.indexer.feed(page.docname, told.source, told.title, document)
        type(builder).dump_search_index(builder)

    def finish(self, app: Sphinx) -> None:
        """Copy what the shards wrote."""
        out = Path(app.outdir)
        for folder, part in self._parts.items():
            for name in (*(page.file for page in part.pages), *(name for name, _ in part.files)):
                (out / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(folder / name, out / name)
