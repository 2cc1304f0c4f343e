"""The files between the steps: zip archives that say what they are made of.

A file of another version, of other options or of another state of the tree is refused.  The same
content makes the same bytes.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from sphinx_kwindex.config import Settings
from sphinx_kwindex.disk.writing import make_folder
from sphinx_kwindex.shards.errors import ShardError
from sphinx_kwindex.store.facts import schema_key

Kind = Literal["facts", "pages", "site"]
Record = TypeVar("Record")

_HEADER = "header.json"
_BEGINNING_OF_TIME = (1980, 1, 1, 0, 0, 0)
_LEVEL = 1
"""Of compression: pages shrink to a third at a tenth of a second for 10 MB."""


class Header(msgspec.Struct, frozen=True):
    """What an archive is, and what it was made of."""

    kind: Kind
    shard: str
    """Which one, as ``2/3``; of what holds for all, as ``0/3``."""
    tools: str
    """Versions of all that takes part."""
    options: str
    """The options of the extension, as a hash."""
    state: str = ""
    """All that the pages depend on, as a hash; empty for facts."""

    @property
    def count(self) -> int:
        """How many shards there are."""
        return int(self.shard.partition("/")[2])


def without_shard(settings: Settings) -> Settings:
    """Return the options that hold for all shards alike."""
    return msgspec.structs.replace(settings, shard="", shard_slice="")


def options_key(settings: Settings) -> str:
    """Return a hash of the options that hold for all shards alike."""
    text = ascii(without_shard(settings))
    return hashlib.blake2b(text.encode("ascii"), digest_size=16).hexdigest()


def header_of(kind: Kind, shard: str, settings: Settings, state: str = "") -> Header:
    """Return the header of what is made here.

    Parameters
    ----------
    kind:
        What the archive is.
    shard:
        Which shard it is of, as ``2/3``.
    settings:
        The options.
    state:
        All that the pages depend on, as a hash.
    """
    return Header(kind, shard, schema_key(), options_key(settings), state)


def write_archive(path: Path, header: Header, members: Iterable[tuple[str, bytes]]) -> None:
    """Write an archive, one member after the other; until it is whole it has another name.

    Parameters
    ----------
    path:
        The file.
    header:
        What it is.
    members:
        Names and contents.
    """
    make_folder(path.parent)
    unfinished = path.with_name(f"{path.name}.part")
    with zipfile.ZipFile(unfinished, "w") as archive:
        for name, data in ((_HEADER, msgspec.json.encode(header)), *members):
            info = zipfile.ZipInfo(name, _BEGINNING_OF_TIME)
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, _LEVEL)
    unfinished.replace(path)


class Archive:
    """An archive that fits to what runs here.

    Parameters
    ----------
    path:
        The file.
    kind:
        What it should be.
    settings:
        The options here.

    Raises
    ------
    ShardError
        If it is something else, damaged, or made by another version or with other options.
    """

    def __init__(self, path: Path, kind: Kind, settings: Settings) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
            self.header = msgspec.json.decode(self._zip.read(_HEADER), type=Header)
        except (OSError, zipfile.BadZipFile, KeyError, msgspec.DecodeError) as error:
            made = "link" if kind != "facts" else "facts"
            raise ShardError(f"{path} is no file that the step {made} wrote: {error}") from None
        if self.header.kind != kind:
            raise ShardError(f"{path} holds {self.header.kind}, where {kind} is needed")
        check_made_alike(str(path), self.header, header_of(kind, "", settings))

    def read(self, name: str) -> bytes:
        """Return the content of a member.

        Raises
        ------
        ShardError
            If it is not there, or damaged.
        """
        try:
            return self._zip.read(name)
        except (OSError, zipfile.BadZipFile, KeyError) as error:
            raise ShardError(f"{self.path} is damaged: {error}") from None

    def record(self, name: str, kind: type[Record]) -> Record:
        """Return a member that is a record.

        Parameters
        ----------
        name:
            Its name.
        kind:
            Of which type it is.

        Raises
        ------
        ShardError
            If it is not there, or damaged.
        """
        try:
            return msgspec.msgpack.decode(self.read(name), type=kind)
        except (msgspec.DecodeError, RecursionError) as error:
            raise ShardError(f"{self.path} is damaged: {error}") from None


def check_made_alike(name: str, made: Header, here: Header) -> None:
    """Make sure that something was made by the same versions, with the same options.

    Parameters
    ----------
    name:
        What it is called.
    made:
        What it says.
    here:
        What is true here.

    Raises
    ------
    ShardError
        If not.
    """
    if made.tools != here.tools:
        pairs = zip(made.tools.split("; "), here.tools.split("; "), strict=False)
        there, now = next(((a, b) for a, b in pairs if a != b), ("", ""))
        raise ShardError(f"{name} was made by another version: {there}, here is {now}")
    if made.options != here.options:
        raise ShardError(f"{name} was made with other values of the options kwindex_*")


def all_shards(made: Mapping[str, Header], what: str) -> None:
    """Make sure that each shard is there once.

    Parameters
    ----------
    made:
        What there is, by its name.
    what:
        What it is called in general.

    Raises
    ------
    ShardError
        If one is missing, is there twice, or belongs to another number of shards.
    """
    counts = {header.count for header in made.values()}
    if len(counts) != 1:
        numbers = ", ".join(map(str, sorted(counts))) or "no"
        raise ShardError(f"the {what} are of {numbers} shards; all must be of one number")
    (count,) = counts
    names: dict[str, str] = {}
    for name, header in made.items():
        if header.shard in names:
            raise ShardError(f"{names[header.shard]} and {name} are both of shard {header.shard}")
        names[header.shard] = name
    wanted = [f"{number}/{count}" for number in range(1, count + 1)]
    missing = [shard for shard in wanted if shard not in names]
    if missing:
        raise ShardError(f"the {what} of shard {', '.join(missing)} are missing")
