"""Changes: what is new, gone, moved or has another head since an earlier build."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Paragraph, Row, Table, code, plain
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.site.site import MOST_LINKS
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
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.change_records import FileChanges, Shown


def changes(view: FileView) -> Iterator[Block]:
    """Yield what became of the public definitions of the file, and of what it imports."""
    said = view.relations.changes
    if said is None:
        return
    if said.is_new:
        yield Paragraph((plain(f"The file is new since {since(said.since)}."),))
    elif said.is_unlike:
        words = (
            f"Since {since(said.since)} it became another matter how well the file can be read, so "
            "that its definitions are not compared."
        )
        yield Paragraph((plain(words),))
    else:
        yield Paragraph((plain(f"Since {since(said.since)}:"),))
    rows = tuple(_rows(view, said))
    if rows:
        yield Table(("Public definition", "What became of it"), rows)
    others = respelled(view.site, said.respelled, view.path)
    if others:
        yield Paragraph(others)
    if said.added and not said.is_new:
        yield Paragraph((plain("New: "), *_names(view, said.added), plain(".")))
    yield from _modules(said)
    if documented(said.coverage):
        yield Paragraph(documented(said.coverage))


def _rows(view: FileView, said: FileChanges) -> Iterator[Row]:
    site, here = view.site, view.path
    for shown in said.removed[:MOST_LINKS]:
        name = (*written(shown.definition), *with_members(shown))
        users = users_of(site, shown, here)
        lead = plain("gone; may still be used by " if users else "gone")
        yield Row((name, (lead, *users)))
    for changed in said.changed[:MOST_LINKS]:
        yield Row((linked(site, changed.after, here), in_what(changed)))
    for shown in said.left[:MOST_LINKS]:
        name = (*linked(site, shown.definition), *with_members(shown))
        yield Row((name, (plain("moved to "), site.file_link(shown.definition.path))))
    for shown in said.came[:MOST_LINKS]:
        name = (*linked(site, shown.definition, here), *with_members(shown))
        yield Row(
            (name, (plain("came from "), site.file_link(shown.origin, shown_part(shown.origin))))
        )


def _names(view: FileView, added: tuple[Shown, ...]) -> Text:
    links = [linked(view.site, shown.definition, view.path)[-1] for shown in added]
    return view.site.shown_links(links)


def _modules(said: FileChanges) -> Iterator[Block]:
    words: list[Span] = []
    for lead, names in (
        ("Imports from elsewhere that are new: ", said.added_modules),
        ("Imports from elsewhere that are gone: ", said.removed_modules),
    ):
        if names and not said.is_new:
            words.append(plain(f" {lead}" if words else lead))
            words.append(code(shown_part(", ".join(names))))
            words.append(plain("."))
    if words:
        yield Paragraph(tuple(words))
