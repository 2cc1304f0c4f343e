"""Places in tests and examples that name definitions of other files, as records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

import msgspec

from sphinx_kwindex.project import Definition, Project
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.project.tests.named_uses import NamedUse
from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.relations.shortened import Shortened, shortened


class Role(StrEnum):
    """What the definition is that names another."""

    TEST = "test"
    FIXTURE = "fixture"
    OTHER = "other"


class NamingPlace(msgspec.Struct, frozen=True, array_like=True):
    """A definition that names something of another file, or the module around all of them."""

    definition: DefinitionReference | None
    """None at module level."""
    role: Role


class NamedDefinition(msgspec.Struct, frozen=True, array_like=True):
    """A definition that another file names."""

    definition: DefinitionReference
    aliases: tuple[str, ...] = ()
    """Other names that it is named by, sorted."""
    is_also: bool = False
    """Whether its own name is used beside them."""


def using_symbol(project: Project, use: NamedUse) -> Symbol | None:
    """Return the definition in which a name is used, None at module level.

    Parameters
    ----------
    project:
        The linked repository.
    use:
        Where the name is used.
    """
    return project.files[use.path].analysis.symbols[use.symbol] if use.symbol >= 0 else None


def is_in_test(project: Project, use: NamedUse) -> bool:
    """Return whether a name is used in a test.

    Parameters
    ----------
    project:
        The linked repository.
    use:
        Where the name is used.
    """
    symbol = using_symbol(project, use)
    return symbol is not None and project.tests.is_test(use.path, symbol)


def naming_place(project: Project, use: NamedUse) -> NamingPlace:
    """Return where a name is used.

    Parameters
    ----------
    project:
        The linked repository.
    use:
        Where the name is used.
    """
    symbol = using_symbol(project, use)
    if symbol is None:
        return NamingPlace(None, Role.OTHER)
    role = Role.OTHER
    if project.tests.is_fixture(use.path, symbol):
        role = Role.FIXTURE
    elif project.tests.is_test(use.path, symbol):
        role = Role.TEST
    return NamingPlace(Definition(use.path, symbol).reference, role)


def grouped(uses: Iterable[NamedUse], key: Callable[[NamedUse], str]) -> dict[str, list[NamedUse]]:
    """Return uses by a key, in the order of the first of each.

    Parameters
    ----------
    uses:
        The uses.
    key:
        Returns what a use is grouped by.

    Returns
    -------
    mapping from keys to uses
    """
    found: dict[str, list[NamedUse]] = {}
    for use in uses:
        found.setdefault(key(use), []).append(use)
    return found


def named_definition(uses: Sequence[NamedUse]) -> NamedDefinition:
    """Return the one definition of several uses, with the other names used for it."""
    aliases = {use.alias for use in uses if use.alias}
    is_also = bool(aliases) and any(not use.alias for use in uses)
    return NamedDefinition(uses[0].definition.reference, tuple(sorted(aliases)), is_also)


def named_definitions(uses: Iterable[NamedUse], most: int) -> Shortened[NamedDefinition]:
    """Return the definitions that are named, those first that are in most places.

    Parameters
    ----------
    uses:
        Where definitions are named.
    most:
        How many definitions are kept at most.
    """
    found: dict[tuple[str, str], list[NamedUse]] = {}
    for use in uses:
        found.setdefault((use.definition.path, use.definition.symbol.anchor), []).append(use)
    ranked = sorted(found, key=lambda key: (-len(found[key]), key))
    return shortened([named_definition(found[key]) for key in ranked], most)
