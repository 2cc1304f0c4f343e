"""Files for other tools, beside the pages of a site."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from pathlib import Path

from sphinx.builders import Builder

from sphinx_kwindex.disk.reading import is_file
from sphinx_kwindex.disk.writing import read_own, remove, write_atomically
from sphinx_kwindex.export.formats import FILE_NAMES
from sphinx_kwindex.export.manifest import companions_beside, companions_of, hash_of
from sphinx_kwindex.records.data_lines import COMPANIONS, PAGE_FORMATS
from sphinx_kwindex.sphinx_ext.data_folder import DATA_FOLDER
from sphinx_kwindex.sphinx_ext.outputs import OutputRecord
from sphinx_kwindex.store.exports import staged_export
from sphinx_kwindex.store.staging import Manifest, StagingArea

_SITES = frozenset({"html", "dirhtml", "singlehtml"})
"""Builders whose output is published as it is; others put it into an archive."""


def publish_exports(
    builder: Builder,
    wanted: Collection[str],
    cache_folder: Path,
    manifest: Manifest,
    record: OutputRecord,
) -> None:
    """Put what is wanted into the output folder where it differs, and remove what is not.

    Parameters
    ----------
    builder:
        The builder.
    wanted:
        Names of formats.
    cache_folder:
        The folder of the caches and of the staged pages, as the run left them.
    manifest:
        What the run staged.
    record:
        What the builder has written to the output folder.
    """
    if builder.name not in _SITES:
        return
    folder = Path(builder.outdir, DATA_FOLDER)
    has_changed, hashes = _publish_pages(folder, frozenset(wanted), cache_folder, manifest, record)
    for name, file in FILE_NAMES.items():
        published = folder / file
        if name not in wanted:
            has_changed |= is_file(published)
            remove(published)
            continue
        staged = staged_export(cache_folder, name, manifest.fingerprint)
        data, before = read_own(staged), read_own(published)
        if data is not None and data != before:
            has_changed = True
            write_atomically(published, data)
        hashes[file] = hash_of(data or before or b"")
    beside = companions_beside(hashes)
    release = builder.config.release or builder.config.version
    for name in set(COMPANIONS).difference(beside):
        remove(folder / name)
    if beside and (has_changed or not all(is_file(folder / name) for name in beside)):
        for name, data in companions_of(hashes, release).items():
            write_atomically(folder / name, data)


def _publish_pages(
    folder: Path,
    wanted: AbstractSet[str],
    cache_folder: Path,
    manifest: Manifest,
    record: OutputRecord,
) -> tuple[bool, dict[str, str]]:
    """Publish the pages, and return whether any changed, and the hashes of their files."""
    file = record.beside("pages")
    if PAGE_FORMATS.isdisjoint(wanted) and not is_file(file):
        return False, {}
    # Most builds want none, and need not load what makes them.
    from sphinx_kwindex.sphinx_ext.exported_pages import ExportedPages

    pages = ExportedPages(folder, StagingArea(cache_folder), file)
    return pages.publish(wanted, manifest), pages.hashes
