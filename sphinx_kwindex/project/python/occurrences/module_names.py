"""The names of modules: bound, imported, from star imports, and submodules."""

from __future__ import annotations

from abc import abstractmethod

from sphinx_kwindex.project.python.occurrences.evaluation import Evaluation, Tables
from sphinx_kwindex.project.python.occurrences.values import (
    NOTHING,
    UNNAMED,
    Kind,
    Known,
    Named,
    Target,
    Value,
    distinct,
    named_outside,
)
from sphinx_kwindex.records.names import (
    CLASS,
    FROM,
    FUNCTION,
    MODULE,
    UNKNOWN,
)

_ALL = "__all__"
_IMPORTS = (FROM, MODULE)
_DEFINITIONS = (CLASS, FUNCTION)


class ModuleNames(Evaluation):
    """Finds what a name of a module leads to, and what it stands for."""

    @abstractmethod
    def values(self, path: str, number: int) -> Known:
        """Return what an expression stands for.

        Parameters
        ----------
        path:
            Path of the file.
        number:
            Number of the expression in its file.
        """

    @abstractmethod
    def bound_values(self, path: str, bound: tuple[int, ...]) -> Known:
        """Return what a variable holds, by all that it is bound to.

        Parameters
        ----------
        path:
            Path of the file.
        bound:
            Numbers of the expressions that it is bound to.
        """

    def named_in_module(self, path: str, name: str) -> Named:
        """Return what a name of a module leads to, through any number of re-exports.

        Parameters
        ----------
        path:
            Path of the file.
        name:
            The name.
        """
        return self.remembered(("name", path, name), lambda: self._named(path, name), UNNAMED)

    def _named(self, path: str, name: str) -> Named:
        tables = self.table_of(path)
        if tables is None:
            return UNNAMED
        bound = tables.interface.bound.get(name)
        if bound is None:
            return self._starred(tables, path, name) or self._submodule_named(path, name)
        found: dict[Target, None] = {}
        outside: dict[Target, None] = {}
        is_defined = is_variable = False
        for number in bound:
            expression = tables.expressions[number]
            if expression[0] in _IMPORTS:
                for target in self.imported(path, number).targets:
                    (found if target.path else outside)[target] = None
            elif expression[0] in _DEFINITIONS:
                is_defined = True
            else:
                # `None` stands in for an import that may fail.
                is_variable |= expression[0] != UNKNOWN
        if is_defined or (not found and (is_variable or not self._is_imported(tables, bound))):
            found[Target(path, name)] = None
        return Named(tuple(found or outside), is_exact=True)

    def _is_imported(self, tables: Tables, bound: tuple[int, ...]) -> bool:
        """Return whether an import is among what a name is bound to."""
        return any(tables.expressions[number][0] in _IMPORTS for number in bound)

    def _submodule_named(self, path: str, name: str) -> Named:
        file = self.submodule(path, name)
        return UNNAMED if file is None else Named((Target(file, ""),), is_exact=True)

    def _starred(self, tables: Tables, path: str, name: str) -> Named | None:
        source = self._star_of(tables, path, name)
        return None if source is None else self.named_in_module(source, name)

    def _star_of(self, tables: Tables, path: str, name: str) -> str | None:
        """Return the file from which a star import takes a name; the last one wins."""
        for number in reversed(tables.interface.stars):
            _, level, word = tables.expressions[number]
            source = self.file_of(level, tables.words[word], path)
            if source is not None and self.exports(source, name):
                return source
        return None

    def imported(self, path: str, number: int) -> Named:
        """Return what an imported module, or a name of one, leads to.

        Parameters
        ----------
        path:
            Path of the file.
        number:
            Number of the expression in its file.
        """
        expression = self.tables[path].expressions[number]
        words = self.tables[path].words
        if expression[0] == MODULE:
            file = self.file_of(expression[1], words[expression[2]], path)
            if file is None:
                return named_outside("." * expression[1] + words[expression[2]])
            return Named((Target(file, ""),), is_exact=True)
        _, level, module, word = expression
        name = words[word]
        file = self.file_of(level, words[module], path)
        if file is not None:
            found = self.named_in_module(file, name)
            if found.targets and found.targets[0].path:
                return found
            below_package = self._submodule_named(file, name)
            return below_package if below_package.targets else found
        below = self._in_namespace(level, words[module], name, path)
        if below is None:
            return named_outside(f"{'.' * level}{words[module]}.{name}")
        return Named((Target(below, ""),), is_exact=True)

    def _in_namespace(self, level: int, module: str, name: str, path: str) -> str | None:
        """Return the module that is taken from a package without ``__init__``."""
        return self.file_of(level, f"{module}.{name}" if module else name, path)

    def values_in_module(self, path: str, name: str) -> Known:
        """Return what a name of a module stands for.

        Parameters
        ----------
        path:
            Path of the file.
        name:
            The name.
        """
        return self.remembered(("value", path, name), lambda: self._held(path, name), NOTHING)

    def _held(self, path: str, name: str) -> Known:
        tables = self.table_of(path)
        if tables is None:
            return NOTHING
        bound = tables.interface.bound.get(name)
        if bound is not None:
            return self.bound_values(path, bound)
        source = self._star_of(tables, path, name)
        if source is not None:
            return self.values_in_module(source, name)
        return self._submodule_value(path, name)

    def _submodule_value(self, path: str, name: str) -> Known:
        file = self.submodule(path, name)
        return NOTHING if file is None else Known((Value(Kind.MODULE, file),), is_exact=True)

    def imported_values(self, path: str, number: int) -> Known:
        """Return what an imported module, or a name of one, stands for.

        Parameters
        ----------
        path:
            Path of the file.
        number:
            Number of the expression in its file.
        """
        expression = self.tables[path].expressions[number]
        words = self.tables[path].words
        level, module = expression[1], words[expression[2]]
        name = words[expression[3]] if expression[0] == FROM else ""
        file = self.file_of(level, module, path)
        if file is None:
            below = self._in_namespace(level, module, name, path) if name else None
            if below is not None:
                return Known((Value(Kind.MODULE, below),), is_exact=True)
            dotted = ".".join(part for part in (module, name) if part)
            return Known((Value(Kind.EXTERNAL, "." * level + dotted),), is_exact=True)
        if not name:
            return Known((Value(Kind.MODULE, file),), is_exact=True)
        found = self.values_in_module(file, name)
        return found if found.values else self._submodule_value(file, name)

    def exports(self, path: str, name: str) -> bool:
        """Return whether a star import takes a name from a file.

        Parameters
        ----------
        path:
            Path of the file.
        name:
            The name.
        """
        return self.remembered(
            ("export", path, name), lambda: self._exports(path, name), nothing=False
        )

    def _exports(self, path: str, name: str) -> bool:
        tables = self.table_of(path)
        if tables is None:
            return False
        interface = tables.interface
        if interface.exports is None and not interface.export_lists:
            if name.startswith("_"):
                return False
            return name in interface.bound or self._star_of(tables, path, name) is not None
        if name in (interface.exports or ()):
            return True
        return any(
            source is not None and source != path and self.exports(source, name)
            for source in (self._listed(tables, path, item) for item in interface.export_lists)
        )

    def _listed(self, tables: Tables, path: str, written: str) -> str | None:
        """Return the file whose ``__all__`` a name stands for."""
        owner, _, last = written.rpartition(".")
        if owner and last == _ALL:
            parts = owner.split(".")
            found = self.values_in_module(path, parts[0]).values
            for part in parts[1:]:
                found = distinct(
                    value
                    for item in found
                    if item.kind is Kind.MODULE
                    for value in self.values_in_module(item.path, part).values
                )
            return next((item.path for item in found if item.kind is Kind.MODULE), None)
        for number in tables.interface.bound.get(written, ()):
            expression = tables.expressions[number]
            if expression[0] == FROM and tables.words[expression[3]] == _ALL:
                return self.file_of(expression[1], tables.words[expression[2]], path)
        return None
