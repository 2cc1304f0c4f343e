"""The files that hold indexes, told apart by their content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.disk.reading import UnreadableError, open_file, reason_of

MOST_BYTES = 2**31
"""Of an index: protobuf has no larger messages."""

_PIECE = 1 << 20


class IndexFile(msgspec.Struct, frozen=True):
    """A file that holds an index, or should."""

    name: str
    """As the option has it."""
    location: Path
    digest: str = ""
    """Hash of its content; empty where that cannot be had."""
    fault: str = ""
    """Why not."""
    option: str = "kwindex_scip"
    """The option that wants it."""
    paths: Mapping[str, str] | None = None
    """Our paths by those of the index, where that is known; None to find out."""

    @property
    def state(self) -> tuple[str, str, str]:
        """All that its contribution depends on."""
        return self.name, self.digest, self.fault


def look_at_indexes(names: Sequence[str], conf_folder: Path) -> tuple[IndexFile, ...]:
    """Return the indexes that the options name, each once.

    Parameters
    ----------
    names:
        Their paths.
    conf_folder:
        The folder of ``conf.py``, from which relative ones start.
    """
    return tuple(_look_at(name, conf_folder / name) for name in dict.fromkeys(names))


def _look_at(name: str, location: Path) -> IndexFile:
    digest = hashlib.blake2b(digest_size=20)
    try:
        with open_file(os.fspath(location), MOST_BYTES) as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except (UnreadableError, OSError) as error:
        fault = str(error) if isinstance(error, UnreadableError) else reason_of(error)
        return IndexFile(name, location, fault=fault)
    return IndexFile(name, location, digest.hexdigest())
