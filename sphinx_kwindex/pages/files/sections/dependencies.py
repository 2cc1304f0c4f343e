"""What It Needs: the files and modules that it imports, and what languages share."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Folded, Heading, Row, Table, code, plain
from sphinx_kwindex.pages.files.sections.architecture import violations
from sphinx_kwindex.pages.files.sections.import_lines import circumstances
from sphinx_kwindex.pages.files.sections.import_origins import (
    absence,
    import_link,
    is_standard,
    origin_here,
)
from sphinx_kwindex.pages.files.sections.native import (
    loaded_libraries,
    names_for_python,
    names_from_native,
)
from sphinx_kwindex.pages.files.sections.needs import needs
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.records.text import Text
from sphinx_kwindex.relations.imports import Importer, MeantImport


def dependencies(view: FileView) -> Iterator[Block]:
    """Yield the imports, by the files that they are from."""
    if view.is_classic and view.imports:
        yield Heading(3, "Includes" if view.has_includes else "Imports", "imports-table")
        yield _imports_table(view)
    elif view.imports:
        if view.facts.is_python:
            yield from violations(view)
        yield from needs(view)
    yield from names_from_native(view)
    yield from loaded_libraries(view)
    yield from names_for_python(view)
    if view.is_classic:
        yield from importers(view)


def importers(view: FileView) -> Iterator[Block]:
    """Yield who includes the file, and who imports it; a module in C++ may have both."""
    found = view.relations.imports.importers
    tests = [item for item in found if item.is_test and not view.is_classic]
    importers = [item for item in found if not item.is_test or view.is_classic]
    includers = [item for item in importers if item.includes]
    others = [item for item in importers if not item.includes]
    if includers:
        yield Heading(3, "Included By", "included-by" if others else "imported-by")
        # What each includes is this file, which need not be said in a column.
        included = (Row(((view.site.file_link(item.path),),)) for item in includers)
        yield Table(("File",), tuple(included))
    if others:
        yield Heading(3, "Imported By", "imported-by")
        yield Table(("File", "What it uses"), tuple(_importer_row(view, item) for item in others))
    if tests:
        anchor = "" if includers or others else "imported-by"
        rows = tuple(_importer_row(view, item) for item in tests)
        title = f"{count(len(tests), 'file')} for tests"
        yield Folded(title, anchor, (Table(("File", "What it uses"), rows),))


def _imports_table(view: FileView) -> Table:
    rows = []
    seen: set[str] = set()
    says_when = any(circumstances(item.statement) for item in view.imports)
    for item in view.imports:
        statement = item.statement
        anchor = "" if statement.anchor in seen else statement.anchor
        seen.add(statement.anchor)
        line = (view.line_link(statement.line, f"{statement.line}"),)
        when = ((plain(circumstances(statement)),),) if says_when else ()
        rows.append(Row((_name(view, item), _origin(view, item), line, *when), anchor))
    columns = ("Name", "From", "Line", *(("When",) if says_when else ()))
    return Table(columns, tuple(rows), figures=(2,))


def _name(view: FileView, item: MeantImport) -> Text:
    dotted = item.statement.dotted
    link = import_link(view, item, dotted)
    alias = item.statement.alias
    return (link, plain(" as "), code(alias)) if alias else (link,)


def _origin(view: FileView, item: MeantImport) -> Text:
    """Name the file that an import leads to."""
    here = origin_here(view, item)
    if here:
        return here
    if is_standard(view, item.statement):
        return (plain("standard library"),)
    return (plain("one of several files" if item.is_unclear else absence(view)),)


def _importer_row(view: FileView, found: Importer) -> Row:
    """Name what another file uses of this one; without any use, what it imports."""
    used = view.relations.importer_uses.get(found.path, ())
    symbols = [view.analysis.symbols[position] for position in used]
    shown = [view.own_link(symbol) for symbol in symbols if view.shows(symbol)]
    links = shown or [
        view.site.file_link(found.path, label, anchor) for label, anchor in found.names
    ]
    return Row(((view.site.file_link(found.path),), view.site.shown_links(links)))
