"""Highlighted sources, kept from build to build.

Lexing a source costs more than all else on its page.  Whoever writes a site into a fresh folder, as
continuous integration does, finds the sources as they were written before: by what went into them,
never by where they lie or when that was.  A file that is damaged, or of another version, is as good
as none.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from pathlib import Path

from sphinx_kwindex.disk.writing import read_own, remove, write_atomically
from sphinx_kwindex.store.own_code import code_digest

HIGHLIGHTED_FOLDER = "highlighted"
_DIGEST_SIZE = 20
_FASTEST = 1
_MOST_BYTES = 200_000_000
"""Of a source as HTML: what is packed may claim to be of any length."""


def key_of(*parts: object) -> bytes:
    """Return a hash of what went into a highlighted source, and of the code of this package."""
    digest = hashlib.blake2b(digest_size=_DIGEST_SIZE)
    for part in (code_digest(), *parts):
        encoded = (part if isinstance(part, str) else repr(part)).encode("utf-8", "surrogatepass")
        digest.update(b"%d " % len(encoded))
        digest.update(encoded)
    return digest.digest()


class HighlightedSources:
    """The highlighted source of each page, for each builder."""

    def __init__(self, work_folder: Path) -> None:
        self._folder = work_folder / HIGHLIGHTED_FOLDER

    def find(self, docname: str, builder: str, key: bytes) -> str | None:
        """Return the source of a page as HTML, None if there is none with this key.

        Parameters
        ----------
        docname:
            The page.
        builder:
            The name of the builder.
        key:
            Of what goes into it.
        """
        data = read_own(self._path(docname, builder)) or b""
        found, check = data[:_DIGEST_SIZE], data[_DIGEST_SIZE : 2 * _DIGEST_SIZE]
        packed = data[2 * _DIGEST_SIZE :]
        if found != key or check != _checksum(packed):
            return None
        unpacking = zlib.decompressobj()
        try:
            html = unpacking.decompress(packed, _MOST_BYTES)
            return html.decode("utf-8", "surrogatepass") if unpacking.eof else None
        except (zlib.error, UnicodeDecodeError):
            return None

    def keep(self, docname: str, builder: str, key: bytes, html: str) -> None:
        """Keep the source of a page instead of what was kept of it.

        Parameters
        ----------
        docname:
            The page.
        builder:
            The name of the builder.
        key:
            Of what went into it.
        html:
            The source as HTML.
        """
        packed = zlib.compress(html.encode("utf-8", "surrogatepass"), _FASTEST)
        write_atomically(self._path(docname, builder), key + _checksum(packed) + packed)

    def forget_all_but(self, docnames: Iterable[str]) -> None:
        """Remove what is kept of pages that are gone."""
        known = {_file_name(docname) for docname in docnames}
        for path in self._folder.glob("*/*"):
            if path.name not in known:
                remove(path)

    def _path(self, docname: str, builder: str) -> Path:
        return self._folder / builder / _file_name(docname)


def _file_name(docname: str) -> str:
    """Return a name that every file system takes, however long and deep that of the page is."""
    return hashlib.blake2b(docname.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _checksum(packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=_DIGEST_SIZE).digest()
