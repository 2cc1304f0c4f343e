"""Layer and Coupling: where the file stands in its package and among the imports.

Its layer, fan-in, fan-out and instability, what a change of it can reach, its import cycle,
the public API, entry points, and imports that break the layers of ``kwindex_layers``.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Notice, Paragraph, code, plain
from sphinx_kwindex.pages.files.sections.coupling import coupling
from sphinx_kwindex.pages.files.sections.cycles import file_cycle
from sphinx_kwindex.pages.files.sections.entry_points import declared_here, ways_in
from sphinx_kwindex.pages.files.sections.public_api import offered_by, passed_on
from sphinx_kwindex.pages.files.sections.view import FileView


def architecture(view: FileView) -> Iterator[Block]:
    """Yield what the imports and the metadata tell of a file."""
    is_python = view.facts.is_python
    if is_python and view.is_classic:
        yield from _position(view)
        yield from violations(view)
    if is_python or view.relations.coupling is not None:
        yield from coupling(view)
    if view.is_classic:
        # Other sections have these where they are not all in one.
        yield from file_cycle(view)
        if is_python:
            yield from ways_in(view)
        yield from declared_here(view)
        if is_python:
            yield from passed_on(view)
            yield from offered_by(view)


def _position(view: FileView) -> Iterator[Block]:
    module = view.module
    if module is None or not module.package:
        return
    name, package = code(module.name), code(module.package)
    if module.package == module.name:
        yield Paragraph((plain("Is the package "), name, plain(".")))
    else:
        yield Paragraph((plain("Module "), name, plain(" of the package "), package, plain(".")))


def violations(view: FileView) -> Iterator[Block]:
    """Yield the imports that break the layers of ``kwindex_layers``."""
    for found in view.relations.violations:
        yield Notice(
            (
                plain("Breaks the layers of "),
                code("kwindex_layers"),
                plain(": "),
                view.line_link(found.line, f"line {found.line}"),
                plain(" imports "),
                view.site.file_link(found.target),
                plain(" of the layer "),
                code(found.above),
                plain(", which is above "),
                code(found.layer),
                plain("."),
            )
        )
