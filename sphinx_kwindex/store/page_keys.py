"""What is kept of a run for the next: which staged pages are still true, and why.

A page is a pure function of what it shows.  So where the key of that is the same as in the last
run, and the staged text lies on disk as that run left it, the page need not be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from sphinx_kwindex.disk.writing import read_own, write_atomically
from sphinx_kwindex.records.catalogue import Mentions
from sphinx_kwindex.records.page_targets import PageTargets

KEYS_FILE = "page-keys.msgpack"


class StagedText(msgspec.Struct, frozen=True, array_like=True):
    """The text of a page as it lies on disk."""

    docname: str
    size: int
    """Bytes."""
    written: int
    """When it was written, in nanoseconds, as the file system has it."""
    digest: str
    """Hash of the text: a cache that was brought from elsewhere has other times."""


class KeyedPages(msgspec.Struct, frozen=True, array_like=True):
    """The pages that were made from one view."""

    key: str
    texts: tuple[StagedText, ...]
    mentions: tuple[Mentions, ...]
    """Names on them that somebody else may document."""
    targets: msgspec.Raw
    """What can be referred to on them: encoded, since most runs need not look at it."""
    lines_of: tuple[str, ...] = ()
    """Docnames of other pages to whose lines they lead."""
    asked: tuple[tuple[int, str], ...] = ()
    """What they asked of the names of pages of folders, sorted."""
    answers: str = ""
    """Key of what they were told."""
    reads: str = ""
    """Key of what was read to know what they show."""


class LastRun(msgspec.Struct, frozen=True, array_like=True):
    """What the last complete run was made from, and what came of it."""

    frame: str = ""
    """All that the pages depend on but the contents of the files, as one hash."""
    contents: Mapping[str, str] = {}
    """The content key of each file, by its path."""
    figures: msgspec.Raw = msgspec.Raw(b"\x80")
    """What the pages of folders show of files and indexes: encoded."""
    pages: Mapping[str, KeyedPages] = {}
    """The pages by what they are about, which is mostly the path of a file or folder."""
    site: str = ""
    """Key of what all pages have in common."""
    index: str = ""
    """Digest of what is kept of the keyword indexes; empty where nothing is."""


def load_last_run(folder: Path) -> LastRun:
    """Return what is kept of the last run; of none if there is no usable file.

    Parameters
    ----------
    folder:
        Where pages are staged.
    """
    data = read_own(folder / KEYS_FILE)
    try:
        return msgspec.msgpack.decode(data, type=LastRun) if data else LastRun()
    except (msgspec.DecodeError, RecursionError):
        return LastRun()


def store_last_run(folder: Path, run: LastRun) -> None:
    """Keep a run for the next one.

    Parameters
    ----------
    folder:
        Where pages are staged.
    run:
        What it was made from, and what came of it.
    """
    write_atomically(folder / KEYS_FILE, msgspec.msgpack.encode(run))


def encode_targets(targets: PageTargets) -> msgspec.Raw:
    """Return what is kept of the targets of some pages."""
    return msgspec.Raw(msgspec.msgpack.encode(targets))


def decode_targets(pages: Iterable[KeyedPages]) -> list[PageTargets]:
    """Return the targets of all pages, in their order."""
    decoder = msgspec.msgpack.Decoder(PageTargets)
    return [decoder.decode(item.targets) for item in pages]
