"""The keyword page of a file: its keywords by kind, and the sections in which they occur."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sphinx_kwindex.blocks.blocks import (
    HERE,
    Block,
    Definitions,
    Field,
    Fields,
    Finder,
    Folded,
    Heading,
    KeywordList,
    KeywordRow,
    Notice,
    Place,
    Row,
    Table,
    plain,
)
from sphinx_kwindex.blocks.sentences import shortened
from sphinx_kwindex.blocks.walk import spans_of
from sphinx_kwindex.finder.words import filter_of_path
from sphinx_kwindex.keywords import Keyword, KeywordKind
from sphinx_kwindex.keywords.kinds import Kind
from sphinx_kwindex.pages.files.sections import FileView, Section
from sphinx_kwindex.pages.site.anchors import kind_anchor
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.records.analysis import LINE_ANCHOR
from sphinx_kwindex.records.text import Span, Text

_FEWEST_FOR_FINDER = 40

BuiltSections = tuple[tuple[Section, tuple[Block, ...]], ...]
"""The sections of an overview page that have something to say, with their blocks."""

Branch = tuple[Keyword, int]
"""A keyword with its depth below the one that its heading counts."""


def keyword_page_blocks(view: FileView, sections: BuiltSections) -> Iterator[Block]:
    """Yield the keyword page of a file, from the file information on.

    Parameters
    ----------
    view:
        The file.
    sections:
        Its overview page, for the map from sections to keywords.
    """
    docs = view.site.names.file_docs[view.path]
    imports = sum(keyword.kind is KeywordKind.IMPORT for keyword in view.keywords)
    others = [*([plain(f" and {count(imports, 'import')}")] if imports else [])]
    yield Heading(2, "File Information", "file-information")
    yield Fields(
        (
            Field("File", (view.site.file_link(view.path),)),
            *_module(view, docs),
            Field(
                "Folder", (view.site.folder_link(view.facts.source.folder, _folder_label(view)),)
            ),
            Field("Keywords", (plain(f"{len(view.keywords) - imports:,}"), *others)),
        )
    )
    if view.analysis.unlisted or view.analysis.is_cut:
        said = "The file has too many definitions or imports: only the first of them are listed."
        yield Notice((plain(said),))
    if view.site.settings.finder and len(view.keywords) >= _FEWEST_FOR_FINDER:
        yield Finder("Find a keyword", filter_of_path(view.path))
    headings = _headings(view.keywords, _owners(view))
    yield from keyword_blocks(view, docs, 2)
    yield from _section_map(view, sections, docs, headings)


def keyword_blocks(view: FileView, docname: str, level: int) -> Iterator[Block]:
    """Yield the keywords of a file by kind, the members of a definition below it.

    Parameters
    ----------
    view:
        The file.
    docname:
        The page to which the keywords lead.
    level:
        Of the headings.
    """
    lines = _lines(view)
    words = {
        symbol.anchor: shortened(symbol.summary)
        for symbol in view.analysis.symbols
        if symbol.summary
    } | {
        keyword.anchor: (plain(keyword.summary),)
        for keyword in view.keywords
        if keyword.summary and keyword.kind is KeywordKind.COMMAND_LINE_OPTION
    }
    owners = _owners(view)
    members: defaultdict[str, list[Keyword]] = defaultdict(list)
    for keyword in view.keywords:
        if keyword.anchor in owners:
            members[owners[keyword.anchor]].append(keyword)
    outer = [keyword for keyword in view.keywords if keyword.anchor not in owners]
    for kind, group in groupby(
        sorted(outer, key=lambda keyword: keyword.kind.order), key=lambda keyword: keyword.kind
    ):
        keywords = list(group)
        title = kind.plural if len(keywords) > 1 else kind.value
        yield Heading(level, f"{title.capitalize()} ({len(keywords):,})", kind_anchor(kind.slug))
        rows = (
            KeywordRow(
                keyword.qualname,
                keyword.name,
                (Place(docname, view.site.existing(keyword.anchor)),),
                kind="" if keyword.kind is kind else keyword.kind.value,
                note=keyword.note,
                words=words.get(keyword.anchor, ()),
                line=lines.get(keyword.anchor, 0),
                depth=depth,
            )
            for keyword, depth in _branches(keywords, members)
        )
        yield KeywordList(tuple(rows), has_source=view.site.shows_lines)


def _owners(view: FileView) -> dict[str, str]:
    """Return the anchors of keywords that stand below another one, each with that of the other."""
    symbols = view.analysis.symbols
    shown = {keyword.anchor for keyword in view.keywords}
    owners: dict[str, str] = {}
    for symbol in symbols:
        if symbol.parent >= 0 and not symbol.kind.is_part and symbol.anchor in shown:
            owner = symbols[symbol.parent]
            # All of a header may be in one namespace: below that, kinds would say nothing.
            if owner.kind.is_namespace:
                continue
            if owner.anchor in shown and owner.anchor != symbol.anchor:
                owners[symbol.anchor] = owner.anchor
    return owners


def _branches(
    keywords: Sequence[Keyword], members: Mapping[str, Sequence[Keyword]]
) -> Iterator[Branch]:
    """Yield keywords, each before those that stand below it; by a loop, since trees may be deep."""
    pending: list[Branch] = [(keyword, 0) for keyword in reversed(keywords)]
    seen: set[str] = set()
    while pending:
        keyword, depth = pending.pop()
        yield keyword, depth
        # Of two definitions with one anchor the first has the members.
        if keyword.anchor and keyword.anchor not in seen:
            seen.add(keyword.anchor)
            below = reversed(members.get(keyword.anchor, ()))
            pending.extend((member, depth + 1) for member in below)


def _lines(view: FileView) -> dict[str, int]:
    """Return at which line each anchor of a keyword is, as far as it has one."""
    lines = dict(view.named_places)
    for statement in view.analysis.imports:
        lines.setdefault(statement.anchor, statement.line)
    for symbol in view.analysis.symbols:
        lines.setdefault(symbol.anchor, symbol.line)
    for keyword in view.keywords:
        number = keyword.anchor.removeprefix(LINE_ANCHOR)
        if number != keyword.anchor and number.isdecimal():
            lines[keyword.anchor] = int(number)
    return lines


def _headings(keywords: Sequence[Keyword], owners: Mapping[str, str]) -> dict[Kind, str]:
    """Return the anchor of the heading below which the first keyword of each kind is."""
    by_anchor = {keyword.anchor: keyword for keyword in keywords}
    found: dict[Kind, str] = {}
    for keyword in keywords:
        if keyword.kind not in found or keyword.anchor not in owners:
            outer = keyword
            while outer.anchor in owners:
                outer = by_anchor[owners[outer.anchor]]
            found[keyword.kind] = kind_anchor(outer.kind.slug)
    return found


def _module(view: FileView, docs: str) -> Iterator[Field]:
    """Yield the module; a file that is none may have keywords that the project adds."""
    if view.module is not None:
        module = view.module.name
        yield Field("Module", (Span(module, code=True, docname=docs),))


def _folder_label(view: FileView) -> str:
    return f"{view.facts.source.folder}/" if view.facts.source.folder else view.site.title


def _section_map(
    view: FileView, sections: BuiltSections, docs: str, headings: Mapping[Kind, str]
) -> Iterator[Block]:
    """List for each section of the overview page how many keywords of which kind occur in it."""
    by_anchor = {keyword.anchor: keyword for keyword in view.keywords if keyword.anchor}
    for anchor, line in view.named_places.items():
        if anchor in by_anchor:
            # Sections lead to the lines of what has no definition.
            by_anchor[f"{LINE_ANCHOR}{line}"] = by_anchor[anchor]
    rows = []
    for section, blocks in sections:
        anchors = {anchor for block in blocks for anchor in _anchors(block)} & by_anchor.keys()
        found = {by_anchor[anchor].anchor: by_anchor[anchor].kind for anchor in anchors}
        if found:
            title = Span(section.title, docname=docs, anchor=section.anchor)
            rows.append(Row(((title,), _kinds(Counter(found.values()), headings))))
    if rows:
        yield Heading(2, "Keyword → Section Map", "keyword-section-map")
        yield Table(("Section", "Keywords that occur in it"), tuple(rows))


def _kinds(counts: Mapping[Kind, int], headings: Mapping[Kind, str]) -> Text:
    spans: list[Span] = []
    for kind in sorted(counts, key=lambda kind: kind.order):
        words = count(counts[kind], kind.value, kind.plural)
        spans += [plain(", "), Span(words, docname=HERE, anchor=headings[kind])]
    return tuple(spans[1:])


def _anchors(block: Block) -> Iterator[str]:
    """Yield the anchors that a block defines or links to on its own page."""
    if isinstance(block, Folded):
        for inner in block.blocks:
            yield from _anchors(inner)
        return
    if isinstance(block, Definitions | Table):
        yield from (row.anchor for row in block.rows)
    for span in spans_of(block):
        if span.docname == HERE:
            yield span.anchor
        yield span.mark
