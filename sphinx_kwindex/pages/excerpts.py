"""Showing a block of one page on another: nothing in it may be named twice or lead astray."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from sphinx_kwindex.pages.blocks import (
    HERE,
    Chapters,
    DataBlock,
    Definitions,
    Fields,
    Finder,
    KeywordList,
    KeywordRow,
    Notice,
    Place,
    Table,
    Text,
    Trail,
)


def excerpt(block: DataBlock, home: str) -> DataBlock | None:
    """Return a block as another page may show it, None if it only serves its own page.

    Parameters
    ----------
    block:
        A block of the page ``home``.
    home:
        Where the links that stay on the page lead from now on.
    """
    match block:
        case Notice():
            return replace(block, text=_from(home, block.text))
        case Fields():
            rows = (replace(field, value=_from(home, field.value)) for field in block.rows)
            return replace(block, rows=tuple(rows))
        case Table():
            return replace(
                block,
                rows=tuple(
                    replace(row, cells=tuple(_from(home, cell) for cell in row.cells), anchor="")
                    for row in block.rows
                ),
            )
        case Definitions():
            return replace(
                block,
                home=home,
                rows=tuple(
                    replace(
                        row,
                        signature=_from(home, row.signature),
                        summary=_from(home, row.summary),
                    )
                    for row in block.rows
                ),
            )
        case KeywordList():
            return replace(block, rows=tuple(replace(row, anchor="") for row in block.rows))
        case Trail() | Finder() | Chapters():
            return None
        case _:
            return block


def select_keywords(
    rows: Iterable[KeywordRow], kinds: Iterable[str] = (), prefix: str = "", path: str = ""
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
    """
    wanted, start = frozenset(kinds), prefix.casefold()
    chosen = []
    for row in rows:
        starts = any(name.casefold().startswith(start) for name in (row.name, row.qualname))
        if not starts or (wanted and row.kind not in wanted):
            continue
        places = tuple(place for place in row.places if not path or place.path == path)
        if places:
            chosen.append(replace(row, places=_labelled(places, path), anchor=""))
    return tuple(chosen)


def _labelled(places: tuple[Place, ...], path: str) -> tuple[Place, ...]:
    """Leave the path out where all entries would show the same."""
    return tuple(replace(place, path="") for place in places) if path else places


def _from(home: str, text: Text) -> Text:
    return tuple(replace(span, docname=home) if span.docname == HERE else span for span in text)
