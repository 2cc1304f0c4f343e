"""The key of a page: a hash of all that it shows.

A page is a pure function of its view, of the options and names of the site, and of the code.  What
a file says of itself is known by the hash of its content; what holds between it and others is
encoded as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from sphinx_kwindex.pages.files.sections import FileView, Section
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.store.facts import schema_key

_ENCODER = msgspec.msgpack.Encoder()


def frame_key(site: Site, sections: Iterable[Section]) -> bytes:
    """Return the key of what all pages have in common.

    Parameters
    ----------
    site:
        Its title, its options, and the names of pages that a rule alone does not give; those of
        folders are known by :func:`~.asked_folders.folder_answers` instead.
    sections:
        The sections of an overview page, in their order.
    """
    named = [section.name for section in sections]
    whole = bool(site.names.coverage), bool(site.names.changes)
    # Paths in options may hold what no encoding has.
    settings = repr(site.settings).encode("utf-8", "backslashreplace")
    names = site.names
    special = (names.irregular, names.pageless)
    return _hash(schema_key(), settings, site.title, whole, named, special)


def reads_key(view: FileView, reads: bytes, frame: bytes) -> str:
    """Return the key of what the view of a file is made from.

    Parameters
    ----------
    view:
        All that its pages show but what is known of uses.
    reads:
        The key of what is read to know that.
    frame:
        The key of what all pages have in common.
    """
    return _hash(frame, reads, view_key(view, frame)).hex()


def view_key(view: FileView, frame: bytes) -> str:
    """Return the key of the pages of a file.

    Parameters
    ----------
    view:
        All that they show.
    frame:
        The key of what all pages have in common.
    """
    facts = view.facts
    own = (facts.path, facts.size, facts.digest, facts.analysis.state)
    return _hash(frame, own, view.relations, view.keywords, view.neighbours).hex()


def record_key(records: tuple[object, ...], frame: bytes) -> str:
    """Return the key of pages that show some records and nothing else.

    Parameters
    ----------
    records:
        A folder, its keyword index or a group of it, the coverage of the repository.
    frame:
        The key of what all pages have in common.
    """
    return _hash(frame, *records).hex()


def _hash(*parts: object) -> bytes:
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        digest.update(_ENCODER.encode(part) + b"\0")
    return digest.digest()
