"""What Objective-C adds to C: classes, protocols, properties, and methods with several names.

It is read from the tokens, and taken out, so that C is left.  A part of a selector stands before a
colon, and a macro never does: ``- (id)initWithName:(NSString *)name NS_DESIGNATED_INITIALIZER;``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from sphinx_kwindex.analysis.grammars.c_family.declarators import refine
from sphinx_kwindex.analysis.grammars.c_family.edits import blanked
from sphinx_kwindex.analysis.grammars.c_family.items import Item, ItemKind, item_at
from sphinx_kwindex.analysis.grammars.c_family.objective_c_names import (
    further_names,
    property_name,
    selector_of,
)
from sphinx_kwindex.analysis.grammars.c_family.tokens import Tokens, tokens_of
from sphinx_kwindex.analysis.grammars.c_family.words import is_likely_macro
from sphinx_kwindex.analysis.grammars.declaration import Match
from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.analysis.grammars.reading import shortened
from sphinx_kwindex.records.signatures import Variant
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_CLASSES = {
    b"@interface": SymbolKind.CLASS,
    b"@implementation": SymbolKind.CLASS,
    b"@protocol": SymbolKind.PROTOCOL,
}
_STATEMENTS = frozenset((b"@class", b"@import", b"@synthesize", b"@dynamic",
                         b"@compatibility_alias"))  # fmt: skip
_ENDS = frozenset((b";", b"{", b"}", b"@end"))
_LONGEST_LEAD = 100
_OF_C = frozenset({SymbolKind.FUNCTION, SymbolKind.VARIABLE, SymbolKind.CONSTANT,
                   SymbolKind.TYPE_ALIAS})  # fmt: skip


class ObjectiveC(msgspec.Struct, frozen=True):
    """A source without what Objective-C adds to C, and what that defines."""

    code: bytes
    found: tuple[Found, ...]
    included: tuple[Included, ...]


def refine_beside_classes(match: Match) -> Iterator[Found]:
    """Yield the definitions of C in a source of Objective-C: classes around them mean nothing."""
    parent = match.node.parent
    for found in refine(match):
        if found.kind in _OF_C and parent is not None and parent.type == "translation_unit":
            found.scoped = False
        yield found


def read_objective_c(code: bytes, source: bytes) -> ObjectiveC:
    """Read the classes, protocols and categories of a source.

    Parameters
    ----------
    code:
        The source without comments, directives, and what is in strings and bodies.
    source:
        The source itself.
    """
    reader = _Reader(code, source)
    reader.read()
    return ObjectiveC(bytes(reader.code), tuple(reader.found), tuple(reader.included))


class _Reader:
    """The way through the tokens of one source."""

    def __init__(self, code: bytes, source: bytes) -> None:
        self.code = bytearray(code)
        self.found: list[Found] = []
        self.included: list[Included] = []
        self._source = source
        self._tokens: Tokens = tokens_of(code)
        self._open: Found | None = None

    def read(self) -> None:
        """Read all of it."""
        found, partners = self._tokens.all, self._tokens.partners
        position = 0
        may_start = True
        while position < len(found):
            token = found[position]
            if token.text in _CLASSES:
                position = self._class(position)
                may_start = True
                continue
            if token.text == b"@":
                self._blank(token.start, token.end)  # of a literal: ``@"text"``
            elif token.text.startswith(b"@"):
                position = self._directive(position)
                may_start = True
                continue
            if token.text in (b"-", b"+") and self._open is not None and may_start:
                position = self._method(position)
                continue
            if token.text in (b"(", b"[", b"{") and partners[position] >= 0:
                position = partners[position]
            may_start = found[position].text in (b";", b"}", b")") or is_likely_macro(
                found[position].text
            )
            position += 1
        self._close(len(self._source))

    def _text(self, start: int, end: int) -> str:
        return " ".join(self._source[start:end].decode("utf-8", "replace").split())

    def _blank(self, start: int, end: int) -> None:
        self.code[start:end] = blanked(bytes(self.code[start:end]))

    def _close(self, end: int) -> None:
        if self._open is not None:
            self._open.end = end
            self._open = None

    def _items(self, position: int) -> list[Item]:
        """Return the items up to what ends a statement."""
        items = []
        while position < len(self._tokens.all) and self._tokens.all[position].text not in _ENDS:
            items.append(item_at(self._tokens, position))
            position = items[-1].last + 1
        return items

    def _class(self, position: int) -> int:
        """Read the head of a class, category or protocol; return the token behind it."""
        found = self._tokens.all
        first = found[position]
        if position + 1 >= len(found) or found[position + 1].kind != "word":
            return position + 1
        name = item_at(self._tokens, position + 1)
        place = name.last + 1
        following = found[place].text if place < len(found) else b""
        if first.text == b"@protocol" and following in (b",", b";"):
            return self._directive(position)
        self._close(first.start)
        signature = ""
        if following == b":" and place + 1 < len(found) and found[place + 1].kind == "word":
            place = item_at(self._tokens, place + 1).last + 1
        elif following == b"(" and self._tokens.partners[place] >= 0:
            category = item_at(self._tokens, place)
            signature = self._text(category.start, category.end)
            place = category.last + 1
        for opening in (b"<", b"{"):
            if place < len(found) and found[place].text == opening:
                place = max(place, self._tokens.partners[place]) + 1
        self._open = Found(
            kind=_CLASSES[first.text],
            name=name.text.decode("utf-8", "replace"),
            start=first.start,
            end=found[place - 1].end,
            lead=first.text.decode(),
            signature=signature,
            variant=Variant.IMPLEMENTATION if first.text == b"@implementation" else None,
            name_start=name.start,
        )
        self.found.append(self._open)
        self._blank(first.start, found[place - 1].end)
        return place

    def _directive(self, position: int) -> int:
        """Read what begins with ``@`` but is no class; return the token behind it."""
        first = self._tokens.all[position]
        last = position
        if first.text == b"@end":
            self._close(first.end)
        elif first.text in _STATEMENTS or first.text in (b"@property", b"@protocol"):
            items = self._items(position + 1)
            last = items[-1].last if items else position
            if first.text == b"@property":
                self._property(first.start, items)
            elif first.text == b"@import" and items:
                name = self._text(items[0].start, items[-1].end)
                self.included.append(Included(name.replace(" ", ""), first.start, form="@import"))
            elif first.text == b"@compatibility_alias" and len(items) > 1:
                self._alias(first.start, items)
            if last + 1 < len(self._tokens.all) and self._tokens.all[last + 1].text == b";":
                last += 1
        self._blank(first.start, self._tokens.all[last].end)
        return last + 1

    def _alias(self, start: int, items: Sequence[Item]) -> None:
        """Read the two names of ``@compatibility_alias Old New``."""
        self.found.append(
            Found(
                kind=SymbolKind.TYPE_ALIAS,
                name=items[0].text.decode("utf-8", "replace"),
                start=start,
                end=items[-1].end,
                lead="@compatibility_alias",
                signature=f"= {self._text(items[1].start, items[1].end)}",
                name_start=items[0].start,
                encloses=False,
            )
        )

    def _property(self, start: int, items: Sequence[Item]) -> None:
        """Read ``(nonatomic, copy) void (^done)(BOOL) API_AVAILABLE(ios(9))``, or ``int a, *b``."""
        declared = items[1:] if items and items[0].kind is ItemKind.GROUP else items
        first = property_name(self._tokens, declared)
        if first is None:
            return
        lead = shortened(self._text(start, first.start), _LONGEST_LEAD)
        for name in (first, *further_names(declared, first)):
            self.found.append(
                Found(
                    kind=SymbolKind.PROPERTY,
                    name=name.text.decode("utf-8", "replace"),
                    start=start,
                    end=items[-1].end,
                    lead=lead,
                    name_start=name.start,
                    encloses=False,
                )
            )

    def _method(self, position: int) -> int:
        """Read a method, named by its selector: ``moveTo:speed:``; return the token behind it."""
        found, partners = self._tokens.all, self._tokens.partners
        start = found[position].start
        items = self._items(position + 1)
        last = items[-1].last if items else position
        is_declared = True
        if last + 1 < len(found) and found[last + 1].text in (b";", b"{"):
            last += 1
            is_declared = found[last].text == b";"
            last = max(last, partners[last])
        selector = selector_of(items)
        if selector is not None:
            name, parts = selector
            self.found.append(
                Found(
                    kind=SymbolKind.METHOD,
                    name=parts.decode("utf-8", "replace"),
                    start=start,
                    end=found[last].end,
                    lead=self._text(start, name.start),
                    variant=Variant.DECLARATION if is_declared else None,
                    name_start=name.start,
                    encloses=not is_declared,
                )
            )
        self._blank(start, found[last].end)
        return last + 1
