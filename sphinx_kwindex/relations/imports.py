"""What the imports of a file mean, and which files import it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

import msgspec

from sphinx_kwindex.project import Project, ResolvedImport
from sphinx_kwindex.project.other import INCLUDING_LANGUAGES, LANGUAGES_OF_HEADERS
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.project.uses.index import is_import
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.relations.context import Context


class NativeModule(msgspec.Struct, frozen=True, array_like=True):
    """A module for Python that is defined in another language."""

    path: str
    language: str


class MeantImport(msgspec.Struct, frozen=True):
    """An import statement with what it means in this repository."""

    statement: Import
    targets: tuple[str, ...] = ()
    """The imported file; several where a package of the language is several files."""
    definition: DefinitionReference | None = None
    """Where the imported name is defined, through any number of re-exports."""
    is_unclear: bool = False
    """Whether several files are as likely, and none of them is the target."""
    native: NativeModule | None = None
    """The file in C or C++ that defines the module."""
    built_by: str = ""
    """The script that builds the module with cffi."""

    @property
    def target(self) -> str | None:
        """The first of the imported files; None for a module from elsewhere."""
        return self.targets[0] if self.targets else None


class Importer(msgspec.Struct, frozen=True, array_like=True):
    """A file that imports another."""

    path: str
    includes: bool
    """Whether its language calls that to include."""
    names: tuple[tuple[str, str], ...]
    """What it imports, each with the anchor of the import on its page."""
    is_test: bool = False
    """Whether it is code of tests, and the other is not."""


class Imports(msgspec.Struct, frozen=True):
    """Both directions."""

    imported: tuple[MeantImport, ...] = ()
    """In source order."""
    importers: tuple[Importer, ...] = ()
    """Sorted by path."""


def imports_of_files(context: Context) -> Callable[[FileFacts], Imports]:
    """Relate each file to what it imports, and to what imports it.

    Returns
    -------
    function from the facts of a file to its imports in both directions
    """
    project = context.project
    names = _imported_names(project)

    def of(facts: FileFacts) -> Imports:
        importing = names.get(facts.path, {})
        return Imports(
            tuple(_imported(project, facts.path)),
            tuple(
                _importer(project, path, facts.path, importing.get(path, {}))
                for path in project.importers_of(facts.path)
            ),
        )

    return of


def _imported(project: Project, path: str) -> Iterator[MeantImport]:
    native = project.native.imports.get(path, {})
    built = project.native.built.imports.get(path, {})
    # A statement has several meanings where a package of the language is several files.
    grouped = groupby(project.imports.get(path, ()), key=lambda item: id(item.statement))
    for position, (_, same) in enumerate(grouped):
        items = list(same)
        source = native.get(position)
        yield MeantImport(
            statement=items[0].statement,
            targets=tuple(item.target for item in items if item.target is not None),
            definition=_reference(items[0]),
            is_unclear=items[0].is_unclear,
            native=NativeModule(source, _language(project, source)) if source else None,
            built_by=built.get(position, ""),
        )


def _reference(item: ResolvedImport) -> DefinitionReference | None:
    return item.definition.reference if item.definition is not None else None


def _language(project: Project, path: str) -> str:
    language = project.files[path].analysis.language
    return LANGUAGES_OF_HEADERS.get(language, language)


def _imported_names(project: Project) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return the names that files import, each with its anchor there.

    Returns
    -------
    mapping from imported to importing files to names
    """
    found: defaultdict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for path, items in project.imports.items():
        for item in items:
            if item.target is not None:
                name = item.statement.name or item.statement.dotted
                names = found[item.target].setdefault(path, {})
                names.setdefault(name, item.statement.anchor)
    return found


def _importer(project: Project, path: str, imported: str, names: Mapping[str, str]) -> Importer:
    includes = project.files[path].analysis.language in INCLUDING_LANGUAGES
    is_test = project.tests.is_code(path) and not project.tests.is_code(imported)
    return Importer(path, includes, tuple(names.items()), is_test)


def importer_uses_of_files(
    context: Context,
) -> Callable[[FileFacts], Mapping[str, tuple[int, ...]]]:
    """Relate each file to what of it the others use.

    Returns
    -------
    function from the facts of a file to what other files use
        By their paths: positions of definitions at its module level, in source order.
    """
    project = context.project

    def of(facts: FileFacts) -> Mapping[str, tuple[int, ...]]:
        users = project.uses.users_of(facts.path)
        found = {path: _used(project, path, facts) for path in users if path != facts.path}
        return {path: used for path, used in found.items() if used}

    return of


def _used(project: Project, path: str, facts: FileFacts) -> tuple[int, ...]:
    """Return what a file uses of another at the module level of that one."""
    used = {
        use.used.partition(".")[0]
        for use in project.uses.between(path, facts.path)
        if not is_import(use)
    }
    found: dict[str, int] = {}
    for position, symbol in enumerate(facts.analysis.symbols if used else ()):
        if symbol.qualname in used:
            found.setdefault(symbol.qualname, position)
    return tuple(found.values())
