"""Finding who else documents a name: a page of the user, or another project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from sphinx_kwindex.discovery import Root

_ASKED = (("py", "obj"), ("kw", "symbol"), ("kw", "module"))
"""Domains and roles: what people wrote of an object, else the pages that we made of its project."""


class WrittenObject(msgspec.Struct, frozen=True):
    """A description of a Python object on a page of the user."""

    docname: str
    anchor: str


class Elsewhere:
    """Looks up dotted names; nothing that it does not find is worth a warning."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._inventory: dict[str, str] = {}
        self._roots: Sequence[Root] = ()

    def look_in(self, roots: Sequence[Root]) -> None:
        """Say where on disk the files of the repository are."""
        self._roots = roots

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be found at all."""
        return not self.has_written and not self._has_inventories()

    @property
    def has_written(self) -> bool:
        """Whether the user's pages describe any Python object."""
        return bool(self._python_objects())

    def written(self, name: str) -> WrittenObject | None:
        """Return the description of an object by its full name."""
        entry = self._python_objects().get(name)
        return None if entry is None else WrittenObject(entry.docname, entry.node_id)

    def written_names(self) -> tuple[str, ...]:
        """Return the full names of all objects that the user's pages describe, sorted."""
        return tuple(sorted(self._python_objects()))

    def document(self, path: str) -> WrittenObject | None:
        """Return the hand-written document whose source is a file of the repository."""
        for root in self._roots:
            if path.startswith(root.prefix):
                location = root.location / path.removeprefix(root.prefix)
                docname = self._env.path2doc(location)
                if docname is not None and docname in self._env.found_docs:
                    return WrittenObject(docname, "")
        return None

    def inventory_address(self, name: str, docname: str) -> str:
        """Return where another project describes an object, seen from a document, or nothing.

        Parameters
        ----------
        name:
            The dotted name of the object.
        docname:
            The document that the link is on.
        """
        if name not in self._inventory:
            self._inventory[name] = self._look_up(name)
        address = self._inventory[name]
        if not address or "://" in address:
            return address
        # The address of an inventory may be relative to the top of the site.
        return relative_uri(docname, address)

    def is_in_inventory(self, name: str) -> bool:
        """Return whether a reference without a role would find another project's object."""
        return bool(self._resolve(name, "", "any", honor_disabled=True))

    def _look_up(self, name: str) -> str:
        for domain, role in _ASKED:
            address = self._resolve(name, domain, role, honor_disabled=False)
            if address:
                return address
        return ""

    def _resolve(self, name: str, domain: str, role: str, *, honor_disabled: bool) -> str:
        if not self._has_inventories():
            return ""
        # Loads the libraries for the network; whoever has inventories has them loaded.
        from sphinx.ext.intersphinx import resolve_reference_any_inventory

        xref = addnodes.pending_xref(
            "", refdomain=domain, reftype=role, reftarget=name, refexplicit=True
        )
        found = resolve_reference_any_inventory(self._env, honor_disabled, xref, nodes.inline())
        return "" if found is None else str(found.get("refuri", ""))

    def _python_objects(self) -> Mapping[str, Any]:
        objects: Mapping[str, Any] = self._env.get_domain("py").data.get("objects", {})
        return objects

    def _has_inventories(self) -> bool:
        """Return whether ``sphinx.ext.intersphinx`` is on and has found inventories."""
        return bool(getattr(self._env, "intersphinx_inventory", None))
