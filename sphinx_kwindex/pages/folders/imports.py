"""How the parts of a folder hang together: imports between them, cycles, files nobody imports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sphinx_kwindex.blocks.blocks import Block, Paragraph, Row, Table, plain
from sphinx_kwindex.pages.files.sections.cycles import cycle_remainder, shown_way
from sphinx_kwindex.pages.folders.picture import graph_of
from sphinx_kwindex.pages.site import guide_anchors
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.folders.parts import PartImport
from sphinx_kwindex.relations.folders.views import FolderView

_MOST_LINKS = 12
_MOST_FILES = 40


def imports_between(site: Site, folder: FolderView) -> Iterator[Block]:
    """Yield a table of the parts of a folder that import each other, layer by layer.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    folder:
        The folder.
    """
    parts = folder.parts
    if not parts:
        return
    layer = site.guide_link("layer", guide_anchors.LAYER)
    rule = " first. Imports for type checking only are left out. "
    if any(found.later for part in parts for found in part.imports):
        rule += "Those that run later, in a function or a program, do not count for layers."
    yield Paragraph((plain("Files and folders directly here, the top "), layer, plain(rule)))
    yield from graph_of(site, folder.path, parts)
    rows = tuple(
        Row(
            (
                (plain(f"{part.layer}"),),
                (_part_link(site, folder, part.path),),
                _imports(site, folder, part.imports),
            )
        )
        for part in parts
    )
    yield Table(("Layer", "Part", "Imports"), rows, figures=(0,))
    tied = [_part_link(site, folder, part.path) for part in parts if part.tied]
    if tied:
        lead = plain("Parts that import each other in a circle, directly or through other parts: ")
        yield Paragraph((lead, *site.shown_links(tied), plain(".")))


def folder_cycles(site: Site, folder: FolderView) -> Iterator[Block]:
    """Yield the import cycles below a folder, each with a shortest way round.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    folder:
        The folder.
    """
    for cycle in folder.cycles:
        if cycle.home != folder.path:
            docname = site.names.folder_doc[cycle.home]
            where = f"{cycle.home}/" if cycle.home else site.title_in_words
            link = Span(where, code=bool(cycle.home), docname=docname, anchor="import-cycles")
            head = plain(f"{count(cycle.size, 'file')} import each other; they are listed at ")
            yield Paragraph((head, link, plain(".")))
            continue
        links = site.shown_links(site.file_links(cycle.files))
        more = cycle_remainder(site, cycle.home, cycle.size - len(cycle.files))
        lead = plain(f"{count(cycle.size, 'file')} import each other: ")
        yield Paragraph((lead, *links, *more, plain(".")))
        way = shown_way(site, cycle.way_round)
        yield Paragraph((plain("One of the shortest ways round: "), *way))


def never_imported(site: Site, folder: FolderView) -> Iterator[Block]:
    """Yield the modules directly in a folder to which neither an import nor an entry point leads.

    Left out are files that have another way in: tests, programs, and files with a role by their
    name, such as ``__init__.py`` and ``conftest.py``.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    folder:
        The folder.
    """
    found = [file for file in folder.files if file.is_unreached]
    if found:
        links = site.shown_links(
            site.file_link(file.path, file.name) for file in found[:_MOST_FILES]
        )
        more = f" and {len(found) - _MOST_FILES:,} more" if len(found) > _MOST_FILES else ""
        lead = plain("No import in the repository and no entry point leads to ")
        rule = f"{more}. Not counted: tests, programs, and files with a role by their name."
        yield Paragraph((lead, *links, plain(rule)))


def _part_link(site: Site, folder: FolderView, path: str) -> Span:
    shown = folder.below(path)
    if path in site.names.folder_doc:
        return Span(f"{shown}/", code=True, docname=site.names.folder_doc[path])
    return site.file_link(path, shown)


def _imports(site: Site, folder: FolderView, imports: Iterable[PartImport]) -> Text:
    """Return the imported parts, each with a link to the first import."""
    shown = list(imports)
    spans: list[Span] = []
    for found in shown[:_MOST_LINKS]:
        spans += [plain(", ")] if spans else []
        later = ", later" if found.later else ""
        link = site.file_link(found.path, count(found.number, "import"), found.anchor)
        spans += [
            _part_link(site, folder, found.target),
            plain(" ("),
            replace(link, code=False),
            plain(f"{later})"),
        ]
    if len(shown) > _MOST_LINKS:
        spans.append(plain(f" and {len(shown) - _MOST_LINKS:,} more"))
    return tuple(spans)
