"""What the finder finds on the pages of a file or folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from sphinx_kwindex.finder.entries import Entry, Flag, Weight, lines_of_places
from sphinx_kwindex.finder.index import Subject
from sphinx_kwindex.keywords import Keyword, KeywordKind
from sphinx_kwindex.keywords.kinds import Nature, is_definition
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.paths import name_of
from sphinx_kwindex.records.analysis import PYTHON, PYTHON_STUB, Symbol, is_private_name
from sphinx_kwindex.records.catalogue import FILE, FOLDER
from sphinx_kwindex.records.text import words_of
from sphinx_kwindex.relations.folders import FolderView
from sphinx_kwindex.relations.imports import MeantImport

_ROOT = "./"
_FIRST = frozenset(
    {
        KeywordKind.MODULE,
        KeywordKind.PACKAGE,
        KeywordKind.NAMESPACE,
        KeywordKind.CLASS,
        KeywordKind.STRUCT,
        KeywordKind.UNION,
        KeywordKind.INTERFACE,
        KeywordKind.PROTOCOL,
        KeywordKind.TRAIT,
        KeywordKind.CONCEPT,
        KeywordKind.EXCEPTION,
        KeywordKind.ENUM,
        KeywordKind.DATABASE_TABLE,
        KeywordKind.DATABASE_VIEW,
        KeywordKind.FUNCTION,
        KeywordKind.MACRO,
        KeywordKind.TYPE_ALIAS,
    }
)
_SECOND = frozenset(
    {
        KeywordKind.METHOD,
        KeywordKind.PROPERTY,
        KeywordKind.FIXTURE,
        KeywordKind.ENVIRONMENT_VARIABLE,
        KeywordKind.COMMAND_LINE_OPTION,
        KeywordKind.CONFIGURATION_KEY,
        KeywordKind.ENTRY_POINT,
        KeywordKind.BINDING,
    }
)
_DOCUMENTED_BY_DOCSTRINGS = frozenset({PYTHON, PYTHON_STUB})


def no_entries() -> Subject:
    """Return none, for pages on which nothing is found by name."""
    return Subject()


def file_entries(view: FileView) -> Subject:
    """Return what is found on the pages of a file: itself, its definitions, messages and parts."""
    header = header_of(view.site, view.path, view.site.names.file_docs[view.path])
    known = _known(view)
    found = {_file(view).line: None}
    foreign = {item.statement.anchor for item in view.imports if _is_foreign(item)}
    for keyword in view.keywords:
        is_entry = keyword.kind is not KeywordKind.IMPORT or keyword.anchor in foreign
        if keyword.variant is None and is_entry:
            found[_entry(view, keyword, known).line] = None
    groups = {header: tuple(sorted(found))}
    for path, line in _offered(view):
        docname = view.site.names.file_docs.get(path)
        if docname is not None:
            home = header_of(view.site, path, docname)
            groups[home] = (*groups.get(home, ()), line)
    return Subject(tuple(sorted(groups.items())), lines_of_places(_places(view)), view.path)


def folder_entries(site: Site, view: FolderView) -> Subject:
    """Return what is found on the pages of a folder: itself.

    Parameters
    ----------
    site:
        The names of pages.
    view:
        The folder.
    """
    path = f"{view.path}/" if view.path else _ROOT
    words = words_of(view.words.summary) if view.words is not None else ""
    name = name_of(view.path) or site.title
    entry = Entry(FOLDER, name, summary=words, weight=Weight(level=2))
    header = header_of(site, path, site.names.folder_index[view.path])
    return Subject(((header, (entry.line,)),))


def header_of(site: Site, path: str, docname: str) -> str:
    """Return what stands above the entries of a page.

    Parameters
    ----------
    site:
        The names of pages.
    path:
        The path of the file; that of a folder ends with a slash.
    docname:
        The docname of the page, which is left out where the path tells it.
    """
    prefix = site.settings.docname_prefix
    path = " ".join(path.encode("utf-8", "replace").decode("utf-8").split())
    usual = f"{prefix}/{path}_docs"
    if path.endswith("/"):
        usual = f"{prefix}/index" if path == _ROOT else f"{prefix}/{path}index"
    return path if docname == usual else f"{path}\t{docname}"


def _file(view: FileView) -> Entry:
    name = name_of(view.path)
    words = view.analysis.prose
    is_package = name.partition(".")[0] == "__init__"
    is_private = any(map(is_private_name, view.path.removesuffix(".py").split("/")))
    return Entry(
        FILE,
        name,
        summary=words_of(words.summary) if words is not None else "",
        flags=_aside(view) | (Flag.PRIVATE if is_private else Flag(0)),
        weight=Weight(
            is_public=not is_private,
            level=0 if is_package else 3,
            is_code=not _aside(view),
        ),
    )


class _Known(msgspec.Struct, frozen=True):
    """What is asked for each keyword of a file."""

    symbols: Mapping[str, Symbol]
    """By anchor."""
    uses: Mapping[str, int]
    """How many files use a definition, by its anchor."""
    untested: frozenset[str]
    """Anchors of the definitions that no test mentions."""


def _known(view: FileView) -> _Known:
    symbols = view.analysis.symbols
    return _Known(
        {symbol.anchor: symbol for symbol in symbols},
        {symbols[used.symbol].anchor: used.other_files for used in view.uses},
        frozenset(symbols[item].anchor for item in view.relations.finding_aids.untested),
    )


def _entry(view: FileView, keyword: Keyword, known: _Known) -> Entry:
    symbol = known.symbols.get(keyword.anchor) if keyword.anchor else None
    is_private = _is_private(keyword)
    flags = _aside(view) | (Flag.PRIVATE if is_private else Flag(0))
    if symbol is not None:
        flags |= _lacks(view, keyword, symbol, known)
    name = keyword.qualname
    if symbol is not None and symbol.is_local:
        name = name.replace("<locals>.", "")
    summary = words_of(symbol.summary) if symbol is not None else keyword.summary
    if keyword.kind is KeywordKind.MODULE and view.analysis.prose is not None:
        summary = words_of(view.analysis.prose.summary)
    uses = known.uses.get(symbol.anchor, 0) if symbol is not None else 0
    weight = Weight(
        is_public=not is_private,
        is_definition=not _is_content(keyword),
        level=_level(keyword, symbol),
        is_code=not _aside(view),
        uses=uses,
    )
    return Entry(
        keyword.kind.slug, name, view.site.existing(keyword.anchor), summary, flags, weight
    )


def _is_private(keyword: Keyword) -> bool:
    if not (is_definition(keyword.kind) or keyword.kind is KeywordKind.MODULE):
        return False
    return any(is_private_name(part) for part in keyword.qualname.replace("::", ".").split("."))


def _is_content(keyword: Keyword) -> bool:
    kind = keyword.kind
    return not isinstance(kind, KeywordKind) or kind.nature is Nature.CONTENT


def _level(keyword: Keyword, symbol: Symbol | None) -> int:
    if symbol is not None and (symbol.is_local or symbol.name.startswith("__")):
        return 0
    if keyword.kind in _FIRST:
        return 3
    if keyword.kind in _SECOND:
        return 2
    return 1 if not _is_content(keyword) or keyword.kind is KeywordKind.ERROR_MESSAGE else 0


def _lacks(view: FileView, keyword: Keyword, symbol: Symbol, known: _Known) -> Flag:
    """Return what a public definition of code lacks."""
    lacks = Flag(0)
    is_public = not (symbol.is_private or symbol.is_local or symbol.name.startswith("__"))
    if not is_public or keyword.kind in (KeywordKind.TEST, KeywordKind.FIXTURE):
        return lacks
    can_lack = symbol.is_class or symbol.is_callable
    if can_lack and not symbol.documented and view.analysis.language in _DOCUMENTED_BY_DOCSTRINGS:
        lacks |= Flag.UNDOCUMENTED
    if symbol.anchor in known.untested:
        lacks |= Flag.UNTESTED
    return lacks


def _is_foreign(item: MeantImport) -> bool:
    """Return whether an import leads out of the repository.

    Of any other one there is the definition, whose page names those who import it.
    """
    is_here = item.targets or item.definition or item.native or item.built_by
    return not (is_here or item.is_unclear)


def _aside(view: FileView) -> Flag:
    return Flag.ASIDE if view.relations.finding_aids.is_aside else Flag(0)


def _offered(view: FileView) -> Iterator[tuple[str, str]]:
    """Yield the definitions of other files that a package offers under its own name."""
    module = view.module
    if module is None or name_of(view.path) != "__init__.py":
        return
    for item in view.imports:
        found = item.definition
        if found is None or item.statement.deferred or found.path == view.path:
            continue
        name = f"{module.name}.{item.statement.bound_name}"
        is_private = any(map(is_private_name, name.split(".")))
        entry = Entry(
            KeywordKind.of_symbol(found.kind).slug,
            name,
            view.site.existing(found.anchor),
            flags=_aside(view) | (Flag.PRIVATE if is_private else Flag(0)),
            weight=Weight(
                is_public=not is_private,
                is_definition=False,
                level=3 if KeywordKind.of_symbol(found.kind) in _FIRST else 1,
                is_code=not _aside(view),
            ),
        )
        yield found.path, entry.line


def _places(view: FileView) -> Iterator[tuple[str, int]]:
    analysis = view.analysis
    for symbol in analysis.symbols:
        if symbol.variant is None and view.shows(symbol):
            yield symbol.anchor, symbol.line
    for literal in analysis.occurrences:
        yield literal.anchor, literal.line
    for binding in analysis.bindings:
        yield binding.anchor, binding.line
    for item in view.imports:
        if _is_foreign(item):
            yield item.statement.anchor, item.statement.line
