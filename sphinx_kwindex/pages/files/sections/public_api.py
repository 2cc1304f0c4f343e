"""Public API: what a package passes on from other files, and the entry points that a file declares.

The pages of the files that these names are from say which packages pass them on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from msgspec.structs import replace

from sphinx_kwindex.blocks.blocks import (
    HERE,
    Block,
    Heading,
    Paragraph,
    Row,
    Table,
    code,
    plain,
)
from sphinx_kwindex.pages.files.sections.entry_points import declared_here
from sphinx_kwindex.pages.files.sections.import_lines import import_lines
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.words.docstrings import WrittenNames
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.imports import MeantImport
from sphinx_kwindex.relations.public_api import OfferedName


def public(view: FileView) -> Iterator[Block]:
    """Yield what a package passes on, what ``__all__`` lists, and declared entry points."""
    yield from passed_on(view)
    there = {item.name for item in view.relations.public_names.passed_on}
    listed = [name for name in view.analysis.exports or () if name not in there]
    yield from exported(view, listed, "also lists" if there else "lists")
    yield from declared_here(view)


def exported(view: FileView, listed: Iterable[str], verb: str = "lists") -> Iterator[Block]:
    """Yield names that ``__all__`` lists.

    Parameters
    ----------
    view:
        The file.
    listed:
        The names.
    verb:
        What ``__all__`` does with them.
    """
    names = WrittenNames(view)
    links = [_exported(view, names, name) for name in listed]
    if links:
        more = ", and more that are computed" if view.analysis.export_lists else ""
        lead = (code("__all__"), plain(f" {verb} "))
        yield Paragraph((*lead, *view.site.shown_links(links), plain(f"{more}.")))


def _exported(view: FileView, names: WrittenNames, name: str) -> Span:
    definition = names.meaning(name)
    if definition is None:
        return Span(name, code=True)
    if definition.path == view.path:
        shown = view.site.settings.private or not definition.is_private
        anchor = view.site.existing(definition.anchor) if shown else ""
        return Span(name, code=True, docname=HERE if anchor else "", anchor=anchor)
    return view.site.definition_link(definition, name)


def passed_on(view: FileView) -> Iterator[Block]:
    """Yield what a package passes on from other files."""
    passed_on = view.relations.public_names.passed_on
    if passed_on:
        if view.is_classic:
            yield Heading(3, "Public API", "public-api")
        more = ", and more that are computed" if view.analysis.export_lists else ""
        rule: Text = (code("__all__"), plain(f" lists them{more}"))
        if view.analysis.exports is None:
            has_one = bool(view.analysis.export_lists)
            rule = (
                plain("it computes its " if has_one else "it has no "),
                code("__all__"),
                plain("; these are from its own modules"),
            )
        lead = plain("Names that the package re-exports from other files (")
        yield Paragraph((lead, *rule, plain("):")))
        rows = _rows(view, passed_on, lambda item: item.source)
        yield Table(("From", "Names", "Lines"), tuple(rows))


def offered_by(view: FileView) -> Iterator[Block]:
    """Yield which packages pass on what is defined here."""
    names = view.relations.public_names
    offered = names.offered
    if offered:
        if view.is_classic and not names.passed_on:
            yield Heading(3, "Public API", "public-api")
        is_defined = any(item.definition is not None for item in offered)
        what = "definitions of this file" if is_defined else "this module"
        yield Paragraph((plain(f"Packages that re-export {what}:"),))
        # Lines of another file move without this one.
        rows = _rows(view, offered, lambda item: item.package)
        yield Table(("Package", "Names"), tuple(Row(row.cells[:2]) for row in rows))


def _rows(
    view: FileView, found: Iterable[OfferedName], file_of: Callable[[OfferedName], str]
) -> Iterator[Row]:
    """Yield a row for each file with the names, and the lines here that import them."""
    marks = _marks(view)
    by_line = {item.statement.line: item for item in view.imports}
    ordered = sorted(found, key=lambda item: (file_of(item), item.name))
    for path, group in groupby(ordered, key=file_of):
        items = list(group)
        lines = sorted({item.line for item in items})
        names = [replace(_name(view, item), mark=marks.pop(item.name, "")) for item in items]
        cells = ((view.site.file_link(path),), view.site.shown_links(names))
        statements = (by_line[line] for line in lines if line in by_line)
        yield Row((*cells, import_lines(view, statements)))


def _marks(view: FileView) -> dict[str, str]:
    """Return the anchors of the imports that the table of passed on names stands for, by name."""
    anchors: dict[str, str] = {}
    for item in passed_imports(view):
        anchors.setdefault(view.site.existing(item.statement.anchor), item.statement.bound_name)
    return {name: anchor for anchor, name in anchors.items()}


def passed_imports(view: FileView) -> list[MeantImport]:
    """Return the imports of single names that the section of the public API shows."""
    if view.is_classic or "public" not in view.site.section_names:
        return []
    shown = {(item.name, item.line) for item in view.relations.public_names.passed_on}
    return [
        item for item in view.imports
        if (item.statement.bound_name, item.statement.line) in shown
    ]  # fmt: skip


def _name(view: FileView, item: OfferedName) -> Span:
    if item.definition is not None:
        return view.site.definition_link(item.definition, item.name)
    return view.site.file_link(item.source, item.name)
