"""Linking the facts of all files, with what the last run found out of their code."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.discovery import Root
from sphinx_kwindex.indexes.collecting import (
    Sources,
    index_diagnostics,
    join_indexes,
    open_indexes,
)
from sphinx_kwindex.indexes.files import IndexFile
from sphinx_kwindex.project import Project, ProjectMetadata, link
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.diagnostics import Diagnostic
from sphinx_kwindex.records.indexed import NOTHING_INDEXED, IndexedFiles
from sphinx_kwindex.records.references import NOTHING_LINKED, LinkedFiles
from sphinx_kwindex.store.indexed import load_indexed, store_indexed
from sphinx_kwindex.store.references import load_references, store_references


class Linked(msgspec.Struct, frozen=True):
    """A linked repository."""

    project: Project
    before: LinkedFiles
    """What the code named in the last run, with what indexes said."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the indexes."""

    @property
    def code(self) -> tuple[LinkedFiles, LinkedFiles]:
        """What the code named in the last run, and names now."""
        return self.before, self.project.linked


class _Joining:
    """Adds what indexes say, and keeps what was there without."""

    def __init__(
        self, indexes: Sequence[IndexFile], sources: Sources, before: IndexedFiles
    ) -> None:
        self._indexes = indexes
        self._sources = sources
        self._before = before
        self.own = NOTHING_LINKED
        self.indexed = NOTHING_INDEXED
        self.diagnostics: tuple[Diagnostic, ...] = ()

    def join(self, own: LinkedFiles) -> LinkedFiles:
        """Return what the code names by our engine and the indexes.

        Parameters
        ----------
        own:
            What it names by our engine.
        """
        self.own = own
        if not self._indexes:
            return own
        opened = open_indexes(self._indexes, self._sources)
        self.indexed, everything = join_indexes(opened, self._sources, own, self._before)
        self.diagnostics = tuple(index_diagnostics(opened, self.indexed, self._sources))
        return everything


def link_facts(
    facts: Sequence[FileFacts],
    roots: Sequence[Root],
    metadata: Mapping[str, ProjectMetadata],
    cache_folder: Path | None,
    *,
    indexes: Sequence[IndexFile] = (),
    read_text: Callable[[FileFacts], str],
) -> Linked:
    """Link all facts, and keep what the code names.

    Parameters
    ----------
    facts:
        The facts of all files.
    roots:
        The roots.
    metadata:
        What each root says of itself, by its top-level folder.
    cache_folder:
        Where it is kept between runs; None to keep nothing.
    indexes:
        What other tools say of the code.
    read_text:
        Returns the text of a file.

    Raises
    ------
    SourceChangedError
        If a file changed since it was looked at.
    """
    own, indexed = NOTHING_LINKED, NOTHING_INDEXED
    if cache_folder is not None:
        own, indexed = load_references(cache_folder), load_indexed(cache_folder)
    sources = Sources({item.path: item for item in facts}, roots, read_text)
    joining = _Joining(indexes, sources, indexed)
    project = link(facts, metadata, {root.top: root.package for root in roots}, own, joining.join)
    if cache_folder is not None and joining.own != own:
        store_references(cache_folder, joining.own)
    if cache_folder is not None and joining.indexed != indexed:
        store_indexed(cache_folder, joining.indexed)
    joined = {path: item.linked for path, item in indexed.joined.items()}
    before = LinkedFiles(own.layout, own.files | joined)
    return Linked(project, before, joining.diagnostics)
