"""Literals that tell what a program prints and by what it is set up.

To add a family, write a module with a :class:`Family`, and list it in :data:`FAMILIES`.
"""

from __future__ import annotations

from sphinx_kwindex.analysis.python.bindings import Bindings
from sphinx_kwindex.analysis.python.occurrences.command_line import COMMAND_LINE, PYTEST_OPTIONS
from sphinx_kwindex.analysis.python.occurrences.configuration import CONFIGURATION
from sphinx_kwindex.analysis.python.occurrences.environment import ENVIRONMENT
from sphinx_kwindex.analysis.python.occurrences.family import Family
from sphinx_kwindex.analysis.python.occurrences.messages import LOGGED, RAISED
from sphinx_kwindex.analysis.python.tree import Tree
from sphinx_kwindex.records.occurrences import Occurrence

FAMILIES: tuple[Family, ...] = (
    RAISED,
    LOGGED,
    ENVIRONMENT,
    COMMAND_LINE,
    PYTEST_OPTIONS,
    CONFIGURATION,
)


def extract_occurrences(tree: Tree, bindings: Bindings) -> tuple[Occurrence, ...]:
    """Return what all families find in a module, in source order.

    Parameters
    ----------
    tree:
        The module.
    bindings:
        What its names stand for.
    """
    imported = _imported_packages(tree)
    found = [
        occurrence
        for family in FAMILIES
        if not family.packages or not family.packages.isdisjoint(imported)
        for occurrence in family.find(tree, bindings)
    ]
    return tuple(sorted(found, key=lambda item: (item.line, item.kind, item.name)))


def _imported_packages(tree: Tree) -> set[str]:
    """Return the top packages that a module imports anywhere."""
    found = {node.modname.partition(".")[0] for node in tree.from_imports if not node.level}
    for statement in tree.imports:
        found.update(name.partition(".")[0] for name, _ in statement.names)
    return found
