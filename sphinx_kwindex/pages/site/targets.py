"""Naming what can be referred to: the catalogue of a planned site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from sphinx_kwindex.blocks.blocks import Page
from sphinx_kwindex.blocks.characters import one_line
from sphinx_kwindex.blocks.walk import spans_of
from sphinx_kwindex.keywords import Keyword, KeywordKind
from sphinx_kwindex.keywords.kinds import is_definition
from sphinx_kwindex.pages.site.anchors import FILE_ANCHOR, FOLDER_ANCHOR
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.paths import name_of
from sphinx_kwindex.records.analysis import PYTHON_STUB
from sphinx_kwindex.records.catalogue import (
    FILE,
    FOLDER,
    IMPORT,
    PATH_SEPARATOR,
    ROOT_NAME,
    FolderPages,
    Mentions,
    Target,
)
from sphinx_kwindex.records.signatures import Variant
from sphinx_kwindex.relations.folders import KeywordIndex


def site_targets(site: Site, index: KeywordIndex) -> tuple[Target, ...]:
    """Return the targets of a site, sorted; the first of two with one name wins.

    Parameters
    ----------
    site:
        The planned site.
    index:
        The keyword index of the whole repository, where imports are.
    """
    unique: dict[tuple[str, str], Target] = {}
    found = (_paths(site), _definitions(site), _reexports(site), _imports(site, index))
    for target in chain.from_iterable(found):
        unique.setdefault((target.kind, target.name), target)
    return tuple(unique[key] for key in sorted(unique))


def folder_pages(site: Site) -> tuple[FolderPages, ...]:
    """Return the pages of each folder that hold lists."""
    names = site.names
    return tuple(
        FolderPages(
            path or ROOT_NAME,
            names.folder_index[path],
            (names.folder_keywords[path], *names.letters.get(path, {}).values()),
        )
        for path in site.project.folders
    )


def page_mentions(page: Page) -> Iterator[Mentions]:
    """Yield the names on a page that somebody else may document."""
    spans = (span for block in page.blocks for span in spans_of(block))
    names = {span.elsewhere for span in spans if span.elsewhere}
    if names:
        yield Mentions(page.docname, tuple(sorted(names)))


def _paths(site: Site) -> Iterator[Target]:
    names = site.names
    for path in site.project.folders:
        yield Target(FOLDER, one_line(path) or ROOT_NAME, names.folder_index[path], FOLDER_ANCHOR)
    for path, docname in names.file_docs.items():
        yield Target(FILE, one_line(path), docname, FILE_ANCHOR)


def _definitions(site: Site) -> Iterator[Target]:
    """Yield modules and definitions; where files share a dotted name the path takes its place."""
    named: defaultdict[tuple[str, str], list[Keyword]] = defaultdict(list)
    for keyword in _keywords(site):
        if keyword.kind is not KeywordKind.IMPORT:
            named[keyword.kind.slug, _dotted(site, keyword)].append(keyword)
    for (kind, dotted), keywords in named.items():
        by_file: dict[str, Keyword] = {}
        for keyword in keywords:
            by_file.setdefault(keyword.path, keyword)
        owner = _owner(site, tuple(by_file))
        for path, keyword in by_file.items():
            name = dotted if path == owner else _by_path(keyword)
            yield _target(site, kind, name, keyword)


def _reexports(site: Site) -> Iterator[Target]:
    """Yield the names under which packages offer the definitions of other files."""
    by_place: defaultdict[tuple[str, str], list[Keyword]] = defaultdict(list)
    for keyword in _keywords(site):
        if is_definition(keyword.kind):
            by_place[keyword.path, keyword.qualname.partition(".")[0]].append(keyword)
    for path, resolved in site.project.imports.items():
        if name_of(path).partition(".")[0] != "__init__":
            continue
        package = site.project.modules.dotted_name(path)
        for item in resolved:
            definition = item.definition
            if definition is None or item.statement.deferred or definition.path == path:
                continue
            offered = f"{package}.{item.statement.bound_name}"
            qualname = definition.symbol.qualname
            for keyword in by_place.get((definition.path, qualname), ()):
                name = offered + keyword.qualname.removeprefix(qualname)
                yield _target(site, keyword.kind.slug, name, keyword, is_alias=True)


def _imports(site: Site, index: KeywordIndex) -> Iterator[Target]:
    names = site.names
    for group in index.groups:
        docname = names.folder_keywords[index.path]
        if index.is_split:
            docname = names.letters[index.path][group.letters]
        for entry in group.entries:
            if entry.import_anchor:
                yield Target(IMPORT, entry.qualname, docname, entry.import_anchor)


def _target(
    site: Site, kind: str, name: str, keyword: Keyword, *, is_alias: bool = False
) -> Target:
    place = site.place(keyword)
    return Target(kind, one_line(name), place.docname, place.anchor or FILE_ANCHOR, is_alias)


def _keywords(site: Site) -> Iterator[Keyword]:
    """Yield the keywords that have a page, of each file those first that stand for the others.

    Of the definitions of one name that is the first, but an overload says less than what it is
    an overload of.
    """
    for path, keywords in site.keywords.items():
        if path in site.names.file_docs:
            yield from sorted(keywords, key=lambda keyword: keyword.variant is Variant.OVERLOAD)


def _dotted(site: Site, keyword: Keyword) -> str:
    if not site.project.files[keyword.path].is_python:
        return keyword.qualname if is_definition(keyword.kind) else keyword.name
    module = site.project.modules.dotted_name(keyword.path)
    if keyword.kind is KeywordKind.MODULE:
        return module
    return f"{module}.{keyword.qualname}" if is_definition(keyword.kind) else keyword.name


def _by_path(keyword: Keyword) -> str:
    if keyword.kind is KeywordKind.MODULE:
        return keyword.path
    name = keyword.qualname if is_definition(keyword.kind) else keyword.name
    return f"{keyword.path}{PATH_SEPARATOR}{name}"


def _owner(site: Site, paths: Iterable[str]) -> str:
    """Return the file to which a dotted name belongs; empty if it might be any of several."""
    files = [site.project.files[path] for path in paths]
    sources = [facts for facts in files if facts.analysis.language != PYTHON_STUB] or files
    return sources[0].path if len(sources) == 1 else ""
