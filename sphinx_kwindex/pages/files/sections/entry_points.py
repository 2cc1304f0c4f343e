"""The entry points that lead to a file, and those that it declares."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Heading, Paragraph, Row, Table, code, plain
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.records.text import Span
from sphinx_kwindex.relations.entry_points import MeantEntryPoint


def ways_in(view: FileView) -> Iterator[Block]:
    """Yield how a Python file is entered: declared entry points, ``-m``, a ``__main__`` block."""
    for found in view.relations.entry_points.leading_here:
        yield Paragraph(
            (
                plain("Entry point "),
                code(found.declared.name),
                plain(" of "),
                code(found.declared.table),
                plain(" leads to "),
                _named(view.site, found),
                plain(" ("),
                view.site.file_link(found.declared.path, anchor=found.anchor),
                plain(")."),
            )
        )
    name = view.module.name if view.module is not None else ""
    if view.facts.source.name == "__main__.py" and "." in name:
        module = code(f"python -m {name.rpartition('.')[0]}")
        yield Paragraph((plain("Entry point: "), module, plain(" runs it, by its name.")))
    line = view.analysis.main_line
    if line:
        yield Paragraph(
            (
                plain("Can be run as a program: it has a "),
                code('if __name__ == "__main__":'),
                plain(" block ("),
                view.line_link(line, f"line {line}"),
                plain(")."),
            )
        )


def declared_here(view: FileView) -> Iterator[Block]:
    """Yield the entry points that a file declares."""
    rows = tuple(
        Row(
            (
                (code(found.declared.name),),
                (code(found.declared.table),),
                (_named(view.site, found),),
                (view.line_link(line, f"{line}"),) if (line := found.declared.line) else (),
            )
        )
        for found in view.relations.entry_points.declared_here
    )
    if rows:
        yield Heading(3, "Entry points", "entry-points")
        yield Table(("Name", "Table", "Leads to", "Line"), rows, figures=(3,))


def _named(site: Site, found: MeantEntryPoint) -> Span:
    if found.definition is not None:
        return site.definition_link(found.definition, found.declared.value)
    if found.target:
        return site.file_link(found.target, found.declared.value)
    return code(found.declared.value)
