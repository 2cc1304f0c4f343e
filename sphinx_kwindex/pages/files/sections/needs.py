"""The imports of a file, grouped by what they are from: files, other modules, standard library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from sphinx_kwindex.blocks.blocks import (
    HERE,
    Block,
    Folded,
    Paragraph,
    Row,
    Table,
    code,
    plain,
)
from sphinx_kwindex.pages.files.sections.import_lines import import_lines
from sphinx_kwindex.pages.files.sections.import_origins import (
    absence,
    import_link,
    is_standard,
    origin_here,
)
from sphinx_kwindex.pages.files.sections.public_api import passed_imports
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.imports import MeantImport

_COLUMNS = ("From", "Names", "Lines")

_Groups = Mapping[str, list[MeantImport]]


def needs(view: FileView) -> Iterator[Block]:
    """Yield a row for each file and each module from elsewhere, the standard library folded.

    What a package passes on is in the section of its public API.
    """
    names = _Names(view)
    passed_on = passed_imports(view)
    known = {item.statement for item in passed_on}
    here, elsewhere, standard = _grouped(
        view, [item for item in view.imports if item.statement not in known]
    )
    rows = [
        *(_row(view, names, origin_here(view, items[0]), items) for items in here.values()),
        *(_row(view, names, _outside(view, top, items), items) for top, items in elsewhere.items()),
    ]
    if rows:
        yield Table(_COLUMNS, tuple(rows))
    if standard:
        rows = [_row(view, names, (code(top),), items) for top, items in standard.items()]
        title = f"Standard library ({len(rows):,}): {', '.join(standard)}"
        yield Folded(title, "", (Table(_COLUMNS, tuple(rows)),))
    if passed_on:
        link = Span("Public API", docname=HERE, anchor="section-public-api")
        also = "also " if rows else ""
        yield Paragraph((plain(f"It {also}imports what it passes on, see "), link, plain(".")))


def _row(view: FileView, names: _Names, origin: Text, items: Sequence[MeantImport]) -> Row:
    return Row((origin, names.of(items), import_lines(view, items)))


def _grouped(view: FileView, imports: Iterable[MeantImport]) -> tuple[_Groups, _Groups, _Groups]:
    """Return imports by file, by module from elsewhere, and by module of the standard library.

    Files are in the order of their paths, and modules of their names.
    """
    here: dict[str, list[MeantImport]] = {}
    elsewhere: dict[str, list[MeantImport]] = {}
    standard: dict[str, list[MeantImport]] = {}
    for item in imports:
        statement = item.statement
        top = statement.module.partition(".")[0] or statement.dotted
        if item.targets or item.native is not None or item.built_by:
            here.setdefault("\n".join(item.targets) or statement.dotted, []).append(item)
        elif is_standard(view, statement):
            standard.setdefault(top, []).append(item)
        else:
            name = top if view.facts.is_python and not statement.level else statement.module
            elsewhere.setdefault(name or statement.dotted, []).append(item)
    return _sorted(here), _sorted(elsewhere), _sorted(standard)


def _sorted(groups: _Groups) -> _Groups:
    return {name: groups[name] for name in sorted(groups)}


class _Names:
    """Writes imported names, each statement with its anchor once."""

    def __init__(self, view: FileView) -> None:
        self._view = view
        self._seen: set[str] = set()

    def of(self, items: Sequence[MeantImport]) -> Text:
        """Return the names of one group, in the order of the source."""
        return self._view.site.shown_links(self.each(items))

    def each(self, items: Iterable[MeantImport]) -> Iterator[Span]:
        """Yield each name; whether it is there under conditions is said behind it."""
        for item in items:
            statement = item.statement
            anchor = "" if statement.anchor in self._seen else statement.anchor
            if not anchor:
                continue
            self._seen.add(anchor)
            link = self._link(item)
            yield replace(link, mark=self._view.site.existing(anchor))

    def _link(self, item: MeantImport) -> Span:
        statement, view = item.statement, self._view
        shown = statement.name or statement.dotted
        if statement.alias:
            shown = f"{shown} as {statement.alias}"
        return import_link(view, item, shown)


def _outside(view: FileView, top: str, items: Sequence[MeantImport]) -> Text:
    if any(item.is_unclear for item in items):
        return (code(top), plain(" (one of several files)"))
    return (code(top), plain(f" ({absence(view)})"))
