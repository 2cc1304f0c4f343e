"""What files for readers hold beside their parts: links, examples, names of code, metadata.

A part of its own of :mod:`sphinx_kwindex.records.analysis`: frozen values, compact in the cache.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class LinkKind(StrEnum):
    """How a file refers to another place."""

    LINK = "link"
    """A reader follows it."""
    IMAGE = "image"
    """A reader sees it."""
    INCLUDE = "include"
    """The file needs what it names: an inclusion, a base, a template that it extends."""
    DOCUMENT = "document"
    """It names a document without its suffix, as Sphinx does: an entry of a table of contents."""
    DOCUMENT_LINK = "document link"
    """A reader follows it, and it names a document in the same way."""

    @property
    def names_document(self) -> bool:
        """Whether the suffix of the file is left out."""
        return self in (LinkKind.DOCUMENT, LinkKind.DOCUMENT_LINK)


class Link(msgspec.Struct, frozen=True, array_like=True):
    """A reference from a file to an address or another file."""

    target: str
    """As written: an address, a path, or a fragment of the file itself."""
    line: int
    text: str = ""
    """The words that are linked, or that stand for an image."""
    kind: LinkKind = LinkKind.LINK


class CodeBlock(msgspec.Struct, frozen=True, array_like=True):
    """An example in a document."""

    language: str
    """As written, in lower case; empty if the document does not say."""
    line: int
    """Of its first line of code."""
    lines: int


class Mention(msgspec.Struct, frozen=True, array_like=True):
    """A name in the code of a document that may be one of the project's definitions."""

    name: str
    """Dotted, as written."""
    line: int
    is_imported: bool = False
    """Whether the code of the document imports it, so that its name is whole."""


class Document(msgspec.Struct, frozen=True, array_like=True):
    """What a file for readers, or one that names other files, holds beside its parts."""

    links: tuple[Link, ...] = ()
    """In source order."""
    code_blocks: tuple[CodeBlock, ...] = ()
    mentions: tuple[Mention, ...] = ()
    """Of each name the first."""
    front_matter: tuple[tuple[str, str], ...] = ()
    """Top-level entries of the metadata at the head of a document."""
    anchors: tuple[str, ...] = ()
    """Identifiers, besides those of the headings, that links may lead to."""
    omitted: int = 0
    """Parts of the file that its outline leaves out, where there are too many."""
