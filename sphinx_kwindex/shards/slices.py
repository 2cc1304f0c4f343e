"""What is in the archives that the step ``link`` writes, and how it becomes a staging area."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import msgspec

from sphinx_kwindex.disk.writing import write_atomically
from sphinx_kwindex.records.catalogue import Catalogue
from sphinx_kwindex.records.data_lines import formats_of_facts
from sphinx_kwindex.shards.archives import Archive
from sphinx_kwindex.shards.errors import ShardError
from sphinx_kwindex.store.exports import staged_export
from sphinx_kwindex.store.page_keys import LastRun
from sphinx_kwindex.store.staging import SUFFIX, Manifest, StagingArea

MANIFEST, PARTS, CATALOGUE = "manifest.msgpack", "parts.msgpack", "catalogue.msgpack"
ENTRIES, RUN, HOMES = "entries.msgpack", "run.msgpack", "homes.msgpack"
"""Of the whole site alone: what the finder finds, the texts of pages, the shard of each."""


class Parts(msgspec.Struct, frozen=True):
    """Which of the generated pages a build reads, and which it writes."""

    own: tuple[str, ...]
    """Those that it writes."""
    listed: tuple[str, ...]
    """Those that tables of contents list.  Any page may show their titles, so every build reads
    them, of foreign ones only the head."""


def page_member(docname: str) -> str:
    """Return the name of the text of a page in an archive."""
    return f"pages/{docname}{SUFFIX}"


def export_member(name: str) -> str:
    """Return the name of an export in an archive."""
    return f"exports/{name}"


def stage_slice(archive: Archive, area: StagingArea) -> tuple[Manifest, Parts]:
    """Put the pages of a shard where a build looks for them.

    Parameters
    ----------
    archive:
        The slice of the shard.
    area:
        The place.

    Returns
    -------
    Manifest, Parts
        All pages of the site, and which of them are there.

    Raises
    ------
    ShardError
        If the archive is damaged.
    """
    manifest, parts = archive.record(MANIFEST, Manifest), archive.record(PARTS, Parts)
    wanted = sorted({*parts.own, *parts.listed})
    _stage(archive, area, wanted)
    staged = msgspec.structs.replace(manifest, docnames=tuple(wanted))
    area.finish(staged, archive.record(CATALOGUE, Catalogue), LastRun(), {})
    return manifest, parts


def stage_site(
    archive: Archive, area: StagingArea, cache_folder: Path, exports: tuple[str, ...]
) -> tuple[Manifest, Parts]:
    """Put everything but what Sphinx makes where a build looks for it.

    Parameters
    ----------
    archive:
        What is left to do for the site.
    area:
        The place of the pages.
    cache_folder:
        That of the exports.
    exports:
        Names of the formats that are wanted.

    Returns
    -------
    Manifest, Parts
        All pages of the site, and which of them a build reads.

    Raises
    ------
    ShardError
        If the archive is damaged.
    """
    manifest, parts = archive.record(MANIFEST, Manifest), archive.record(PARTS, Parts)
    _stage(archive, area, manifest.docnames)
    entries = archive.record(ENTRIES, dict[str, msgspec.Raw])
    area.finish(
        manifest, archive.record(CATALOGUE, Catalogue), archive.record(RUN, LastRun), entries
    )
    for name in formats_of_facts(exports):
        data = archive.read(export_member(name))
        write_atomically(staged_export(cache_folder, name, manifest.fingerprint), data)
    return manifest, parts


def homes_of(archive: Archive) -> Mapping[str, int]:
    """Return the number of the shard of each page.

    Raises
    ------
    ShardError
        If the archive is damaged.

    Returns
    -------
    mapping from docnames to numbers
        For all pages of the site.
    """
    return archive.record(HOMES, dict[str, int])


def _stage(archive: Archive, area: StagingArea, docnames: tuple[str, ...] | list[str]) -> None:
    for docname in docnames:
        path = PurePosixPath(docname)
        if path.is_absolute() or ".." in path.parts:
            raise ShardError(f"{archive.path} is damaged: a page is called {docname!r}")
        area.stage(docname, archive.read(page_member(docname)).decode("utf-8", "replace"))
