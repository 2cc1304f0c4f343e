"""What the build of a shard leaves beside its pages: what the whole site needs to know of them."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

import msgspec

from sphinx_kwindex.disk.reading import MOST_OWN_BYTES, UnreadableError, read_file
from sphinx_kwindex.disk.writing import remove, write_atomically
from sphinx_kwindex.shards.archives import Header
from sphinx_kwindex.shards.errors import ShardError

RECORD_FILE = "kwindex-shard.json"
"""In the output folder of a shard; it is written last."""


class Told(msgspec.Struct, frozen=True):
    """What the search of Sphinx is told of a page."""

    source: str
    """Name of its source, as search results show it."""
    title: str
    text: str
    heading: str | None = None
    """None where it tells words alone."""
    ids: tuple[str, ...] = ()
    """Anchors of the heading."""


class WrittenPage(msgspec.Struct, frozen=True):
    """A page that the build of a shard wrote."""

    docname: str
    title: str
    file: str
    """Path in the output folder."""
    digest: str
    told: Told | None


class Part(msgspec.Struct, frozen=True):
    """What the build of a shard wrote."""

    header: Header
    rendering: str
    """Sphinx, builder, theme and options of it, as a hash."""
    documents: str
    """The user's own documents, as a hash: all shards must have read the same."""
    pages: tuple[WrittenPage, ...]
    files: tuple[tuple[str, str], ...] = ()
    """Other files that pages show, by path, and their hashes."""


def forget_part(folder: Path) -> None:
    """Take away what an earlier build said: from now on, until it ends, there is no part."""
    remove(folder / RECORD_FILE)


def write_part(folder: Path, part: Part) -> None:
    """Say that the part is whole.

    Parameters
    ----------
    folder:
        The output folder.
    part:
        What was written.
    """
    write_atomically(folder / RECORD_FILE, msgspec.json.encode(part))


def read_part(folder: Path) -> Part:
    """Return what the build of a shard wrote.

    Raises
    ------
    ShardError
        If it did not end, or something is not as it left it.
    """
    data = _content(folder / RECORD_FILE)
    if data is None:
        raise ShardError(
            f"{folder} holds no pages of a shard whose build has ended; build that shard again"
        )
    try:
        part = msgspec.json.decode(data, type=Part)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ShardError(f"{folder / RECORD_FILE} is damaged: {error}") from None
    files = (*((page.file, page.digest) for page in part.pages), *part.files)
    for name, digest in files:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or digest_of(folder / path) != digest:
            raise ShardError(
                f"{folder}: {name} is not as the build left it; build shard {part.header.shard} "
                "again"
            )
    return part


def digest_of(path: Path) -> str:
    """Return a hash of a file; empty where there is none."""
    data = _content(path)
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _content(path: Path) -> bytes | None:
    """Return the content of a file; a tool that declares inputs may give links to them."""
    try:
        return read_file(path, MOST_OWN_BYTES)
    except UnreadableError:
        return None
