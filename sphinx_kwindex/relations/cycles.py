"""The import cycle that a file is part of, with the lines that close it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from sphinx_kwindex.project import Project
from sphinx_kwindex.project.graph.graph import runs_on_loading
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.relations.context import Context

LARGE_CYCLE = 30
"""Files from which on a page does not look for the way back to its file: that takes time for each
of them, and so grows with the square of their number."""
_MOST_MEMBERS = 12


class Closing(msgspec.Struct, frozen=True, array_like=True):
    """An import of the file itself that is a part of a cycle."""

    target: str
    line: int
    """The first line by which the file loads the target."""


class Step(msgspec.Struct, frozen=True, array_like=True):
    """An import of any file that is a part of a cycle: its line moves without the others."""

    importer: str
    target: str
    name: str
    """What the first statement names by which the importer loads the target."""
    anchor: str
    """Where that statement is on the page of the importer."""


class Cycle(msgspec.Struct, frozen=True):
    """Files that load each other."""

    size: int
    others: tuple[str, ...]
    """Members but the file itself, the first ones."""
    home: str
    """The innermost folder that holds all members."""
    closing: tuple[Closing, ...]
    """The file's own imports within the cycle."""
    way_round: tuple[Step, ...] = ()
    """A shortest way from the file back to it; empty in a large cycle."""

    @property
    def unnamed(self) -> int:
        """How many other members are not among :attr:`others`."""
        return self.size - 1 - len(self.others)


def cycles_of_files(context: Context) -> Callable[[FileFacts], Cycle | None]:
    """Relate each file to the import cycle that it is part of.

    Returns
    -------
    function from the facts of a file to its cycle
        None for a file in none.
    """
    project = context.project
    inside_of = {members: frozenset(members) for members in project.graph.cycles.values()}

    def of(facts: FileFacts) -> Cycle | None:
        members = project.graph.cycles.get(facts.path, ())
        if not members:
            return None
        inside = inside_of[members]
        return Cycle(
            size=len(members),
            others=tuple(path for path in members[: _MOST_MEMBERS + 1] if path != facts.path)[
                :_MOST_MEMBERS
            ],
            home=home_of(members),
            closing=tuple(
                Closing(target, _loading(project, facts.path, target).line)
                for target in project.graph.loading[facts.path]
                if target in inside
            ),
            way_round=way_round(project, facts.path) if len(members) <= LARGE_CYCLE else (),
        )

    return of


def way_round(project: Project, path: str) -> tuple[Step, ...]:
    """Return the steps of a shortest cycle through a file, which takes the first one.

    Parameters
    ----------
    project:
        The linked repository.
    path:
        Path of the file, which must be in a cycle.
    """
    files = project.graph.shortest_cycle(path)
    steps = zip(files, (*files[1:], path), strict=True)
    found = ((*step, _loading(project, *step)) for step in steps)
    return tuple(Step(one, other, it.dotted, it.anchor) for one, other, it in found)


def home_of(paths: Iterable[str]) -> str:
    """Return the innermost folder that holds all of the files."""
    folders = [path.split("/")[:-1] for path in paths]
    shared = []
    for parts in zip(*folders, strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return "/".join(shared)


def _loading(project: Project, importer: str, target: str) -> Import:
    """Return the first statement by which one file loads another one."""
    return next(
        item.statement
        for item in project.imports_of(importer, target)
        if runs_on_loading(item, importer)
    )
