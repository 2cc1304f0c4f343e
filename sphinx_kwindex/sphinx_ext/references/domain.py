"""The domain ``kw``: references to files, folders, definitions and imports of the repository.

What can be referred to is read from the catalogue beside the staged pages.  The environment holds
only which documents of the user refer to what, so that they are written again when it moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from sphinx_kwindex.keywords import KeywordSource
from sphinx_kwindex.keywords.kinds import KeywordKind, slug_of
from sphinx_kwindex.records.catalogue import (
    Catalogue,
    FormerPage,
    Target,
    TargetIndex,
)
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from sphinx_kwindex.sphinx_ext.books.assembly import assembled_anchor
from sphinx_kwindex.sphinx_ext.references.elsewhere import Elsewhere, WrittenObject
from sphinx_kwindex.sphinx_ext.references.roles import (
    DOCUMENT,
    KeywordRole,
    object_types,
    references_in,
    roles,
)
from sphinx_kwindex.sphinx_ext.references.search_rank import (
    LAST,
    NOT_FOUND,
    ranked,
    shown_name,
)
from sphinx_kwindex.sphinx_ext.warnings import warn
from sphinx_kwindex.store.staging import WORK_FOLDER, StagingArea

DOMAIN = "kw"
_APART = frozenset(kind.slug for kind in KeywordKind if not kind.nature.is_found_by_any)
"""Kinds that only their own role finds."""


class KeywordDomain(Domain):
    """Everything that the generated pages describe."""

    name = DOMAIN
    label = "source"
    object_types: ClassVar = object_types()
    roles: ClassVar = roles()
    initial_data: ClassVar = {"references": {}, "excerpts": {}}
    data_version = 1

    @cached_property
    def area(self) -> StagingArea:
        """Where the pages are staged."""
        return StagingArea(Path(self.env.doctreedir) / WORK_FOLDER)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue of this build; not to be asked for before the pages are staged."""
        return self.area.catalogue()

    @cached_property
    def index(self) -> TargetIndex:
        """The targets, for look-up."""
        return TargetIndex(self.catalogue.targets)

    @cached_property
    def joined(self) -> Mapping[str, FormerPage]:
        """The pages that are parts of others, by the docnames that they would have."""
        return {page.docname: page for page in self.catalogue.joined}

    @cached_property
    def elsewhere(self) -> Elsewhere:
        """Who else documents a name."""
        return Elsewhere(self.env)

    @property
    def references(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Roles and targets of the references that may lead to generated pages, by document."""
        references: dict[str, tuple[tuple[str, str], ...]] = self.data["references"]
        return references

    @property
    def excerpts(self) -> dict[str, tuple[str, ...]]:
        """The generated pages from which a document shows something, by document."""
        excerpts: dict[str, tuple[str, ...]] = self.data["excerpts"]
        return excerpts

    def add_kinds(self, sources: Iterable[KeywordSource]) -> None:
        """Make the keywords that the project adds referable, each kind by a role of its own."""
        for source in sources:
            slug = slug_of(source.kind)
            self.add_object_type(slug, ObjType(source.kind, slug))
            self.roles[slug] = KeywordRole(warn_dangling=True)

    def note_excerpt(self, docname: str, home: str) -> None:
        """Note that a document shows a part of a generated page.

        Parameters
        ----------
        docname:
            The document that shows something.
        home:
            The generated page that it is from.
        """
        self.excerpts[docname] = tuple(sorted({*self.excerpts.get(docname, ()), home}))

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Note what a document refers to."""
        found = set(references_in(document, docname, self.name))
        if found:
            self.references[docname] = tuple(sorted(found))

    def clear_doc(self, docname: str) -> None:
        """Forget what a document refers to."""
        self.references.pop(docname, None)
        self.excerpts.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process noted of the documents that it read."""
        for key in self.initial_data:
            noted = otherdata[key]
            self.data[key].update({name: noted[name] for name in docnames if name in noted})

    def written(self, docname: str, anchor: str) -> WrittenObject | None:
        """Return what the user wrote of the definition at a place, under any of its names.

        Parameters
        ----------
        docname:
            The generated page.
        anchor:
            The anchor of the definition on it.
        """
        if not self.elsewhere.has_written:
            return None
        targets = self.targets_at(docname, anchor)
        found = (self.elsewhere.written(target.name) for target in targets)
        return next((written for written in found if written is not None), None)

    def targets_at(self, docname: str, anchor: str) -> tuple[Target, ...]:
        """Return the targets at a place, its own name before those by which packages offer it.

        Parameters
        ----------
        docname:
            The generated page.
        anchor:
            A place on it.
        """
        return self._places.get((docname, anchor), ())

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], tuple[Target, ...]]:
        places: dict[tuple[str, str], tuple[Target, ...]] = {}
        for target in sorted(self.catalogue.targets, key=lambda target: target.is_alias):
            place = (target.docname, target.anchor)
            places[place] = (*places.get(place, ()), target)
        return places

    def resolution(self, role: str, name: str) -> str:
        """Return where a reference leads, as text to compare with that of another build.

        Parameters
        ----------
        role:
            The name of the role.
        name:
            What is written in it.
        """
        if role == DOCUMENT:
            return repr(self.joined.get(name))
        return repr([(item.kind, item.docname, item.anchor) for item in self.find(role, name)])

    def find(self, role: str, name: str) -> tuple[Target, ...]:
        """Return the targets that a name in a role may mean; more than one is a doubt.

        Parameters
        ----------
        role:
            The name of a role; any other text stands for ``any``.
        name:
            What is written in it.
        """
        if role not in self.roles:
            kinds = [kind for kind in self.object_types if kind not in _APART]
        else:
            kinds = self.objtypes_for_role(role) or []
        return self.index.find(name, kinds)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Resolve a reference by one of the roles; one in doubt stays text, with a warning."""
        found = self.find(typ, target)
        if len(found) > 1:
            code, meant = DiagnosticCode.AMBIGUOUS_REFERENCE, listed(found)
            warn(code, "ambiguous %s %r: %s", typ, target, meant, location=node)
            # To Sphinx it is resolved, or it would say that nothing was found.
            return contnode  # type: ignore[return-value]
        return self._reference(builder, fromdocname, found[0], contnode) if found else None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve a reference that names no role, if nobody else can.

        A site that gains this extension keeps all of its links as they were.
        """
        # A file and its module are one place, and may have one name.
        places = {(item.docname, item.anchor): item for item in self.find("", target)}
        found = places.values()
        if not found or self._is_known_elsewhere(fromdocname, builder, target, node, contnode):
            return []
        return [
            (
                f"{self.name}:{self.role_for_objtype(item.kind)}",
                self._reference(builder, fromdocname, item, contnode),
            )
            for item in found
        ]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield everything that can be referred to, for the inventory and the search.

        The search finds a definition first where the user describes it.  Messages are left out: the
        lines of an inventory cannot hold any text, and the search finds the words of them.
        """
        for target, rank in self._ranked:
            is_written = rank != NOT_FOUND and self.written(target.docname, target.anchor)
            priority = LAST if is_written else rank
            yield (
                target.name, shown_name(target), target.kind, target.docname, target.anchor,
                priority,
            )  # fmt: skip

    @cached_property
    def _ranked(self) -> tuple[tuple[Target, int], ...]:
        return ranked(self.catalogue.targets)

    def get_full_qualified_name(self, node: nodes.Element) -> str | None:
        """Return the name that a reference is to."""
        return str(node["reftarget"]) if "reftarget" in node else None

    def _reference(
        self, builder: Builder, fromdocname: str, target: Target, contnode: nodes.Element
    ) -> nodes.reference:
        anchor = assembled_anchor(builder, target.docname, target.anchor)
        return make_refnode(builder, fromdocname, target.docname, anchor, contnode, target.name)

    def _is_known_elsewhere(
        self,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> bool:
        env = self.env
        standard = env.get_domain("std")
        if standard.resolve_xref(env, fromdocname, builder, "doc", target, node, contnode):
            return True
        for name in env.domaindata:
            domain = env.get_domain(name)
            try:
                if name != self.name and domain.resolve_any_xref(
                    env, fromdocname, builder, target, node, contnode
                ):
                    return True
            except NotImplementedError:
                continue
        return self.elsewhere.is_in_inventory(target)


def domain_of(env: BuildEnvironment) -> KeywordDomain:
    """Return the domain of a build.

    Raises
    ------
    TypeError
        If another extension has a domain of this name.
    """
    domain = env.get_domain(DOMAIN)
    if not isinstance(domain, KeywordDomain):
        raise TypeError(f"the domain {DOMAIN!r} is a {type(domain).__name__}")
    return domain


def listed(targets: Iterable[Target]) -> str:
    """Return targets with their kinds, in one line."""
    return ", ".join(f"{target.name} ({target.kind})" for target in targets)
