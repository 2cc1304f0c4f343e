"""Which files use the definitions of others: by an import, a name, or an attribute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from sphinx_kwindex.project.python.imports import ImportResolver, ResolvedImport
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.references import Certainty, LinkedFiles


class Use(msgspec.Struct, frozen=True, order=True):
    """A file that uses a definition."""

    path: str
    certainty: Certainty
    """The best of what it has for it."""
    anchor: str
    """Where it does so on the page of that file: an import, or else the public function or class
    that has the first place; empty for the page itself."""


Definition = tuple[str, str]
"""A definition by the path of its file and its anchor."""


def find_uses(
    files: Mapping[str, FileFacts],
    imports: Mapping[str, tuple[ResolvedImport, ...]],
    resolver: ImportResolver,
    linked: LinkedFiles,
) -> dict[Definition, tuple[Use, ...]]:
    """Return the files that use each definition of another file.

    Parameters
    ----------
    files:
        All files.
    imports:
        The resolved imports of all files that import as Python does.
    resolver:
        Follows names from file to file.
    linked:
        What the places in the files name.

    Returns
    -------
    mapping from definitions to uses
        Sorted by path, each file once.
    """
    anchors: dict[str, dict[str, str]] = {}
    uses: dict[Definition, dict[str, Use]] = {}
    for path, resolved in imports.items():
        for definition, anchor in sorted(_imported(resolved, resolver)):
            if definition[0] != path:
                use = Use(path, Certainty.EXACT, anchor)
                uses.setdefault(definition, {}).setdefault(path, use)
    for path, linked_file in linked.files.items():
        for item in linked_file.uses:
            if item.path not in anchors:
                facts = files.get(item.path)
                anchors[item.path] = _anchors(facts.analysis.symbols if facts is not None else ())
            there = anchors[item.path].get(item.qualname)
            if there is not None:
                known = uses.setdefault((item.path, there), {})
                if path not in known or item.certainty < known[path].certainty:
                    known[path] = Use(path, item.certainty, item.anchor)
    return {key: tuple(found[path] for path in sorted(found)) for key, found in uses.items()}


def _anchors(symbols: Sequence[Symbol]) -> dict[str, str]:
    """Return the anchors of definitions by qualified name; of several the first."""
    return {symbol.qualname: symbol.anchor for symbol in reversed(symbols)}


def _imported(
    resolved: Sequence[ResolvedImport], resolver: ImportResolver
) -> Iterator[tuple[Definition, str]]:
    for item in resolved:
        found = [definition for _, definition in resolver.starred(item)]
        if item.definition is not None:
            found.append(item.definition)
        for definition in found:
            yield (definition.path, definition.symbol.anchor), item.statement.anchor
