"""The data of an earlier build that an option names, told apart by their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from sphinx_kwindex.data_files.data import Data, find_data
from sphinx_kwindex.data_files.sorted_lines import UnreadableDataError
from sphinx_kwindex.disk.reading import MOST_OWN_BYTES, UnreadableError, open_file

_COMPARED = ("files", "symbols", "uses")
_PIECE = 1 << 20


class EarlierData(msgspec.Struct, frozen=True):
    """Data that an option names."""

    name: str = ""
    """Their path, as the option has it; empty if nothing is to be compared."""
    folder: Path = Path()
    """Where they were found."""
    digest: str = ""
    """Hash of their content; empty where that cannot be had."""
    fault: str = ""
    """Why not."""

    @property
    def is_there(self) -> bool:
        """Whether there are data to compare with."""
        return bool(self.name) and not self.fault

    def opened(self) -> Data:
        """Return the data.

        Raises
        ------
        UnreadableDataError
            If they cannot be read any more.
        """
        return Data(self.folder)


NOTHING_EARLIER = EarlierData()


def look_at_earlier(name: str, conf_folder: Path) -> EarlierData:
    """Return the data that an option names, as they are now.

    Parameters
    ----------
    name:
        Their path; empty if the option is not set.
    conf_folder:
        The folder of ``conf.py``, from which a relative one starts.
    """
    if not name:
        return NOTHING_EARLIER
    digest = hashlib.sha256()
    try:
        data = find_data(conf_folder / name)
        digest.update(repr((data.version, data.release)).encode("utf-8", "backslashreplace"))
        for kind in _COMPARED:
            digest.update(_hash(data.path_of(kind), data.hashes).encode())
    except (UnreadableDataError, UnreadableError, OSError) as error:
        return EarlierData(name, fault=str(error))
    return EarlierData(name, data.folder, digest.hexdigest())


def _hash(path: Path, hashes: Mapping[str, str]) -> str:
    """Return the hash of a file, which must be that in the manifest."""
    digest = hashlib.sha256()
    with open_file(path, MOST_OWN_BYTES) as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    if digest.hexdigest() != hashes[path.name]:
        raise UnreadableDataError(f"{path} is not what its manifest says")
    return digest.hexdigest()
