"""The A–Z of all sites: pages of their own, which need no script, in the look of the sites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

import msgspec

from sphinx_kwindex.blocks.blocks import (
    Block,
    Heading,
    KeywordList,
    KeywordRow,
    Letters,
    Page,
    Paragraph,
    Place,
    Row,
    Table,
    plain,
)
from sphinx_kwindex.blocks.html import HtmlWriter
from sphinx_kwindex.blocks.writer import write_block
from sphinx_kwindex.disk.reading import is_file, read_file
from sphinx_kwindex.disk.writing import write_atomically
from sphinx_kwindex.finder.entries import KINDS, NO_ANCHOR, Flag
from sphinx_kwindex.finder.words import last_part
from sphinx_kwindex.records.text import Span
from sphinx_kwindex.sites.published import PublishedSite

A_TO_Z = "a-z"
"""The first page, beside the folders of the sites: the start page there is the user's."""
MOST_ON_A_PAGE = 1500
"""Names; of more, each letter has a page."""
_KINDS = {
    letter: kind.replace("-", " ")
    for kind, letter in KINDS.items()
    if kind
    in {
        "class", "struct", "union", "interface", "protocol", "trait", "concept", "exception",
        "enum", "macro", "function", "method", "property", "constant", "variable", "type-alias",
        "module", "package", "namespace",
    }
}  # fmt: skip
"""What an A–Z has: no attribute, no message, nothing that is written in data."""
_OTHER = "#"
"""Stands for names that do not begin with a letter of the Latin alphabet."""
_ASSETS = Path(__file__).parents[1] / "assets"
_LARGEST = 100_000
"""Bytes of our own style sheet."""
_OWN_STYLE = "_kwindex/sites.css"
_SCRIPT = "_static/kwindex-finder.js"
_STYLES = ("_static/kwindex.css", "_static/kwindex-finder.css")


class Found(msgspec.Struct, frozen=True, order=True):
    """A name of one of the sites."""

    key: str
    """What it is sorted by."""
    name: str
    path: str
    docname: str
    anchor: str
    kind: str

    @property
    def letter(self) -> str:
        """The heading that it stands below."""
        first = self.key[:1].upper()
        return first if first.isascii() and first.isalpha() else _OTHER


def names_of(sites: Iterable[PublishedSite]) -> list[Found]:
    """Return the public names of all sites, outside tests and examples, sorted.

    Raises
    ------
    UnreadableSiteError
        If the data of one are damaged.
    """
    return sorted(
        found
        for site in sites
        for subject in site.subjects()
        for header, line in subject.all_entries()
        if (found := _found(header, line)) is not None
    )


def _found(header: str, line: str) -> Found | None:
    head, name, *rest = line.split("\t")
    kind = _KINDS.get(head[0])
    if kind is None or not name or int(head[1], 36) & (Flag.PRIVATE | Flag.ASIDE):
        return None
    path, _, docname = header.partition("\t")
    anchor = rest[0] if rest and rest[0] else name
    key = last_part(name)[1].casefold() if kind != "module" else name.casefold()
    return Found(key, name, path, docname, "" if anchor == NO_ANCHOR else anchor, kind)


def write_pages(top: Path, sites: Sequence[PublishedSite], title: str, suffix: str) -> int:
    """Write the pages, and return how many names they have.

    Parameters
    ----------
    top:
        The folder that holds all sites.
    sites:
        The sites.
    title:
        What all of them together are called.
    suffix:
        What follows the docname of a page in its address.
    """
    names = names_of(sites)
    by_letter = {letter: list(group) for letter, group in groupby(_by_letter(names), _letter)}
    is_split = len(names) > MOST_ON_A_PAGE
    where = {letter: f"{A_TO_Z}-{_slug(letter)}" if is_split else "" for letter in by_letter}
    letters = Letters(
        tuple(
            Span(letter, docname=where[letter] or ".", anchor="" if is_split else _slug(letter))
            for letter in by_letter
        )
    )
    blocks: list[Block] = [
        Heading(1, title, "a-z"),
        Paragraph((plain(f"{len(sites):,} sites with {len(names):,} public names."),)),
        Table(("Site", "Entries"), tuple(_row(site) for site in sites), figures=(1,)),
        letters,
    ]
    write_atomically(top / _OWN_STYLE, read_file(_ASSETS / "kwindex-sites.css", _LARGEST))
    frame = _Frame(top, sites[0].name, title, suffix)
    for letter, found in by_letter.items():
        if is_split:
            heading = Heading(1, f"{letter}: {title}", "a-z")
            frame.write(Page(where[letter], (heading, letters, _listed(found))))
        else:
            blocks += [Heading(2, letter, _slug(letter)), _listed(found)]
    frame.write(Page(A_TO_Z, tuple(blocks)))
    return len(names)


