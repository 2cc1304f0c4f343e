"""What lies beside data in a folder: their form, and a hash of each file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec

from sphinx_kwindex.export.schema import data_schema
from sphinx_kwindex.records.data_lines import FORMAT, MANIFEST, SCHEMA, Manifest
from sphinx_kwindex.version import __version__


def companions_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that lie beside data, by name: the manifest, and the schema of the lines.

    Parameters
    ----------
    files:
        The contents of the data, by name.

    Returns
    -------
    mapping from names to contents
    """
    return {MANIFEST: _manifest_of(files), SCHEMA: data_schema()}


def _manifest_of(files: Mapping[str, bytes]) -> bytes:
    hashes = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    encoded = msgspec.json.encode(Manifest(FORMAT, __version__, hashes))
    return msgspec.json.format(encoded, indent=2) + b"\n"
