"""From definitions at places in a source to symbols: what encloses what, and how it is named."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from sphinx_kwindex.analysis.anchors import Anchors
from sphinx_kwindex.analysis.grammars.documentation import Comments
from sphinx_kwindex.analysis.grammars.found import Found
from sphinx_kwindex.records import Symbol, SymbolKind

CALLABLE = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
CLASSES = frozenset(
    {
        SymbolKind.CLASS,
        SymbolKind.STRUCT,
        SymbolKind.UNION,
        SymbolKind.INTERFACE,
        SymbolKind.PROTOCOL,
        SymbolKind.TRAIT,
        SymbolKind.ENUM,
    }
)
_UNSAFE = re.compile(r"\W+")


class _Open(msgspec.Struct):
    """A definition that encloses what follows, up to a byte."""

    end: int
    position: int
    """Of its symbol; that of the symbol around it if it has none."""
    kind: SymbolKind
    name: str
    qualname: str


def nest(
    found: Iterable[Found], newlines: Sequence[int], comments: Comments, separator: str
) -> tuple[Symbol, ...]:
    """Return the symbols in source order, each after the one that encloses it.

    What a function defines for itself is left out, but tests are not.

    Parameters
    ----------
    found:
        The definitions, in any order.
    newlines:
        Offsets of the line ends of the source.
    comments:
        Its comments.
    separator:
        What stands between a name and its scope.
    """
    symbols: list[Symbol] = []
    opened: list[_Open] = []
    anchors = Anchors()
    package = ""
    ordered = sorted(found, key=lambda item: (item.start, -item.end, not item.encloses))
    for item in ordered:
        while opened and opened[-1].end <= item.start:
            opened.pop()
        around = opened[-1] if opened and item.scoped else None
        if not _counts(item, around, opened):
            continue
        kind = _kind(item, around)
        lead = around.qualname if around else package
        qualname = separator.join(part for part in (lead, item.scope, item.name) if part)
        if item.kind is SymbolKind.MACRO and not item.scoped:
            qualname = item.name
        if item.whole_file:
            package, qualname = item.name, item.name
        position = around.position if around else -1
        if not item.transparent:
            line = bisect_right(newlines, max(item.name_start, item.start) - 1) + 1
            symbols.append(
                Symbol(
                    name=item.name,
                    qualname=qualname,
                    kind=kind,
                    line=line,
                    end_line=max(line, bisect_right(newlines, item.end - 1) + 1),
                    anchor=anchors.take(anchor_of(qualname)),
                    parent=position,
                    lead=item.lead,
                    signature=_attached(item.signature),
                    summary=comments.summary_before(item.start),
                    note=item.note,
                )
            )
            position = len(symbols) - 1
        if item.encloses and item.scoped and not item.whole_file:
            opened.append(_Open(item.end, position, kind, item.name, qualname))
    return tuple(symbols)


def _counts(item: Found, around: _Open | None, opened: Sequence[_Open]) -> bool:
    if not item.name:
        return False
    if around is None:
        return not item.only_in_own_class
    if item.only_in_own_class and around.name != item.name:
        return False
    if item.outside_classes and around.kind in CLASSES:
        return False
    return item.kind is SymbolKind.TEST or not any(scope.kind in CALLABLE for scope in opened)


def _kind(item: Found, around: _Open | None) -> SymbolKind:
    if item.kind is not SymbolKind.FUNCTION:
        return item.kind
    in_class = around is not None and around.kind in CLASSES
    return SymbolKind.METHOD if in_class or item.scope else SymbolKind.FUNCTION


def _attached(signature: str) -> str:
    """Return a signature as it follows a name: all but parentheses and the like after a space."""
    return f" {signature}" if signature and signature[0] not in "([<{?!" else signature


def anchor_of(qualname: str) -> str:
    """Return a qualified name as an identifier; numbers of equal ones tell them apart."""
    parts = (_UNSAFE.sub("_", part) for part in re.split(r"::|\.", qualname) if part)
    return ".".join(f"_{part}" if part[:1].isdigit() else part for part in parts) or "_"
