"""What can be referred to, by name: files, folders and keywords, each with the place it leads to.

The catalogue lies beside the staged pages.  References, the inventory, the general index and the
directives read it there, so that Sphinx's environment, pickled often, holds nothing of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

import msgspec

from sphinx_kwindex.paths import name_of

FILE, FOLDER, MODULE, IMPORT, MESSAGE = "file", "folder", "module", "import", "error-message"
"""Kinds of target that are treated apart."""

ROOT_NAME = "."
"""Name of the top folder."""

PATH_SEPARATOR = "::"
"""Between the path of a file and the name of a definition in it, where a dotted name is taken."""


class Target(msgspec.Struct, frozen=True, order=True, array_like=True):
    """Something that can be referred to."""

    kind: str
    """``file``, ``folder`` or the slug of a kind of keyword."""
    name: str
    """Unique among the targets of its kind: a path, a dotted name, or ``path::qualname``."""
    docname: str
    anchor: str
    is_alias: bool = False
    """Whether it is another name of a target: one that a package re-exports."""


class FolderPages(msgspec.Struct, frozen=True, array_like=True):
    """The pages of a folder that hold lists."""

    path: str
    index: str
    keywords: tuple[str, ...]
    """The pages of the index that holds its keywords."""
    is_part: bool = False
    """Whether they hold those of other folders as well."""


class FormerPage(msgspec.Struct, frozen=True, array_like=True):
    """A docname that a page would have, were it not a part of another one."""

    docname: str
    page: str
    """The docname of the page that it is a part of."""
    anchor: str


class Mentions(msgspec.Struct, frozen=True, order=True, array_like=True):
    """What hand-written pages or other projects may document, of what is on a page."""

    docname: str
    names: tuple[str, ...] = ()
    """Dotted names."""
    files: tuple[str, ...] = ()
    """Paths of files that may be hand-written documents."""


class NamedSection(msgspec.Struct, frozen=True, array_like=True):
    """A section that overview pages have."""

    name: str
    anchor: str


class Catalogue(msgspec.Struct, frozen=True):
    """Everything that references, indexes and directives need to know of the staged pages."""

    targets: tuple[Target, ...] = ()
    """Sorted."""
    folders: tuple[FolderPages, ...] = ()
    mentions: tuple[Mentions, ...] = ()
    sections: tuple[NamedSection, ...] = ()
    joined: tuple[FormerPage, ...] = ()


class OnlyMentions(msgspec.Struct, frozen=True):
    """What every build looks at of a catalogue; its targets, of which there are many, are left."""

    mentions: tuple[Mentions, ...] = ()


class TargetIndex:
    """Finds targets by their whole name or by the end of it."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._by_name: defaultdict[str, list[Target]] = defaultdict(list)
        self._by_last: defaultdict[str, list[Target]] = defaultdict(list)
        for target in targets:
            self._by_name[target.name].append(target)
            self._by_last[_last_part(target.name, target.kind)].append(target)

    def find(self, name: str, kinds: Collection[str]) -> tuple[Target, ...]:
        """Return the targets of certain kinds that a name may mean.

        Those with this very name are all there is to choose from; without one, those whose name
        ends with it.  Of the names of one thing only its own counts.

        Parameters
        ----------
        name:
            A whole name, or the end of one.
        kinds:
            Kinds of target.
        """
        exact = [target for target in self._by_name.get(name, ()) if target.kind in kinds]
        return _without_aliases(exact or self._ending(name, kinds))

    def _ending(self, name: str, kinds: Collection[str]) -> list[Target]:
        found = {
            target: None
            for last in {_last_part(name, FILE), _last_part(name, MODULE)}
            for target in self._by_last.get(last, ())
            if target.kind in kinds and _ends_with(target.name, name)
        }
        return list(found)


_PARTS = re.compile(r"::|[.\\]")


def _last_part(name: str, kind: str) -> str:
    return name_of(name) if kind in (FILE, FOLDER) else last_part(name)


def last_part(name: str) -> str:
    """Return the name of a definition without what encloses it."""
    return _PARTS.split(name)[-1]


def _ends_with(whole: str, end: str) -> bool:
    return whole.endswith(end) and whole[: -len(end)][-1:] in (".", "/", ":", "\\")


def _without_aliases(targets: Iterable[Target]) -> tuple[Target, ...]:
    places: dict[tuple[str, str, str], Target] = {}
    for target in targets:
        place = (target.kind, target.docname, target.anchor)
        known = places.get(place)
        if known is None or (known.is_alias and not target.is_alias):
            places[place] = target
    return tuple(sorted(places.values(), key=lambda target: (target.name, target.kind)))
