"""What the build of a shard and the one that merges have in common."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import docutils
import sphinx
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder

from sphinx_kwindex.build.contents import Outcome
from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery import find_roots
from sphinx_kwindex.shards.errors import ShardError
from sphinx_kwindex.shards.parts import digest_of
from sphinx_kwindex.shards.slices import Parts
from sphinx_kwindex.sphinx_ext.compatibility import application_of
from sphinx_kwindex.sphinx_ext.reading.virtual_project import is_generated
from sphinx_kwindex.sphinx_ext.themes.toctree import navigation_of
from sphinx_kwindex.store.own_code import code_digest
from sphinx_kwindex.store.staging import Manifest

_WORDS_KEPT = 1 << 16


class ShardedBuild(Protocol):
    """A build that makes a part of a site, or joins the parts."""

    is_whole: bool
    """Whether it has the whole site in the end."""

    @property
    def outcome(self) -> Outcome:
        """What a whole build would have made here: all pages, by their names."""

    @property
    def unread(self) -> frozenset[str]:
        """The pages that are known by name alone."""

    def written(self, env: BuildEnvironment) -> frozenset[str]:
        """Return the documents that it writes."""

    def install(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        """Replace the methods of the builder that make what is not of this build.

        Parameters
        ----------
        app:
            The application.
        builder:
            Its builder.
        """

    def finish(self, app: Sphinx) -> None:
        """Leave what the next step needs, or take what the last one left."""


def outcome_of(manifest: Manifest, settings: Settings, app: Sphinx) -> Outcome:
    """Return the outcome of a run that did nothing here.

    Parameters
    ----------
    manifest:
        What the step ``link`` made.
    settings:
        The options.
    app:
        The application.
    """
    return Outcome(manifest, 0, manifest.files, find_roots(settings, Path(app.confdir)))


def unread_of(manifest: Manifest, parts: Parts) -> frozenset[str]:
    """Return the pages that a build knows by name alone.

    Parameters
    ----------
    manifest:
        All pages.
    parts:
        Those that it reads.
    """
    return frozenset(manifest.docnames).difference(parts.own, parts.listed)


def check_contents(env: BuildEnvironment, unread: Collection[str]) -> None:
    """Make sure that no table of contents lists a page that this build knows by name alone.

    Parameters
    ----------
    env:
        The environment, once all documents are read.
    unread:
        The pages.

    Raises
    ------
    ShardError
        If one does: pages could not show its title.
    """
    for docname, included in sorted(env.toctree_includes.items()):
        for name in included:
            if name in unread:
                raise ShardError(
                    f"a table of contents in {docname} lists the page {name}; in shards it may "
                    "list pages of folders alone (or set kwindex_navigation to 'files')"
                )


def write_only(builder: StandaloneHTMLBuilder, wanted: Collection[str]) -> None:
    """Have a builder write some documents alone.

    Parameters
    ----------
    builder:
        The builder.
    wanted:
        The documents.
    """

    def write_documents(docnames: Collection[str]) -> None:
        chosen = frozenset(wanted).intersection(docnames)
        if chosen:
            type(builder).write_documents(builder, chosen)

    vars(builder)["write_documents"] = write_documents


def prepare_indexer(indexer: IndexBuilder) -> None:
    """Make the search index of a build that begins with none quick.

    Parameters
    ----------
    indexer:
        It knows no page yet, so it has none to forget.
    """
    vars(indexer.lang)["stem"] = lru_cache(maxsize=_WORDS_KEPT)(indexer.lang.stem)
    vars(indexer)["prune"] = lambda _docnames: None


def rendering_key(builder: StandaloneHTMLBuilder) -> str:
    """Return a hash of what decides how pages look: Sphinx, the theme, the options."""
    info = builder.create_build_info()
    config = builder.config
    versions = (sphinx.__version__, docutils.__version__, code_digest(), builder.name)
    extensions = [
        f"{name} {it.version}"
        for name, it in sorted(application_of(builder.env).extensions.items())
    ]
    texts = (*versions, info.config_hash, info.tags_hash, config.language, *extensions)
    return _hash("\n".join(map(str, texts)).encode("utf-8", "backslashreplace"))


def documents_key(app: Sphinx) -> str:
    """Return a hash of the user's documents, and of what all pages show of them."""
    env = app.env
    own = [name for name in sorted(env.found_docs) if not is_generated(app, name)]
    sources = [f"{name} {digest_of(Path(env.doc2path(name)))}" for name in own]
    return _hash("\n".join((*sources, navigation_of(env))).encode("utf-8", "backslashreplace"))


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
