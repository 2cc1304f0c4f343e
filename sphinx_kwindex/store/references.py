"""What the places in files name, from run to run.

Like the facts it is one file, and one that cannot be read, or that another version wrote, is an
empty one.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from sphinx_kwindex.disk.writing import read_own, write_atomically
from sphinx_kwindex.records.references import LinkedFiles
from sphinx_kwindex.store.facts import schema_key

REFERENCES_FILE = "references.msgpack"


class _Stored(msgspec.Struct, frozen=True):
    schema: str
    linked: LinkedFiles


def load_references(folder: Path) -> LinkedFiles:
    """Return the outcome of the last run; nothing if there is no usable file."""
    data = read_own(folder / REFERENCES_FILE)
    try:
        stored = msgspec.msgpack.decode(data, type=_Stored) if data else None
    except (msgspec.DecodeError, RecursionError):
        stored = None
    if stored is None or stored.schema != schema_key():
        return LinkedFiles()
    return stored.linked


def store_references(folder: Path, linked: LinkedFiles) -> None:
    """Replace the outcome by that of this run.

    Parameters
    ----------
    folder:
        The folder of the cache.
    linked:
        The outcome for all files.
    """
    write_atomically(
        folder / REFERENCES_FILE, msgspec.msgpack.encode(_Stored(schema_key(), linked))
    )
