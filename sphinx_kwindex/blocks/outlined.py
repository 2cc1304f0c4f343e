"""What of a block belongs in the list of what is on a page, read without the rest of it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sphinx_kwindex.blocks.blocks import Definitions, Folded

MOST_MEMBERS = 40
"""Definitions of a list beyond which the members of classes are not among them."""
MOST_LISTED = 150
"""Definitions of a list beyond which the rest is left out: nobody reads on."""


class Entry(msgspec.Struct, frozen=True):
    """An entry of the list."""

    text: str
    anchor: str
    members: tuple[Entry, ...] = ()
    is_part: bool = False
    """Whether it stands beside the section that it is in."""


class _Row(msgspec.Struct, frozen=True, array_like=True):
    """The parts of a definition, of which those that do not matter stay as they are."""

    depth: int
    anchor: str
    prefix: str
    name: str
    signature: msgspec.Raw
    line: msgspec.Raw
    summary: msgspec.Raw
    decorators: msgspec.Raw
    note: msgspec.Raw
    passages: msgspec.Raw
    remarks: msgspec.Raw
    fold: str = ""


class _Rows(msgspec.Struct, frozen=True, tag="definitions"):
    rows: tuple[_Row, ...]


class _Part(msgspec.Struct, frozen=True, tag="folded"):
    title: str
    anchor: str
    is_part: bool = False


_DECODER = msgspec.json.Decoder(_Rows | _Part)
_BEGIN = tuple(f'{{"type":"{block.__struct_config__.tag}"' for block in (Definitions, Folded))


def outlined(payload: str) -> tuple[Entry, ...]:
    """Return what a block of a page adds to the list of what is there.

    These are the public definitions, with the members of each that are written with a word before
    their name (a method is, an attribute is not), but for those of the language itself
    (``__init__``); and a part that a reader opens.

    Parameters
    ----------
    payload:
        The JSON of any block.
    """
    if not payload.startswith(_BEGIN):
        return ()
    block = _DECODER.decode(payload)
    if isinstance(block, _Part):
        return (Entry(block.title, block.anchor, is_part=True),) if block.is_part else ()
    rows = list(_public(block.rows))
    if len(rows) > MOST_MEMBERS:
        rows = [row for row in rows if not row.depth][:MOST_LISTED]
    tops: list[Entry] = []
    members: list[list[Entry]] = []
    for row in rows:
        entry, at = Entry(row.name, row.anchor), members[-1] if row.depth and tops else tops
        if at and at[-1].text == entry.text:
            continue  # the next one of several overloads
        at.append(entry)
        if at is tops:
            members.append([])
    return tuple(
        msgspec.structs.replace(top, members=tuple(below))
        for top, below in zip(tops, members, strict=True)
    )


def _public(rows: tuple[_Row, ...]) -> Iterator[_Row]:
    """Yield what is not behind a fold: at the top, and what a reader calls one step below it."""
    hidden: int | None = None
    for row in rows:
        if hidden is not None and row.depth < hidden:
            hidden = None
        if row.fold and hidden is None:
            hidden = row.depth
        is_named = not row.depth or (row.depth == 1 and bool(row.prefix))
        if hidden is None and is_named and not (row.name[:2] == row.name[-2:] == "__"):
            yield row
