"""Showing a block of one page on another: nothing in it may be named twice or lead astray."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from msgspec.structs import replace

from sphinx_kwindex.blocks.blocks import (
    HERE,
    Block,
    Definitions,
    Docstring,
    Fields,
    Finder,
    Folded,
    Glance,
    Heading,
    KeywordList,
    KeywordRow,
    Letters,
    Listing,
    Mark,
    Notice,
    Paragraph,
    Place,
    Snippet,
    Table,
    Trail,
)
from sphinx_kwindex.blocks.chapters import Chapters
from sphinx_kwindex.blocks.folds import Fold, Folds
from sphinx_kwindex.blocks.graph import Graph
from sphinx_kwindex.blocks.listed_places import ListedTarget
from sphinx_kwindex.blocks.treemap import Treemap
from sphinx_kwindex.blocks.walk import map_spans
from sphinx_kwindex.paths import is_within
from sphinx_kwindex.records.text import Span


def excerpt(block: Block, home: str) -> Block | None:
    """Return a block as another page may show it, None if it only serves its own page.

    Parameters
    ----------
    block:
        A block of the page ``home``.
    home:
        Where the links that stay on the page lead from now on.
    """
    shown = map_spans(block, lambda span: _from(home, span))
    match shown:
        case Table() | KeywordList() | Folds():
            rows = (replace(row, anchor="") for row in shown.rows)
            return replace(shown, rows=tuple(rows))
        case Definitions():
            bare = (replace(row, remarks=_without_anchors(row.remarks)) for row in shown.rows)
            return replace(shown, rows=tuple(bare), home=home)
        case Listing():
            targets = (_placed(home, target) for target in shown.places.targets)
            places = replace(shown.places, targets=tuple(targets), anchors=())
            return replace(shown, places=places)
        case Folded():
            parts = (
                replace(part, anchor="") if isinstance(part, Heading) else excerpt(part, home)
                for part in shown.blocks
            )
            inner = tuple(part for part in parts if part is not None)
            return replace(shown, anchor="", blocks=inner, is_part=False)
        case Glance():
            return replace(shown, chips=())
        case Mark() | Trail() | Finder() | Letters() | Chapters():
            return None
        case (
            Heading()
            | Paragraph()
            | Snippet()
            | Notice()
            | Fields()
            | Docstring()
            | Graph()
            | Treemap()
        ):
            return shown
        case _:
            assert_never(shown)


def select_keywords(
    rows: Iterable[KeywordRow],
    kinds: Iterable[str] = (),
    prefix: str = "",
    path: str = "",
    *,
    within: str = "",
) -> tuple[KeywordRow, ...]:
    """Return the entries of an index that a reader asks for.

    Parameters
    ----------
    rows:
        Entries that say where each keyword is.
    kinds:
        Kinds of keyword; all of them if there are none.
    prefix:
        What the keyword itself, or its qualified name, starts with; case does not matter.
    path:
        A file, to leave out the places in others.
    within:
        A folder, to leave out the places in others.
    """
    wanted, start = frozenset(kinds), prefix.casefold()
    chosen = []
    for row in rows:
        starts = any(name.casefold().startswith(start) for name in (row.name, row.qualname))
        if not starts or (wanted and row.kind not in wanted):
            continue
        places = tuple(
            place
            for place in row.places
            if (not path or place.path == path) and is_within(place.path, within)
        )
        if places:
            chosen.append(replace(row, places=_labelled(places, path), anchor=""))
    return tuple(chosen)


def _without_anchors(folds: Iterable[Fold]) -> tuple[Fold, ...]:
    return tuple(replace(fold, anchor="") for fold in folds)


def _labelled(places: tuple[Place, ...], path: str) -> tuple[Place, ...]:
    """Leave the path out where all entries would show the same."""
    return tuple(replace(place, path="") for place in places) if path else places


def _placed(home: str, target: ListedTarget) -> ListedTarget:
    return replace(target, docname=home) if target.docname == HERE else target


def _from(home: str, span: Span) -> Span:
    if span.mark:
        span = replace(span, mark="")
    return replace(span, docname=home) if span.docname == HERE else span
