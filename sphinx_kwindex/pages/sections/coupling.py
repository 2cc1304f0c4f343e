"""How a file is coupled to others: layer, fan-in, fan-out, instability, and what a change reaches.

Imports that never run (for type checking, or in a stub) count for none of these figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from sphinx_kwindex.pages.blocks import HERE, Block, Field, Fields, Paragraph, Span, Text, plain
from sphinx_kwindex.pages.counting import count
from sphinx_kwindex.pages.sections.view import FileView
from sphinx_kwindex.project.layer_rules import layer_of

_MOST_REACHED = 24
"""Files that are all named; of more only the nearest are, and the folders of all."""
_NEAREST = 12
_MOST_FOLDERS = 12


def coupling(view: FileView) -> Iterator[Block]:
    """Yield the figures of a file in the import graph, and the files behind the last of them."""
    graph = view.project.graph
    path = view.path
    if not (graph.imports.get(path) or graph.importers.get(path)):
        if not view.analysis.approximate:
            yield Paragraph((plain(_alone(view)),))
        return
    fan_in, fan_out = len(graph.dependents.get(path, ())), len(graph.running.get(path, ()))
    fields = [
        *_declared_layer(view),
        Field("Layer", (plain(_layer(view)),)),
        Field("Imported by (fan-in)", (plain(_importers(view, fan_in)),)),
        Field("Imports (fan-out)", (plain(_imports(view, fan_out)),)),
    ]
    if fan_in + fan_out:
        value = f"{fan_out / (fan_in + fan_out):.2f}"
        fields.append(
            Field("Instability", (plain(f"{value} = {fan_out} / ({fan_in} + {fan_out})"),))
        )
    yield Fields(tuple(fields))
    yield from _reach(view, fan_in)


def _alone(view: FileView) -> str:
    folder = view.facts.source.folder
    modules = view.project.paths_below(folder)
    if view.facts.source.name == "__init__.py" and any(map(view.project.importers_of, modules)):
        return (
            "No import of the repository names it, and it imports no file. It runs when a module "
            "below its folder is imported."
        )
    return "No file of the repository imports it, and it imports none."


def _declared_layer(view: FileView) -> Iterator[Field]:
    if not view.facts.is_python:
        return
    layers = view.site.settings.layers
    own = layer_of(view.project.modules.dotted_name(view.path), layers)
    if own:
        position = f" ({layers.index(own) + 1} of {len(layers)} from the top)"
        yield Field("Declared layer", (Span(own, code=True), plain(position)))


def _layer(view: FileView) -> str:
    if view.path.endswith(".pyi"):
        return "none: a stub is never loaded"
    layer = view.project.graph.layers.get(view.path, 0)
    if layer:
        return f"{layer}, the longest chain of imports below it"
    if not view.facts.is_python:
        return "0, it imports no file of the repository"
    in_cycle = " outside its cycle" if view.path in view.project.graph.cycles else ""
    return f"0, loading it loads no file of the repository{in_cycle}"


def _importers(view: FileView, number: int) -> str:
    return _counted(count(number, "file"), len(view.project.importers_of(view.path)) - number)


def _imports(view: FileView, number: int) -> str:
    later = number - len(view.project.graph.loading.get(view.path, ()))
    shown = count(number, "file")
    if later:
        shown += f", {later:,} of them not while it is loaded"
    return _counted(shown, len(view.project.imported_by(view.path)) - number)


def _counted(shown: str, for_types: int) -> str:
    return f"{shown}; {for_types:,} more for type checking only" if for_types else shown


def _reach(view: FileView, fan_in: int) -> Iterator[Block]:
    """Say how many files a change reaches, and name the nearest that do not import the file."""
    reach = view.project.graph.reach.get(view.path)
    if reach is None:
        return
    tests = f" ({count(reach.tests, 'test file')} among them)" if reach.tests else ""
    spans: list[Span] = [plain(f"A change here can reach {count(reach.files, 'file')}{tests}: ")]
    has_list = "dependencies" in view.site.section_names
    direct = f"{fan_in:,} that import{'s' if fan_in == 1 else ''} it"
    spans.append(Span(direct, docname=HERE if has_list else "", anchor="imported-by" * has_list))
    further = reach.files - fan_in
    most = further if further <= _MOST_REACHED else _NEAREST
    nearest = view.project.graph.nearest_dependents(view.path, most)
    if further:
        links: Text = view.site.shown_links(view.site.file_links(nearest))
        more = further - len(nearest)
        spans += [plain(f", and {further:,} through those: "), *links]
        if more:
            spans.append(plain(f" and {more:,} more"))
    yield Paragraph((*spans, plain(".")))
    groups = gathered(view.project.graph.reached_folders(view.path), _MOST_FOLDERS)
    if further > len(nearest) and len(groups) > 1:
        yield Paragraph((plain("All of them, by folder: "), *_folders(view, groups), plain(".")))


def _folders(view: FileView, groups: Iterable[tuple[str, int]]) -> Iterator[Span]:
    """Yield the folders that hold what a change reaches, with the number of files in each."""
    for position, (folder, number) in enumerate(groups):
        label = f"{folder}/" if folder else "top folder"
        link = view.site.folder_link(folder, label)
        yield plain(", ") if position else plain("")
        yield link if folder else msgspec.structs.replace(link, code=False)
        yield plain(f" ({number:,})")


def gathered(folders: Iterable[tuple[str, int]], most: int) -> tuple[tuple[str, int], ...]:
    """Return counts by folder with the innermost added to those around, until they are few.

    Parameters
    ----------
    folders:
        Folders, each with a number.
    most:
        How many to return, if the folders at the top are not more already.
    """
    groups = dict(folders)
    depth = max((folder.count("/") for folder in groups), default=0)
    while len(groups) > most and depth:
        for folder in [folder for folder in groups if folder.count("/") == depth]:
            outer = folder.rpartition("/")[0]
            groups[outer] = groups.get(outer, 0) + groups.pop(folder)
        depth -= 1
    return tuple(sorted(groups.items()))
