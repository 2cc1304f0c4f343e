"""Files for other tools, beside the pages of a site."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sphinx.builders import Builder

from sphinx_kwindex.disk.reading import is_file
from sphinx_kwindex.disk.writing import read_own, remove, write_atomically
from sphinx_kwindex.export.formats import FILE_NAMES
from sphinx_kwindex.export.manifest import companions_of
from sphinx_kwindex.records.data_lines import COMPANIONS
from sphinx_kwindex.store.exports import staged_export

FOLDER = "_kwindex/data"
"""Where they lie in the output folder."""

_SITES = frozenset({"html", "dirhtml", "singlehtml"})
"""Builders whose output is published as it is; others put it into an archive."""


def publish_exports(
    builder: Builder, wanted: Collection[str], cache_folder: Path, fingerprint: str
) -> None:
    """Copy what is wanted into the output folder where it differs, and remove what is not.

    Parameters
    ----------
    builder:
        The builder.
    wanted:
        Names of formats.
    cache_folder:
        The folder of the caches, where the run left them.
    fingerprint:
        What the run depends on, as a hash.
    """
    if builder.name not in _SITES:
        return
    folder = Path(builder.outdir, FOLDER)
    current: dict[str, bytes] = {}
    has_changed = False
    for name, file in FILE_NAMES.items():
        published = folder / file
        if name not in wanted:
            has_changed |= is_file(published)
            remove(published)
            continue
        data, before = read_own(staged_export(cache_folder, name, fingerprint)), read_own(published)
        if data is not None and data != before:
            has_changed = True
            write_atomically(published, data)
        current[file] = data or before or b""
    if not current:
        for name in COMPANIONS:
            remove(folder / name)
    elif has_changed or not all(is_file(folder / name) for name in COMPANIONS):
        for name, data in companions_of(current).items():
            write_atomically(folder / name, data)
