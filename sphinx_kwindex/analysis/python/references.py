"""Which imported names the code of a module uses, and where: the raw material of cross-references.

A name counts only if it is certain that it stands for one import: nothing else binds it in the
scope that Python would find it in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from astroid import nodes

from sphinx_kwindex.analysis.python.bindings import Bindings, says_nothing
from sphinx_kwindex.analysis.python.tree import Owner, Tree
from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.imports import Import, Reference

_MOST_ATTRIBUTES = 6
"""Attributes of an imported name that are followed; deeper ones belong to objects."""

Positions = Mapping[tuple[int, str], int]
"""Positions of definitions by line and name."""


def positions_of(symbols: Sequence[Symbol]) -> Positions:
    """Return the positions of functions and classes by the line and the name of the definition."""
    return {
        (symbol.line, symbol.name): position
        for position, symbol in enumerate(symbols)
        if symbol.is_callable or symbol.is_class
    }


def extract_references(
    tree: Tree, bindings: Bindings, imports: Sequence[Import], positions: Positions
) -> tuple[Reference, ...]:
    """Return the first use of each imported name, and attribute of one, by each definition.

    Parameters
    ----------
    tree:
        The module.
    bindings:
        What its names stand for.
    imports:
        Its imports.
    positions:
        Where its functions and classes stand among its definitions.
    """
    resolver = _ImportedNames(tree, bindings, imports)
    found: dict[tuple[int, str, int], int] = {}
    for name, owner in tree.names:
        imported = resolver.import_of(name)
        if imported is not None:
            key = (imported, _attributes(name), _position(owner, positions))
            line = name.lineno or 1
            if line < found.get(key, line + 1):
                found[key] = line
    references = (Reference(*key, line) for key, line in found.items())
    return tuple(sorted(references, key=lambda item: (item.line, item.imported, item.attributes)))


class _ImportedNames:
    """Finds the import that a name stands for."""

    def __init__(self, tree: Tree, bindings: Bindings, imports: Sequence[Import]) -> None:
        self._bindings = bindings
        self._rebound = tree.rebound
        self._imports = imports
        self._by_name: dict[str, list[int]] = {}
        for position, item in enumerate(imports):
            self._by_name.setdefault(item.bound_name, []).append(position)
        self._inner = frozenset(_names_bound_in_inner_scopes(tree))
        self._whole: dict[str, int | None] = {}
        self._in_scope: dict[tuple[nodes.NodeNG, str], int | None] = {}

    def import_of(self, name: nodes.Name) -> int | None:
        """Return the position of the import, None if there is none or not a single one."""
        word = name.name
        if word not in self._by_name:
            return None
        if word not in self._rebound and word not in self._inner:
            if word not in self._whole:
                self._whole[word] = self._single(self._by_name[word])
            return self._whole[word]
        key = (name.scope(), word)
        if key not in self._in_scope:
            self._in_scope[key] = self._found(name)
        return self._in_scope[key]

    def _found(self, name: nodes.Name) -> int | None:
        _, found = self._bindings.bindings_of(name)
        found = [
            binding
            for binding in found
            if isinstance(binding, nodes.Import | nodes.ImportFrom) or not says_nothing(binding)
        ]
        if not all(isinstance(binding, nodes.Import | nodes.ImportFrom) for binding in found):
            return None
        lines = {binding.lineno for binding in found}
        return self._single(
            [
                position
                for position in self._by_name[name.name]
                if self._imports[position].line in lines
            ]
        )

    def _single(self, positions: Sequence[int]) -> int | None:
        """Return the first of imports that all mean the same."""
        meanings = {self._imports[position].bound_path for position in positions}
        return positions[0] if len(meanings) == 1 else None


def _names_bound_in_inner_scopes(tree: Tree) -> Iterator[str]:
    for statement in (*tree.imports, *tree.from_imports):
        if statement.scope() is not tree.module:
            for name, alias in statement.names:
                yield alias or name.partition(".")[0]


def _attributes(name: nodes.Name) -> str:
    """Return the attributes that are taken of a name, one of the other."""
    found: list[str] = []
    node: nodes.NodeNG = name.parent
    while isinstance(node, nodes.Attribute) and len(found) < _MOST_ATTRIBUTES:
        found.append(node.attrname)
        node = node.parent
    return ".".join(found)


def _position(owner: Owner | None, positions: Positions) -> int:
    return -1 if owner is None else positions.get((owner.lineno, owner.name), -1)
