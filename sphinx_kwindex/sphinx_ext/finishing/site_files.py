"""The search index and the inventory of a site: made again only when something in them changed.

Sphinx loads, thins and writes the search index in every build of a site, and writes the inventory,
also when there is nothing to do.  On a large repository nearly all of such a build was that.  The
methods of the builder that do it are replaced on this one object: no other build sees it, and a
builder that has methods of its own keeps them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache, partial
from io import BytesIO, StringIO
from pathlib import Path

import sphinx
from docutils import nodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.domains import Domain
from sphinx.search import IndexBuilder

from sphinx_kwindex.disk.writing import read_own
from sphinx_kwindex.sphinx_ext.finishing.made_files import MadeFiles
from sphinx_kwindex.sphinx_ext.finishing.search_words import told_of
from sphinx_kwindex.sphinx_ext.finishing.told_pages import Fed, ToldPages
from sphinx_kwindex.sphinx_ext.reading.virtual_project import is_generated
from sphinx_kwindex.sphinx_ext.references.domain import DOMAIN, domain_of
from sphinx_kwindex.store.own_code import code_digest

_WORDS_KEPT = 1 << 16
"""A word takes about 200 bytes; those of large repositories come back often enough."""

_MOST_WAITING = 200
"""Pages of which nothing new may be told before the index is loaded all the same."""

_REPLACED = ("load_indexer", "dump_search_index", "dump_inventory")


class SiteFiles:
    """The files of one site, in one build."""

    def __init__(self, app: Sphinx, builder: StandaloneHTMLBuilder, record: Path) -> None:
        self._app = app
        self._builder = builder
        self._made = MadeFiles(record)
        self._index = Path(builder.outdir) / builder.searchindex_filename
        self._unread: Callable[[], None] | None = None
        """Loads the index that lies there; None once it is loaded, and will be written again."""
        self._told = ToldPages(record)
        self._waiting: list[Fed] = []
        """What the index was told of pages before it was loaded: what it knows of them anyway."""

    def is_index_lost(self) -> bool:
        """Return whether an index that was made is gone, or nothing that Sphinx can load.

        Sphinx would go on with the pages that it happens to write, and say so in a warning.
        """
        if not self._made.is_known(self._index) or self._made.is_as_made(self._index):
            return False
        data = read_own(self._index) or b""
        index = IndexBuilder(self._builder.env, "en", {}, "")
        try:
            as_text = self._builder.indexer_dumps_unicode
            stream = StringIO(data.decode("utf-8")) if as_text else BytesIO(data)
            index.load(stream, self._builder.indexer_format)
        except Exception:  # whatever lies there now
            return True
        return False

    def install(self) -> None:
        """Replace the methods of the builder."""
        for name in _REPLACED:
            vars(self._builder)[name] = getattr(self, name)

    def load_indexer(self, docnames: AbstractSet[str]) -> None:
        """Let the index know what it is told of each page, and load it if it will be written.

        Parameters
        ----------
        docnames:
            The documents that will be written.
        """
        builder, indexer = self._builder, self._builder.indexer
        if indexer is None:
            return
        # Attributes of these objects: whichever language it is, and no other build sees them.
        vars(indexer.lang)["stem"] = lru_cache(maxsize=_WORDS_KEPT)(indexer.lang.stem)
        vars(indexer)["prune"] = partial(_prune, indexer)
        vars(indexer)["feed"] = self._feed
        self._unread = partial(type(builder).load_indexer, builder, docnames)
        if len(docnames) > _MOST_WAITING or not self._made.is_as_made(self._index):
            self._read_index()

    def dump_search_index(self) -> None:
        """Write the search index, unless it would be the one that is there."""
        if self._builder.indexer is None:
            return
        state, made = self._state(), self._made
        if self._unread is not None and made.is_current(self._index, state, self._index_inputs):
            return
        self._read_index()
        type(self._builder).dump_search_index(self._builder)
        self._told.store(self._builder.env.all_docs)
        made.note(self._index, state, self._index_inputs())

    def dump_inventory(self) -> None:
        """Write the inventory, unless it is there; few edits change any name."""
        inventory, state = Path(self._builder.outdir) / INVENTORY_FILENAME, self._state()
        if not self._made.is_current(inventory, state, lambda: self._inventory_inputs):
            type(self._builder).dump_inventory(self._builder)
            self._made.note(inventory, state, self._inventory_inputs)

    def _read_index(self) -> None:
        """Load the index, and tell it what it was told of pages before."""
        if self._unread is not None:
            read, self._unread = self._unread, None
            read()
            for page in self._waiting:
                self._tell(page)
            self._waiting.clear()

    def _feed(
        self, docname: str, filename: str | os.PathLike[str], title: str, doctree: nodes.document
    ) -> None:
        """Tell the index of a page; of a generated one only what one may search it for."""
        is_ours = is_generated(self._app, docname)
        if is_ours:
            told = told_of(doctree, lists_tell=not self._app.config.kwindex_keyword_pages)
        else:
            told = doctree
        page = (docname, os.fspath(filename), title, told)
        is_known = self._told.is_known(page) if is_ours else self._told.forget(docname)
        if self._unread is not None and is_known:
            self._waiting.append(page)
            return
        # Another extension may feed pages of its own to it, after all.
        self._read_index()
        self._tell(page)

    def _tell(self, page: Fed) -> None:
        docname, filename, title, told = page
        indexer = self._builder.indexer
        if told is not None and indexer is not None:
            type(indexer).feed(indexer, docname, filename, title, told)

    def _state(self) -> str:
        """Return a hash of all that the files are made of, but the words of pages to be written.

        The environment lies on disk as it is, unless documents are gone.
        """
        config, env = self._builder.config, self._builder.env
        stored = read_own(Path(self._app.doctreedir) / ENV_PICKLE_FILENAME)
        return _hash(
            *self._always(),
            domain_of(env).area.catalogue_digest(),
            hashlib.blake2b(stored or b"").hexdigest(),
            sorted(env.all_docs),
            config.language,
            config.html_search_language,
            config.html_search_options,
            # As ours, a domain of an extension may have objects that the environment does not hold.
            *self._objects(lambda domain: not type(domain).__module__.startswith("sphinx.")),
        )

    def _index_inputs(self) -> str:
        """Return a hash of what the search index is made of, but what it is told of pages."""
        config, env = self._builder.config, self._builder.env
        search = (config.language, config.html_search_language, config.html_search_options)
        return _hash(self._inventory_inputs, sorted(env.all_docs), *search)

    @cached_property
    def _inventory_inputs(self) -> str:
        catalogue = domain_of(self._builder.env).area.catalogue_digest()
        return _hash(*self._always(), catalogue, *self._objects(lambda _domain: True))

    def _objects(self, is_wanted: Callable[[Domain], bool]) -> Iterator[object]:
        """Yield the objects of some domains; for ours, which are many, the catalogue stands."""
        env = self._builder.env
        for name in sorted(env.domaindata):
            domain = env.get_domain(name)
            if name != DOMAIN and is_wanted(domain):
                yield name
                yield sorted(domain.get_objects())

    def _always(self) -> tuple[object, ...]:
        config = self._builder.config
        address = self._builder.get_target_uri(config.root_doc)
        return sphinx.__version__, code_digest(), config.project, config.version, address


def site_files(app: Sphinx, builder: Builder, record: Path) -> SiteFiles | None:
    """Return the files of a site, None where a builder makes none, or makes them its own way.

    Parameters
    ----------
    app:
        The application.
    builder:
        The builder of this build.
    record:
        Where is kept what they were made from.
    """
    if not isinstance(builder, StandaloneHTMLBuilder) or isinstance(builder, SingleFileHTMLBuilder):
        return None
    kind, known = type(builder), StandaloneHTMLBuilder
    if not builder.search or any(
        getattr(kind, name) is not getattr(known, name) for name in _REPLACED
    ):
        return None
    return SiteFiles(app, builder, record)


def _prune(indexer: IndexBuilder, docnames: Iterable[str]) -> None:
    """Forget all documents but some.

    Sphinx passes a mapping, of which Python looks at every name for each word.
    """
    type(indexer).prune(indexer, frozenset(docnames))


def _hash(*parts: object) -> str:
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        digest.update(ascii(part).encode("ascii") + b"\n")
    return digest.hexdigest()
