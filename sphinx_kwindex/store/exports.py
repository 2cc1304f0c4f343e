"""Exports for other tools, from when they are made until the output folder is known.

The name of each says what its run depends on, so that one of another run is never taken for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from sphinx_kwindex.disk.reading import is_file
from sphinx_kwindex.disk.writing import remove, write_atomically

_FOLDER = "exports"


def staged_export(cache_folder: Path, name: str, fingerprint: str) -> Path:
    """Return where an export lies until it is published.

    Parameters
    ----------
    cache_folder:
        The folder of the caches.
    name:
        Name of its format.
    fingerprint:
        What the run depends on, as a hash.
    """
    return cache_folder / _FOLDER / f"{name}-{fingerprint}"


def has_exports(cache_folder: Path, names: Iterable[str], fingerprint: str) -> bool:
    """Return whether all exports of a run are there.

    Parameters
    ----------
    cache_folder:
        The folder of the caches.
    names:
        Names of their formats.
    fingerprint:
        What the run depends on, as a hash.
    """
    return all(is_file(staged_export(cache_folder, name, fingerprint)) for name in names)


def stage_exports(exports: Mapping[str, bytes], cache_folder: Path, fingerprint: str) -> None:
    """Keep exports, and remove those of earlier runs.

    Parameters
    ----------
    exports:
        The exports, by the names of their formats.
    cache_folder:
        The folder of the caches.
    fingerprint:
        What this run depends on, as a hash.
    """
    earlier = set((cache_folder / _FOLDER).glob("*"))
    for name, data in exports.items():
        staged = staged_export(cache_folder, name, fingerprint)
        write_atomically(staged, data)
        earlier.discard(staged)
    for path in earlier:
        remove(path)
