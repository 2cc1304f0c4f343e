"""What the manifests of packages say: ``Cargo.toml``, ``package.json``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sphinx_kwindex.project.other.resolve import Repository


def manifests(files: Repository, name: str) -> dict[str, dict[str, str]]:
    """Return the values of the keys in all files of a name, by their folders.

    A table has the empty string for its value, and so has a key whose value has no short form.

    Parameters
    ----------
    files:
        All files by path.
    name:
        The name of the files, such as ``Cargo.toml``.

    Returns
    -------
    mapping from folders to mappings
        The values of a file by their keys.
    """
    return {
        facts.source.folder: {
            symbol.qualname: symbol.value if isinstance(symbol.value, str) else ""
            for symbol in facts.analysis.symbols
        }
        for facts in files.values()
        if facts.source.name == name
    }


def named_once(places: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the places by the names that one of them has alone.

    Returns
    -------
    mapping from names to places
        A name that several places have is not in it.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, place in places:
        found[name].append(place)
    return {name: alike[0] for name, alike in found.items() if len(alike) == 1}
