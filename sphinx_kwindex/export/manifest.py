"""What lies beside data in a folder: their form, and a hash of each file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from sphinx_kwindex.records.data_lines import FORMAT, MANIFEST, PAGE_SCHEMA, SCHEMA, Manifest
from sphinx_kwindex.version import __version__


def companions_of(hashes: Mapping[str, str], release: str = "") -> dict[str, bytes]:
    """Return the files that lie beside data, by name: the manifest, and the schemas.

    Parameters
    ----------
    hashes:
        The hash of each file of data, by name; see :func:`hash_of`.
    release:
        What the state of the repository is called.

    Returns
    -------
    mapping from names to contents
    """
    # Sites without data need not load what tells their form.
    from sphinx_kwindex.export.pages.data import page_schema
    from sphinx_kwindex.export.schema import data_schema

    files = {name: hashes[name] for name in sorted(hashes)}
    manifest = Manifest(FORMAT, __version__, files, release)
    encoded = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    companions = {MANIFEST: encoded + b"\n", SCHEMA: data_schema()}
    if PAGE_SCHEMA in companions_beside(hashes):
        companions[PAGE_SCHEMA] = page_schema()
    return companions


def companions_beside(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the files that lie beside files of data, of which the names are given."""
    found = set(names)
    if not found:
        return ()
    has_pages = any(name.endswith(".json") for name in found)
    return (MANIFEST, SCHEMA, PAGE_SCHEMA) if has_pages else (MANIFEST, SCHEMA)


def hash_of(content: bytes) -> str:
    """Return what the manifest says of a file."""
    return hashlib.sha256(content).hexdigest()
