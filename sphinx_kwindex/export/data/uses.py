"""What uses what in a repository, as data."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.export.data.lines import lines_of
from sphinx_kwindex.export.exported import exported_symbols
from sphinx_kwindex.project.python.occurrences.repository import references_in
from sphinx_kwindex.project.uses.local import is_part_of, used_places
from sphinx_kwindex.records.data_lines import UseLine, id_of
from sphinx_kwindex.records.names import Role
from sphinx_kwindex.records.references import Certainty, Target


def uses_of(repository: Repository) -> bytes:
    """Return a line for each definition that uses another one."""
    anchors = _Anchors(repository)
    found: list[UseLine] = []
    for path in repository.project.paths:
        found += _by_file(repository, anchors, path)
    found.sort(key=_order)
    return lines_of(found)


def _order(item: UseLine) -> tuple[str, bool, str]:
    """Return what uses are sorted by; those in one file stay in the order of that."""
    return item.of, item.test, item.path


class _Gathered(msgspec.Struct):
    """The places in one definition that use another one."""

    certainty: Certainty
    lines: dict[int, None] = {}
    roles: int = 0


_Use = tuple[Target, str, str]
"""What is used, the qualified name of the user, and another name by which it is used."""


def _by_file(repository: Repository, anchors: _Anchors, path: str) -> Iterator[UseLine]:
    """Yield what a file uses, in the order of the first places."""
    gathered: dict[_Use, _Gathered] = {}
    for use, line, roles, certainty in _places(repository, path):
        item = gathered.setdefault(use, _Gathered(certainty))
        item.certainty = min(item.certainty, certainty)
        item.roles |= roles
        if line:
            item.lines[line] = None
    for (target, user, alias), item in gathered.items():
        used = anchors.id_of(target)
        if used:
            yield UseLine(
                used,
                anchors.id_of(Target(path, user)) or path,
                path,
                name=user,
                lines=tuple(item.lines),
                roles=tuple(sorted(role.name.lower() for role in Role if item.roles >> role & 1)),
                inferred=item.certainty is Certainty.INFERRED,
                test=repository.project.tests.is_code(path),
                alias=alias,
            )


def _places(repository: Repository, path: str) -> Iterator[tuple[_Use, int, int, Certainty]]:
    """Yield the uses in a file: which, line, bits of roles, and certainty."""
    project = repository.project
    if path not in project.linked.files:
        for used, use in project.uses.by(path):
            yield (Target(used, use.used), use.user, ""), 0, use.roles, use.certainty
        return
    references = references_in(project.linked, path)
    for target, user, place in used_places(project.files[path], references):
        roles = 1 << place.role
        yield (target, user, ""), place.line, roles, place.certainty
        behind = project.uses.behind(target.path, target.qualname)
        for meant, certainty in behind.items():
            is_own = meant.path == path and is_part_of(user, meant.qualname)
            if not is_own:
                least = max(place.certainty, certainty)
                yield (meant, user, target.qualname), place.line, roles, least


class _Anchors:
    """Finds the ids of definitions by their names; the first of several of one name.

    Parameters
    ----------
    repository:
        The repository.
    """

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._ids: dict[str, dict[str, str]] = {}

    def id_of(self, target: Target) -> str:
        """Return the id of a definition, empty if it is none that is exported."""
        path = target.path
        if not target.qualname:
            return path
        if path not in self._ids:
            facts = self._repository.project.files.get(path)
            symbols = exported_symbols(self._repository, facts) if facts is not None else ()
            known: dict[str, str] = {}
            for symbol in symbols:
                known.setdefault(symbol.qualname, id_of(path, symbol.anchor))
            self._ids[path] = known
        return self._ids[path].get(target.qualname, "")
