"""Remembering what was found out, with the files that were looked at for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar, cast

from sphinx_kwindex.paths import folder_of
from sphinx_kwindex.project.python.modules import ModuleIndex
from sphinx_kwindex.records.names import (
    Body,
    ClassNames,
    Expression,
    FunctionNames,
    Interface,
)

_DEEPEST = 40
"""Expressions in expressions, classes and functions that are followed."""
_MOST_STEPS = 3_000
"""Steps for one place; where classes and functions lead in circles, there is no end of ways."""

_Answer = TypeVar("_Answer")


class Tables:
    """The tables of a file: those of its interface, with those of its body where it is linked."""

    def __init__(self, interface: Interface) -> None:
        self.interface = interface
        self.words: tuple[str, ...] = interface.words
        self.expressions: tuple[Expression, ...] = interface.expressions
        self.classes: tuple[ClassNames, ...] = interface.classes
        self.functions: tuple[FunctionNames, ...] = interface.functions
        self.fixtures = {
            (item.qualname.rpartition(".")[0], item.fixture): number
            for number, item in enumerate(interface.functions)
            if item.fixture
        }
        """Functions by the class around them and the name by which tests take them."""

    def extend(self, body: Body) -> None:
        """Take in the tables of the body."""
        self.words += body.words
        self.expressions += body.expressions
        self.classes += body.classes
        self.functions += body.functions


class _AllTables(dict[str, Tables]):
    """The tables of all files, made when they are asked for."""

    def __init__(self, interfaces: Mapping[str, Interface]) -> None:
        super().__init__()
        self.interfaces = interfaces

    def __missing__(self, path: str) -> Tables:
        tables = self[path] = Tables(self.interfaces[path])
        return tables


class Evaluation:
    """Answers to questions about files, each asked once.

    An answer that was cut off, since a question led back to itself, holds for the question that
    began the circle, and is not remembered for those within it: otherwise what is found out would
    depend on what was asked first.
    """

    def __init__(self, modules: ModuleIndex, interfaces: Mapping[str, Interface]) -> None:
        self.modules = modules
        self.tables = _AllTables(interfaces)
        self._looked_at: set[str] = set()
        self._answers: dict[Hashable, tuple[object, frozenset[str]]] = {}
        self._own_answers: dict[Hashable, tuple[object, frozenset[str]]] = {}
        self._asked: dict[Hashable, int] = {}
        self._circle = _DEEPEST + 1
        self._steps = 0
        self._own = ""
        self._of_interface: dict[str, int] = {}
        """Numbers below these are of the interface of the file that is linked."""
        self._alone: dict[str, frozenset[str]] = {}
        self._files: dict[tuple[int, str, str], str | None] = {}

    def begin_file(self, path: str, body: Body) -> None:
        """Take in the body of a file that is linked.

        Parameters
        ----------
        path:
            Path of the file.
        body:
            The body of the file.
        """
        interface = self.tables[path].interface
        tables = self.tables[path] = Tables(interface)
        tables.extend(body)
        self._looked_at = set()
        self._own = path
        self._of_interface = {
            "order": len(interface.classes),
            "returns": len(interface.functions),
            "values": len(interface.expressions),
            "type": len(interface.expressions),
        }

    def end_file(self, path: str) -> frozenset[str]:
        """Forget the body of a file again; return the files whose interfaces were looked at."""
        self.tables[path] = Tables(self.tables[path].interface)
        self._own_answers = {}
        self._own = ""
        return frozenset(self._looked_at - {path})

    def begin_place(self) -> None:
        """Begin with another place."""
        self._steps = 0

    def table_of(self, path: str) -> Tables | None:
        """Return the tables of a file, None if it has none; it was looked at then."""
        self._looked_at.add(path)
        return self.tables[path] if path in self.tables.interfaces else None

    def remembered(
        self, key: tuple[str, str, int | str], ask: Callable[[], _Answer], nothing: _Answer
    ) -> _Answer:
        """Return an answer, found out now or before.

        Parameters
        ----------
        key:
            The kind of question, the file, and what it is about.
        ask:
            Finds the answer.
        nothing:
            The answer where a question leads back to itself, or too far.
        """
        known = self._answers.get(key) or self._own_answers.get(key)
        if known is not None:
            self._looked_at |= known[1]
            return cast("_Answer", known[0])
        begun = self._asked.get(key)
        if begun is not None:
            self._circle = min(self._circle, begun)
            return nothing
        depth = len(self._asked)
        self._steps += 1
        if depth >= _DEEPEST or self._steps > _MOST_STEPS:
            self._circle = 0  # nothing that is open now is known for good
            return nothing
        outer, self._looked_at = self._looked_at, {key[1]}
        outer_circle, self._circle = self._circle, _DEEPEST + 1
        self._asked[key] = depth
        try:
            answer = ask()
        finally:
            del self._asked[key]
        if self._circle >= depth:
            # No question that is still open was met.
            self._circle = outer_circle
            answers = self._own_answers if self._is_of_body(key) else self._answers
            answers[key] = (answer, self._frozen(key[1]))
        else:
            self._circle = min(self._circle, outer_circle)
        outer |= self._looked_at
        self._looked_at = outer
        return answer

    def _is_of_body(self, key: tuple[str, str, int | str]) -> bool:
        kind, path, about = key
        return path == self._own and isinstance(about, int) and about >= self._of_interface[kind]

    def _frozen(self, path: str) -> frozenset[str]:
        """Return what was looked at; nearly always that is one file."""
        if len(self._looked_at) > 1:
            return frozenset(self._looked_at)
        if path not in self._alone:
            self._alone[path] = frozenset((path,))
        return self._alone[path]

    def file_of(self, level: int, dotted: str, importer: str) -> str | None:
        """Return the file of a module, None if it is from elsewhere.

        Parameters
        ----------
        level:
            Number of leading dots.
        dotted:
            Its name.
        importer:
            The file that imports it.
        """
        key = level, dotted, folder_of(importer)
        if key not in self._files:
            if level:
                folder = self.modules.relative_folder(level, importer)
                found = None if folder is None else self.modules.file_below(folder, dotted)
            else:
                found = self.modules.resolve(dotted, importer)
            self._files[key] = found
        return self._files[key]

    def submodule(self, package: str, name: str) -> str | None:
        """Return the file of a module in a package, None if the file is none or it has none.

        Parameters
        ----------
        package:
            Path of the file of the package.
        name:
            The name.
        """
        folder = self.modules.folder_of_package(package)
        return None if folder is None else self.modules.submodule(folder, name)
