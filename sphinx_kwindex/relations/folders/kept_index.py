"""The keywords of all files from run to run, with the entries of the indexes that they make.

Most edits change few keywords, and an index has those of all files.  So the keywords of a file are
kept, encoded, with a key of what they were made from, and the entries that all indexes are handed
out from are kept in order: only those change that a changed file has a part in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from sphinx_kwindex.keywords import Keyword
from sphinx_kwindex.relations.folders.keyword_index import Known, in_order, known_entries

_DECODER = msgspec.msgpack.Decoder(tuple[Keyword, ...])
_ENCODER = msgspec.msgpack.Encoder()

Name = tuple[str, str]
"""What tells an entry: the qualified name, and the kind."""


class KeptFile(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The keywords of a file."""

    key: bytes
    """Of what they are made from."""
    keywords: msgspec.Raw
    """Encoded: those of few files are needed at a time."""


class KeptIndex(msgspec.Struct, frozen=True, array_like=True):
    """The keywords of all files, and the entries of all indexes."""

    files: dict[str, KeptFile] = {}
    entries: tuple[Known, ...] = ()
    """In order."""


class FileKeywords(Mapping[str, tuple[Keyword, ...]]):
    """The keywords of files by path, decoded when they are asked for.

    Parameters
    ----------
    files:
        Those that are kept, in the order of the files.
    found:
        Those that were made in this run.
    """

    def __init__(
        self, files: Mapping[str, KeptFile], found: Mapping[str, tuple[Keyword, ...]]
    ) -> None:
        self._files = files
        self._found = dict(found)

    def __getitem__(self, path: str) -> tuple[Keyword, ...]:
        if path not in self._found:
            self._found[path] = _DECODER.decode(self._files[path].keywords)
        return self._found[path]

    def __contains__(self, path: object) -> bool:
        # By default a mapping looks whether it can give the value.
        return path in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class IndexChange(msgspec.Struct, frozen=True):
    """What an edit changed of the entries of all indexes."""

    before: tuple[Known, ...]
    """The entries that are gone, or were different."""
    now: tuple[Known, ...]
    """The entries that are new, or are different."""
    keywords: tuple[Keyword, ...]
    """Those that any file has or had, and has no more as they were."""


class IndexedKeywords(msgspec.Struct, frozen=True):
    """The keywords of a repository, and the entries of its indexes."""

    keywords: Mapping[str, tuple[Keyword, ...]]
    kept: KeptIndex
    """What the next run may start from."""
    change: IndexChange | None = None
    """What is not as in the last run; None where nothing of that is known."""


def index_keywords(
    reads: Mapping[str, bytes], find: Callable[[str], tuple[Keyword, ...]], before: KeptIndex | None
) -> IndexedKeywords:
    """Return the keywords of all files, and their entries in order.

    Parameters
    ----------
    reads:
        Keys of what the keywords of each file are made from, by path, sorted.
    find:
        Returns the keywords of a file.
    before:
        What is kept of the last run; None for nothing.
    """
    known = before.files if before is not None else {}
    anew = [path for path, key in reads.items() if path not in known or known[path].key != key]
    found = {path: find(path) for path in anew}
    files = {
        path: KeptFile(key, msgspec.Raw(_ENCODER.encode(found[path])))
        if path in found
        else known[path]
        for path, key in reads.items()
    }
    keywords = FileKeywords(files, found)
    if before is None:
        return IndexedKeywords(keywords, KeptIndex(files, tuple(in_order(known_entries(keywords)))))
    former = FileKeywords(known, {})
    changed = [path for path in {**known, **reads} if path in found or path not in reads]
    differing = _differing(
        {path: former[path] for path in changed if path in known},
        {path: found[path] for path in changed if path in found},
    )
    change = _change(before.entries, differing, keywords)
    names = {name for members in differing.values() for name in members}
    rest = [entry for entry in before.entries if _name(entry) not in names]
    entries = tuple(in_order([*rest, *change.now])) if names else before.entries
    return IndexedKeywords(keywords, KeptIndex(files, entries), change)


def encode_index(kept: KeptIndex) -> bytes:
    """Return what is kept as bytes."""
    return _ENCODER.encode(kept)


def decode_index(data: bytes) -> KeptIndex | None:
    """Return what is kept, None where that is damaged."""
    try:
        return msgspec.msgpack.decode(data, type=KeptIndex)
    except (msgspec.DecodeError, RecursionError):
        return None


def _name(entry: Known) -> Name:
    return entry.entry.qualname, entry.entry.kind


def _by_name(keywords: Sequence[Keyword]) -> dict[Name, list[Keyword]]:
    found: dict[Name, list[Keyword]] = {}
    for keyword in keywords:
        found.setdefault((keyword.qualname, keyword.kind.value), []).append(keyword)
    return found


def _differing(
    before: Mapping[str, tuple[Keyword, ...]], now: Mapping[str, tuple[Keyword, ...]]
) -> dict[str, dict[Name, tuple[Keyword, ...]]]:
    """Return the keywords of files that are not as they were, before and now, by their names."""
    found: dict[str, dict[Name, tuple[Keyword, ...]]] = {}
    for path in {**before, **now}:
        old, new = (_by_name(it.get(path, ())) for it in (before, now))
        found[path] = {
            name: (*old.get(name, ()), *new.get(name, ()))
            for name in {**old, **new}
            if old.get(name) != new.get(name)
        }
    return found


def _change(
    entries: Sequence[Known],
    differing: Mapping[str, Mapping[Name, tuple[Keyword, ...]]],
    keywords: Mapping[str, tuple[Keyword, ...]],
) -> IndexChange:
    names = {name for members in differing.values() for name in members}
    before = tuple(entry for entry in entries if _name(entry) in names) if names else ()
    # An entry is made of what all files have of it, in their order.
    having = {place.path for entry in before for place in entry.entry.places}
    members = {
        path: [it for it in keywords[path] if (it.qualname, it.kind.value) in names]
        for path in sorted((having | differing.keys()) & keywords.keys())
    }
    parts = tuple(it for found in differing.values() for one in found.values() for it in one)
    return IndexChange(before, tuple(known_entries(members)), parts)
