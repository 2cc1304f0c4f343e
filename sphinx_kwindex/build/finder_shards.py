"""The finder's data on disk, between what is found on pages and what a site publishes.

It is made once for all builders; each publishes a copy of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from sphinx_kwindex.disk.reading import is_file
from sphinx_kwindex.disk.writing import make_folder, read_own, remove, write_atomically
from sphinx_kwindex.finder.family import LostShardError
from sphinx_kwindex.finder.index import Index, Subject, updated_index
from sphinx_kwindex.finder.making import made_index
from sphinx_kwindex.finder.shards import lines_in_script, script_of
from sphinx_kwindex.processes import no_garbage_collection

ROOT_FILE = "root.js"
FINDER_FOLDER = "finder"
"""Below the folder of the caches."""

_STATE_FILE = "state.msgpack"
_SHARE_OF_ALL = 3
"""If more than one in as many subjects changed, all shards are made again."""


class _State(msgspec.Struct, frozen=True, array_like=True):
    """What the shards on disk were made of."""

    key: str = ""
    subjects: Mapping[str, msgspec.Raw] = {}
    index: Index = Index()


class FinderShards:
    """The shards in the folder of the caches."""

    def __init__(self, cache_folder: Path) -> None:
        self.folder = cache_folder / FINDER_FOLDER / "shards"
        self._key_file = cache_folder / FINDER_FOLDER / "key"
        self._state_file = cache_folder / FINDER_FOLDER / _STATE_FILE

    def is_current(self, key: str) -> bool:
        """Return whether the shards are those of a state of the sources, known by its key."""
        return read_own(self._key_file) == key.encode() and is_file(self.folder / ROOT_FILE)

    def update(self, key: str, subjects: Mapping[str, msgspec.Raw], prefix: str) -> None:
        """Make the shards again that hold something that changed.

        Parameters
        ----------
        key:
            What the subjects come from, as a hash.
        subjects:
            What is found, encoded, by what pages are about.
        prefix:
            The docname under which generated pages lie.
        """
        with no_garbage_collection():
            try:
                index = self._updated(subjects)
            except LostShardError:
                index = self._made(subjects)
        root, directories = index.root(prefix)
        for digest, body in directories.items():
            self._write(digest, body)
        write_atomically(self.folder / ROOT_FILE, root.encode())
        write_atomically(self._state_file, msgspec.msgpack.encode(_State(key, subjects, index)))
        write_atomically(self._key_file, key.encode())
        digests = index.digests | directories.keys()
        wanted = {f"{digest}.js" for digest in digests} | {ROOT_FILE}
        for path in self.folder.iterdir():
            if path.name not in wanted:
                remove(path)

    def _updated(self, subjects: Mapping[str, msgspec.Raw]) -> Index:
        before = self._state()
        old, new = before.subjects, subjects
        changed = sorted(
            subject for subject in old.keys() | new.keys() if old.get(subject) != new.get(subject)
        )
        if len(changed) * _SHARE_OF_ALL > len(new):
            del before, old
            return self._made(subjects)
        index, made = updated_index(
            before.index,
            (_decoded(old[subject]) for subject in changed if subject in old),
            (_decoded(new[subject]) for subject in changed if subject in new),
            self._read,
        )
        for digest, body in made.items():
            self._write(digest, body)
        return index

    def _made(self, subjects: Mapping[str, msgspec.Raw]) -> Index:
        make_folder(self.folder)
        return made_index(map(_decoded, subjects.values()), self._write, self.folder.parent)

    def _write(self, digest: str, body: str) -> None:
        script = script_of(digest, body).encode("utf-8", "replace")
        write_atomically(self.folder / f"{digest}.js", script)

    def _read(self, digest: str) -> str:
        data = read_own(self.folder / f"{digest}.js")
        if data is None:
            raise LostShardError(digest)
        try:
            return lines_in_script(data.decode())
        except ValueError:
            raise LostShardError(digest) from None

    def _state(self) -> _State:
        data = read_own(self._state_file)
        try:
            return msgspec.msgpack.decode(data, type=_State) if data else _State()
        except (msgspec.DecodeError, RecursionError):
            return _State()


def _decoded(subject: msgspec.Raw) -> Subject:
    return msgspec.msgpack.decode(subject, type=Subject)
