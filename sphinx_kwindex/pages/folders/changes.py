"""The page on what changed in the whole repository since an earlier build."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import (
    Block,
    Heading,
    Notice,
    Page,
    Paragraph,
    Row,
    Table,
    code,
    plain,
)
from sphinx_kwindex.blocks.characters import one_line
from sphinx_kwindex.pages.folders.filled_sections import filled_sections
from sphinx_kwindex.pages.site.site import FolderPage, Site
from sphinx_kwindex.pages.words.changes_text import (
    documented,
    in_what,
    linked,
    respelled,
    shown_part,
    since,
    users_of,
    with_members,
    written,
)
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.change_records import ChangesInShort, RepositoryChanges

CHANGES_ANCHOR = "changes-page"
"""Of the title of the page."""


def changes_pages(site: Site, changes: RepositoryChanges) -> Iterator[Page]:
    """Yield the page.

    Parameters
    ----------
    site:
        The planned site.
    changes:
        All that the page shows.
    """
    title = f"Changes in {site.title_in_words} since {since(changes.since)}"
    blocks: list[Block] = [
        Heading(1, title, CHANGES_ANCHOR),
        site.folder_trail("", FolderPage.CHANGES),
        *_lead(changes),
    ]
    sections = (
        ("Gone", "changes-gone", _gone(site, changes)),
        ("With another head", "changes-heads", _changed(site, changes)),
        ("Moved", "changes-moved", _moved(site, changes)),
        ("New", "changes-new", _added(site, changes)),
        ("Dependencies", "changes-dependencies", _dependencies(site, changes)),
        ("Files", "changes-files", _files(site, changes)),
        ("Not compared", "changes-unlike", _unlike(site, changes)),
    )
    blocks += filled_sections(sections)
    yield Page(site.names.changes, tuple(blocks), site.settings.navigation == "files")


def in_figures(changes: ChangesInShort) -> str:
    """Return how much changed, ``no public definition`` if nothing did."""
    words = [
        f"{number:,} {said}"
        for number, said in (
            (changes.removed, "gone"),
            (changes.changed, "changed"),
            (changes.moved, "moved"),
            (changes.added, "new"),
        )
        if number
    ]
    return ", ".join(words) or "no public definition"


def _lead(changes: RepositoryChanges) -> Iterator[Block]:
    if not changes.is_readable:
        yield Notice((plain("The data of the earlier build cannot be read."),))
        return
    yield Paragraph((plain(f"{_sentence(changes.totals)} "), *documented(changes.coverage)))
    yield Paragraph((plain("What is private, local to a function or for tests does not count."),))
    if changes.made_by:
        words = (
            f"The earlier data are from sphinx-kwindex {one_line(changes.made_by)}, which may have "
            "read the sources in another way."
        )
        yield Notice((plain(words),))


def _sentence(totals: ChangesInShort) -> str:
    clauses = [
        f"{number:,} {one if number == 1 else many}"
        for number, one, many in (
            (totals.removed, "is gone", "are gone"),
            (totals.changed, "has another head", "have another head"),
            (totals.moved, "moved to another file", "moved to another file"),
            (totals.added, "is new", "are new"),
        )
        if number
    ]
    if not clauses:
        return "No public definition came, went or changed its head."
    *first, last = clauses
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"Of the public definitions, {listed}."


def _gone(site: Site, changes: RepositoryChanges) -> Iterator[Block]:
    has_users = any(shown.users for shown in changes.removed.first)
    rows = []
    for shown in changes.removed.first:
        name = (*written(shown.definition), *with_members(shown))
        cells: tuple[Text, ...] = (name, (_file(site, shown.definition.path),))
        rows.append(Row((*cells, users_of(site, shown)) if has_users else cells))
    if rows:
        if has_users:
            words = (
                "The last column names what used a definition, is still there, and is in a file "
                "that still writes its name: it may need a look."
            )
            yield Paragraph((plain(words),))
        columns = ("Definition", "File", "May still be used by")
        yield Table(columns if has_users else columns[:2], tuple(rows))
    yield from _left_out(changes.removed.further)


def _changed(site: Site, changes: RepositoryChanges) -> Iterator[Block]:
    rows = []
    for changed in changes.changed.first:
        file = (site.file_link(changed.after.path),)
        rows.append(Row((linked(site, changed.after), file, in_what(changed))))
    if rows:
        yield Table(("Definition", "File", "Difference"), tuple(rows))
    yield from _left_out(changes.changed.further)
    others = respelled(site, changes.respelled.first)
    if others:
        yield Paragraph(others)
        yield from _left_out(changes.respelled.further)


def _moved(site: Site, changes: RepositoryChanges) -> Iterator[Block]:
    rows = tuple(
        Row(
            (
                (*linked(site, shown.definition), *with_members(shown)),
                (_file(site, shown.origin),),
                (site.file_link(shown.definition.path),),
            )
        )
        for shown in changes.moved.first
    )
    if rows:
        yield Table(("Definition", "From", "To"), rows)
    yield from _left_out(changes.moved.further)


def _added(site: Site, changes: RepositoryChanges) -> Iterator[Block]:
    rows = tuple(
        Row(
            (
                (*linked(site, shown.definition), *with_members(shown)),
                (site.file_link(shown.definition.path),),
            )
        )
        for shown in changes.added.first
    )
    if rows:
        yield Table(("Definition", "File"), rows)
    yield from _left_out(changes.added.further)


def _file(site: Site, path: str) -> Span:
    """Return a file that may be gone."""
    return site.file_link(path, shown_part(path))


def _dependencies(site: Site, changes: RepositoryChanges) -> Iterator[Block]:
    rows = []
    for name, files in changes.added_modules:
        more = (plain(f" and {files.further:,} more"),) if files.further else ()
        rows.append(
            Row(
                (
                    (code(shown_part(name)),),
                    (plain("new, imported by "), *site.shown_links(site.file_links(files.first)),
                     *more),
                )
            )
        )  # fmt: skip
    gone = (plain("no file imports it any more"),)
    rows += [Row(((code(shown_part(name)),), gone)) for name in changes.removed_modules]
    if rows:
        yield Table(("Module from elsewhere", ""), tuple(rows))


def _files(site: Site, changes: RepositoryChanges) -> Iterator[Block]:
    for label, files in (("New", changes.added_files), ("Gone", changes.removed_files)):
        if files.total:
            links = site.shown_links(_file(site, path) for path in files.first)
            more = f" and {files.further:,} more" if files.further else ""
            yield Paragraph((plain(f"{label}: "), *links, plain(f"{more}.")))


def _unlike(site: Site, changes: RepositoryChanges) -> Iterator[Block]:
    if changes.unlike.total:
        links = site.shown_links(site.file_links(changes.unlike.first))
        more = f" and {changes.unlike.further:,} more" if changes.unlike.further else ""
        words = (
            f"Of {count(changes.unlike.total, 'file')} one of the two states could be read "
            "tolerantly only, so that the definitions are not compared: "
        )
        yield Paragraph((plain(words), *links, plain(f"{more}.")))


def _left_out(number: int) -> Iterator[Block]:
    if number:
        yield Paragraph((plain(f"{number:,} more; the pages of the files list theirs."),))
