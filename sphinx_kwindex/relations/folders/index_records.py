"""What pages show of a keyword index, as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec

from sphinx_kwindex.keywords import KeywordKind
from sphinx_kwindex.keywords.keyword import Holder
from sphinx_kwindex.relations.folders.index_order import ASIDE, letter_of


class IndexPlace(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where an entry leads: a file, and the anchor on its page."""

    path: str
    anchor: str
    holders: tuple[Holder, ...] = ()
    """In a list of one kind: the definitions in which the entry stands there."""


class IndexEntry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The keywords of one qualified name and kind, however many files have it."""

    name: str
    qualname: str
    kind: str
    places: tuple[IndexPlace, ...]
    """Sorted by path, each file once."""
    summary: str = ""
    """What a definition in one file, or an option, says of itself."""
    is_aside: bool = False
    """In a list of one kind: whether tests and examples alone have it."""

    @property
    def import_anchor(self) -> str:
        """The anchor of an import, which those who refer to it mean in all files; else empty."""
        return self.places[0].anchor if self.kind == KeywordKind.IMPORT.value else ""


class IndexRange(msgspec.Struct, frozen=True, array_like=True):
    """What is said of a page of an index elsewhere."""

    key: str
    """The prefix with which it begins."""
    first: str
    last: str
    """The names of its first and last entry; where these are the same, with what encloses them."""


class LetterPlace(msgspec.Struct, frozen=True, array_like=True):
    """Where the entries below a letter begin."""

    letter: str
    key: str
    """Of the page."""
    is_first: bool
    """Whether the page begins with them."""


class IndexPage(msgspec.Struct, frozen=True, array_like=True):
    """The entries on one page, in index order."""

    key: str
    """The prefix with which it begins."""
    entries: tuple[IndexEntry, ...]

    @property
    def range(self) -> IndexRange:
        """What is said of it elsewhere."""
        # What comes after Z is no end of a range of names.
        message = KeywordKind.ERROR_MESSAGE.value
        names = [entry for entry in self.entries if entry.kind != message] or self.entries
        one, other = names[0], names[-1]
        if one.name == other.name:
            return IndexRange(self.key, one.qualname, other.qualname)
        return IndexRange(self.key, one.name, other.name)


class ListedKind(msgspec.Struct, frozen=True, array_like=True):
    """A kind of keyword that has a list of its own."""

    slug: str
    singular: str
    plural: str


class IndexFigures(msgspec.Struct, frozen=True, array_like=True):
    """What other pages than its own show of a keyword index."""

    entries: int
    """How many names the folder and all below it have, without imports and messages."""
    keys: tuple[str, ...]
    """Of the pages that it is split over; none if one page holds it."""
    has_own_only: bool = False
    """Whether the entries are counted of the files directly in the folder alone: far down."""
    messages: int = 0
    """How many messages these have."""
    kind: ListedKind | None = None


class IndexOutline(msgspec.Struct, frozen=True):
    """What the first page of a keyword index shows besides entries."""

    path: str
    kind: ListedKind | None = None
    ranges: tuple[IndexRange, ...] = ()
    """Of the pages that it is split over."""
    letters: tuple[LetterPlace, ...] = ()
    below: tuple[str, ...] = ()
    """The folders inside whose keywords are on pages of their own."""
    lists: tuple[ListedKind, ...] = ()
    """The lists of the repository, at the top."""


class PageView(msgspec.Struct, frozen=True):
    """All that a page of an index shows that is split."""

    path: str
    kind: ListedKind | None
    page: IndexPage
    letters: tuple[LetterPlace, ...]
    previous: IndexRange | None = None
    following: IndexRange | None = None


class KeywordIndex(msgspec.Struct, frozen=True):
    """The keywords of a folder, or those of one kind of the whole repository."""

    outline: IndexOutline
    files: int = 0
    """How many files the entries are from."""
    imports: int = 0
    """How many of the entries are imports."""
    pages: tuple[IndexPage, ...] = ()
    counted: IndexFigures = IndexFigures(0, ())

    @property
    def path(self) -> str:
        """The folder; empty for a list of the whole repository."""
        return self.outline.path

    @property
    def is_split(self) -> bool:
        """Whether the entries are on several pages, none of which is the first."""
        return len(self.pages) > 1

    @property
    def views(self) -> tuple[PageView, ...]:
        """What each page shows of an index that is split, in order."""
        outline = self.outline
        around = (None, *outline.ranges, None)
        return tuple(
            PageView(
                outline.path,
                outline.kind,
                page,
                outline.letters,
                around[position],
                around[position + 2],
            )
            for position, page in enumerate(self.pages if self.is_split else ())
        )

    @property
    def entries(self) -> tuple[IndexEntry, ...]:
        """All entries, in order."""
        return tuple(entry for page in self.pages for entry in page.entries)


def by_letter(
    entries: Iterable[IndexEntry], *, is_list: bool
) -> Iterator[tuple[str, tuple[IndexEntry, ...]]]:
    """Yield what stands under each letter, in order.

    Parameters
    ----------
    entries:
        Entries in index order.
    is_list:
        Whether they are all of one kind; else messages stand apart.
    """
    message = KeywordKind.ERROR_MESSAGE.value

    def letter_above(entry: IndexEntry) -> str:
        if is_list and entry.is_aside:
            return ASIDE
        return letter_of(entry.name, is_message=not is_list and entry.kind == message)

    for letter, group in groupby(entries, key=letter_above):
        yield letter, tuple(group)
