"""What a Change Reaches: the files that load it, nearest first, and its import cycle."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sphinx_kwindex.blocks.blocks import HERE, Block, Folded, Heading, Paragraph, Row, Table, plain
from sphinx_kwindex.pages.files.sections.coupling import folders_with_numbers
from sphinx_kwindex.pages.files.sections.cycles import file_cycle
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.site import guide_anchors
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.project.graph.graph import Reach
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.coupling import Coupling

_MOST_IN_LINE = 3


def change(view: FileView) -> Iterator[Block]:
    """Yield how many files a change reaches, all of them by distance, and the cycle."""
    said = view.relations.coupling
    if said is not None and said.reach is not None:
        yield from _reach(view, said, said.reach)
    if view.relations.cycle is not None:
        yield Heading(3, "Import Cycle", "import-cycle")
        yield from file_cycle(view)


def _reach(view: FileView, said: Coupling, reach: Reach) -> Iterator[Block]:
    tests = f" ({count(reach.tests, 'test file')} among them)" if reach.tests else ""
    reaches = view.site.guide_link("can reach", guide_anchors.REACH)
    lead = plain(f" {count(reach.files, 'file')}{tests}: ")
    words: list[Span] = [plain("A change here "), reaches, lead]
    direct = f"{said.fan_in:,} that import{'s' if said.fan_in == 1 else ''} it"
    is_listed = "references" in view.site.section_names
    anchor = "imported-by" if is_listed else ""
    words.append(Span(direct, docname=HERE if is_listed else "", anchor=anchor))
    is_short = said.further == len(said.nearest) <= _MOST_IN_LINE
    if said.further:
        through = "it" if said.fan_in == 1 else "those"
        words.append(plain(f", and {said.further:,} through {through}"))
        if is_short:
            words += [plain(": "), *view.site.shown_links(view.site.file_links(said.nearest))]
    yield Paragraph((*words, plain(".")))
    if said.further and not is_short:
        yield Folded(_title(said), "change-by-distance", tuple(_by_distance(view, said)))


def _title(said: Coupling) -> str:
    if len(said.nearest) == said.further:
        return f"All {said.further:,} by distance"
    return f"The nearest {len(said.nearest):,} by distance, and the folders of all"


def _by_distance(view: FileView, said: Coupling) -> Iterator[Block]:
    """Yield the tests that name something of the file, then all others, nearest first."""
    tests = {file.path for file in view.tests.files.first} | set(view.tests.further)
    rows = []
    named = [path for path in said.nearest if path in tests]
    if named:
        links = view.site.shown_links(view.site.file_links(named))
        rows.append(Row(((plain("tests that name it"),), links)))
    found = zip(said.distances, said.nearest, strict=True)
    for distance, group in groupby(found, key=lambda item: item[0]):
        paths = [path for _, path in group if path not in tests]
        if paths:
            links = view.site.shown_links(view.site.file_links(paths))
            rows.append(Row(((plain(f"{distance} imports away"),), links)))
    yield Table(("Distance", "Files"), tuple(rows))
    if said.further > len(said.nearest) and len(said.folders) > 1:
        folders: Text = tuple(folders_with_numbers(view, said.folders))
        yield Paragraph((plain("All of them, by folder: "), *folders, plain(".")))
