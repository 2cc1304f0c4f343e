"""Showing blocks in a format: a method for each kind of block.

HTML, document nodes and the text of staged pages implement :class:`BlockWriter`, and
:class:`PassageWriter` for docstrings, so that the type checker names each format in which a new
kind of block still has to be thought of.
"""

from __future__ import annotations

from typing import Protocol, TypeVar, assert_never

from sphinx_kwindex.blocks.blocks import (
    Block,
    Definitions,
    Docstring,
    Fields,
    Finder,
    Folded,
    Glance,
    Heading,
    KeywordList,
    Letters,
    Listing,
    Mark,
    Notice,
    Paragraph,
    Snippet,
    Table,
    Trail,
)
from sphinx_kwindex.blocks.chapters import Chapters
from sphinx_kwindex.blocks.folds import Folds
from sphinx_kwindex.blocks.graph import Graph
from sphinx_kwindex.blocks.treemap import Treemap
from sphinx_kwindex.records.docstrings import Code, Entries, Items, Math, Passage, Titled, Words

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")


class BlockWriter(Protocol[T_co]):
    """Shows blocks in one format; what a format has no place for, its method leaves empty."""

    def heading(self, block: Heading, /) -> T_co:
        """Show the title of a page or of a part of it."""
        ...

    def mark(self, block: Mark, /) -> T_co:
        """Show where a part without a heading begins."""
        ...

    def paragraph(self, block: Paragraph, /) -> T_co:
        """Show running text."""
        ...

    def listing(self, block: Listing, /) -> T_co:
        """Show a whole source."""
        ...

    def snippet(self, block: Snippet, /) -> T_co:
        """Show a few lines of code."""
        ...

    def notice(self, block: Notice, /) -> T_co:
        """Show what the reader must know about the page."""
        ...

    def fields(self, block: Fields, /) -> T_co:
        """Show labelled values."""
        ...

    def table(self, block: Table, /) -> T_co:
        """Show a table."""
        ...

    def definitions(self, block: Definitions, /) -> T_co:
        """Show definitions, nested."""
        ...

    def folds(self, block: Folds, /) -> T_co:
        """Show lines that the reader opens."""
        ...

    def glance(self, block: Glance, /) -> T_co:
        """Show what a reader sees first."""
        ...

    def folded(self, block: Folded, /) -> T_co:
        """Show a part that the reader opens."""
        ...

    def docstring(self, block: Docstring, /) -> T_co:
        """Show the docstring of a module."""
        ...

    def keywords(self, block: KeywordList, /) -> T_co:
        """Show entries of an index."""
        ...

    def trail(self, block: Trail, /) -> T_co:
        """Show the way to the page."""
        ...

    def finder(self, block: Finder, /) -> T_co:
        """Show the field for finding keywords."""
        ...

    def letters(self, block: Letters, /) -> T_co:
        """Show the letters of an index."""
        ...

    def chapters(self, block: Chapters, /) -> T_co:
        """Show the place of a folder in a book."""
        ...

    def graph(self, block: Graph, /) -> T_co:
        """Show a picture of a graph."""
        ...

    def treemap(self, block: Treemap, /) -> T_co:
        """Show boxes as large as what they stand for."""
        ...


class PassageWriter(Protocol[T_co]):
    """Shows the passages of docstrings in one format."""

    def words(self, passage: Words, /) -> T_co:
        """Show a paragraph."""
        ...

    def code(self, passage: Code, /) -> T_co:
        """Show lines that stay as they are."""
        ...

    def math(self, passage: Math, /) -> T_co:
        """Show formulas that have lines of their own."""
        ...

    def items(self, passage: Items, /) -> T_co:
        """Show a list."""
        ...

    def entries(self, passage: Entries, /) -> T_co:
        """Show named things."""
        ...

    def titled(self, passage: Titled, /) -> T_co:
        """Show a part under a title."""
        ...


def write_block(block: Block, writer: BlockWriter[T]) -> T:  # noqa: C901, PLR0912 - a case a kind
    """Return a block as a writer shows it.

    Parameters
    ----------
    block:
        Any block.
    writer:
        Knows the format.

    Returns
    -------
    T
        What the writer makes of one block: text, nodes, ...
    """
    match block:
        case Heading():
            return writer.heading(block)
        case Mark():
            return writer.mark(block)
        case Paragraph():
            return writer.paragraph(block)
        case Listing():
            return writer.listing(block)
        case Snippet():
            return writer.snippet(block)
        case Notice():
            return writer.notice(block)
        case Fields():
            return writer.fields(block)
        case Table():
            return writer.table(block)
        case Definitions():
            return writer.definitions(block)
        case Folds():
            return writer.folds(block)
        case Glance():
            return writer.glance(block)
        case Folded():
            return writer.folded(block)
        case Docstring():
            return writer.docstring(block)
        case KeywordList():
            return writer.keywords(block)
        case Trail():
            return writer.trail(block)
        case Finder():
            return writer.finder(block)
        case Letters():
            return writer.letters(block)
        case Chapters():
            return writer.chapters(block)
        case Graph():
            return writer.graph(block)
        case Treemap():
            return writer.treemap(block)
        case _:
            assert_never(block)


def write_passage(passage: Passage, writer: PassageWriter[T]) -> T:
    """Return a passage of a docstring as a writer shows it; see :func:`write_block`.

    Parameters
    ----------
    passage:
        Any passage.
    writer:
        Knows the format.
    """
    match passage:
        case Words():
            return writer.words(passage)
        case Code():
            return writer.code(passage)
        case Math():
            return writer.math(passage)
        case Items():
            return writer.items(passage)
        case Entries():
            return writer.entries(passage)
        case Titled():
            return writer.titled(passage)
        case _:
            assert_never(passage)
