"""From definitions at places in a source to symbols: what encloses what, and how it is named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from sphinx_kwindex.analysis.anchors import Anchors
from sphinx_kwindex.analysis.grammars.documentation import Comments
from sphinx_kwindex.analysis.grammars.found import Found
from sphinx_kwindex.analysis.grammars.reading import DATA
from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.docstrings import Docstring
from sphinx_kwindex.records.signatures import Variant
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_CLASSES = frozenset(
    {
        SymbolKind.CLASS,
        SymbolKind.STRUCT,
        SymbolKind.UNION,
        SymbolKind.INTERFACE,
        SymbolKind.PROTOCOL,
        SymbolKind.TRAIT,
        SymbolKind.ENUM,
        SymbolKind.ENUMERATOR,  # with a body of its own
    }
)
_CLOSED = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.TEST})
"""Kinds whose inner definitions nobody else can name."""
_OF_GROUP = "One of a group: "
"""Before the words of a comment that stands above several declarations."""
_DEEPEST = 50
"""Scopes in scopes; what lies deeper was not written by people, and its names have no end."""
_UNSAFE = re.compile(r"\W+")


class Separators(msgspec.Struct, frozen=True):
    """What is between a name and what encloses it."""

    scope: str
    member: str
    """Between a name and its class."""


class _Open(msgspec.Struct):
    """A definition that encloses what follows, up to a byte."""

    end: int
    position: int
    """Of its symbol; that of the symbol around it if it has none."""
    kind: SymbolKind
    name: str
    qualname: str
    is_transparent: bool


class Nesting:
    """The way through the definitions of one source, from its first byte to its last."""

    def __init__(
        self,
        newlines: Sequence[int],
        comments: Comments,
        separators: Separators,
        read: Callable[[str, str], Docstring],
        most: int,
    ) -> None:
        self._read = read
        self._most = most
        self._newlines = newlines
        self._comments = comments
        self._separators = separators
        self._symbols: list[Symbol] = []
        self._open: list[_Open] = []
        self._anchors = Anchors()
        self._groups: Counter[int] = Counter()
        self._package = ""
        self.is_cut = False
        """Whether definitions were left out, since there are too many."""

    def symbols(self, found: Iterable[Found]) -> tuple[Symbol, ...]:
        """Return the symbols in source order, each after the one that encloses it.

        What a function defines for itself is left out, but tests are not.
        """
        found = tuple(found)
        self._groups.update(item.group for item in found)
        for item in sorted(found, key=lambda item: (item.start, -item.end, not item.encloses)):
            if len(self._symbols) >= self._most:
                self.is_cut = True
                break
            while self._open and self._open[-1].end <= item.start:
                self._open.pop()
            around = self._around(item)
            if self._counts(item, around):
                self._take(item, around)
        return _without_lone_overloads(self._symbols)

    def _around(self, item: Found) -> _Open | None:
        """Return what a definition belongs to; a friend is none of the members around it."""
        if not item.scoped or item.is_outermost:
            return None
        is_open = (
            it for it in reversed(self._open) if not item.is_friend or it.kind not in _CLASSES
        )
        return next(is_open, None)

    def _take(self, item: Found, around: _Open | None) -> None:
        kind = _kind(item, around)
        qualname = self._qualified(item, around)
        position = around.position if around else -1
        if not item.transparent:
            self._symbols.append(self._symbol(item, kind, qualname, position))
            position = len(self._symbols) - 1
        if item.whole_file:
            self._package = qualname
        elif item.encloses and item.scoped:
            self._open.append(
                _Open(item.end, position, kind, item.name, qualname, item.transparent)
            )

    def _symbol(self, item: Found, kind: SymbolKind, qualname: str, parent: int) -> Symbol:
        line = self._line_at(max(item.name_start, item.start))
        summary = self._summary(item, kind)
        said = self._read(self._comments.taken, summary)
        return Symbol(
            name=item.name,
            qualname=qualname,
            kind=kind,
            line=line,
            end_line=max(line, self._line_at(max(item.end - 1, 0))),
            anchor=self._anchors.take(anchor_of(qualname)),
            parent=parent,
            lead=self._lead(item),
            signature=_attached(item.signature, kind),
            summary=said.summary,
            docstring=said.body,
            variant=item.variant,
            specialised=item.specialised,
        )

    def _summary(self, item: Found, kind: SymbolKind) -> str:
        """Return what a comment says of a definition.

        It may say so of all that one statement declares, or of a group of statements.
        """
        start = item.start if item.documented_from < 0 else item.documented_from
        if kind in DATA or item.documented_from >= 0:
            summary = self._summary_in_statement(item, start)
        else:
            summary = self._comments.summary_before(start, is_of_file=item.whole_file)
        if summary or item.group < 0:
            return summary
        words = self._comments.summary_of_several(item.group)
        is_marked = words and self._groups[item.group] > 1
        return f"{_OF_GROUP}{words}" if is_marked else words

    def _summary_in_statement(self, item: Found, start: int) -> str:
        """Return what is said of one of several names: by itself, or of all of them together."""
        of_all, said = self._comments.summary_of_several(start), self._comments.taken
        if item.name_start > start:
            own = self._comments.summary_before(item.name_start)
            if own:
                return own
        self._comments.taken = said
        return of_all

    def _lead(self, item: Found) -> str:
        """Return what comes before a name, with the scopes that are nowhere else on the page."""
        scopes = [item.scope] if item.scope and item.shows_scope else []
        around = self._open[-1] if self._open and item.scoped else None
        if around is not None and around.is_transparent:
            scopes.insert(0, around.name)
        shown = "".join(f"{scope}{self._separators.scope}" for scope in scopes)
        return f"{item.lead} {shown}".strip()

    def _line_at(self, offset: int) -> int:
        return bisect_left(self._newlines, offset) + 1

    def _qualified(self, item: Found, around: _Open | None) -> str:
        if item.whole_file or not item.scoped:
            return item.name
        outer = around.qualname if around else self._package
        if item.scope:
            outer = self._separators.scope.join(part for part in (outer, item.scope) if part)
        in_class = item.scope or (around is not None and around.kind in _CLASSES)
        between = self._separators.member if in_class else self._separators.scope
        return f"{outer}{between}{item.name}" if outer else item.name

    def _counts(self, item: Found, around: _Open | None) -> bool:
        if not item.name or len(self._open) > _DEEPEST:
            return False
        if around is None:
            return not item.only_in_own_class
        if item.only_in_own_class and around.name != item.name:
            return False
        if item.outside_classes and around.kind in _CLASSES:
            return False
        return item.kind is SymbolKind.TEST or not any(it.kind in _CLOSED for it in self._open)


def _without_lone_overloads(symbols: Sequence[Symbol]) -> tuple[Symbol, ...]:
    """Leave the variant out where a name has one signature only: that declares a function."""
    counts = Counter(symbol.qualname for symbol in symbols)
    return tuple(
        msgspec.structs.replace(symbol, variant=None)
        if symbol.variant is Variant.OVERLOAD and counts[symbol.qualname] == 1
        else symbol
        for symbol in symbols
    )


def _kind(item: Found, around: _Open | None) -> SymbolKind:
    if item.kind is not SymbolKind.FUNCTION:
        return item.kind
    in_class = around is not None and around.kind in _CLASSES
    return SymbolKind.METHOD if in_class or item.scope else SymbolKind.FUNCTION


def _attached(signature: str, kind: SymbolKind) -> str:
    """Return a signature as it follows a name: all but parentheses and types after a space."""
    joined = "([<{?!" if kind in _CLASSES else "([<{?!:"
    return f" {signature}" if signature and signature[0] not in joined else signature


def anchor_of(qualname: str) -> str:
    """Return a qualified name as an identifier; numbers of equal ones tell them apart."""
    parts = (_UNSAFE.sub("_", part) for part in re.split(r"::|[.#\\]", qualname) if part)
    return ".".join(f"_{part}" if part[:1].isdigit() else part for part in parts) or "_"
