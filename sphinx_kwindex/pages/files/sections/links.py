"""Links: the files that a file refers to, those of them that do not exist, images, addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from sphinx_kwindex.blocks.blocks import Block, Heading, Paragraph, Row, Table, code, plain
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.records.documents import LinkKind
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.links import Leads, ResolvedLink

_MOST_ADDRESSES = 60
"""Addresses of one host that are shown; a change log has thousands."""
_LONGEST_ADDRESS = 40
_SAFE_SCHEMES = ("http", "https", "mailto")
_RELATIONS = {
    LinkKind.LINK: "link",
    LinkKind.IMAGE: "image",
    LinkKind.INCLUDE: "includes",
    LinkKind.DOCUMENT: "table of contents",
    LinkKind.DOCUMENT_LINK: "link",
}
_INTERNAL = (Leads.FILE, Leads.FOLDER, Leads.UNLISTED)


def links(view: FileView) -> Iterator[Block]:
    """Yield what links lead to: this repository, nothing, and addresses by their host."""
    found = view.relations.links
    yield from _table_of(view, "In this repository", "links-in", found, _INTERNAL)
    yield from _table_of(view, "Not in this repository", "links-dead", found, (Leads.DEAD,))
    yield from _addresses(view, [item for item in found if item.leads is Leads.ADDRESS])


def _table_of(
    view: FileView,
    title: str,
    anchor: str,
    found: Sequence[ResolvedLink],
    leads: Sequence[Leads],
) -> Iterator[Block]:
    groups: defaultdict[tuple[str, str], list[ResolvedLink]] = defaultdict(list)
    for item in found:
        if item.leads in leads:
            groups[item.path or item.link.target, item.anchor].append(item)
    if not groups:
        return
    yield Heading(3, title, anchor)
    rows = tuple(
        Row((_place(view, items[0]), (plain(_relation(items)),), _lines(view, items)))
        for items in groups.values()
    )
    label = "As written" if leads == (Leads.DEAD,) else "Leads to"
    yield Table((label, "As", "Lines"), rows)


def _place(view: FileView, item: ResolvedLink) -> Text:
    """Return what a link leads to; beside a file the hand-written document that it is."""
    if item.leads is Leads.FILE:
        document = Span("document", document=item.path, optional=True)
        return (view.site.file_link(item.path, "", item.anchor), plain(" "), document)
    if item.leads is Leads.FOLDER:
        return (view.site.folder_link(item.path, "" if item.path else view.site.title),)
    if item.leads is Leads.UNLISTED:
        return (code(item.path), plain(" (not documented)"))
    return (code(item.link.target),)


def _relation(items: Iterable[ResolvedLink]) -> str:
    return ", ".join(dict.fromkeys(_RELATIONS[item.link.kind] for item in items))


def _lines(view: FileView, items: Iterable[ResolvedLink]) -> Text:
    lines = dict.fromkeys(item.link.line for item in items)
    return view.site.shown_links(view.line_link(line, f"{line}") for line in lines)


def _addresses(view: FileView, found: Sequence[ResolvedLink]) -> Iterator[Block]:
    hosts: defaultdict[str, dict[str, list[ResolvedLink]]] = defaultdict(dict)
    for item in found:
        hosts[_host(item.link.target)].setdefault(item.link.target, []).append(item)
    if not hosts:
        return
    yield Heading(3, "Addresses", "links-addresses")
    number = sum(len(items) for items in hosts.values())
    where = count(number, "address", "addresses")
    yield Paragraph((plain(f"{where} at {count(len(hosts), 'host')}."),))
    ranked = sorted(hosts.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = tuple(
        Row(((plain(host),), (plain(f"{len(items):,}"),), _listed(view, items)))
        for host, items in ranked
    )
    yield Table(("Host", "Addresses", "What is linked"), rows, figures=(1,))


def _listed(view: FileView, items: dict[str, list[ResolvedLink]]) -> Text:
    """Return the addresses by the words that are linked, each with its first line."""
    spans: list[Span] = []
    for target, found in list(items.items())[:_MOST_ADDRESSES]:
        if spans:
            spans.append(plain(", "))
        line = found[0].link.line
        words = next((item.link.text for item in found if item.link.text), "") or _short(target)
        if urlsplit(target).scheme.lower() in _SAFE_SCHEMES:
            spans.append(Span(words, url=target))
        else:
            spans.append(code(target))
        spans += [plain(" ("), view.line_link(line, f"{line}"), plain(")")]
    if len(items) > _MOST_ADDRESSES:
        spans.append(plain(f", and {len(items) - _MOST_ADDRESSES:,} more"))
    return tuple(spans)


def _short(target: str) -> str:
    """Return an address without its host, which stands beside it."""
    shown = target.partition("://")[2].partition("/")[2] or target
    return shown if len(shown) <= _LONGEST_ADDRESS else f"{shown[:_LONGEST_ADDRESS]}…"


def _host(target: str) -> str:
    try:
        parts = urlsplit(target)
    except ValueError:
        return "other"
    return parts.netloc.rpartition("@")[2].lower() or f"{parts.scheme}:"
