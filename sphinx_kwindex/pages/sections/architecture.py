"""Architecture & Design: where the file stands in the package and in the import graph."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.pages.blocks import Block, Paragraph, Text, code, plain
from sphinx_kwindex.pages.counting import count
from sphinx_kwindex.pages.sections.view import FileView


def architecture(view: FileView) -> Iterator[Block]:
    """Yield package, fan-in and fan-out, entry point and import cycle of a Python file."""
    if not view.facts.is_python:
        return
    yield from _position(view)
    fan_in = len(view.project.importers_of(view.path))
    fan_out = len(view.project.imported_by(view.path))
    if fan_in or fan_out:
        importers = f"Imported by {_files(fan_in)} of the repository (fan-in)"
        yield Paragraph((plain(f"{importers}; imports {_files(fan_out)} of it (fan-out)."),))
    elif not view.analysis.approximate:
        yield Paragraph((plain("No file of the repository imports it, and it imports none."),))
    yield from _entry_point(view)
    yield from _cycle(view)


def _position(view: FileView) -> Iterator[Block]:
    modules = view.project.modules
    name, package = modules.dotted_name(view.path), modules.package_of(view.path)
    if package == name:
        yield Paragraph((plain("Is the package "), code(name), plain(".")))
    elif package:
        yield Paragraph(
            (plain("Module "), code(name), plain(" of the package "), code(package), plain("."))
        )


def _entry_point(view: FileView) -> Iterator[Block]:
    line = view.analysis.main_line
    if line:
        text: Text = (
            plain("Can be run as a program: it has a "),
            code('if __name__ == "__main__":'),
            plain(" block ("),
            view.line_link(line, f"line {line}"),
            plain(")."),
        )
        yield Paragraph(text)


def _cycle(view: FileView) -> Iterator[Block]:
    members = view.project.graph.cycles.get(view.path, ())
    if members:
        others = [member for member in members if member != view.path]
        lead = plain(f"Part of an import cycle of {count(len(members), 'file')}, with ")
        yield Paragraph((lead, *view.site.shown_links(view.site.file_links(others)), plain(".")))


def _files(number: int) -> str:
    return count(number, "file") if number else "no file"
