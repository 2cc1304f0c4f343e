"""Variables that are other names of definitions: ``s = attrs``, also in the body of a class."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.project.python.occurrences.targets import Targets
from sphinx_kwindex.project.python.occurrences.values import MOST_VALUES, Kind
from sphinx_kwindex.records.names import (
    ATTRIBUTE,
    CLASS,
    FROM,
    FUNCTION,
    GLOBAL,
    INSTANCE,
    MEMBER,
    MODULE,
    VALUE,
)
from sphinx_kwindex.records.references import Alias, Certainty, Target

_NO_VARIABLES = frozenset({CLASS, FROM, FUNCTION, INSTANCE, MODULE})
"""Definitions, imports, and what has an annotation of its own."""
_NAMES = frozenset({ATTRIBUTE, GLOBAL, MEMBER})
_DEFINITIONS = frozenset({Kind.CLASS, Kind.FUNCTION})


def aliases_in(targets: Targets, path: str) -> dict[str, Alias]:
    """Return the variables of a module, and of its classes, that are other names.

    Parameters
    ----------
    targets:
        Finds what names lead to; the file is the one that is linked.
    path:
        The file.

    Returns
    -------
    mapping from qualified names to what they stand for
    """
    interface = targets.tables[path].interface
    found = dict(_among(targets, path, interface.bound, ""))
    for item in interface.classes:
        bound_once = {
            name: (*bound, *item.attributes.get(name, ())) for name, bound in item.members.items()
        }
        found |= dict(_among(targets, path, bound_once, item.qualname))
    return found


def _among(
    targets: Targets, path: str, variables: dict[str, tuple[int, ...]], owner: str
) -> Iterator[tuple[str, Alias]]:
    for name, bound in variables.items():
        alias = _alias(targets, path, bound, is_member=bool(owner))
        if alias is not None:
            yield f"{owner}.{name}" if owner else name, alias


def _alias(targets: Targets, path: str, bound: tuple[int, ...], *, is_member: bool) -> Alias | None:
    expressions = targets.tables[path].expressions
    if any(expressions[number][0] in _NO_VARIABLES for number in bound):
        return None
    is_exact = is_single = len(bound) == 1
    found: dict[Target, None] = {}
    for number in bound:
        if expressions[number][0] != VALUE or expressions[expressions[number][1]][0] not in _NAMES:
            continue
        targets.begin_place()
        named = targets.named(path, expressions[number][1])
        # What holds a value is another variable from then on, if it may be bound again.
        is_variable = is_single and not is_member
        if is_variable or _is_definition(targets, path, number):
            found |= {Target(*item): None for item in named.targets if item.path and item.qualname}
            is_exact &= named.is_exact
    if not found or len(found) > MOST_VALUES:
        return None
    return Alias(tuple(found), Certainty.EXACT if is_exact else Certainty.INFERRED)


def _is_definition(targets: Targets, path: str, number: int) -> bool:
    """Return whether a variable holds nothing but functions and classes."""
    values = targets.values(path, number).values
    return bool(values) and all(value.kind in _DEFINITIONS for value in values)
