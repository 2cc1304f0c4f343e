"""What a name stands for across the files of a repository.

The analysis of a file says what a name is by the file's own imports and definitions.  Here that is
followed through the repository: to the definition in another file, or to the package outside of
which a file of the repository has it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

from sphinx_kwindex.paths import name_of
from sphinx_kwindex.project.python.imports import Definition, ImportResolver
from sphinx_kwindex.project.python.modules import ModuleIndex
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.records.traits import TraitKind

_BUILTIN = "builtins."
_LOCAL = ":"
_CALL = "()"
_WITHIN = "::"

_MOST_HOPS = 40
"""Names that stand for other names, in a row; nobody follows as many as ten."""


def origin_of(path: str, qualname: str) -> str:
    """Return the origin of a definition in a file of the repository.

    Parameters
    ----------
    path:
        Path of the file.
    qualname:
        Qualified name of the definition.
    """
    return f"{path}{_WITHIN}{qualname}"


class Origins:
    """Follows names as traits have them.

    An origin is a dotted name of a package from elsewhere, or ``path::qualname`` of a definition;
    ``()`` after it stands for what a call of it returns.  A name that is not certain has none.
    """

    def __init__(
        self, modules: ModuleIndex, resolver: ImportResolver, files: Iterable[FileFacts]
    ) -> None:
        self._modules = modules
        self._resolver = resolver
        self._files = {facts.path: _Bound(facts) for facts in files}
        self._known: dict[tuple[str, str], str] = {}
        self._hops = 0

    def of(self, name: str, path: str) -> str:
        """Return the origin of a name in the file ``path``, empty if it is not certain.

        Parameters
        ----------
        name:
            The name, which may have dots.
        path:
            Path of the file.
        """
        key = (name, path)
        if key not in self._known:
            # A name that leads to itself has no origin, not an endless one.
            self._known[key] = ""
            if self._hops < _MOST_HOPS:
                self._hops += 1
                self._known[key] = self._follow(name, path)
                self._hops -= 1
        return self._known[key]

    def of_row(self, name: str) -> str:
        """Return the origin of a name as a row of the table has it: a dotted one, from anywhere.

        A package of the repository that has the name of one of the standard library is not meant.
        """
        dotted, call, rest = name.partition(_CALL)
        found = "" if self._is_shadowed(dotted, "") else self.of(dotted, "")
        return f"{found or dotted}{call}{rest}"

    def _follow(self, name: str, path: str) -> str:
        dotted, call, rest = name.partition(_CALL)
        if dotted.startswith(_BUILTIN):
            found = dotted
        elif dotted.startswith(_LOCAL):
            found = self._local(dotted[1:], path)
        elif dotted.startswith("."):
            found = self._relative(dotted, path)
        else:
            found = self._absolute(dotted, path)
        return f"{found}{call}{rest}" if found else ""

    def _local(self, dotted: str, path: str) -> str:
        """Follow a name that the file itself defines, or has from a star import."""
        known = self._files.get(path)
        if known is None:
            return ""
        parts = dotted.split(".")
        for cut in range(len(parts), 0, -1):
            symbol = known.symbols.get(".".join(parts[:cut]))
            if symbol is not None:
                return self._member(Definition(path, symbol), parts[cut:])
        return self._from(path, parts)

    def _relative(self, dotted: str, path: str) -> str:
        parts = dotted.lstrip(".").split(".")
        level = len(dotted) - len(dotted.lstrip("."))
        folder = self._modules.relative_folder(level, path)
        if folder is None:
            return ""
        for cut in range(len(parts) - 1, -1, -1):
            module = self._modules.file_below(folder, ".".join(parts[:cut]))
            if module is not None:
                return self._from(module, parts[cut:])
        return ""

    def _absolute(self, dotted: str, path: str) -> str:
        if self._is_shadowed(dotted, path):
            return ""
        parts = dotted.split(".")
        for cut in range(len(parts) - 1, 0, -1):
            module = self._modules.resolve(".".join(parts[:cut]), path)
            if module is not None:
                # Not all that a package has is written in its files.
                return self._from(module, parts[cut:]) or dotted
        return dotted

    def _from(self, module: str, parts: list[str]) -> str:
        """Follow an attribute chain that starts at a module of the repository."""
        for position, part in enumerate(parts):
            rest = parts[position + 1 :]
            found = self._resolver.resolve(_import_of(part, module), module)
            if found.definition is not None:
                return self._member(found.definition, rest)
            if found.target is None or found.target == module:
                return self._through_import(module, part, rest)
            module = found.target
        return ""

    def _through_import(self, module: str, name: str, rest: list[str]) -> str:
        """Follow a name that a module imports; only if all that bind it agree."""
        known = self._files.get(module)
        statements = known.imports.get(name, ()) if known is not None else ()
        found = {self.of(".".join((item.bound_path, *rest)), module) for item in statements}
        return found.pop() if len(found) == 1 else ""

    def _member(self, definition: Definition, rest: list[str]) -> str:
        """Return the origin of a definition of the repository, or of an attribute of it."""
        path, symbol = definition.path, definition.symbol
        known = self._files[path]
        if symbol.is_class or symbol.is_callable:
            qualname = ".".join((symbol.qualname, *rest))
            if not rest or qualname in known.symbols:
                return origin_of(path, qualname)
        value = known.values.get(symbol.qualname, "")
        found = self.of(value, path) if value else ""
        if not found:
            return "" if rest or value else origin_of(path, symbol.qualname)
        return ".".join((found, *rest))

    def _is_shadowed(self, dotted: str, path: str) -> bool:
        """Return whether a module of the repository hides one of the standard library."""
        top = dotted.partition(".")[0]
        if top not in sys.stdlib_module_names or top in self._modules.outer_packages.values():
            return False
        return self._modules.resolve(top, path) is not None


class _Bound:
    """What the names of a file are bound to."""

    def __init__(self, facts: FileFacts) -> None:
        analysis = facts.analysis
        self.symbols: Mapping[str, Symbol] = {
            symbol.qualname: symbol for symbol in reversed(analysis.symbols)
        }
        self.imports: dict[str, list[Import]] = {}
        for statement in analysis.imports:
            if not statement.deferred:
                self.imports.setdefault(statement.bound_name, []).append(statement)
        self.values: Mapping[str, str] = {
            trait.of: trait.name for trait in analysis.traits if trait.kind is TraitKind.VALUE
        }


def _import_of(name: str, module: str) -> Import:
    """Return the statement by which a module would import a name from itself."""
    stem = name_of(module).partition(".")[0]
    return Import("" if stem == "__init__" else stem, 1, name, "", 0)
