"""Code of the C family as a grammar can read it: without macros, and with simple declarations.

A grammar takes an export macro for the name of a class, and one behind parameters for a variable.
So each statement is read from its tokens first.  What can only be a macro is replaced by spaces,
and so is what defines nothing: parameters, bases, template parameters.  All else stays at its
place, and what pages show comes from the source.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from sphinx_kwindex.analysis.grammars.c_family.declarations import Declarations
from sphinx_kwindex.analysis.grammars.c_family.edits import Edits, Typeless
from sphinx_kwindex.analysis.grammars.c_family.heads import (
    read_enumerators,
    read_head,
    read_tail,
)
from sphinx_kwindex.analysis.grammars.c_family.items import Item, ItemKind
from sphinx_kwindex.analysis.grammars.c_family.statements import (
    Statement,
    StatementKind,
    Statements,
)
from sphinx_kwindex.analysis.grammars.c_family.tokens import Tokens, tokens_of
from sphinx_kwindex.analysis.grammars.c_family.words import (
    ATTRIBUTES,
    CONTROL,
    LONE_ATTRIBUTES,
    NO_TYPE,
    TAGS,
    TYPE_OF,
    Macros,
)

_ACCESS = frozenset((b"public", b"private", b"protected", b"signals", b"Q_SIGNALS", b"slots",
                     b"Q_SLOTS"))  # fmt: skip
_MOST_BEFORE_LABEL = 8
_STARTS = frozenset((b"typedef", b"template", b"namespace", b"using", b"concept", b"friend"))
_MOST_OLD_STYLE = 40


class NormalForm(msgspec.Struct, frozen=True):
    """Code for a grammar, and where in it definitions may begin."""

    code: bytes
    starts: frozenset[int]
    unread: tuple[tuple[int, int], ...]
    """Statements that more than one reading is left of."""
    typeless: tuple[Typeless, ...]
    is_cut: bool = False
    """Whether statements were left out, since there are too many."""


def normal_form(code: bytes, macros: Collection[bytes], most: int, *, is_cpp: bool) -> NormalForm:
    """Return code without its macros.

    Parameters
    ----------
    code:
        A source without comments, directives, and what is in strings and bodies.
    macros:
        The names of those that the source itself defines.
    most:
        How many definitions are read.
    is_cpp:
        Whether it is C++, where a function may have no type, and a variable arguments.
    """
    tokens = tokens_of(code)
    reader = _Reader(tokens, Edits(code), Macros(macros), is_cpp=is_cpp)
    reader.read(list(Statements(code, tokens)), most)
    edits = reader.edits
    return NormalForm(
        bytes(edits.code),
        frozenset(edits.starts),
        tuple(edits.unread),
        tuple(edits.typeless),
        is_cut=reader.is_cut,
    )


class _Reader:
    """Reads the statements of one source in order."""

    def __init__(self, tokens: Tokens, edits: Edits, macros: Macros, *, is_cpp: bool) -> None:
        self.edits = edits
        self._tokens = tokens
        self._macros = macros
        self._declarations = Declarations(tokens, edits, macros, is_cpp=is_cpp)
        self._names: dict[int, bytes] = {}
        """Of classes, by the tokens that open them."""
        self.is_cut = False

    def read(self, statements: Sequence[Statement], most: int) -> None:
        """Read the statements.

        Parameters
        ----------
        statements:
            All of them.
        most:
            How many definitions are read.
        """
        at = 0
        while at < len(statements):
            if len(self.edits.starts) >= most and statements[at].kind is StatementKind.PLAIN:
                self._leave_out(statements[at])
                at += 1
                continue
            old_style = self._read_one(statements[at])
            at += 1
            body = _body_of_old_style(statements, at) if old_style >= 0 else -1
            if body >= 0:
                self.edits.blank(old_style, statements[body].items[0].start)
                at = body + 1
                self._end_typeless(old_style, statements[body])

    def _leave_out(self, statement: Statement) -> None:
        self.is_cut = True
        if statement.items:
            self.edits.blank(statement.items[0].start, statement.end)

    def _read_one(self, statement: Statement) -> int:
        """Read a statement; return where types of parameters in the old style of C begin, or -1."""
        if statement.kind is StatementKind.ENUMERATORS:
            read_enumerators(statement.items, self.edits, self._macros)
            return -1
        items = self._without_attributes(self._without_labels(statement.items))
        if statement.kind is StatementKind.TAIL:
            is_typedef = statement.is_typedef
            read_tail(items, self.edits, self._macros, is_typedef=is_typedef)
            return -1
        items = self._behind_start(items)
        if not items:
            self._leave_empty(statement)
            return -1
        if statement.kind is StatementKind.HEAD:
            name = read_head(items, self.edits, self._macros)
            if statement.opened >= 0:
                self._names[statement.opened] = name
            return -1
        if items[0].text in (b"using", b"concept", b"namespace"):
            self._alias(items)
            return -1
        if any(item.text in CONTROL for item in items):
            # A piece of a function whose braces lie in branches of ``#if``.
            self.edits.blank(statement.items[0].start, statement.end)
            return -1
        if items[0].text in TAGS and self._is_forward(items):
            self.edits.blank(statement.items[0].start, statement.end)
            return -1
        return self._read_declaration(items, statement)

    def _read_declaration(self, items: list[Item], statement: Statement) -> int:
        if any(item.text == b"requires" for item in items):
            self.edits.starts.update(item.start for item in items)
            return -1
        around = self._names.get(statement.scope, b"")
        old_style = self._declarations.read(items, statement.end, around)
        if not self.edits.code[items[0].start : statement.end].strip():
            self.edits.blank(statement.items[0].start, statement.end)
        return old_style

    def _end_typeless(self, end_of_parameters: int, body: Statement) -> None:
        """Give a function without a type the body that follows the types of its parameters."""
        typeless = self.edits.typeless
        if typeless and typeless[-1].end_of_parameters == end_of_parameters:
            typeless[-1] = msgspec.structs.replace(typeless[-1], end=body.end)
            self.edits.blank(body.items[0].start, body.end)

    def _leave_empty(self, statement: Statement) -> None:
        """Take out ``template class Stack<int>;``, and the braces of ``export { ... }``."""
        if statement.opened < 0 and statement.items:
            self.edits.blank(statement.items[0].start, statement.end)
        if statement.opened >= 0 and statement.items and statement.items[0].text == b"export":
            partner = self._tokens.partners[statement.opened]
            for place in (statement.opened, partner):
                if place >= 0:
                    token = self._tokens.all[place]
                    self.edits.blank(token.start, token.end)

    def _without_labels(self, items: list[Item]) -> list[Item]:
        """Take out ``public:`` and its like, and what is before them: a macro on its own line."""
        first = at = 0
        while at + 1 < len(items) and at - first < _MOST_BEFORE_LABEL:
            if items[at].text in _ACCESS and items[at + 1].text == b":":
                self.edits.blank(items[first].start, items[at + 1].end)
                at += 1
                first = at + 1
            at += 1
        return items[first:] if first else items

    def _without_attributes(self, items: list[Item]) -> list[Item]:
        left: list[Item] = []
        at = 0
        while at < len(items):
            item = items[at]
            following = items[at + 1] if at + 1 < len(items) else None
            at += 1
            if item.text in LONE_ATTRIBUTES:
                self.edits.blank(item.start, item.end)
            elif item.text in ATTRIBUTES:
                self.edits.blank(item.start, item.end)
                if following is not None and following.kind is ItemKind.GROUP:
                    self.edits.blank(following.start, following.end)
                    at += 1
            elif item.text in TYPE_OF and following is not None:
                left.append(item)
                self._plain_type_of(item, following)
            elif self._is_attribute(item):
                # The grammar knows them only before some declarations.
                self.edits.blank(item.start, item.end)
            else:
                left.append(item)
        return left

    def _plain_type_of(self, word: Item, group: Item) -> None:
        """Write ``decltype(f(*a, b))`` as ``decltype(0)``."""
        is_of_value = word.text != b"_Atomic" and group.kind is ItemKind.GROUP
        if is_of_value and self._tokens.all[group.first + 1].text not in (b"auto", b")"):
            self.edits.blank(group.start + 1, group.end - 1)
            self.edits.code[group.start + 1 : group.start + 2] = b"0"

    def _is_attribute(self, item: Item) -> bool:
        """Return whether this is ``[[nodiscard]]``."""
        return (
            item.kind is ItemKind.SQUARE
            and item.last > item.first + 1
            and self._tokens.all[item.first + 1].text == b"["
        )

    def _behind_start(self, items: list[Item]) -> list[Item]:
        """Return what is behind ``template``, ``friend``, ``export`` and ``extern "C"``."""
        starter = next((at for at, item in enumerate(items) if item.text in _STARTS), 0)
        for item in items[:starter]:
            if item.text not in NO_TYPE:
                self.edits.blank(item.start, item.end)
        at = 0
        while at < len(items):
            item = items[at]
            self.edits.starts.add(item.start)
            if item.text == b"template":
                if not item.angles:
                    return []  # ``template class Stack<int>;``
                for start, end in item.angles:
                    self.edits.blank(start, end)
            elif item.text == b"export":
                self.edits.blank(item.start, item.end)
            elif item.text == b"extern" and at + 1 < len(items) and _is_literal(items[at + 1]):
                at += 1
            elif at >= starter and item.text != b"friend":
                break
            at += 1
        return items[at:]

    def _alias(self, items: Sequence[Item]) -> None:
        """Read ``using Name MACRO = type``."""
        equals = next((at for at, item in enumerate(items) if item.text == b"="), 0)
        for item in items[2:equals]:
            self.edits.blank(item.start, item.end)

    def _is_forward(self, items: Sequence[Item]) -> bool:
        """Return whether this says no more than that there is a class: ``class MY_API Tree;``."""
        place = 2 if len(items) > 1 and items[1].text in TAGS else 1
        if place == 2:
            return True
        names = items[place:]
        if any(item.text in (b"*", b"&", b"=", b",") for item in names):
            return False
        plain = [
            item
            for item in names
            if item.kind is ItemKind.WORD and not self._macros.include(item.text)
        ]
        is_only_words = all(item.kind is ItemKind.WORD for item in names)
        is_enum_with_type = items[0].text == b"enum" and any(item.text == b":" for item in names)
        return is_enum_with_type or (
            is_only_words and (items[0].text == b"class" or len(plain) < 2)
        )


def _is_literal(item: Item) -> bool:
    return item.kind is ItemKind.LITERAL


def _body_of_old_style(statements: Sequence[Statement], at: int) -> int:
    """Return the statement that is the body of a function whose head came before, or -1."""
    for place in range(at, min(at + _MOST_OLD_STYLE, len(statements))):
        statement = statements[place]
        if statement.kind is not StatementKind.PLAIN or not statement.items:
            return -1
        if statement.items[0].kind is ItemKind.BRACE:
            return place
        if any(item.kind is ItemKind.BRACE for item in statement.items):
            return -1
    return -1
