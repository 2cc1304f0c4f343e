"""How a file is coupled to others: layer, fan-in, fan-out, instability, and what a change reaches.

Imports that never run (for type checking, or in a stub) count for none of these figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from sphinx_kwindex.blocks.blocks import HERE, Block, Field, Fields, Paragraph, plain
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.site import guide_anchors
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.coupling import Coupling


def coupling(view: FileView) -> Iterator[Block]:
    """Yield the figures of a file in the import graph, and the files behind the last of them."""
    said = view.relations.coupling
    if said is None:
        if not view.analysis.approximate:
            yield Paragraph((plain("No file in the repository imports it, and it imports none."),))
        return
    if said.is_alone:
        words = (
            "Nothing in the repository imports it by name, and it imports nothing. It runs when a "
            "module below its folder is imported."
        )
        yield Paragraph((plain(words),))
        return
    fields = [
        *_declared_layer(said),
        Field("Layer", (plain(_layer(view, said)),)),
        Field("Imported by (fan-in)", (plain(_importers(said)),)),
        Field("Imports (fan-out)", (plain(_imports(said)),)),
    ]
    if said.instability is not None:
        figures = f"{said.fan_out} / ({said.fan_in} + {said.fan_out})"
        fields.append(Field("Instability", (plain(f"{said.instability:.2f} = {figures}"),)))
    yield Fields(tuple(fields))
    if view.is_classic:
        yield from _reach(view, said)
    else:
        yield _meaning(view)


def _meaning(view: FileView) -> Paragraph:
    """Return where the words of these figures are explained."""
    words = (
        ("layer", guide_anchors.LAYER),
        ("fan-in and fan-out", guide_anchors.FAN),
        ("instability", guide_anchors.INSTABILITY),
    )
    links = view.site.shown_links(view.site.guide_link(*word) for word in words)
    return Paragraph((plain("What these words mean: "), *links, plain(".")))


def _declared_layer(said: Coupling) -> Iterator[Field]:
    if said.declared_layer is not None:
        layer = said.declared_layer
        position = f" ({layer.position} of {layer.count} from the top)"
        yield Field("Declared layer", (Span(layer.name, code=True), plain(position)))


def _layer(view: FileView, said: Coupling) -> str:
    if view.path.endswith(".pyi"):
        return "none: a stub is never loaded"
    if said.layer:
        return f"{said.layer}, the longest chain of imports below it"
    if not view.facts.is_python:
        return "0: it imports no file in the repository"
    in_cycle = " outside its cycle" if said.is_in_cycle else ""
    return f"0: loading it loads no other file in the repository{in_cycle}"


def _importers(said: Coupling) -> str:
    return _counted(count(said.fan_in, "file"), said.importers_for_types)


def _imports(said: Coupling) -> str:
    shown = count(said.fan_out, "file")
    if said.imports_later:
        shown += f", {said.imports_later:,} of them not at import time"
    return _counted(shown, said.imports_for_types)


def _counted(shown: str, for_types: int) -> str:
    return f"{shown}; {for_types:,} more for type checking only" if for_types else shown


def _reach(view: FileView, said: Coupling) -> Iterator[Block]:
    """Say how many files a change reaches, and name the nearest that do not import the file."""
    reach, fan_in = said.reach, said.fan_in
    if reach is None:
        return
    tests = f" ({count(reach.tests, 'test file')} among them)" if reach.tests else ""
    spans: list[Span] = [plain(f"A change here can reach {count(reach.files, 'file')}{tests}: ")]
    has_list = "dependencies" in view.site.section_names
    direct = f"{fan_in:,} that import{'s' if fan_in == 1 else ''} it"
    spans.append(Span(direct, docname=HERE if has_list else "", anchor="imported-by" * has_list))
    if said.further:
        links: Text = view.site.shown_links(view.site.file_links(said.nearest))
        more = said.further - len(said.nearest)
        through = "it" if fan_in == 1 else "those"
        spans += [plain(f", and {said.further:,} through {through}: "), *links]
        if more:
            spans.append(plain(f" and {more:,} more"))
    yield Paragraph((*spans, plain(".")))
    if said.further > len(said.nearest) and len(said.folders) > 1:
        folders = folders_with_numbers(view, said.folders)
        yield Paragraph((plain("All of them, by folder: "), *folders, plain(".")))


def folders_with_numbers(view: FileView, groups: Iterable[tuple[str, int]]) -> Iterator[Span]:
    """Yield the folders that hold what a change reaches, with the number of files in each.

    Parameters
    ----------
    view:
        The file whose page it is.
    groups:
        Folders with the number of files.
    """
    for position, (folder, number) in enumerate(groups):
        label = f"{folder}/" if folder else "top folder"
        link = view.site.folder_link(folder, label)
        yield plain(", ") if position else plain("")
        yield link if folder else msgspec.structs.replace(link, code=False)
        yield plain(f" ({number:,})")
