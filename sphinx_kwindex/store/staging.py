"""The staged pages: the MyST text of every page, on disk under the build folder.

A page is written only if its text changed, so that the time stamps tell Sphinx exactly what to
read again; a page that is no longer planned is removed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from sphinx_kwindex.disk.reading import is_file, status_of
from sphinx_kwindex.disk.writing import read_own, remove, write_atomically
from sphinx_kwindex.records.catalogue import Catalogue, Mentions, OnlyMentions
from sphinx_kwindex.records.diagnostics import Diagnostic
from sphinx_kwindex.store.highlighted import HighlightedSources
from sphinx_kwindex.store.page_keys import LastRun, StagedText, load_last_run, store_last_run

Part = TypeVar("Part", Catalogue, OnlyMentions)

WORK_FOLDER = "kwindex"
"""Below the doctree folder: staged pages, cached facts, records of output."""

SUFFIX = ".kwmd"
"""Suffix of staged pages; none that a user's own documents have."""

MANIFEST_FILE = "manifest.json"
CATALOGUE_FILE = "catalogue.msgpack"
ENTRIES_FILE = "entries.msgpack"
INDEX_FILE = "keyword-index.msgpack"


class Manifest(msgspec.Struct, frozen=True):
    """What the last complete run staged."""

    fingerprint: str
    """Everything the pages depend on, as one hash."""
    index_docname: str
    docnames: tuple[str, ...]
    """Sorted."""
    diagnostics: tuple[Diagnostic, ...]
    files: int
    keywords: int
    unlisted: tuple[tuple[str, bool], ...] = ()
    """Paths that are not documented but linked, and whether they were on disk."""


