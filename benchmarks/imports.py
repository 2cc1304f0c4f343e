"""Compare the import graph of sphinx-kwindex with that of ``grimp``, which import-linter uses.

``python -m benchmarks.imports TREE [TREE ...]`` takes the packages at the top of each tree, and in
its ``src``, and prints the imports between their modules that only one of the two finds.  It needs
``grimp`` and what sphinx-kwindex needs, but not Sphinx.

Modules that grimp does not read (in folders without an ``__init__``) and modules that import
themselves are left out.  Two differences are meant.  Where a name of a package is also that of a
module, sphinx-kwindex asks which of the two the package binds.  And a module that imports its own
name from its package imports the package.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.project import link
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.source_files import SourceFile

Edge = tuple[str, str]
"""Dotted names of the importing and the imported module."""


@dataclass(frozen=True)
class Comparison:
    """The outcome for one package."""

    package: str
    edges: int
    unread: int
    """Modules that grimp does not read."""
    missing: tuple[Edge, ...]
    """Found by grimp alone."""
    invented: tuple[Edge, ...]
    """Found by sphinx-kwindex alone."""


def packages_of(tree: Path) -> Iterator[Path]:
    """Yield the folders of the packages at the top of a tree, and in its ``src``.

    Parameters
    ----------
    tree:
        The folder of a repository.
    """
    for top in (tree, tree / "src"):
        for init in sorted(top.glob("*/__init__.py")):
            yield init.parent


def our_edges(package: Path) -> tuple[set[str], set[Edge]]:
    """Return the modules of a package, and our imports between them.

    Parameters
    ----------
    package:
        The folder of the package.
    """
    files = []
    for path in sorted(package.rglob("*.py")):
        source = SourceFile(path.relative_to(package.parent).as_posix(), str(path))
        data = path.read_bytes()
        files.append(FileFacts(source, len(data), source.path, analyse(path.name, data)))
    imports = link(files).graph.imports
    return {_dotted(facts.path) for facts in files}, {
        (_dotted(path), _dotted(target)) for path, targets in imports.items() for target in targets
    }


def reference_edges(package: Path) -> tuple[set[str], set[Edge]]:
    """Return the modules that grimp reads of a package, and its imports between them.

    Parameters
    ----------
    package:
        The folder of the package.
    """
    import grimp

    sys.path.insert(0, str(package.parent))
    try:
        graph = grimp.build_graph(package.name, cache_dir=None)
    finally:
        sys.path.remove(str(package.parent))
    return graph.modules, {
        (module, imported)
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
        if imported != module
    }


def compare(package: Path) -> Comparison:
    """Compare the imports between the modules of a package.

    Parameters
    ----------
    package:
        The folder of the package.
    """
    read, expected = reference_edges(package)
    modules, edges = our_edges(package)
    found = {edge for edge in edges if read.issuperset(edge)}
    return Comparison(
        package.name,
        len(expected),
        len(modules - read),
        tuple(sorted(expected - found)),
        tuple(sorted(found - expected)),
    )


def _dotted(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def main(trees: Iterable[str]) -> int:
    """Compare all packages of the trees and print the differences.

    Parameters
    ----------
    trees:
        Folders.

    Returns
    -------
    The exit status: 1 if there is a difference, or nothing to compare.
    """
    compared = [compare(package) for tree in trees for package in packages_of(Path(tree))]
    for item in compared:
        for sign, edges in (("missing", item.missing), ("invented", item.invented)):
            for importer, imported in edges:
                print(f"{item.package}: {sign} {importer} -> {imported}")
        print(
            f"{item.package}: {item.edges:,} imports by grimp, {len(item.missing):,} missing, "
            f"{len(item.invented):,} invented; {item.unread:,} modules that grimp does not read"
        )
    return 1 if not compared or any(item.missing or item.invented for item in compared) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
