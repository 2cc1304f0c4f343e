"""From a walk to records: names are looked up, and numbers given to what others may need first."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from sphinx_kwindex.analysis.python.names.scopes import Scope, ScopeKind
from sphinx_kwindex.analysis.python.names.walk import Found, Walk
from sphinx_kwindex.records.names import (
    ALIAS,
    BUILTIN,
    CALL,
    CLASS,
    FLOW,
    FROM,
    FUNCTION,
    GLOBAL,
    MEMBER,
    MODULE,
    NAME,
    PARTS,
    SELF,
    UNKNOWN,
    VALUE,
    Body,
    ClassNames,
    Expression,
    FileNames,
    FunctionNames,
    Interface,
)

_BUILTINS = frozenset(vars(builtins))
_DEFINING = frozenset({CLASS, FROM, FUNCTION, MODULE})
_OF_VARIABLES = frozenset({UNKNOWN, VALUE, BUILTIN, SELF})


def finish(walk: Walk, exports: tuple[str, ...] | None, export_lists: tuple[str, ...]) -> FileNames:
    """Return the names of a file that was walked over.

    Parameters
    ----------
    walk:
        The walk.
    exports, export_lists:
        What ``__all__`` has.
    """
    variables = _look_up(walk)
    places = sorted(dict.fromkeys(_places(walk, variables)))
    numbering = _Numbering(walk)
    numbering.follow(chain(walk.stars, *walk.module.bound.values()))
    interface = Interface(
        *numbering.take(),
        bound=numbering.renumbered(walk.module.bound),
        stars=tuple(numbering.expressions[item] for item in dict.fromkeys(walk.stars)),
        exports=exports,
        export_lists=export_lists,
    )
    numbering.follow(item[3] for item in places)
    return FileNames(interface, Body(*numbering.take(), places=_packed(places, numbering)))


def _look_up(walk: Walk) -> dict[int, int]:
    """Replace each name by what it is in the scope where Python finds it.

    Returns
    -------
    the words of those that are variables of functions, by their expressions
    """
    table = walk.expressions.table
    variables = {}
    for number, expression in enumerate(table):
        if expression[0] == NAME:
            _, scope, word = expression
            table[number] = _meaning(walk, walk.scopes[scope], word)
            if table[number][0] == FLOW:
                variables[number] = word
    for number, expression in enumerate(table):
        if len(expression) == 2 and expression[0] == CALL and table[expression[1]][0] == BUILTIN:
            table[number] = (UNKNOWN,)  # a number, a text: nothing that leads anywhere
    return variables


def _places(walk: Walk, variables: dict[int, int]) -> Iterator[Found]:
    """Yield the places that name anything but a variable of a function."""
    named: dict[int, int] = {}
    for number in {item[3] for item in walk.found}:
        word = variables.get(number)
        if not _is_kept(walk, number):
            named[number] = UNKNOWN
        elif word is None:
            named[number] = number
        else:
            named[number] = walk.expressions.add(ALIAS, number, word)
    for line, column, role, number in walk.found:
        if named[number]:
            yield line, column, role, named[number]


def _meaning(walk: Walk, start: Scope, word: int) -> Expression:
    name = walk.expressions.words[word]
    scope: Scope | None = start
    while scope is not None:
        is_global = scope.outer_names.get(name)
        if is_global:
            scope = None
            break
        is_visible = scope.kind is not ScopeKind.CLASS or scope is start
        if is_global is None and is_visible and name in scope.bound:
            break
        scope = scope.parent
    if scope is None or scope is walk.module:
        if name in walk.module.bound or walk.stars or name not in _BUILTINS:
            return (GLOBAL, word)
        return (BUILTIN, word)
    if scope.kind is ScopeKind.CLASS:
        return (MEMBER, scope.owner, word)
    found = [item for item in dict.fromkeys(scope.bound[name]) if item]
    # `any_of` would make a new expression, which cannot replace this one.
    return (FLOW, *found) if 0 < len(found) <= 4 else (UNKNOWN,)


def _is_kept(walk: Walk, number: int) -> bool:
    table = walk.expressions.table
    expression = table[number]
    while expression[0] == ALIAS:
        expression = table[expression[1]]
    if expression[0] == FLOW:
        return any(table[item][0] in _DEFINING for item in expression[1:])
    return expression[0] not in _OF_VARIABLES


def _packed(places: Sequence[Found], numbering: _Numbering) -> tuple[int, ...]:
    packed: list[int] = []
    before = 0
    for line, column, role, expression in places:
        packed += (line - before, column * 8 + role, numbering.expressions[expression])
        before = line
    return tuple(packed)


class _Numbering:
    """New numbers in the order in which things are reached; :meth:`take` returns what is new."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self.expressions: dict[int, int] = {}
        self._words: dict[int, int] = {}
        self._classes: dict[int, int] = {}
        self._functions: dict[int, int] = {}
        self._numbers = {
            "e": self.expressions,
            "w": self._words,
            "c": self._classes,
            "f": self._functions,
        }
        self._pending: list[int] = []
        self._taken = [0, 0, 0, 0]
        self._reach(UNKNOWN)

    def renumbered(self, bound: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
        """Return what names are bound to, with new numbers."""
        return {
            name: tuple(self.expressions[item] for item in dict.fromkeys(found))
            for name, found in bound.items()
        }

    def follow(self, roots: Iterable[int]) -> None:
        """Give numbers to expressions and to all that they need."""
        for root in roots:
            self._reach(root)
            while self._pending:
                self._parts(self._pending.pop())

    def _reach(self, number: int) -> None:
        if number not in self.expressions:
            self.expressions[number] = len(self.expressions)
            self._pending.append(number)

    def _parts(self, number: int) -> None:
        expression = self._walk.expressions.table[number]
        kinds = PARTS[expression[0]]
        if kinds == "*":
            for part in expression[1:]:
                self._reach(part)
            return
        for position, kind in enumerate(kinds, 1):
            part = expression[position]
            if kind == "e":
                self._reach(part)
            elif kind == "w":
                self._words.setdefault(part, len(self._words))
            elif kind == "c":
                self._class(part)
            elif kind == "f":
                self._function(part)

    def _class(self, number: int) -> None:
        if number not in self._classes:
            self._classes[number] = len(self._classes)
            record = self._walk.classes[number]
            bound = (*record.members.values(), *record.attributes.values())
            for item in chain(record.bases, (record.metaclass,), *bound):
                self._reach(item)

    def _function(self, number: int) -> None:
        if number not in self._functions:
            self._functions[number] = len(self._functions)
            record = self._walk.functions[number]
            for item in (*self._returned(record), *record.decorators):
                self._reach(item)

    def _returned(self, record: FunctionNames) -> Iterable[int]:
        table = self._walk.expressions.table
        return (item for item in record.returns if table[item][0] != UNKNOWN)

    def take(
        self,
    ) -> tuple[
        tuple[str, ...],
        tuple[Expression, ...],
        tuple[ClassNames, ...],
        tuple[FunctionNames, ...],
    ]:
        """Return the words, expressions, classes and functions that are new since the last time.

        Returns
        -------
        words, expressions, classes and functions
            In the order of their new numbers.
        """
        walk = self._walk
        tables = (self._words, self.expressions, self._classes, self._functions)
        words, expressions, classes, functions = (
            list(table)[start:] for table, start in zip(tables, self._taken, strict=True)
        )
        self._taken = [len(table) for table in tables]
        return (
            tuple(walk.expressions.words[item] for item in words),
            tuple(self._expression(walk.expressions.table[item]) for item in expressions),
            tuple(self._of_class(walk.classes[item]) for item in classes),
            tuple(self._of_function(walk.functions[item]) for item in functions),
        )

    def _expression(self, expression: Expression) -> Expression:
        operation = expression[0]
        kinds = PARTS[operation]
        if kinds == "*":
            return (operation, *map(self.expressions.__getitem__, expression[1:]))
        if kinds == "ew":
            return operation, self.expressions[expression[1]], self._words[expression[2]]
        numbers = (
            part if kind == "n" else self._numbers[kind][part]
            for kind, part in zip(kinds, expression[1:], strict=True)
        )
        return (operation, *numbers)

    def _of_class(self, record: ClassNames) -> ClassNames:
        return msgspec.structs.replace(
            record,
            bases=tuple(self.expressions[item] for item in record.bases),
            members=self._of_bound(record.members),
            attributes=self._of_bound(record.attributes),
            metaclass=self.expressions[record.metaclass],
        )

    def _of_bound(self, bound: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
        return {
            name: tuple(self.expressions[item] for item in found) for name, found in bound.items()
        }

    def _of_function(self, record: FunctionNames) -> FunctionNames:
        return msgspec.structs.replace(
            record,
            returns=tuple(self.expressions[item] for item in self._returned(record)),
            decorators=tuple(self.expressions[item] for item in record.decorators),
        )
