"""What Python takes from C and C++, seen from either side; the libraries that Python loads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from sphinx_kwindex.binding_records import Binding
from sphinx_kwindex.pages.blocks import Block, Heading, Row, Table, Text, code, plain
from sphinx_kwindex.pages.sections.named import definition_link, line_link, listed
from sphinx_kwindex.pages.sections.view import FileView
from sphinx_kwindex.project import Definition
from sphinx_kwindex.project.native import NativeUse

_MOST_USERS = 5


def names_for_python(view: FileView) -> Iterator[Block]:
    """Yield the names that a source in C or C++ gives to Python, and who uses them."""
    bindings = view.analysis.bindings
    if not bindings:
        return
    users: dict[Binding, list[NativeUse]] = {}
    for use in view.project.native.by_source.get(view.path, ()):
        users.setdefault(use.binding, []).append(use)
    rows = tuple(
        Row(
            (
                (code(item.dotted),),
                (plain(item.kind.value),),
                _function(view, item, view.path),
                _users(view, users.get(item, ())),
                (view.line_link(item.line, f"{item.line}"),),
            )
        )
        for item in bindings
    )
    yield Heading(3, "Names for Python", "names-for-python")
    yield Table(("Name", "Kind", "Implemented by", "Used by", "Line"), rows, figures=(4,))


def names_from_native(view: FileView) -> Iterator[Block]:
    """Yield the names that a Python file uses and C or C++ defines."""
    rows = tuple(
        Row(
            (
                (code(use.written),),
                (plain(use.binding.kind.value),),
                _function(view, use.binding, use.source),
                (
                    view.site.file_link(use.source),
                    plain(", "),
                    line_link(view, use.source, use.binding.line),
                ),
                (view.line_link(use.line, f"{use.line}"),),
            )
        )
        for use in view.project.native.by_user.get(view.path, ())
    )
    if rows:
        yield Heading(3, "Names from C and C++", "names-from-native")
        yield Table(
            ("Name", "Kind", "Implemented by", "Given to Python in", "First used"),
            rows,
            figures=(4,),
        )


def loaded_libraries(view: FileView) -> Iterator[Block]:
    """Yield the libraries that a Python file loads or builds by name."""
    rows = tuple(
        Row(
            (
                _library(view, load.name),
                (code(load.by),),
                (view.line_link(load.line, f"{load.line}"),),
            )
        )
        for load in view.analysis.loads
    )
    if rows:
        yield Heading(3, "Libraries by name", "loaded-libraries")
        yield Table(("Library", "By", "Line"), rows, figures=(2,))


def native_origin(view: FileView, position: int) -> Text:
    """Return the file that defines the module of an import in C or C++, empty for another."""
    path = view.project.native.imports.get(view.path, {}).get(position)
    if path is None:
        return ()
    language = view.project.files[path].analysis.language.removesuffix(" header")
    return (view.site.file_link(path), plain(f", which defines the module in {language}"))


def _library(view: FileView, name: str) -> Text:
    stem = name.replace("\\", "/").rpartition("/")[2].partition(".")[0]
    path = view.project.native.modules.get(stem)
    return (view.site.file_link(path, name),) if path is not None else (code(name),)


def _users(view: FileView, uses: Iterable[NativeUse]) -> Text:
    found = {use.path: use for use in uses}
    cells = [
        (view.site.file_link(path), plain(", "), line_link(view, path, use.line))
        for path, use in sorted(found.items())
    ]
    return listed(cells[:_MOST_USERS], len(cells) - _MOST_USERS)


def _function(view: FileView, binding: Binding, source: str) -> Text:
    """Name the function of a binding, with a link if one file that is in sight has one of it."""
    if not binding.function:
        return ()
    included = [item.target for item in view.project.imports.get(source, ()) if item.target]
    for path in (source, *dict.fromkeys(included)):
        definition = _definition(view, path, binding.function)
        if definition is not None:
            return (
                msgspec.structs.replace(definition_link(view, definition), text=binding.function),
            )
    return (code(binding.function),)


def _definition(view: FileView, path: str, name: str) -> Definition | None:
    """Return the one definition of a name in a file, or its one declaration."""
    end = f"::{name}"
    found = [
        symbol
        for symbol in view.project.files[path].analysis.symbols
        if symbol.qualname == name or symbol.qualname.endswith(end)
    ]
    defined = [symbol for symbol in found if symbol.note != "declaration"] or found
    return Definition(path, defined[0]) if len(defined) == 1 else None
