"""What Python takes from C and C++, seen from either side; the libraries that Python loads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sphinx_kwindex.binding_records import Binding, Load
from sphinx_kwindex.pages.blocks import Block, Heading, Row, Table, Text, code, plain
from sphinx_kwindex.pages.columns import without_empty_columns
from sphinx_kwindex.pages.sections.bound import Sight
from sphinx_kwindex.pages.sections.named import line_link, listed
from sphinx_kwindex.pages.sections.view import FileView
from sphinx_kwindex.project.native import NativeUse
from sphinx_kwindex.relations.imports import MeantImport

_MOST_USERS = 5
_FEWEST_COLUMNS = 2
_SHARED = ("so", "pyd", "dll", "dylib")
_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:")


def names_for_python(view: FileView) -> Iterator[Block]:
    """Yield the names that a source in C or C++ gives to Python, and who uses them."""
    bindings = view.analysis.bindings
    if not bindings:
        return
    users: dict[Binding, list[NativeUse]] = {}
    for use in view.project.native.by_source.get(view.path, ()):
        users.setdefault(use.binding, []).append(use)
    sight = Sight(view, view.path)
    rows = tuple(
        Row(
            (
                (code(item.dotted), plain(f", {item.kind.value}")),
                (view.line_link(item.line, f"{item.line}"),),
                sight.named(item.function),
                _users(view, users.get(item, ())),
            )
        )
        for item in bindings
    )
    yield Heading(3, "Names for Python", "names-for-python")
    columns = ("Name", "Line", "Bound to", "Used by")
    yield without_empty_columns(Table(columns, rows, figures=(1,)), _FEWEST_COLUMNS)


def names_from_native(view: FileView) -> Iterator[Block]:
    """Yield the names that a Python file uses and C or C++ defines."""
    uses = view.project.native.by_user.get(view.path, ())
    sights = {source: Sight(view, source) for source in {use.source for use in uses}}
    rows = tuple(
        Row(
            (
                (code(use.written), plain(f", {use.binding.kind.value}")),
                (view.line_link(use.line, f"{use.line}"),),
                sights[use.source].named(use.binding.function),
                (
                    view.site.file_link(use.source),
                    plain(", "),
                    line_link(view, use.source, use.binding.line),
                ),
            )
        )
        for use in uses
    )
    if rows:
        yield Heading(3, "Names from C and C++", "names-from-native")
        columns = ("Name", "First used", "Bound to", "Given to Python in")
        yield without_empty_columns(Table(columns, rows, figures=(1,)), _FEWEST_COLUMNS)


def loaded_libraries(view: FileView) -> Iterator[Block]:
    """Yield the libraries that a Python file loads or builds by name."""
    rows = tuple(
        Row(
            (
                _library(view, load),
                (view.line_link(load.line, f"{load.line}"),),
                (code(load.by),),
                _importers(view, load),
            )
        )
        for load in view.analysis.loads
    )
    if rows:
        yield Heading(3, "Libraries by name", "loaded-libraries")
        columns = ("Library", "Line", "By", "Imported by")
        yield without_empty_columns(Table(columns, rows, figures=(1,)), _FEWEST_COLUMNS)


def native_origin(view: FileView, item: MeantImport) -> Text:
    """Return the file that an import means in another language, empty for any other import."""
    if item.native is not None:
        words = plain(f", which defines the module in {item.native.language}")
        return (view.site.file_link(item.native.path), words)
    if item.built_by:
        return (plain("built with cffi by "), view.site.file_link(item.built_by))
    return ()


def _library(view: FileView, load: Load) -> Text:
    """Name a library, with a link if it is the shared library of an extension module."""
    name = load.name.replace("\\", "/").rpartition("/")[2]
    stem, _, suffix = name.partition(".")
    is_local = suffix.endswith(_SHARED) and not _ABSOLUTE.match(load.name)
    path = view.project.native.modules.get(stem) if is_local else None
    return (view.site.file_link(path, load.name),) if path is not None else (code(load.name),)


def _importers(view: FileView, load: Load) -> Text:
    built = view.project.native.built
    cells = [
        (view.site.file_link(path),)
        for path in built.importers.get(load.name, ())
        if view.path in built.imports[path].values()
    ]
    return listed(cells[:_MOST_USERS], len(cells) - _MOST_USERS) if cells else ()


def _users(view: FileView, uses: Iterable[NativeUse]) -> Text:
    found = {use.path: use for use in uses}
    cells = [
        (view.site.file_link(path), plain(", "), line_link(view, path, use.line))
        for path, use in sorted(found.items())
    ]
    return listed(cells[:_MOST_USERS], len(cells) - _MOST_USERS)
