"""How the search of Sphinx ranks what can be referred to: public definitions before all else."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sphinx_kwindex.keywords import KeywordKind
from sphinx_kwindex.keywords.kinds import Nature
from sphinx_kwindex.records.catalogue import IMPORT, MESSAGE, PATH_SEPARATOR, Target

FIRST, SECOND, LAST, NOT_FOUND = 0, 1, 2, -1
"""As Sphinx numbers them."""

_LOCALS = "<locals>"
"""In the name of what a function defines within itself, as in Python."""

_NAMED_BY_CODE = frozenset(
    kind.slug for kind in KeywordKind if kind.nature in (Nature.DEFINITION, Nature.MODULE)
)
_METHODS = frozenset({KeywordKind.METHOD.slug, KeywordKind.PROPERTY.slug})
_LAST = frozenset(
    kind.slug
    for kind in (
        KeywordKind.ATTRIBUTE,
        KeywordKind.ENUMERATOR,
        KeywordKind.VARIABLE,
        KeywordKind.TEST,
        KeywordKind.FIXTURE,
    )
)

Place = tuple[str, str]
"""A page and an anchor on it."""


def public_places(targets: Iterable[Target]) -> frozenset[Place]:
    """Return the places of definitions that a package offers under a public name.

    A library may define all of its interface in private modules.
    """
    return frozenset(
        (target.docname, target.anchor)
        for target in targets
        if target.is_alias and not _is_hidden(_without_path(target.name))
    )


def search_rank(target: Target, public: Collection[Place]) -> int:
    """Return the priority of a target.

    What is private, special (``__init__``), imported, or another name of something is not found
    among the objects: there are more of these than of all others, and none is what a reader seeks.

    Parameters
    ----------
    target:
        Something that can be referred to.
    public:
        The places that :func:`public_places` returns for all targets.
    """
    if target.is_alias or target.kind == IMPORT:
        return NOT_FOUND
    if target.kind not in _NAMED_BY_CODE:
        return LAST
    name = _without_path(target.name)
    if name[name.rfind(".") + 1 :].startswith("_"):
        return NOT_FOUND
    if _is_hidden(name) and (target.docname, target.anchor) not in public:
        return NOT_FOUND
    if target.kind in _LAST or _LOCALS in name:
        return LAST
    return SECOND if target.kind in _METHODS else FIRST


def ranked(targets: Iterable[Target]) -> tuple[tuple[Target, int], ...]:
    """Return all but messages in the order into which Sphinx sorts them, each with its priority."""
    found = [target for target in targets if target.kind != MESSAGE]
    public = public_places(found)
    found.sort(key=lambda target: (target.name, shown_name(target), target.kind))
    return tuple((target, search_rank(target, public)) for target in found)


def shown_name(target: Target) -> str:
    """Return the name of a target as people say it."""
    if target.kind not in _NAMED_BY_CODE or _LOCALS not in target.name:
        return target.name
    return target.name.replace(f"{_LOCALS}.", "")


def _is_hidden(name: str) -> bool:
    """Return whether a name begins with an underscore, or something that holds it does."""
    return name.startswith("_") or "._" in name


def _without_path(name: str) -> str:
    return name.rpartition(PATH_SEPARATOR)[2] if PATH_SEPARATOR in name else name
