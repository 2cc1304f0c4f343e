"""Knowing which documents show something else although their own text is the same.

Sphinx writes a document again when its source changed.  The links of ours depend on more: the
targets of references, the objects that the user's pages describe, the inventories of others.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping

from sphinx_kwindex.sphinx_ext.references.domain import KeywordDomain


def link_digests(domain: KeywordDomain) -> dict[str, str]:
    """Return for each document with such links a hash of where they lead.

    Returns
    -------
    mapping from docnames to hashes
        Documents without such links are not in it.
    """
    links: defaultdict[str, list[str]] = defaultdict(list)
    _add_mentions(domain, links)
    if not domain.elsewhere.is_empty:
        _add_written(domain, links)
    for docname, homes in domain.excerpts.items():
        # Another builder may have read the document since; Sphinx compares the time of its source.
        links[docname].extend(domain.area.page_digest(home) for home in homes)
        links[docname].extend(line for home in homes for line in links.get(home, ()))
    for docname, references in domain.references.items():
        links[docname].extend(domain.resolution(role, name) for role, name in references)
    return {docname: _digest(lines) for docname, lines in sorted(links.items()) if lines}


def _add_mentions(domain: KeywordDomain, links: Mapping[str, list[str]]) -> None:
    """Add what somebody else documents of the names and files on generated pages."""
    elsewhere = domain.elsewhere
    has_names = not elsewhere.is_empty
    for mentions in domain.area.mentions():
        for path in mentions.files:
            document = elsewhere.document(path)
            if document:
                links[mentions.docname].append(f"{path} {document!r}")
        for name in mentions.names if has_names else ():
            place = elsewhere.written(name) or elsewhere.inventory_address(name, mentions.docname)
            if place:
                links[mentions.docname].append(f"{name} {place!r}")


def _add_written(domain: KeywordDomain, links: Mapping[str, list[str]]) -> None:
    """Add the definitions on generated pages that the user describes."""
    for name in domain.elsewhere.written_names():
        for target in domain.find("", name):
            if target.name == name:
                links[target.docname].append(f"{name} {domain.elsewhere.written(name)!r}")


def _digest(lines: list[str]) -> str:
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()
