"""Which patterns the files below a folder have, how often, and which files have most of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sphinx_kwindex.blocks.blocks import Block, Row, Span, Table, Text, plain
from sphinx_kwindex.insights.patterns import Match
from sphinx_kwindex.pages.files.sections.patterns import pattern_name, shown_places
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.project import Folder

_MOST_FILES = 4


def folder_patterns(site: Site, folder: Folder) -> Iterator[Block]:
    """Yield a table of the patterns; a folder with one file that has any adds nothing to it."""
    paths = [path for path in site.project.paths_below(folder.path) if path in site.patterns]
    if len(paths) < 2:
        return
    examples: dict[int, Match] = {}
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for path in paths:
        for match in site.patterns[path]:
            places = shown_places(site, match)
            if places:
                examples[match.row] = match
                found[match.row].append((-len(places), path))
    rows = tuple(
        Row(
            (
                pattern_name(examples[row]),
                (plain(f"{-sum(number for number, _ in found[row]):,}"),),
                _files(site, folder, sorted(found[row])),
            )
        )
        for row in sorted(found)
    )
    if rows:
        yield Table(("Pattern", "Places", "Files"), rows, figures=(1,))


def _files(site: Site, folder: Folder, ranked: Sequence[tuple[int, str]]) -> Text:
    """Return the files with most places, each with their number."""
    below = f"{folder.path}/" if folder.path else ""
    spans: list[Span] = []
    for number, path in ranked[:_MOST_FILES]:
        spans += [plain(", ")] if spans else []
        spans += [site.file_link(path, path.removeprefix(below)), plain(f" ({-number:,})")]
    more = len(ranked) - _MOST_FILES
    return (*spans, plain(f" and {count(more, 'file')} more")) if more > 0 else tuple(spans)
