"""The map of a folder: its code by size, and how its parts hang together."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Heading
from sphinx_kwindex.blocks.treemap import Treemap, TreemapBox, TreemapColours, TreemapGroup
from sphinx_kwindex.pages.folders.picture import graph_of
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.paths import name_of
from sphinx_kwindex.relations.folders.tiles import Tile, TileGroup
from sphinx_kwindex.relations.folders.views import FolderView
from sphinx_kwindex.relations.folders.weights import Measure

MAP_ANCHOR = "folder-map"
_COLOURS = {
    Measure.USES: (
        "Uses",
        (
            "used by no other file",
            "used by 1 or 2 files",
            "used by 3 to 9 files",
            "used by 10 to 29 files",
            "used by 30 files or more",
        ),
    ),
    Measure.DOCUMENTATION: (
        "Documentation",
        (
            "under 25 % documented",
            "25 to 49 % documented",
            "50 to 74 % documented",
            "75 to 94 % documented",
            "95 % documented or more",
        ),
    ),
    Measure.TESTS: (
        "Tests",
        (
            "named by no test",
            "named by 1 or 2 tests",
            "named by 3 to 9 tests",
            "named by 10 to 29 tests",
            "named by 30 tests or more",
        ),
    ),
    Measure.FINDINGS: (
        "Findings",
        ("no finding", "1 finding", "2 to 4 findings", "5 to 9 findings", "10 findings or more"),
    ),
}


def map_of_code(site: Site, folder: FolderView) -> Iterator[Block]:
    """Yield the code of a folder as a picture; at the top, how it hangs together as another.

    Parameters
    ----------
    site:
        The names of all pages, and the options.
    folder:
        The folder.
    """
    pictures: list[Block] = []
    begin = folder.beginnings
    if site.settings.pictures and folder.tiles.groups:
        pictures.append(_treemap(site, folder))
    if begin.map_parts:
        pictures += graph_of(site, begin.map_of, begin.map_parts)
    if pictures:
        yield Heading(2, "Map", MAP_ANCHOR)
        yield from pictures


def _treemap(site: Site, folder: FolderView) -> Treemap:
    groups = tuple(_group(site, folder, group) for group in folder.tiles.groups)
    tiles = [tile for group in folder.tiles.groups for tile in group.tiles]
    name = f"{folder.path}/" if folder.path else site.title_in_words
    return Treemap(
        label=f"The code of {name} by size",
        rows=groups,
        colours=tuple(
            TreemapColours(measure.name.lower(), *_COLOURS[measure])
            for measure in Measure
            if any(tile.steps[measure] > 0 for tile in tiles)
        ),
    )


def _group(site: Site, folder: FolderView, group: TileGroup) -> TreemapGroup:
    is_one = len(group.tiles) == 1 and group.tiles[0].path == group.path
    label = "" if is_one else f"{folder.below(group.path)}/"
    return TreemapGroup(
        label,
        "" if is_one else site.names.folder_index[group.path],
        group.path,
        group.weight,
        tuple(_box(site, tile) for tile in group.tiles),
    )


def _box(site: Site, tile: Tile) -> TreemapBox:
    names, slash = site.names, "/" if tile.is_folder else ""
    docname = names.folder_index[tile.path] if tile.is_folder else names.file_docs[tile.path]
    return TreemapBox(
        f"{name_of(tile.path)}{slash}",
        f"{tile.path}{slash}",
        docname,
        tile.weight,
        tuple(
            (measure.name.lower(), tile.steps[measure])
            for measure in Measure
            if tile.steps[measure] >= 0
        ),
    )
