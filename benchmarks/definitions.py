"""Compare the definitions that sphinx-kwindex finds with those of CPython's own ``ast``.

``python -m benchmarks.definitions TREE [TREE ...]`` reads every Python file and stub of the trees,
and prints each file in which the two sets of (qualified name, line, class or function) differ.  It
needs the packages that sphinx-kwindex needs, but not Sphinx.
"""

import ast
import sys
import tokenize
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sphinx_kwindex.analysis import analyse

DefinitionKey = tuple[str, int, bool]
"""Qualified name, line of the ``def`` or ``class``, whether it is a class."""

_SUFFIXES = frozenset({".py", ".pyi"})


@dataclass(frozen=True)
class Comparison:
    """The outcome for one file."""

    path: Path
    definitions: int
    missing: tuple[DefinitionKey, ...]
    """Found by CPython alone."""
    invented: tuple[DefinitionKey, ...]
    """Found by sphinx-kwindex alone."""


def reference_definitions(tree: ast.AST) -> Iterator[DefinitionKey]:
    """Yield the definitions of a syntax tree of CPython.

    Parameters
    ----------
    tree:
        A module.
    """
    pending: list[tuple[ast.AST, str]] = [(tree, "")]
    while pending:
        node, lead = pending.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef):
                yield f"{lead}{child.name}", child.lineno, True
                pending.append((child, f"{lead}{child.name}."))
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{lead}{child.name}", child.lineno, False
                pending.append((child, f"{lead}{child.name}.<locals>."))
            else:
                pending.append((child, lead))


def compare_file(path: Path) -> Comparison | None:
    """Compare the definitions of one file, None if CPython cannot parse it.

    Parameters
    ----------
    path:
        A Python file.
    """
    try:
        data = path.read_bytes()
        with warnings.catch_warnings(), tokenize.open(path) as stream:
            warnings.simplefilter("ignore")
            tree = ast.parse(stream.read())
    except (OSError, SyntaxError, ValueError, RecursionError):
        return None
    expected = Counter(reference_definitions(tree))
    found = Counter(
        (symbol.qualname, symbol.line, symbol.is_class)
        for symbol in analyse(path.name, data).symbols
        if symbol.is_class or symbol.is_callable
    )
    return Comparison(
        path,
        expected.total(),
        tuple(sorted((expected - found).elements())),
        tuple(sorted((found - expected).elements())),
    )


def main(trees: Iterable[str]) -> int:
    """Compare all files of the trees and print the differences.

    Parameters
    ----------
    trees:
        Folders.

    Returns
    -------
    The exit status: 1 if there is a difference, or nothing to compare.
    """
    paths = [
        path
        for tree in trees
        for path in sorted(Path(tree).rglob("*.py*"))
        if path.suffix in _SUFFIXES and path.is_file()
    ]
    compared = [comparison for path in paths if (comparison := compare_file(path)) is not None]
    different = [item for item in compared if item.missing or item.invented]
    for item in different:
        print(f"{item.path}: missing {item.missing}, invented {item.invented}")
    total = sum(item.definitions for item in compared)
    print(
        f"{len(compared):,} files, {total:,} definitions, {len(different):,} files that differ, "
        f"{len(paths) - len(compared):,} files that CPython cannot parse"
    )
    return 1 if different or not compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