class StagingArea:
    """A folder of staged pages with its manifest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.pages = folder / "pages"
        """Where the texts of the pages lie, each under its docname."""
        self.highlighted = HighlightedSources(folder)
        """What was made of the sources on the pages."""
        self._manifest = folder / MANIFEST_FILE
        self._catalogue = folder / CATALOGUE_FILE
        self._entries = folder / ENTRIES_FILE
        self._index = folder / INDEX_FILE

    def page_path(self, docname: str) -> Path:
        """Return where the text of a page lies."""
        return self.pages / f"{docname}{SUFFIX}"

    def page_digest(self, docname: str) -> str:
        """Return a hash of the text of a page; empty if there is none."""
        data = read_own(self.page_path(docname))
        return "" if data is None else _digest(data)

    def holds(self, text: StagedText) -> bool:
        """Return whether the text of a page is still the one that was staged."""
        status = status_of(self.page_path(text.docname))
        if status is None or status.st_size != text.size:
            return False
        return status.st_mtime_ns == text.written or self.page_digest(text.docname) == text.digest

    def last_run(self) -> LastRun:
        """Return what is kept of the last complete run."""
        return load_last_run(self._folder)

    def docname_of(self, path: Path) -> str | None:
        """Return the docname of a staged file, None for any other path."""
        if not path.is_relative_to(self.pages) or path.suffix != SUFFIX:
            return None
        return path.relative_to(self.pages).as_posix().removesuffix(SUFFIX)

    def manifest(self) -> Manifest | None:
        """Return the manifest of the last complete run, None if there is none that fits."""
        data = read_own(self._manifest)
        try:
            return msgspec.json.decode(data, type=Manifest) if data else None
        except (msgspec.DecodeError, RecursionError):
            return None

    def is_complete(self, manifest: Manifest, run: LastRun) -> bool:
        """Return whether exactly the pages of a run, and the catalogue, are as they were.

        Parameters
        ----------
        manifest:
            What it staged.
        run:
            What is kept of it.
        """
        texts = [text for pages in run.pages.values() for text in pages.texts]
        known = {text.docname for text in texts}
        if not set(manifest.docnames) == known == set(self._staged_docnames()):
            return False
        beside = (self._catalogue, self._entries)
        return all(map(self.holds, texts)) and all(is_file(it, follow_link=False) for it in beside)

    def catalogue(self) -> Catalogue:
        """Return the catalogue of the staged pages, an empty one if there is none."""
        return self._decoded_catalogue(Catalogue)

    def mentions(self) -> tuple[Mentions, ...]:
        """Return what the catalogue says that others may document, without reading its targets."""
        return self._decoded_catalogue(OnlyMentions).mentions

    def _decoded_catalogue(self, part: type[Part]) -> Part:
        data = read_own(self._catalogue)
        try:
            return msgspec.msgpack.decode(data, type=part) if data else part()
        except (msgspec.DecodeError, RecursionError):
            return part()

    def entries(self) -> dict[str, msgspec.Raw]:
        """Return what the finder finds.

        Returns
        -------
        mapping from what pages are about to their entries
            Encoded, since most runs look at few of them.
        """
        data = read_own(self._entries)
        try:
            return msgspec.msgpack.decode(data, type=dict[str, msgspec.Raw]) if data else {}
        except (msgspec.DecodeError, RecursionError):
            return {}

    def index(self, digest: str) -> bytes | None:
        """Return what is kept of the keyword indexes, None where that is something else."""
        data = read_own(self._index)
        return data if data is not None and digest == _digest(data) else None

    def keep_index(self, data: bytes) -> str:
        """Keep what the next run may make the keyword indexes from; return its digest."""
        write_atomically(self._index, data)
        return _digest(data)

    def catalogue_digest(self) -> str:
        """Return a hash of the catalogue, empty if there is none."""
        data = read_own(self._catalogue)
        return "" if data is None else _digest(data)

    def stage(self, docname: str, text: str) -> StagedText:
        """Write a page if its text is not there already.

        Parameters
        ----------
        docname:
            Of the page.
        text:
            Its MyST text.

        Returns
        -------
        StagedText
            How it lies on disk now.
        """
        path = self.page_path(docname)
        data = text.encode("utf-8")
        if read_own(path) != data:
            self._write(path, data)
        written = status.st_mtime_ns if (status := status_of(path)) is not None else 0
        return StagedText(docname, len(data), written, _digest(data))

    def _write(self, path: Path, data: bytes) -> None:
        # The manifest speaks of the pages as they were: after a run that stops in between and an
        # edit taken back, it would pass for that of the pages on disk.
        remove(self._manifest)
        write_atomically(path, data)

    def finish(
        self,
        manifest: Manifest,
        catalogue: Catalogue | None,
        run: LastRun,
        entries: Mapping[str, msgspec.Raw] | None = None,
    ) -> None:
        """Remove the pages that are not in the manifest, and store what is known of the others.

        Parameters
        ----------
        manifest:
            What is staged now.
        catalogue:
            What can be referred to on the pages; None where that is as it was.
        run:
            What the pages were made from.
        entries:
            What the finder finds, encoded; None where that is as it was.
        """
        wanted = set(manifest.docnames)
        for docname in list(self._staged_docnames()):
            if docname not in wanted:
                remove(self.page_path(docname))
        self._remove_empty_folders()
        store_last_run(self._folder, run)
        if entries is not None or not is_file(self._entries, follow_link=False):
            write_atomically(self._entries, msgspec.msgpack.encode(entries or {}))
        if catalogue is not None:
            write_atomically(self._catalogue, msgspec.msgpack.encode(catalogue))
        write_atomically(self._manifest, msgspec.json.encode(manifest))

    def _staged_docnames(self) -> Iterable[str]:
        for folder, _, names in os.walk(self.pages):
            lead = Path(folder).relative_to(self.pages).as_posix()
            for name in names:
                if name.endswith(SUFFIX):
                    docname = name.removesuffix(SUFFIX)
                    yield docname if lead == "." else f"{lead}/{docname}"

    def _remove_empty_folders(self) -> None:
        for folder, _, _ in os.walk(self.pages, topdown=False):
            path = Path(folder)
            if path != self.pages and not any(path.iterdir()):
                path.rmdir()


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
