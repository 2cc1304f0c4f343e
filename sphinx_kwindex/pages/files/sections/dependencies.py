"""Dependencies: what the file imports, which files import it, and what languages share."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Heading, Row, Table, code, plain
from sphinx_kwindex.pages.files.sections.native import (
    loaded_libraries,
    names_for_python,
    names_from_native,
    native_origin,
)
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.imports import Importer, MeantImport


def dependencies(view: FileView) -> Iterator[Block]:
    """Yield a table of the imports and a table of the importing files."""
    if view.imports:
        yield Heading(3, "Includes" if view.has_includes else "Imports", "imports-table")
        yield _imports_table(view)
    yield from names_from_native(view)
    yield from loaded_libraries(view)
    yield from names_for_python(view)
    yield from _importers(view)


def _importers(view: FileView) -> Iterator[Block]:
    """Yield who includes the file, and who imports it; a module in C++ may have both."""
    importers = view.relations.imports.importers
    includers = [found for found in importers if found.includes]
    others = [found for found in importers if not found.includes]
    if includers:
        yield Heading(3, "Included by", "included-by" if others else "imported-by")
        # What each includes is this file, which need not be said in a column.
        rows = (Row(((view.site.file_link(found.path),),)) for found in includers)
        yield Table(("File",), tuple(rows))
    if others:
        yield Heading(3, "Imported by", "imported-by")
        yield Table(("File", "What it uses"), tuple(_importer_row(view, found) for found in others))


def _imports_table(view: FileView) -> Table:
    rows = []
    seen: set[str] = set()
    says_when = any(_circumstances(item.statement) for item in view.imports)
    for item in view.imports:
        statement = item.statement
        anchor = "" if statement.anchor in seen else statement.anchor
        seen.add(statement.anchor)
        line = (view.line_link(statement.line, f"{statement.line}"),)
        when = ((plain(_circumstances(statement)),),) if says_when else ()
        rows.append(Row((_name(view, item), _origin(view, item), line, *when), anchor))
    columns = ("Name", "From", "Line", *(("When",) if says_when else ()))
    return Table(columns, tuple(rows), figures=(2,))


def _name(view: FileView, item: MeantImport) -> Text:
    dotted = item.statement.dotted
    if item.definition is not None:
        link = view.site.definition_link(item.definition, dotted)
    elif item.target not in (None, view.path):
        link = view.site.file_link(item.target, dotted)
    else:
        # A star stands for many names; the module is what can be looked up.  Nobody else knows what
        # the dots of a relative import mean.
        is_known = view.facts.is_python and not item.statement.level
        known = item.statement.source if is_known else ""
        link = Span(dotted, code=True, elsewhere=known)
    alias = item.statement.alias
    return (link, plain(" as "), code(alias)) if alias else (link,)


def _origin(view: FileView, item: MeantImport) -> Text:
    """Name the file that an import leads to."""
    native = native_origin(view, item)
    if native:
        is_stub = (item.target or "").endswith(".pyi")
        stub = (view.site.file_link(item.target or ""), plain("; "))
        return (*stub, *native) if is_stub else native
    if item.targets == (view.path,):
        return (plain("this file"),)
    if item.targets:
        return view.site.shown_links(view.site.file_links(item.targets))
    statement = item.statement
    is_python = view.facts.is_python
    top = statement.module.partition(".")[0]
    if is_python and not statement.level and top in sys.stdlib_module_names:
        return (plain("standard library"),)
    if item.is_unclear:
        return (plain("one of several files"),)
    # What a compiler or a bundler is told is not known: the file may be here by another name.
    return (plain("not in this repository" if is_python else "not found in this repository"),)


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


def _importer_row(view: FileView, found: Importer) -> Row:
    """Name what another file uses of this one; without any use, what it imports."""
    used = view.relations.importer_uses.get(found.path, ())
    symbols = [view.analysis.symbols[position] for position in used]
    shown = [view.own_link(symbol) for symbol in symbols if view.shows(symbol)]
    links = shown or [
        view.site.file_link(found.path, label, anchor) for label, anchor in found.names
    ]
    return Row(((view.site.file_link(found.path),), view.site.shown_links(links)))
