"""What each import of the repository means: a file of it, a definition in a file, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sphinx_kwindex.project.python.modules import ModuleIndex
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_MAX_HOPS = 20
"""Re-exports that are followed from file to file before giving up."""


class Definition(msgspec.Struct, frozen=True):
    """A definition that a name leads to."""

    path: str
    symbol: Symbol

    @property
    def reference(self) -> DefinitionReference:
        """What another file needs to know of it: nothing that moves when its file changes."""
        symbol = self.symbol
        return DefinitionReference(
            self.path, symbol.qualname, symbol.anchor, symbol.kind, symbol.is_private
        )


class DefinitionReference(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A definition as other files know it: by its name and its place on the page of its file."""

    path: str
    qualname: str
    anchor: str
    kind: SymbolKind
    is_private: bool


class ResolvedImport(msgspec.Struct, frozen=True):
    """An import and what it means in this repository."""

    statement: Import
    target: str | None
    """Path of the imported file; None for a module from elsewhere."""
    definition: Definition | None = None
    """Where the imported name is defined, through any number of re-exports."""
    is_unclear: bool = False
    """Whether several files are as likely, and none of them is the target."""


class ImportResolver:
    """Resolves imports against the files of one repository."""

    def __init__(self, modules: ModuleIndex, files: Iterable[FileFacts]) -> None:
        self._modules = modules
        self._names = {facts.path: _FileNames(facts) for facts in files if facts.is_python}
        self._module_files: dict[tuple[str, int, str], str | None] = {}

    def resolve(self, statement: Import, importer: str) -> ResolvedImport:
        """Return what ``statement`` in the file ``importer`` means.

        ``from package import name`` imports the submodule when there is one and the package does
        not bind the name to something else, as Python does; the target is the file that defines
        or re-exports the name otherwise.

        Parameters
        ----------
        statement:
            An import of one name or module.
        importer:
            Path of the file that holds it.
        """
        module_file = self._module_file(statement, importer)
        if not statement.name or statement.is_star:
            return self._without_definition(statement, module_file, importer)
        if module_file is not None and module_file in self._names:
            definition = self._definition(module_file, statement.name, _MAX_HOPS, set())
            submodule = self._submodule(module_file, statement.name)
            if definition is None and submodule is not None:
                return ResolvedImport(statement, submodule)
            return ResolvedImport(statement, module_file, definition)
        target = self._in_namespace(statement, importer)
        return self._without_definition(statement, target, importer)

    def _without_definition(
        self, statement: Import, target: str | None, importer: str
    ) -> ResolvedImport:
        may_be_several = target is None and not statement.level
        is_unclear = may_be_several and self._modules.is_unclear(statement.module, importer)
        return ResolvedImport(statement, target, is_unclear=is_unclear)

    def definition_of(self, dotted: str, path: str) -> Definition | None:
        """Return the definition that a dotted name written in the file ``path`` leads to.

        Local definitions and imported names are followed; attributes of instances are not.

        Parameters
        ----------
        dotted:
            The name.
        path:
            Path of the file.
        """
        names = self._names.get(path)
        if names is None or not dotted:
            return None
        if dotted in names.symbols:
            return Definition(path, names.symbols[dotted])
        head, _, rest = dotted.partition(".")
        if head in names.symbols:
            return None
        for statement in names.bindings.get(head, ()):
            found = self._through(statement, path, rest)
            if found is not None:
                return found
        return None

    def starred(self, item: ResolvedImport) -> Iterator[tuple[str, Definition]]:
        """Yield the names that ``from module import *`` binds, each with its definition.

        Those are the names in the ``__all__`` of the module; without one, all that do not begin
        with an underscore.
        """
        if item.statement.is_star and item.target is not None:
            for name in sorted(self._public_names(item.target)):
                definition = self._definition(item.target, name, _MAX_HOPS, set())
                if definition is not None:
                    yield name, definition

    def _through(self, statement: Import, path: str, rest: str) -> Definition | None:
        """Follow an attribute chain that starts with an imported name."""
        resolved = self.resolve(statement, path)
        if resolved.definition is not None:
            if not rest:
                return resolved.definition
            names = self._names[resolved.definition.path]
            symbol = names.symbols.get(f"{resolved.definition.symbol.qualname}.{rest}")
            return Definition(resolved.definition.path, symbol) if symbol else None
        if not rest or resolved.target is None:
            return None
        if statement.binds_top:
            return self._by_full_path(f"{statement.bound_path}.{rest}", path)
        return self._member(resolved.target, rest.split("."))

    def _by_full_path(self, dotted: str, path: str) -> Definition | None:
        """Find ``package.module.Name`` by trying the longest module name first."""
        parts = dotted.split(".")
        for cut in range(len(parts) - 1, 0, -1):
            module_file = self._modules.resolve(".".join(parts[:cut]), path)
            if module_file is not None:
                return self._member(module_file, parts[cut:])
        return None

    def _member(self, module_file: str, parts: list[str]) -> Definition | None:
        while len(parts) > 1:
            submodule = self._submodule(module_file, parts[0])
            if submodule is None:
                break
            module_file, parts = submodule, parts[1:]
        names = self._names.get(module_file)
        if names is None:
            return None
        whole = names.symbols.get(".".join(parts))
        if whole is not None:
            return Definition(module_file, whole)
        return (
            self._definition(module_file, parts[0], _MAX_HOPS, set()) if len(parts) == 1 else None
        )

    def _module_file(self, statement: Import, importer: str) -> str | None:
        """Return the file of the module part of a statement."""
        key = (statement.module, statement.level, importer)
        if key not in self._module_files:
            self._module_files[key] = self._file_of_module(statement, importer)
        return self._module_files[key]

    def _file_of_module(self, statement: Import, importer: str) -> str | None:
        if statement.level:
            folder = self._modules.relative_folder(statement.level, importer)
            return None if folder is None else self._modules.file_below(folder, statement.module)
        return self._modules.resolve(statement.module, importer)

    def _in_namespace(self, statement: Import, importer: str) -> str | None:
        """Return the module that a statement takes from a package without ``__init__``."""
        dotted = f"{statement.module}.{statement.name}" if statement.module else statement.name
        if not statement.level:
            return self._modules.resolve(dotted, importer)
        folder = self._modules.relative_folder(statement.level, importer)
        return None if folder is None else self._modules.file_below(folder, dotted)

    def _submodule(self, module_file: str, name: str) -> str | None:
        folder = self._modules.folder_of_package(module_file)
        return self._modules.submodule(folder, name) if folder is not None else None

    def _definition(
        self, module_file: str, name: str, hops: int, visited: set[tuple[str, str]]
    ) -> Definition | None:
        names = self._names.get(module_file)
        if names is None or hops == 0 or (module_file, name) in visited:
            return None
        visited.add((module_file, name))
        if name in names.symbols:
            return Definition(module_file, names.symbols[name])
        for statement in names.bindings.get(name, ()):
            if statement.name and not statement.deferred:
                source = self._module_file(statement, module_file)
                found = source and self._definition(source, statement.name, hops - 1, visited)
                if found:
                    return found
        for statement in names.stars:
            source = self._module_file(statement, module_file)
            if source is not None and self._exports(source, name):
                found = self._definition(source, name, hops - 1, visited)
                if found:
                    return found
        return None

    def _public_names(self, module_file: str) -> set[str]:
        """Return the names that a star import takes from a module, and by that from others."""
        first = self._names.get(module_file)
        if first is not None and first.exports is not None:
            return set(first.exports)
        found: set[str] = set()
        level = {module_file}
        visited: set[str] = set()
        for _ in range(_MAX_HOPS):
            visited |= level
            further: set[str] = set()
            for path in level:
                names = self._names.get(path)
                if names is not None and names.exports is not None:
                    found.update(names.exports)
                elif names is not None:
                    found.update(names.at_top)
                    sources = (self._module_file(statement, path) for statement in names.stars)
                    further.update(source for source in sources if source)
            level = further - visited
        return {name for name in found if not name.startswith("_")}

    def _exports(self, module_file: str, name: str) -> bool:
        names = self._names.get(module_file)
        if names is None:
            return False
        return name in names.exports if names.exports is not None else not name.startswith("_")


class _FileNames:
    """The names of one file, for look-up."""

    def __init__(self, facts: FileFacts) -> None:
        analysis = facts.analysis
        self.symbols: Mapping[str, Symbol] = {
            symbol.qualname: symbol for symbol in reversed(analysis.symbols)
        }
        self.exports = None if analysis.exports is None else frozenset(analysis.exports)
        self.stars = tuple(item for item in analysis.imports if item.is_star)
        bindings: dict[str, list[Import]] = {}
        for statement in analysis.imports:
            bindings.setdefault(statement.bound_name, []).append(statement)
        self.bindings: Mapping[str, list[Import]] = bindings
        self.at_top = frozenset(name for name in (*self.symbols, *bindings) if "." not in name)