def _by_letter(names: Iterable[Found]) -> list[Found]:
    return sorted(names, key=lambda found: (found.letter == _OTHER, found.letter, found))


def _letter(found: Found) -> str:
    return found.letter


def _slug(letter: str) -> str:
    return letter.lower() if letter != _OTHER else "other"


def _row(site: PublishedSite) -> Row:
    link = Span(site.name, docname=f"{site.name}/index")
    return Row(((link,), (plain(f"{site.root.entries:,}"),)))


def _listed(names: Iterable[Found]) -> KeywordList:
    rows = []
    for found in names:
        name = last_part(found.name)[1] if found.kind != "module" else found.name
        place = Place(found.docname, found.anchor, found.path)
        rows.append(KeywordRow(found.name, name, (place,), found.kind))
    return KeywordList(tuple(rows))


class _Frame:
    """Writes pages with what a browser needs around their blocks.

    Parameters
    ----------
    top:
        The folder of all sites.
    site:
        The path of the site whose style sheets and script they use.
    title:
        What all sites together are called.
    suffix:
        What follows the docname of a page in its address.
    """

    def __init__(self, top: Path, site: str, title: str, suffix: str) -> None:
        self._top = top
        self._site = site
        self._title = title
        self._suffix = suffix

    def write(self, page: Page) -> None:
        """Write a page."""
        writer = HtmlWriter(_Addresses(self._suffix))
        body = "".join(write_block(block, writer) for block in page.blocks)
        styles = "".join(
            f'<link rel="stylesheet" href="{escape(quote(f"{self._site}/{file}"))}">\n'
            for file in _STYLES
            if is_file(self._top / self._site / file)
        )
        script = escape(quote(f"{self._site}/{_SCRIPT}"))
        text = (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="color-scheme" content="light dark">\n'
            f"<title>{escape(self._title)}</title>\n{styles}"
            f'<link rel="stylesheet" href="{_OWN_STYLE}">\n'
            f'<script defer src="{script}" data-kwindex-key="s" '
            f'data-kwindex-suffix="{escape(self._suffix)}"></script>\n'
            f'</head>\n<body>\n<main class="kwindex-page" role="main">\n{body}</main>\n'
            "</body>\n</html>\n"
        )
        write_atomically(self._top / f"{page.docname}.html", text.encode())


class _Addresses:
    """Gives the addresses of pages, seen from the folder of all sites.

    Parameters
    ----------
    suffix:
        What follows the docname of a page of a site.
    """

    def __init__(self, suffix: str) -> None:
        self._suffix = suffix

    @property
    def has_lines(self) -> bool:
        """Whether pages hold the sources of files."""
        return True

    def page(self, docname: str) -> str:
        """Return the address of a page of a site, or of one of the A–Z."""
        if "/" not in docname:
            return f"{quote(docname)}.html"
        if self._suffix == "/":
            folder = docname.removesuffix("index").rstrip("/")
            return f"{quote(folder)}/" if folder else "./"
        return quote(docname) + self._suffix

    def elsewhere(self, name: str) -> str:  # noqa: ARG002
        """Return nothing: the names are in the sites."""
        return ""

    def document(self, path: str) -> str:  # noqa: ARG002
        """Return nothing: no document is named."""
        return ""

    def written(self, docname: str, anchor: str) -> str:  # noqa: ARG002
        """Return nothing: no hand-written page is named."""
        return ""

    def highlighted(self, text: str, lexer: str) -> str:  # noqa: ARG002
        """Return text as it is: there is no code."""
        return escape(text)

    def formula(self, tex: str, plain: str, *, is_block: bool) -> str:  # noqa: ARG002
        """Return a formula in plain characters."""
        return escape(plain)
