"""The grammars that are installed, with their queries."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files

from sphinx_kwindex.analysis.grammars.parsing import Reader, Unfit
from sphinx_kwindex.analysis.outline import printable


@lru_cache(maxsize=64)
def reader(module: str, function: str, query: str) -> Reader | Unfit | None:
    """Return a grammar with its queries, None if it is not installed.

    Parameters
    ----------
    module:
        Name of the Python module that holds the grammar.
    function:
        Name of the function in it that returns the grammar.
    query:
        Name of the file with the queries, without suffix.
    """
    try:
        import tree_sitter

        installed = import_module(module)
    except ImportError:
        return None
    try:
        language = tree_sitter.Language(getattr(installed, function)())
        return Reader(language, tree_sitter.Query(language, _query_text(query)))
    except (AttributeError, ValueError, TypeError) as error:
        # Another version of the grammar may lack what the query asks for.
        return Unfit(f"{_distribution(module)} is not a version that fits: {printable(str(error))}")


def _distribution(module: str) -> str:
    """Return the name of the distribution of a module with its version."""
    name = module.replace("_", "-")
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def _query_text(name: str) -> str:
    folder = files("sphinx_kwindex.analysis.grammars").joinpath("queries")
    parts = []
    for line in folder.joinpath(f"{name}.scm").read_text("utf-8").splitlines():
        inherited = line.removeprefix("; inherits: ")
        parts.append(_query_text(inherited) if inherited != line else line)
    return "\n".join(parts)
