"""The roles of the domain, one for each kind of target."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import docname_join
from sphinx.util.typing import RoleFunction

from sphinx_kwindex.keywords import KeywordKind
from sphinx_kwindex.keywords.kinds import Nature
from sphinx_kwindex.records.catalogue import FILE, FOLDER, MESSAGE, last_part

SYMBOL = "symbol"
"""The role that takes a definition of any kind, and modules."""

_ALSO_FOUND_BY = {
    "exception": ("class",),
    "property": ("attribute",),
    "test": ("function", "method"),
    "fixture": ("function", "method"),
}
"""As in Sphinx's own domain of Python, where it has the kind."""
CALLED = ("function", "method", "test")
"""Kinds whose names are shown with parentheses."""


DOCUMENT = "doc"
"""The role of Sphinx for a document, which may be a part of another one."""


class KeywordRole(XRefRole):
    """A role of the domain; ``~`` before a name shows the last part of it only."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Return the title and the name that is referred to."""
        name = " ".join(target.split())
        if refnode["reftype"] == MESSAGE:
            return title, name
        name = name.removeprefix("~").removesuffix("()")
        if not has_explicit_title and title.startswith("~"):
            is_path = refnode["reftype"] in (FILE, FOLDER)
            title = title[1:].rstrip("/")
            title = title.rpartition("/")[2] if is_path else last_part(title)
        return title, name.rstrip("/") or name


def object_types() -> dict[str, ObjType]:
    """Return the types of object of the domain, each with the roles that find it.

    Returns
    -------
    mapping from names to types
        The name is ``file``, ``folder`` or the slug of a kind of keyword.
    """
    types = {FILE: ObjType(FILE, FILE), FOLDER: ObjType(FOLDER, FOLDER)}
    for kind in KeywordKind:
        found_by = [kind.slug, *_ALSO_FOUND_BY.get(kind.slug, ())]
        if kind.nature in (Nature.DEFINITION, Nature.MODULE):
            found_by.append(SYMBOL)
        types[kind.slug] = ObjType(kind.value, *found_by)
    return types


def roles() -> dict[str, RoleFunction | XRefRole]:
    """Return the roles of the domain.

    Returns
    -------
    mapping from names to roles
        One for each type of object, and one for any definition.
    """
    return {
        name: KeywordRole(fix_parens=name in CALLED, warn_dangling=True)
        for name in (*object_types(), SYMBOL)
    }


def references_in(document: nodes.document, docname: str, domain: str) -> Iterator[tuple[str, str]]:
    """Yield roles and targets of the references that may lead to generated pages.

    Parameters
    ----------
    document:
        A document.
    docname:
        Its name.
    domain:
        The name of our domain.
    """
    for node in document.findall(addnodes.pending_xref):
        role, target = node["reftype"], node["reftarget"]
        if node.get("refdomain") == domain or role in ("any", "myst"):
            yield role, target
        elif role == DOCUMENT:
            yield role, docname_join(docname, target)
