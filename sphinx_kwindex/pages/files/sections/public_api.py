"""What a package offers under its own name, on the page of its ``__init__`` and of the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from sphinx_kwindex.blocks.blocks import Block, Heading, Paragraph, Row, Table, code, plain
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.public_api import OfferedName


def public_api(view: FileView) -> Iterator[Block]:
    """Yield what a package passes on from other files, or which packages pass on what is here."""
    passed_on = view.relations.public_names.passed_on
    offered = view.relations.public_names.offered
    if passed_on or offered:
        yield Heading(3, "Public API", "public-api")
    if passed_on:
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
        yield Table(("From", "Names", "Lines"), _rows(view, passed_on, lambda item: item.source))
    if offered:
        is_defined = any(item.definition is not None for item in offered)
        what = "definitions of this file" if is_defined else "this module"
        yield Paragraph((plain(f"Packages that re-export {what}:"),))
        yield Table(("Package", "Names", "Lines"), _rows(view, offered, lambda item: item.package))


def _rows(
    view: FileView, found: Iterable[OfferedName], file_of: Callable[[OfferedName], str]
) -> tuple[Row, ...]:
    """Return a row for each file with the names, and the lines of the package that import them."""
    rows = []
    ordered = sorted(found, key=lambda item: (file_of(item), item.name))
    for path, group in groupby(ordered, key=file_of):
        items = list(group)
        lines = sorted({(item.package, item.line) for item in items})
        links = (_line(view, package, line) for package, line in lines)
        rows.append(
            Row(
                (
                    (view.site.file_link(path),),
                    view.site.shown_links(_name(view, item) for item in items),
                    view.site.shown_links(links),
                )
            )
        )
    return tuple(rows)


def _line(view: FileView, path: str, line: int) -> Span:
    if path == view.path:
        return view.line_link(line, f"{line}")
    return view.site.line_in(path, line, f"{line}")


def _name(view: FileView, item: OfferedName) -> Span:
    if item.definition is not None:
        return view.site.definition_link(item.definition, item.name)
    return view.site.file_link(item.source, item.name)
