"""The entry points that lead to a file, and those that a file declares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import chain

import msgspec
from msgspec.structs import replace

from sphinx_kwindex.project.declared.entry_points import LinkedEntryPoint
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.declared import EntryPoint
from sphinx_kwindex.relations.context import Context


class MeantEntryPoint(msgspec.Struct, frozen=True):
    """An entry point with what it leads to."""

    declared: EntryPoint
    """Without its line where another file declares it: that moves without this one."""
    anchor: str
    """Where it is declared on the page of that file; empty if that is not certain."""
    target: str
    """The file of the module that it names; empty if that is not in the repository."""
    definition: DefinitionReference | None


class EntryPoints(msgspec.Struct, frozen=True):
    """Both directions, in the order of the declarations."""

    leading_here: tuple[MeantEntryPoint, ...] = ()
    declared_here: tuple[MeantEntryPoint, ...] = ()


def entry_points_of_files(context: Context) -> Callable[[FileFacts], EntryPoints]:
    """Relate each file to the entry points that it declares, and to those that lead to it.

    Returns
    -------
    function from the facts of a file to its entry points
    """
    leading: defaultdict[str, list[MeantEntryPoint]] = defaultdict(list)
    declared: defaultdict[str, list[MeantEntryPoint]] = defaultdict(list)
    for found in chain.from_iterable(context.project.entry_points.values()):
        meant = _meant(found)
        declared[found.path].append(meant)
        meant = replace(meant, declared=replace(found.declared, line=0))
        home = meant.definition.path if meant.definition is not None else meant.target
        if home:
            leading[home].append(meant)
    return lambda facts: EntryPoints(
        tuple(leading.get(facts.path, ())), tuple(declared.get(facts.path, ()))
    )


def _meant(found: LinkedEntryPoint) -> MeantEntryPoint:
    definition = found.definition.reference if found.definition is not None else None
    return MeantEntryPoint(found.declared, found.declared.anchor, found.target or "", definition)
