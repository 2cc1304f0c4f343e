"""Which staged pages are still true: the key of what each was made from, from run to run.

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


def load_keys(folder: Path) -> Mapping[str, KeyedPages]:
    """Return the pages of the last run by what they are about; none if there is no usable file.

    Returns
    -------
    mapping from subjects to pages
        A subject is mostly the path of a file or folder.
    """
    data = read_own(folder / KEYS_FILE)
    try:
        return msgspec.msgpack.decode(data, type=dict[str, KeyedPages]) if data else {}
    except (msgspec.DecodeError, RecursionError):
        return {}


def store_keys(folder: Path, keys: Mapping[str, KeyedPages]) -> None:
    """Replace the keys by those of this run.

    Parameters
    ----------
    folder:
        Where pages are staged.
    keys:
        The pages by what they are about.
    """
    ordered = {subject: keys[subject] for subject in sorted(keys)}
    write_atomically(folder / KEYS_FILE, msgspec.msgpack.encode(ordered))


def encode_targets(targets: PageTargets) -> msgspec.Raw:
    """Return what is kept of the targets of some pages."""
    return msgspec.Raw(msgspec.msgpack.encode(targets))


def decode_targets(pages: Iterable[KeyedPages]) -> list[PageTargets]:
    """Return the targets of all pages, in their order."""
    decoder = msgspec.msgpack.Decoder(PageTargets)
    return [decoder.decode(item.targets) for item in pages]
