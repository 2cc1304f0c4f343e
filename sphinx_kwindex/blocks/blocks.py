"""What pages are made of.

Sections and pages yield these values; :mod:`sphinx_kwindex.blocks.myst` alone knows how they are
written, and :mod:`sphinx_kwindex.blocks.html` and the Sphinx shell how they are shown.  Headings
and paragraphs become plain Markdown.  The blocks with many parts (:data:`DataBlock`) travel as
data, one row a line, in a fence of their own: a table of a thousand rows costs one document node,
and no text in it is ever read as markup.
"""

from __future__ import annotations

import msgspec

from sphinx_kwindex.blocks.chapters import Chapters, Crumb
from sphinx_kwindex.blocks.folds import Fold, Folds
from sphinx_kwindex.blocks.graph import Graph
from sphinx_kwindex.blocks.listed_places import NO_PLACES, ListedPlaces
from sphinx_kwindex.blocks.treemap import Treemap
from sphinx_kwindex.records.docstrings import Passage
from sphinx_kwindex.records.text import Span, Text

HERE = "."
"""As the docname of a span: the page that the span is on."""


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """The title of a page (level 1) or of a part of it."""

    level: int
    text: str
    anchor: str


class Mark(msgspec.Struct, frozen=True, tag="mark"):
    """Where a part without a heading begins."""

    anchor: str


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    """A paragraph of running text."""

    text: Text


class Listing(msgspec.Struct, frozen=True, tag="source"):
    """The source of a file, whole, with an anchor for each line (``L-1``, ``L-2``, ...)."""

    lexer: str
    text: str
    places: ListedPlaces = NO_PLACES


class Snippet(msgspec.Struct, frozen=True, tag="code"):
    """A few lines of code, as they stand somewhere."""

    lexer: str
    text: str


class Notice(msgspec.Struct, frozen=True, tag="notice"):
    """Something the reader must know about the page."""

    text: Text


class Field(msgspec.Struct, frozen=True, array_like=True):
    """A label with a value."""

    label: str
    value: Text


class Fields(msgspec.Struct, frozen=True, tag="fields"):
    """A strip of labelled values."""

    rows: tuple[Field, ...]


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A row of a table."""

    cells: tuple[Text, ...]
    anchor: str = ""


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A table; columns of figures are set flush right."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    figures: tuple[int, ...] = ()
    """Positions of the columns that hold figures."""


class Definition(msgspec.Struct, frozen=True, array_like=True):
    """A definition with its place and what its docstring says."""

    depth: int
    anchor: str
    prefix: str
    """``class``, ``async def``, ``property``, ...; shown before the name."""
    name: str
    signature: Text
    line: int
    summary: Text = ()
    decorators: tuple[Text, ...] = ()
    note: str = ""
    passages: tuple[Passage, ...] = ()
    """The docstring after its first sentence."""
    remarks: tuple[Fold, ...] = ()
    """What holds between it and others."""
    fold: str = ""
    """Words behind which it is, with those that follow it at its depth."""

    @property
    def lead(self) -> str:
        """What is written before the name: a scope is joined to it, a word is not."""
        return self.prefix if not self.prefix or self.prefix[-1] in ":.\\" else f"{self.prefix} "


class Definitions(msgspec.Struct, frozen=True, tag="definitions"):
    """Definitions in source order, nested by their depth."""

    rows: tuple[Definition, ...]
    has_source: bool = True
    """Whether the lines are on the same page, to be linked."""
    home: str = ""
    """The page that the definitions are from, where they are shown on another one."""
    is_folded: bool = False
    """Whether the reader has to open the docstrings after their first sentence."""


class Glance(msgspec.Struct, frozen=True, tag="glance"):
    """What a reader sees first of a file: one line of facts, and links to what there is of it."""

    facts: tuple[Text, ...]
    chips: Text = ()
    """Short links to the parts of the page."""


class Folded(msgspec.Struct, frozen=True, tag="folded"):
    """A part of a page that the reader opens."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]
    is_part: bool = False
    """Whether it stands for itself, and not below the heading before it."""


class Docstring(msgspec.Struct, frozen=True, tag="docstring"):
    """What the docstring of a module says after its first sentence, or a document."""

    passages: tuple[Passage, ...]
    fold: str = ""
    """What a reader opens to see it; empty where it is seen at once."""


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a keyword leads."""

    docname: str
    anchor: str
    path: str = ""
    """The file, where the entry names it."""
    words: Text = ()
    """What is at the place, or around it."""


class KeywordRow(msgspec.Struct, frozen=True, array_like=True):
    """An entry of an index."""

    qualname: str
    name: str
    places: tuple[Place, ...]
    kind: str = ""
    note: str = ""
    anchor: str = ""
    """Identifier of the entry itself, where something refers to it."""
    words: Text = ()
    """What it is, in a sentence."""
    line: int = 0
    """The line at which it is on the page that it leads to; 0 where that is another file's."""
    depth: int = 0
    """In how many entries above it is."""


class KeywordList(msgspec.Struct, frozen=True, tag="keywords"):
    """Entries of an index, in order, nested by their depth."""

    rows: tuple[KeywordRow, ...]
    has_source: bool = True
    """Whether the lines are on the page that the entries lead to, to be linked."""
    shows_kinds: bool = True
    """Whether a reader does not know the kind of the entries."""
    folder: str = ""
    """Path of the folder that the page is about, from which on paths are shown."""

    def shown_path(self, place: Place) -> str:
        """Return the path of a place as a reader of the page sees it."""
        return place.path.removeprefix(f"{self.folder}/") if self.folder else place.path


class Trail(msgspec.Struct, frozen=True, tag="trail", omit_defaults=True):
    """The way to the page, the pages about the same thing, and its neighbours."""

    crumbs: tuple[Crumb, ...]
    views: tuple[Crumb, ...] = ()
    previous: Crumb | None = None
    following: Crumb | None = None
    about: str = ""
    """Path of the file or folder that the page is about; that of a folder ends with a slash."""


class Finder(msgspec.Struct, frozen=True, tag="finder", omit_defaults=True):
    """A button that opens the finder with a text, such as a filter; hidden without its script."""

    label: str
    text: str = ""


class Letters(msgspec.Struct, frozen=True, tag="letters"):
    """The letters of an index in one row, each leading to where its entries begin."""

    links: Text


DataBlock = (
    Listing
    | Snippet
    | Notice
    | Fields
    | Table
    | Definitions
    | Folds
    | Glance
    | Folded
    | Mark
    | Docstring
    | KeywordList
    | Trail
    | Finder
    | Letters
    | Chapters
    | Graph
    | Treemap
)
Block = Heading | Paragraph | DataBlock


class Page(msgspec.Struct, frozen=True):
    """One page of the site."""

    docname: str
    blocks: tuple[Block, ...]
    listed: bool = False
    """Whether a table of contents lists it; a page that none lists is an orphan to Sphinx."""


def plain(text: str) -> Span:
    """Return running text."""
    return Span(text)


def code(text: str) -> Span:
    """Return text as code."""
    return Span(text, code=True)
