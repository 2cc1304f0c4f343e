"""What can be referred to on the pages of a site: of each page by itself, and of all together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from sphinx_kwindex.blocks.blocks import HERE, Listing, Page
from sphinx_kwindex.blocks.characters import one_line
from sphinx_kwindex.blocks.walk import spans_of
from sphinx_kwindex.keywords import Keyword, KeywordKind
from sphinx_kwindex.keywords.kinds import is_definition
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.site.anchors import FILE_ANCHOR, FOLDER_ANCHOR
from sphinx_kwindex.pages.site.docnames import LIST, PageNames
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.paths import folder_of, name_of
from sphinx_kwindex.records.analysis import LINE_ANCHOR, PYTHON_STUB
from sphinx_kwindex.records.catalogue import (
    FILE,
    FOLDER,
    IMPORT,
    MESSAGE,
    MODULE,
    PATH_SEPARATOR,
    ROOT_NAME,
    FolderPages,
    FormerPage,
    Mentions,
    Target,
)
from sphinx_kwindex.records.page_targets import FileTargets, Offered, OwnTarget, PageTargets
from sphinx_kwindex.records.signatures import Variant
from sphinx_kwindex.relations.folders.index_records import IndexEntry

_Placed = tuple[FileTargets, OwnTarget]


def no_targets() -> PageTargets:
    """Return none, for pages that nothing refers to by name."""
    return PageTargets()


def folder_targets(site: Site, path: str) -> PageTargets:
    """Return what can be referred to on the pages of a folder: itself, and those that it ends.

    Parameters
    ----------
    site:
        The names of pages.
    path:
        Path of the folder.
    """
    docname = site.names.folder_index[path]
    paths = [path]
    # A folder that holds this one and nothing else has no other page.
    while (outer := folder_of(paths[-1])) in site.names.chains:
        paths.append(outer)
    names = (one_line(path) or ROOT_NAME for path in paths)
    return PageTargets(tuple(Target(FOLDER, name, docname, FOLDER_ANCHOR) for name in names))


def index_targets(docname: str, entries: Iterable[IndexEntry]) -> PageTargets:
    """Return what can be referred to on a page of the repository's keyword index: imports.

    Parameters
    ----------
    docname:
        Of the page.
    entries:
        What it lists.
    """
    return PageTargets(
        tuple(
            Target(IMPORT, entry.qualname, docname, entry.import_anchor)
            for entry in entries
            if entry.import_anchor
        )
    )


def file_targets(view: FileView) -> PageTargets:
    """Return what can be referred to on the pages of a file: itself, its keywords and exports."""
    path, docname = view.path, view.site.names.file_docs[view.path]
    module = view.relations.module
    # An overload says less than what it is an overload of.
    keywords = sorted(view.keywords, key=lambda keyword: keyword.variant is Variant.OVERLOAD)
    return PageTargets(
        (Target(FILE, one_line(path), docname, FILE_ANCHOR),),
        FileTargets(
            one_line(path),
            docname,
            one_line(module.name) if module is not None else "",
            view.analysis.language == PYTHON_STUB,
            tuple(
                _own(view, keyword)
                for keyword in keywords
                if keyword.kind is not KeywordKind.IMPORT
            ),
            tuple(_offered(view)),
        ),
    )


def _own(view: FileView, keyword: Keyword) -> OwnTarget:
    is_defined = is_definition(keyword.kind)
    name = keyword.qualname if is_defined else keyword.name
    return OwnTarget(
        keyword.kind.slug,
        "" if keyword.kind is KeywordKind.MODULE else one_line(name),
        view.site.existing(keyword.anchor) or FILE_ANCHOR,
        is_defined,
    )


def _offered(view: FileView) -> Iterator[Offered]:
    """Yield the definitions of other files that a package offers under its own name."""
    module = view.module
    if module is None or name_of(view.path).partition(".")[0] != "__init__":
        return
    for item in view.imports:
        found = item.definition
        if found is not None and not item.statement.deferred and found.path != view.path:
            name = f"{module.name}.{item.statement.bound_name}"
            yield Offered(one_line(name), one_line(found.path), found.qualname)


def join_targets(pages: Sequence[PageTargets]) -> tuple[Target, ...]:
    """Return the targets of a site, sorted; the first of two with one name wins.

    Parameters
    ----------
    pages:
        What can be referred to on each page, in the order of the pages.
    """
    files = [page.file for page in pages if page.file is not None]
    unique: defaultdict[str, dict[str, Target]] = defaultdict(dict)
    named = chain.from_iterable(page.named for page in pages)
    for target in chain(named, _definitions(files), _reexports(files)):
        unique[target.kind].setdefault(target.name, target)
    return tuple(unique[kind][name] for kind in sorted(unique) for name in sorted(unique[kind]))


def _definitions(files: Sequence[FileTargets]) -> Iterator[Target]:
    """Yield modules and definitions; where files share a dotted name the path takes its place."""
    shared = _shared(files)
    for file in files:
        for own in file.own:
            dotted = _dotted(file, own)
            if dotted not in shared[own.kind]:
                yield Target(own.kind, dotted, file.docname, own.anchor)
    for kind, names in shared.items():
        for dotted, by_path in names.items():
            owner = _owner([file for file, _ in by_path.values()])
            for file, own in by_path.values():
                name = dotted if file.path == owner else _by_path(file, own)
                yield Target(kind, name, file.docname, own.anchor)


def _shared(files: Sequence[FileTargets]) -> Mapping[str, dict[str, dict[str, _Placed]]]:
    """Return the dotted names that files share, by kind, with the first place in each by path.

    All names of the repository are only held while this looks for those that are shared.
    """
    holders: defaultdict[str, dict[str, FileTargets]] = defaultdict(dict)
    shared: defaultdict[str, dict[str, dict[str, _Placed]]] = defaultdict(dict)
    for file in files:
        for own in file.own:
            dotted = _dotted(file, own)
            if holders[own.kind].setdefault(dotted, file) is not file:
                shared[own.kind][dotted] = {}
    for file in files:
        for own in file.own:
            by_path = shared[own.kind].get(_dotted(file, own))
            if by_path is not None:
                by_path.setdefault(file.path, (file, own))
    return shared


def _reexports(files: Sequence[FileTargets]) -> Iterator[Target]:
    """Yield the names under which packages offer the definitions of other files."""
    by_path = {file.path: file for file in files}
    found: dict[str, dict[str, list[OwnTarget]]] = {}
    for package in files:
        for offered in package.offered:
            file = by_path.get(offered.path)
            if file is None:
                continue
            if file.path not in found:
                found[file.path] = _by_outermost(file)
            for own in found[file.path].get(offered.qualname, ()):
                name = offered.name + own.name[len(offered.qualname) :]
                yield Target(own.kind, name, file.docname, own.anchor, is_alias=True)


def _by_outermost(file: FileTargets) -> dict[str, list[OwnTarget]]:
    """Return the definitions of a file by the outermost one that each is part of."""
    found: defaultdict[str, list[OwnTarget]] = defaultdict(list)
    for own in file.own:
        if own.is_definition:
            found[own.name.partition(".")[0]].append(own)
    return found


def _dotted(file: FileTargets, own: OwnTarget) -> str:
    if own.kind == MODULE:
        return file.module
    return f"{file.module}.{own.name}" if file.module and own.is_definition else own.name


def _by_path(file: FileTargets, own: OwnTarget) -> str:
    return file.path if own.kind == MODULE else f"{file.path}{PATH_SEPARATOR}{own.name}"


def _owner(files: Sequence[FileTargets]) -> str:
    """Return the file to which a dotted name belongs; empty if it might be any of several."""
    sources = [file for file in files if not file.is_stub] or files
    return sources[0].path if len(sources) == 1 else ""


def folder_lists(names: PageNames) -> tuple[FolderPages, ...]:
    """Return the pages of each folder that hold lists.

    Only those of the whole repository hold everything.

    Parameters
    ----------
    names:
        The names of pages.
    """
    messages = f"{LIST}{MESSAGE}"
    keywords = (
        names.folder_keywords[""],
        *names.ranges.get("", {}).values(),
        *((names.first_page(messages),) if MESSAGE in names.lists else ()),
        *names.ranges.get(messages, {}).values(),
    )
    return tuple(
        FolderPages(path or ROOT_NAME, docname, keywords, bool(path))
        for path, docname in names.folder_index.items()
    )


def former_pages(names: PageNames) -> tuple[FormerPage, ...]:
    """Return the docnames that pages would have which are parts of others."""
    joined = {**names.joined, **names.joined_files}
    return tuple(FormerPage(docname, *place) for docname, place in sorted(joined.items()))


def pages_shown_by_line(page: Page) -> set[str]:
    """Return the docnames of the other pages to whose lines a page leads."""
    spans = (span for block in page.blocks for span in spans_of(block))
    return {
        span.docname
        for span in spans
        if span.docname and span.anchor.startswith(LINE_ANCHOR) and span.docname != HERE
    }


def page_mentions(page: Page) -> Iterator[Mentions]:
    """Yield the names on a page that somebody else may document."""
    spans = [span for block in page.blocks for span in spans_of(block)]
    names = {span.elsewhere for span in spans if span.elsewhere}
    listings = (block for block in page.blocks if isinstance(block, Listing))
    names |= {target.name for listing in listings for target in listing.places.targets}
    names.discard("")
    files = {span.document for span in spans if span.document}
    if names or files:
        yield Mentions(page.docname, tuple(sorted(names)), tuple(sorted(files)))
