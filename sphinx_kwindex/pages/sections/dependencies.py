"""Dependencies: what the file imports, and which files import it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby

from sphinx_kwindex.pages.blocks import (
    Block,
    Heading,
    Row,
    Span,
    Table,
    Text,
    code,
    plain,
)
from sphinx_kwindex.pages.sections.view import FileView
from sphinx_kwindex.project import ResolvedImport
from sphinx_kwindex.records import Import


def dependencies(view: FileView) -> Iterator[Block]:
    """Yield a table of the imports and a table of the importing files."""
    if view.imports:
        yield Heading(3, "Includes" if view.has_includes else "Imports", "imports-table")
        yield _imports_table(view)
    importers = view.project.importers_of(view.path)
    if importers:
        title = "Included by" if view.has_includes else "Imported by"
        yield Heading(3, title, "imported-by")
        if view.has_includes:
            # What each includes is this file, which need not be said in a column.
            yield Table(
                ("File",), tuple(Row(_importer_row(view, path).cells[:1]) for path in importers)
            )
            return
        rows = tuple(_importer_row(view, path) for path in importers)
        yield Table(("File", "Imports"), rows)


def _imports_table(view: FileView) -> Table:
    rows = []
    seen: set[str] = set()
    for _, same in groupby(view.imports, key=lambda item: id(item.statement)):
        item, *others = same
        statement = item.statement
        anchor = "" if statement.anchor in seen else statement.anchor
        seen.add(statement.anchor)
        rows.append(
            Row(
                (
                    _name(view, item),
                    _origin(view, item, others),
                    (view.line_link(statement.line, f"{statement.line}"),),
                    (plain(_circumstances(statement)),),
                ),
                anchor,
            )
        )
    return Table(("Name", "From", "Line", ""), tuple(rows), figures=(2,))


def _name(view: FileView, item: ResolvedImport) -> Text:
    dotted = item.statement.dotted
    if item.definition is not None:
        link = view.site.definition_link(item.definition, dotted)
    elif item.target is not None:
        link = view.site.file_link(item.target, dotted)
    else:
        # A star stands for many names; the module is what can be looked up.
        known = dotted.removesuffix(".*") if view.facts.is_python else ""
        link = Span(dotted, code=True, elsewhere=known)
    alias = item.statement.alias
    return (link, plain(" as "), code(alias)) if alias else (link,)


def _origin(view: FileView, item: ResolvedImport, others: Sequence[ResolvedImport]) -> Text:
    """Name the file that an import leads to; a package of several files has ``others``."""
    targets = [found.target for found in (item, *others) if found.target is not None]
    if targets:
        return view.site.shown_links(view.site.file_links(targets))
    statement = item.statement
    if not view.facts.is_python:
        return (plain("not in this repository"),)
    top = statement.module.partition(".")[0]
    if not statement.level and top in sys.stdlib_module_names:
        return (plain("standard library"),)
    return (plain("not in this repository"),)


def _circumstances(statement: Import) -> str:
    words = []
    if statement.type_checking:
        words.append("for type checking only")
    if statement.optional:
        words.append("optional")
    if statement.deferred:
        words.append("when a function runs")
    if statement.as_program:
        words.append("when run as a program")
    return ", ".join(words)


def _importer_row(view: FileView, path: str) -> Row:
    """Name what another file imports from this one; the links lead to its import rows."""
    shown: dict[str, Span] = {}
    for item in view.project.imports[path]:
        if item.target == view.path:
            statement = item.statement
            label = statement.name or statement.dotted
            shown.setdefault(label, view.site.file_link(path, label, statement.anchor))
    return Row(((view.site.file_link(path),), view.site.shown_links(shown.values())))
