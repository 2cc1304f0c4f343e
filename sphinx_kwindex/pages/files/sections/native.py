"""What Python takes from C and C++, seen from either side; the libraries that Python loads."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sphinx_kwindex.blocks.blocks import Block, Heading, Row, Table, code, plain
from sphinx_kwindex.blocks.columns import without_empty_columns
from sphinx_kwindex.pages.files.sections.named import line_link, listed, reference_link
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.records.text import Text
from sphinx_kwindex.relations.imports import MeantImport
from sphinx_kwindex.relations.native import BindingUser, LoadedLibrary

_MOST_USERS = 5
_FEWEST_COLUMNS = 2


def names_for_python(view: FileView) -> Iterator[Block]:
    """Yield the names that a source in C or C++ gives to Python, and who uses them."""
    rows = tuple(
        Row(
            (
                (code(item.binding.dotted), plain(f", {item.binding.kind.value}")),
                (view.line_link(item.binding.line, f"{item.binding.line}"),),
                _bound_to(view, item.binding.function, item.bound_to),
                _users(view, item.users),
            )
        )
        for item in view.relations.native.given
    )
    if rows:
        yield Heading(3, "Python bindings", "python-bindings")
        columns = ("Name", "Line", "Bound to", "Used by")
        yield without_empty_columns(Table(columns, rows, figures=(1,)), _FEWEST_COLUMNS)


def names_from_native(view: FileView) -> Iterator[Block]:
    """Yield the names that a Python file uses and C or C++ defines."""
    rows = tuple(
        Row(
            (
                (code(item.written), plain(f", {item.binding.kind.value}")),
                (view.line_link(item.line, f"{item.line}"),),
                _bound_to(view, item.binding.function, item.bound_to),
                (
                    view.site.file_link(item.source),
                    plain(", "),
                    line_link(view, item.source, item.binding.line),
                ),
            )
        )
        for item in view.relations.native.taken
    )
    if rows:
        yield Heading(3, "Names from C and C++", "names-from-native")
        columns = ("Name", "First used", "Bound to", "Exposed to Python in")
        yield without_empty_columns(Table(columns, rows, figures=(1,)), _FEWEST_COLUMNS)


def loaded_libraries(view: FileView) -> Iterator[Block]:
    """Yield the libraries that a Python file loads or builds by name."""
    rows = tuple(
        Row(
            (
                _library(view, item),
                (view.line_link(item.load.line, f"{item.load.line}"),),
                (code(item.load.by),),
                _importers(view, item),
            )
        )
        for item in view.relations.native.loaded
    )
    if rows:
        yield Heading(3, "Native libraries", "native-libraries")
        columns = ("Library", "Line", "By", "Imported by")
        yield without_empty_columns(Table(columns, rows, figures=(1,)), _FEWEST_COLUMNS)


def native_origin(view: FileView, item: MeantImport) -> Text:
    """Return the file that an import means in another language, empty for any other import.

    Parameters
    ----------
    view:
        The file that imports it.
    item:
        The import.
    """
    if item.native is not None:
        words = plain(f", which defines the module in {item.native.language}")
        return (view.site.file_link(item.native.path), words)
    if item.built_by:
        return (plain("built with cffi by "), view.site.file_link(item.built_by))
    return ()


def _bound_to(view: FileView, name: str, definition: DefinitionReference | None) -> Text:
    if definition is None:
        return (code(name),) if name else ()
    return (msgspec.structs.replace(reference_link(view, definition), text=name),)


def _library(view: FileView, item: LoadedLibrary) -> Text:
    """Name a library, with a link if it is the shared library of an extension module."""
    name = item.load.name
    return (view.site.file_link(item.source, name),) if item.source else (code(name),)


def _importers(view: FileView, item: LoadedLibrary) -> Text:
    cells = [(view.site.file_link(path),) for path in item.importers]
    return listed(cells[:_MOST_USERS], len(cells) - _MOST_USERS) if cells else ()


def _users(view: FileView, users: tuple[BindingUser, ...]) -> Text:
    cells = [
        (view.site.file_link(user.path), plain(", "), line_link(view, user.path, user.line))
        for user in users
    ]
    return listed(cells[:_MOST_USERS], len(cells) - _MOST_USERS)
