"""What the indexes of other tools say, from run to run; like the facts it is one file."""

from __future__ import annotations

from pathlib import Path

import msgspec

from sphinx_kwindex.disk.writing import read_own, remove, write_atomically
from sphinx_kwindex.records.indexed import NOTHING_INDEXED, IndexedFiles
from sphinx_kwindex.store.facts import schema_key

INDEXED_FILE = "indexed.msgpack"


class _Stored(msgspec.Struct, frozen=True):
    schema: str
    indexed: IndexedFiles


def load_indexed(folder: Path) -> IndexedFiles:
    """Return the outcome of the last run; nothing if there is no usable file."""
    data = read_own(folder / INDEXED_FILE)
    try:
        stored = msgspec.msgpack.decode(data, type=_Stored) if data else None
    except (msgspec.DecodeError, RecursionError):
        stored = None
    if stored is None or stored.schema != schema_key():
        return NOTHING_INDEXED
    return stored.indexed


def store_indexed(folder: Path, indexed: IndexedFiles) -> None:
    """Replace the outcome by that of this run; nothing leaves no file.

    Parameters
    ----------
    folder:
        The folder of the cache.
    indexed:
        The outcome for all files.
    """
    path = folder / INDEXED_FILE
    if indexed == NOTHING_INDEXED:
        remove(path)
    else:
        write_atomically(path, msgspec.msgpack.encode(_Stored(schema_key(), indexed)))
