"""What went into the files of a site, and whether they lie there as the last build left them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from sphinx_kwindex.disk.reading import status_of
from sphinx_kwindex.disk.writing import read_own, write_atomically


class _Made(msgspec.Struct, frozen=True):
    """A file as a build left it."""

    state: str
    """The state of the whole build, as a hash: the same state makes the same file."""
    inputs: str
    """What went into it, as a hash that many states share; empty where that is not worth a look."""
    size: int
    written: int


class MadeFiles:
    """The files that a builder made of the whole site, remembered from build to build."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._made = dict(self._recorded())

    def is_known(self, path: Path) -> bool:
        """Return whether an earlier build made a file, whatever became of it."""
        return path.name in self._made

    def is_as_made(self, path: Path) -> bool:
        """Return whether a file is there as an earlier build left it."""
        made, status = self._made.get(path.name), status_of(path)
        return (
            made is not None
            and status is not None
            and (status.st_size, status.st_mtime_ns) == (made.size, made.written)
        )

    def is_current(self, path: Path, state: str, inputs: Callable[[], str] | None = None) -> bool:
        """Return whether a file need not be made again.

        Parameters
        ----------
        path:
            The file.
        state:
            The state of the whole build, as a hash.
        inputs:
            Returns what goes into the file, as a hash; asked for in another state alone.
        """
        if not self.is_as_made(path):
            return False
        made = self._made[path.name]
        if made.state == state:
            return True
        if inputs is None or made.inputs != inputs():
            return False
        self.note(path, state, made.inputs)
        return True

    def note(self, path: Path, state: str, inputs: str = "") -> None:
        """Remember a file that is there.

        Parameters
        ----------
        path:
            The file.
        state:
            The state of the whole build, as a hash.
        inputs:
            What went into the file, as a hash.
        """
        status = status_of(path)
        if status is not None:
            made = _Made(state, inputs, status.st_size, status.st_mtime_ns)
            self._made[path.name] = made
            write_atomically(self._record, msgspec.json.encode(self._made))

    def _recorded(self) -> Mapping[str, _Made]:
        data = read_own(self._record)
        try:
            return msgspec.json.decode(data, type=dict[str, _Made]) if data else {}
        except (msgspec.DecodeError, RecursionError):
            return {}
