"""The import cycle that a file is part of, with the lines that close it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_kwindex.pages.blocks import Block, Paragraph, Span, Text, plain
from sphinx_kwindex.pages.counting import count
from sphinx_kwindex.pages.sections.view import FileView
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.project import Project
from sphinx_kwindex.project.graph import runs_on_loading

LARGE_CYCLE = 30
"""Files from which on a page does not look for the way back to its file: that takes time for each
of them, and so grows with the square of their number."""
_MOST_MEMBERS = 12


def file_cycle(view: FileView) -> Iterator[Block]:
    """Yield the cycle of a file: its members, its own imports in it, and a shortest way round."""
    members = view.project.graph.cycles.get(view.path, ())
    if not members:
        return
    others = [member for member in members if member != view.path]
    shown = view.site.shown_links(view.site.file_links(others[:_MOST_MEMBERS]))
    lead = plain(f"Part of an import cycle of {count(len(members), 'file')}, with ")
    more = cycle_remainder(view.site, members, len(others) - _MOST_MEMBERS)
    yield Paragraph((lead, *shown, *more, plain(".")))
    inside = frozenset(members)
    closing = [path for path in view.project.graph.loading[view.path] if path in inside]
    steps: list[Span] = []
    for target in closing:
        line = loading_line(view.project, view.path, target)
        steps += [plain(", ")] if steps else []
        steps += [view.line_link(line, f"line {line}"), plain(" ("), view.site.file_link(target)]
        steps.append(plain(")"))
    yield Paragraph((plain("Its imports within the cycle: "), *steps, plain(".")))
    if len(members) <= LARGE_CYCLE:
        yield Paragraph(
            (plain("One of the shortest ways round: "), *way_round(view.site, view.path))
        )


def way_round(site: Site, path: str) -> Text:
    """Return a shortest cycle through a file, each step with the line that takes it."""
    steps = site.project.graph.shortest_cycle(path)
    spans: list[Span] = []
    for importer, target in zip(steps, (*steps[1:], path), strict=True):
        line = loading_line(site.project, importer, target)
        spans += [
            site.file_link(importer),
            plain(" ("),
            site.line_in(importer, line, f"line {line}"),
            plain(") → "),
        ]
    return (*spans, site.file_link(path), plain("."))


def cycle_remainder(site: Site, members: Iterable[str], more: int) -> Text:
    """Return the words for the files of a cycle that are not named, with the page that has all."""
    if more <= 0:
        return ()
    home = Span(f"{more:,} more", docname=site.names.folder_doc[home_of(members)],
                anchor="import-cycles")  # fmt: skip
    return (plain(" and "), home)


def home_of(paths: Iterable[str]) -> str:
    """Return the innermost folder that holds all of the files."""
    folders = [path.split("/")[:-1] for path in paths]
    shared = []
    for parts in zip(*folders, strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return "/".join(shared)


def loading_line(project: Project, importer: str, target: str) -> int:
    """Return the first line by which a file loads another."""
    return next(
        item.statement.line
        for item in project.imports_of(importer, target)
        if runs_on_loading(item, importer)
    )
