"""The linking stage: from the facts of the single files to the project."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import msgspec

from sphinx_kwindex.project.declared.entry_points import LinkedEntryPoint, link_entry_point
from sphinx_kwindex.project.declared.metadata import PYTEST_FILES, ProjectMetadata
from sphinx_kwindex.project.graph.folders import Folder, build_folders
from sphinx_kwindex.project.graph.graph import ImportGraph, build_graph
from sphinx_kwindex.project.native.native import Native, find_native, with_native
from sphinx_kwindex.project.other import resolve_imports
from sphinx_kwindex.project.other.names import with_others
from sphinx_kwindex.project.other.script_bases import script_bases
from sphinx_kwindex.project.python.classes import Class, ClassGraph
from sphinx_kwindex.project.python.exceptions import find_exceptions
from sphinx_kwindex.project.python.exports import with_exports
from sphinx_kwindex.project.python.imports import ImportResolver, ResolvedImport
from sphinx_kwindex.project.python.indexing import index_modules
from sphinx_kwindex.project.python.modules import ModuleIndex
from sphinx_kwindex.project.python.occurrences.repository import link_files
from sphinx_kwindex.project.python.origins import Origins
from sphinx_kwindex.project.python.public_api import Reexport, find_reexports, offered_by_source
from sphinx_kwindex.project.roles import is_example_path
from sphinx_kwindex.project.tests.named_uses import Named, find_named
from sphinx_kwindex.project.tests.tests import Tests, find_tests
from sphinx_kwindex.project.uses.index import UseIndex
from sphinx_kwindex.records.analysis import IMPORTING_LIKE_PYTHON, FileFacts, Symbol
from sphinx_kwindex.records.references import NOTHING_LINKED, LinkedFiles
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from sphinx_kwindex.records.testing_paths import is_test_path


class Project(msgspec.Struct, frozen=True):
    """Everything that is known of a repository."""

    roots: Mapping[str, ProjectMetadata]
    """What each root says of itself, by its path; the path is empty if there is one root."""
    files: Mapping[str, FileFacts]
    """By path, sorted."""
    paths: tuple[str, ...]
    """Paths of all files, sorted."""
    folders: Mapping[str, Folder]
    """By path, sorted; the top has the empty path."""
    modules: ModuleIndex
    resolver: ImportResolver
    imports: Mapping[str, tuple[ResolvedImport, ...]]
    """Resolved imports by path of the importing file."""
    graph: ImportGraph
    origins: Origins
    classes: ClassGraph
    exceptions: frozenset[Class]
    """The classes that are exceptions."""
    pytest_roots: frozenset[str]
    """Paths of the roots that use pytest."""
    uses: UseIndex
    """Which definitions use which."""
    linked: LinkedFiles
    """What the places in code name: in Python, and in all languages where an index says so."""
    entry_points: Mapping[str, tuple[LinkedEntryPoint, ...]]
    """What the files at the top of the projects declare, by their paths, in their order."""
    reexports: Mapping[str, tuple[Reexport, ...]]
    """What each ``__init__`` passes on from other files, by its path."""
    offered: Mapping[str, tuple[Reexport, ...]]
    """What of a file any ``__init__`` passes on, by the path of the file."""
    tests: Tests
    """Which functions are tests and fixtures."""
    named: Named
    """Which definitions the tests and examples name."""
    native: Native
    """What Python files take from files in C and C++."""

    @property
    def metadata(self) -> ProjectMetadata:
        """What the repository says of itself; nothing if there are several roots."""
        return self.roots.get("", ProjectMetadata())

    def uses_pytest(self, path: str) -> bool:
        """Return whether the project that the file or folder ``path`` is part of uses pytest."""
        return self.top_of(path) in self.pytest_roots

    def top_of(self, path: str) -> str:
        """Return the path of the root that holds a file or folder; empty if there is one root."""
        return "" if "" in self.roots else path.partition("/")[0]

    def relative(self, path: str) -> str:
        """Return the path of a file or folder as it is seen from its root."""
        top = self.top_of(path)
        return path[len(top) :].lstrip("/") if top else path

    def paths_below(self, folder: str) -> tuple[str, ...]:
        """Return the paths of all files below a folder, sorted."""
        if not folder:
            return self.paths
        start = bisect_left(self.paths, f"{folder}/")
        return self.paths[start : bisect_left(self.paths, f"{folder}0", start)]

    def imports_of(self, path: str, target: str) -> tuple[ResolvedImport, ...]:
        """Return the imports by which the file ``path`` imports the file ``target``.

        Parameters
        ----------
        path:
            Path of the importing file.
        target:
            Path of the imported file.
        """
        return tuple(item for item in self.imports.get(path, ()) if item.target == target)

    def kind_of(self, path: str, symbol: Symbol) -> SymbolKind:
        """Return the kind of a symbol, with what other files tell about its base classes.

        Parameters
        ----------
        path:
            Path of the file that defines it.
        symbol:
            The symbol.
        """
        if symbol.kind is SymbolKind.CLASS and (path, symbol.anchor) in self.exceptions:
            return SymbolKind.EXCEPTION
        return symbol.kind

    def importers_of(self, path: str) -> tuple[str, ...]:
        """Return the files that import ``path``."""
        return self.graph.importers.get(path, ())

    def imported_by(self, path: str) -> tuple[str, ...]:
        """Return the files that ``path`` imports."""
        return self.graph.imports.get(path, ())

    def tests_of(self, path: str) -> tuple[str, ...]:
        """Return the test files that import ``path``."""
        return tuple(user for user in self.importers_of(path) if self.is_test_file(user))

    def is_test_file(self, path: str) -> bool:
        """Return whether a file is one for tests."""
        return path in self.tests.files

    def is_aside(self, path: str) -> bool:
        """Return whether a file is one for tests or an example, or lies in a folder of tests."""
        return self.tests.is_code(path) or is_example_path(path)

    def counterpart_of(self, path: str) -> str | None:
        """Return the stub of a module, or the module of a stub."""
        other = path.removesuffix("i") if path.endswith(".pyi") else f"{path}i"
        return other if path.endswith((".py", ".pyi")) and other in self.files else None


def _as_it_is(code: LinkedFiles) -> LinkedFiles:
    return code


def link(
    files: Iterable[FileFacts],
    metadata: Mapping[str, ProjectMetadata] | None = None,
    tops: Mapping[str, str] | None = None,
    before: LinkedFiles = NOTHING_LINKED,
    join: Callable[[LinkedFiles], LinkedFiles] = _as_it_is,
) -> Project:
    """Link the facts of all files.

    Parameters
    ----------
    files:
        The facts, sorted by path.
    metadata:
        What ``pyproject.toml`` says, by the path of the root.
    tops:
        Paths of the roots, each with the dotted name of the package that it is, if it is one.
    before:
        What the places in the code named the last time.
    join:
        Adds to what the places in the code name.
    """
    unlinked = {facts.path: facts for facts in files}
    roots = {"": ProjectMetadata()} if metadata is None else metadata
    modules = index_modules((path for path, facts in unlinked.items() if facts.is_python), tops)
    by_path = _with_exports(unlinked, modules)
    python = [facts for facts in by_path.values() if facts.is_python]
    resolver = ImportResolver(modules, python)
    imports = _resolved(by_path.values(), resolver)
    native = find_native(by_path, imports, modules)
    by_file = resolve_imports(by_path) | with_native(imports, native)
    reexports = find_reexports(python, imports, resolver)
    origins = Origins(modules, resolver, python)
    code = join(with_others(link_files(python, modules, before)[0], by_path, by_file))
    classes = ClassGraph(python, origins, script_bases(by_path, code))
    uses = UseIndex(code, imports)
    tests = find_tests(by_path, classes, pytest_roots := _pytest_roots(roots, by_path))
    declared = (point for said in roots.values() for point in said.entry_points)
    return Project(
        roots=roots,
        files=by_path,
        paths=tuple(sorted(by_path)),
        folders=build_folders(by_path.values()),
        modules=modules,
        resolver=resolver,
        imports=by_file,
        graph=build_graph(by_file, tests.files),
        pytest_roots=pytest_roots,
        origins=origins,
        classes=classes,
        exceptions=find_exceptions(python, classes),
        uses=uses,
        linked=code,
        entry_points=_by_path(link_entry_point(it, modules, resolver) for it in declared),
        reexports=reexports,
        offered=offered_by_source(reexports),
        tests=tests,
        named=find_named(by_path, uses, tests.files),
        native=native,
    )


def _resolved(
    files: Iterable[FileFacts], resolver: ImportResolver
) -> dict[str, tuple[ResolvedImport, ...]]:
    """Return the resolved imports of the files that import as Python does, by their paths."""
    return {
        facts.path: tuple(resolver.resolve(item, facts.path) for item in facts.analysis.imports)
        for facts in files
        if facts.is_python or facts.analysis.language in IMPORTING_LIKE_PYTHON
    }


def _with_exports(files: dict[str, FileFacts], modules: ModuleIndex) -> dict[str, FileFacts]:
    """Return files with the names that ``__all__`` takes from lists of other modules."""
    python = [facts for facts in files.values() if facts.is_python]
    if not any(facts.analysis.export_lists for facts in python):
        return files
    found = with_exports(python, ImportResolver(modules, python))
    return files | {facts.path: facts for facts in found}


def _by_path(
    entry_points: Iterable[LinkedEntryPoint],
) -> dict[str, tuple[LinkedEntryPoint, ...]]:
    found: defaultdict[str, list[LinkedEntryPoint]] = defaultdict(list)
    for point in entry_points:
        found[point.path].append(point)
    return {path: tuple(points) for path, points in found.items()}


def _pytest_roots(
    roots: Mapping[str, ProjectMetadata], files: Mapping[str, FileFacts]
) -> frozenset[str]:
    return frozenset(top for top in roots if roots[top].uses_pytest or _shows_pytest(files, top))


def _shows_pytest(files: Mapping[str, FileFacts], top: str) -> bool:
    """Return whether a file below ``top`` is pytest's own, configures it, or is a test with it."""
    below = f"{top}/" if top else ""
    return any(
        facts.source.name in PYTEST_FILES
        or facts.analysis.collection is not None
        or (is_test_path(path) and _imports_pytest(facts))
        for path, facts in files.items()
        if path.startswith(below)
    )


def _imports_pytest(facts: FileFacts) -> bool:
    return any(
        not item.level and item.module.partition(".")[0] == "pytest"
        for item in facts.analysis.imports
    )
