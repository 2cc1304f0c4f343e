"""Facts by content: a file that did not change is not analysed again.

The cache is one file.  It holds no path and no date, so it may be restored on another machine.  A
cache that cannot be read, or that another version wrote, is an empty one.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

import msgspec

from sphinx_kwindex.disk.writing import read_own, write_atomically
from sphinx_kwindex.limits import Limits
from sphinx_kwindex.records.analysis import Analysis
from sphinx_kwindex.store.own_code import code_digest

_READERS = (
    "astroid",
    "pygments",
    "markdown-it-py",
    "mdit-py-plugins",
    "linkify-it-py",
    "docutils",
    "jinja2",
    "pyyaml",
    "packaging",
)
"""The libraries that facts come from."""

CACHE_FILE = "facts.msgpack"


class _Stored(msgspec.Struct, frozen=True):
    schema: str
    facts: dict[str, msgspec.Raw]


def schema_key() -> str:
    """Return what the facts depend on besides the content: the versions of what reads it."""
    python = ".".join(map(str, sys.version_info[:3]))
    return f"{code_digest()}; Python {python}; {_libraries()}; {_grammars()}"


def _schema(limits: Limits) -> str:
    """Return what the facts depend on besides the content, with how much of it is read."""
    return f"{schema_key()}; {limits.max_definitions} {limits.max_statements}"


@cache
def _libraries() -> str:
    """Return the versions of the libraries, which are imported and stay what they are."""
    return " ".join(f"{name} {version(name)}" for name in _READERS)


def _grammars() -> str:
    """Return the grammars of other languages that are installed: any of them may be, or none.

    The folders of their metadata are named after them and their versions.
    """
    folders = (Path(entry) for entry in dict.fromkeys(sys.path) if entry)
    found = {path.name for folder in folders for path in folder.glob("tree_sitter*-info")}
    return " ".join(sorted(found))


def content_key(name: str, data: bytes) -> str:
    """Return the key of a content; what of the path tells the language takes part.

    Parameters
    ----------
    name:
        What of its path tells its language.
    data:
        The content.
    """
    digest = hashlib.blake2b(data, digest_size=20)
    digest.update(b"\0" + name.encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def load_facts(folder: Path, limits: Limits) -> Mapping[str, msgspec.Raw]:
    """Return the stored facts by content key, still encoded; none if there is no usable cache.

    Parameters
    ----------
    folder:
        The folder of the cache.
    limits:
        How much of a file is read.

    Returns
    -------
    mapping from content keys to encoded facts
        For :func:`decode_facts`, one by one.
    """
    return _decoded(read_own(folder / CACHE_FILE), limits)


def join_facts(folder: Path, parts: Iterable[bytes], limits: Limits) -> frozenset[str]:
    """Make one cache of several, and return the content keys that are in it.

    Parameters
    ----------
    folder:
        The folder of the new cache.
    parts:
        The contents of the files of the others.
    limits:
        How much of a file is read.
    """
    decoded = (_decoded(data, limits) for data in parts)
    facts = {key: encoded for part in decoded for key, encoded in part.items()}
    stored = _Stored(_schema(limits), dict(sorted(facts.items())))
    write_atomically(folder / CACHE_FILE, msgspec.msgpack.encode(stored))
    return frozenset(facts)


def _decoded(data: bytes | None, limits: Limits) -> Mapping[str, msgspec.Raw]:
    try:
        stored = msgspec.msgpack.decode(data, type=_Stored) if data else None
    except (msgspec.DecodeError, RecursionError):
        stored = None
    if stored is None:
        return {}
    return stored.facts if stored.schema == _schema(limits) else {}


def decode_facts(encoded: msgspec.Raw) -> Analysis | None:
    """Decode stored facts, None when they are damaged."""
    try:
        return msgspec.msgpack.decode(encoded, type=Analysis)
    except (msgspec.DecodeError, RecursionError):
        return None


def store_facts(
    folder: Path, facts: Mapping[str, Analysis], stored: Mapping[str, msgspec.Raw], limits: Limits
) -> None:
    """Replace the cache by the facts of this run.

    Parameters
    ----------
    folder:
        The folder of the cache.
    facts:
        The facts of all files, by content key.
    stored:
        What the cache held, so that only the others need be encoded.
    limits:
        How much of a file is read.
    """
    encoded = {
        key: stored[key] if key in stored else msgspec.Raw(msgspec.msgpack.encode(facts[key]))
        for key in sorted(facts)
    }
    stored_facts = _Stored(_schema(limits), encoded)
    write_atomically(folder / CACHE_FILE, msgspec.msgpack.encode(stored_facts))
