"""The roles of the domain ``kw``: what may be named, and how a name is shown."""

from __future__ import annotations

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.typing import RoleFunction

from sphinx_kwindex.catalogue import FILE, FOLDER
from sphinx_kwindex.keywords import KeywordKind

SYMBOL = "symbol"
"""The role that takes a definition of any kind, and modules."""

_ALSO_FOUND_BY = {"exception": ("class",), "property": ("attribute",)}
"""As in Sphinx's own domain of Python."""
_CALLED = ("function", "method")


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
        name = " ".join(target.split()).removeprefix("~").removesuffix("()")
        if not has_explicit_title and title.startswith("~"):
            is_path = refnode["reftype"] in (FILE, FOLDER)
            title = title[1:].rstrip("/").rpartition("/" if is_path else ".")[2]
        return title, name.rstrip("/") or name


def builtin_types() -> dict[str, ObjType]:
    """Return the kinds of object, each with the roles that find it."""
    types = {FILE: ObjType(FILE, FILE), FOLDER: ObjType(FOLDER, FOLDER)}
    for kind in KeywordKind:
        roles = [kind.slug, *_ALSO_FOUND_BY.get(kind.slug, ())]
        if kind is not KeywordKind.IMPORT:
            roles.append(SYMBOL)
        types[kind.slug] = ObjType(kind.value, *roles)
    return types


def builtin_roles() -> dict[str, RoleFunction | XRefRole]:
    """Return a role for each kind of object, and the one for all definitions."""
    return {
        name: KeywordRole(fix_parens=name in _CALLED, warn_dangling=True)
        for name in (*builtin_types(), SYMBOL)
    }
