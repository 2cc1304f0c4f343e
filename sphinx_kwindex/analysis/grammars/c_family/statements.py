"""The statements of a source of the C family outside the bodies of functions."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

import msgspec

from sphinx_kwindex.analysis.grammars.c_family.bodies import opens_scope
from sphinx_kwindex.analysis.grammars.c_family.items import Item, ItemKind, item_at
from sphinx_kwindex.analysis.grammars.c_family.tokens import Tokens
from sphinx_kwindex.analysis.grammars.c_family.words import TAGS

_LONGEST_HEAD = 20_000


class StatementKind(Enum):
    """What a statement is by its place and by how it ends."""

    PLAIN = auto()
    """It ends with ``;``, or with the body of a function."""
    HEAD = auto()
    """What follows lies in its braces; or, if it has one, the braces are empty."""
    TAIL = auto()
    """It follows the closing brace of a class, struct, union or enum."""
    ENUMERATORS = auto()


class Statement(msgspec.Struct, frozen=True):
    """A statement, or the head of one that holds others."""

    kind: StatementKind
    items: list[Item]
    end: int
    """The byte behind it, with its semicolon."""
    opened: int = -1
    """The opening brace of a head, as a token."""
    scope: int = -1
    """The brace that opens the class, struct or union that it is in, as a token."""
    is_typedef: bool = False
    """Of a tail: whether its head is a ``typedef``."""


class _Scope(msgspec.Struct, frozen=True):
    is_type: bool
    is_enum: bool
    is_typedef: bool
    opened: int


class Statements:
    """The way through the tokens of one source."""

    def __init__(self, code: bytes, tokens: Tokens) -> None:
        self._code = code
        self._tokens = tokens
        self._items: list[Item] = []
        self._has_value = False
        self._tag: bytes | None = None
        """Of a statement with braces: what makes them a scope, empty for a function or a value."""
        self._scopes: list[_Scope] = []
        self._tail: _Scope | None = None

    def __iter__(self) -> Iterator[Statement]:
        position = 0
        found = self._tokens.all
        while position < len(found):
            token = found[position]
            if token.text == b";":
                yield self._statement(token.end)
            elif token.text == b"}":
                yield from self._leave(token.start)
            elif token.text == b"{" and self._tokens.partners[position] != position + 1:
                yield self._enter(position)
            else:
                item = item_at(self._tokens, position)
                position = item.last
                if item.kind is ItemKind.BRACE and self._tag is None:
                    self._tag = self._tag_before(item.start)
                self._items.append(item)
                self._has_value = self._has_value or item.text == b"="
                if item.kind is ItemKind.BRACE and self._ends_behind(item):
                    yield self._statement(item.end)
            position += 1
        if self._items:
            yield self._statement(self._items[-1].end)

    def _taken(self) -> list[Item]:
        items, self._items = self._items, []
        self._has_value = False
        return items

    def _scope(self) -> int:
        scope = self._scopes[-1] if self._scopes else None
        return scope.opened if scope is not None and scope.is_type else -1

    def _statement(self, end: int) -> Statement:
        tail, self._tail = self._tail, None
        tag, self._tag = self._tag, None
        kind = StatementKind.PLAIN
        if self._scopes and self._scopes[-1].is_enum:
            kind = StatementKind.ENUMERATORS
        elif tail is not None:
            kind = StatementKind.TAIL
        elif tag:
            kind = StatementKind.HEAD
        is_typedef = tail is not None and tail.is_typedef
        return Statement(kind, self._taken(), end, scope=self._scope(), is_typedef=is_typedef)

    def _enter(self, position: int) -> Statement:
        """Return the head of a scope, and go into it."""
        scope = self._scope()
        items = self._taken()
        self._tail = self._tag = None
        words = [item.text for item in items if item.kind is ItemKind.WORD]
        self._scopes.append(
            _Scope(
                is_type=any(word in TAGS for word in words),
                is_enum=b"enum" in words,
                is_typedef=b"typedef" in words,
                opened=position,
            )
        )
        start = self._tokens.all[position].start
        return Statement(StatementKind.HEAD, items, start, opened=position, scope=scope)

    def _leave(self, start: int) -> Iterator[Statement]:
        if self._items:
            yield self._statement(start)
        scope = self._scopes.pop() if self._scopes else None
        self._tail = scope if scope is not None and scope.is_type else None

    def _ends_behind(self, brace: Item) -> bool:
        """Return whether an empty pair of braces ends a statement, as the body of a function."""
        following = brace.last + 1
        after = self._tokens.all[following].text if following < len(self._tokens.all) else b""
        is_value = self._has_value or after in (b";", b",", b"{")
        return not is_value and self._tag not in TAGS

    def _tag_before(self, start: int) -> bytes:
        """Return the word that makes braces a scope: ``class``, ``namespace``."""
        for item in self._items:
            if item.text in TAGS or item.text in (b"namespace", b"extern"):
                head = self._code[max(self._items[0].start, start - _LONGEST_HEAD) : start]
                return item.text if opens_scope(head) else b""
        return b""
