"""The import cycle that a file is part of, with the lines that close it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_kwindex.blocks.blocks import Block, Paragraph, plain
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.cycles import Step


def file_cycle(view: FileView) -> Iterator[Block]:
    """Yield the cycle of a file: its members, its own imports in it, and a shortest way round."""
    cycle = view.relations.cycle
    if cycle is None:
        return
    shown = view.site.shown_links(view.site.file_links(cycle.others))
    lead = plain(f"Part of an import cycle of {count(cycle.size, 'file')}, with ")
    more = cycle_remainder(view.site, cycle.home, cycle.unnamed)
    yield Paragraph((lead, *shown, *more, plain(".")))
    steps: list[Span] = []
    for step in cycle.closing:
        steps += [plain(", ")] if steps else []
        steps += [view.line_link(step.line, f"line {step.line}"), plain(" (")]
        steps += [view.site.file_link(step.target), plain(")")]
    yield Paragraph((plain("Its imports within the cycle: "), *steps, plain(".")))
    if cycle.way_round:
        way = shown_way(view.site, cycle.way_round)
        yield Paragraph((plain("One of the shortest ways round: "), *way))


def shown_way(site: Site, steps: Sequence[Step]) -> Text:
    """Return a way round a cycle, each step with the import that takes it.

    Parameters
    ----------
    site:
        Makes the links.
    steps:
        At least one; the last leads to where the first one starts.
    """
    spans: list[Span] = []
    for step in steps:
        spans += [
            site.file_link(step.importer),
            plain(" ("),
            site.file_link(step.importer, step.name, step.anchor),
            plain(") → "),
        ]
    return (*spans, site.file_link(steps[-1].target), plain("."))


def cycle_remainder(site: Site, home: str, more: int) -> Text:
    """Return the words for the files of a cycle that are not named, with the page that has all.

    Parameters
    ----------
    site:
        Makes the link.
    home:
        The innermost folder that holds all files of the cycle.
    more:
        How many files are not named.
    """
    if more <= 0:
        return ()
    page = Span(f"{more:,} more", docname=site.names.folder_doc[home], anchor="import-cycles")
    return (plain(" and "), page)
