"""What a generated page tells the search of Sphinx.

The search is for words, and a browser loads its index whole.  A page tells its title, what its
subject is for, the names that it defines and the messages that it lists; not every word of every
docstring, table and source.  A page that only lists what others define tells nothing: each entry
leads to a page that does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from docutils import nodes
from sphinx.util.docutils import new_document

from sphinx_kwindex.blocks.blocks import Definitions, Glance, KeywordList
from sphinx_kwindex.keywords.kinds import KeywordKind
from sphinx_kwindex.pages.site.anchors import (
    FILE_KEYWORDS_ANCHOR,
    KEYWORDS_ANCHOR,
    PURPOSE_ANCHOR,
    kind_anchor,
)
from sphinx_kwindex.pages.words.unsaid import UNSAID
from sphinx_kwindex.records.catalogue import MESSAGE
from sphinx_kwindex.sphinx_ext.reading.nodes import kwindex_block

MOST_NAMES = 10_000
"""Of one page: a browser loads all of them, and only files that programs made have more."""

_MESSAGES_ANCHOR = kind_anchor(MESSAGE)
_LETTER_OF_MESSAGES = "letter-messages"
"""Of an index of names as well: it only lists what the files have."""
_OF_MESSAGES = frozenset({"", KeywordKind.ERROR_MESSAGE.value})
"""Below a heading of its kind, an entry does not say it."""


def told_of(page: nodes.document, *, lists_tell: bool = False) -> nodes.document | None:
    """Return a document with nothing but what the search is told of a page, None for nothing.

    Parameters
    ----------
    page:
        The page.
    lists_tell:
        Whether the list of all messages tells them, since no page of a file does.
    """
    top = next(page.findall(nodes.section), None)
    title = top.next_node(nodes.title) if top is not None else None
    if top is None or title is None:
        return None
    sections = {name: part for part in top.findall(nodes.section) for name in part["ids"]}
    if KEYWORDS_ANCHOR in top["ids"]:
        is_list = lists_tell and _LETTER_OF_MESSAGES not in sections
        return _document_of(_messages(top)) if is_list else None
    messages = islice(_messages(sections.get(_MESSAGES_ANCHOR)), MOST_NAMES)
    if FILE_KEYWORDS_ANCHOR in top["ids"]:
        # Whoever knows the file's name looks for its overview.
        return _document_of(messages)
    told = new_document("")
    # A file with few names has its keywords here.
    names = islice(_names(top), MOST_NAMES)
    words = [*_purpose(sections.get(PURPOSE_ANCHOR, top)), *names, *messages]
    said = nodes.paragraph("", " ".join(words))
    told += nodes.section("", nodes.title("", title.astext()), said, ids=top["ids"])
    return told


def _document_of(words: Iterable[str]) -> nodes.document | None:
    told = new_document("")
    told += nodes.paragraph("", " ".join(words))
    return told if told.astext() else None


def _purpose(section: nodes.Element) -> Iterator[str]:
    """Yield the first paragraphs of a part.

    One with a colon only leads to a table, and figures follow after what a file is for.
    """
    has_begun = False
    for child in section.children:
        is_paragraph = isinstance(child, nodes.paragraph)
        if (has_begun and not is_paragraph) or _is_glance(child):
            return
        has_begun = has_begun or is_paragraph
        text = child.astext() if is_paragraph else ":"
        if not text.endswith(":") and not text.startswith(UNSAID):
            yield text


def _is_glance(node: nodes.Node) -> bool:
    return isinstance(node, kwindex_block) and isinstance(node.block, Glance)


def _names(section: nodes.Element) -> Iterator[str]:
    """Yield the names of what is called something: a class, a function; not of each attribute."""
    for node in section.findall(kwindex_block):
        block = node.block
        if isinstance(block, Definitions) and not block.home:
            yield from (row.name for row in block.rows if row.prefix and row.name[:1] != "_")


def _messages(section: nodes.Element | None) -> Iterator[str]:
    for node in section.findall(kwindex_block) if section is not None else ():
        block = node.block
        if isinstance(block, KeywordList):
            yield from (row.qualname for row in block.rows if row.kind in _OF_MESSAGES)


def packed(told: nodes.document) -> tuple[str, str | None, tuple[str, ...]]:
    """Return what :func:`told_of` returned as plain values.

    Returns
    -------
    text, heading, ids
        The heading is None where words alone are told; else it has the ids as anchors.
    """
    text = next(told.findall(nodes.paragraph)).astext()
    section = next(told.findall(nodes.section), None)
    if section is None:
        return text, None, ()
    return text, next(section.findall(nodes.title)).astext(), tuple(section["ids"])


def unpacked(text: str, heading: str | None, ids: Iterable[str]) -> nodes.document:
    """Return the document that :func:`packed` made plain values of.

    Parameters
    ----------
    text, heading, ids:
        The values.
    """
    told = new_document("")
    said: nodes.Element = nodes.paragraph("", text)
    if heading is not None:
        said = nodes.section("", nodes.title("", heading), said, ids=list(ids))
    told += said
    return told
