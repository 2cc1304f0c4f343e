"""Declarations, of which macros are taken out by the rules of C.

Nothing but the preprocessor, with all headers, knows what ``static noinline void __cold f(void)``
says.  But a declaration has one type, and its name stands before its parameters; so of the other
words each must be a macro.  Where more than one reading is left nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from sphinx_kwindex.analysis.grammars.c_family.edits import Edits, Typeless
from sphinx_kwindex.analysis.grammars.c_family.items import Item, ItemKind, items_within
from sphinx_kwindex.analysis.grammars.c_family.parameters import is_value, looks_like_parameters
from sphinx_kwindex.analysis.grammars.c_family.shapes import (
    ends_in_name,
    is_binding,
    is_declared,
    is_of_head,
    is_of_old_style,
    is_one_group,
    is_special,
    plain_conversion,
)
from sphinx_kwindex.analysis.grammars.c_family.tokens import Tokens
from sphinx_kwindex.analysis.grammars.c_family.types import has_type, reduce_to_type
from sphinx_kwindex.analysis.grammars.c_family.words import (
    BEHIND_PARAMETERS,
    KEYWORDS,
    NO_TYPE,
    PRIMITIVES,
    STORAGE,
    TYPE_OF,
    Macros,
)

_MOST_BEFORE_NAME = 20


class Declarations:
    """Reads the declarations of one source."""

    def __init__(self, tokens: Tokens, edits: Edits, macros: Macros, *, is_cpp: bool) -> None:
        self._tokens = tokens
        self._edits = edits
        self._macros = macros
        self._is_cpp = is_cpp

    def read(self, items: Sequence[Item], end: int, around: bytes) -> int:
        """Take the macros out of a declaration.

        Parameters
        ----------
        items:
            All of it but attributes and ``template``.
        end:
            The byte behind it.
        around:
            The class that it is in, if any.

        Returns
        -------
        Where types of parameters in the old style of C begin, -1 if none do.
        """
        head = list(takewhile(is_of_head, items))
        rest = items[len(head) :]
        if self._is_cpp and is_binding(head):
            self._edits.starts.update(item.start for item in head)
            return -1
        pointer = next((at for at in range(len(head)) if self._is_pointer(head, at)), -1)
        if pointer >= 0:
            self._pointer(head, pointer)
            return -1
        called = [
            at
            for at in range(1, len(head))
            if head[at].kind is ItemKind.GROUP
            and head[at - 1].kind is ItemKind.WORD
            and head[at - 1].text not in TYPE_OF
        ]
        function = self._function(head, called, around)
        if function >= 0:
            if rest and rest[0].text != b"=" and rest[-1].kind is ItemKind.BRACE:
                self._edits.blank(rest[-1].end, end)  # ``void f() {};``
            return self._callable(head, rest, function, around)
        if self._is_typeless(head, rest, called):
            return self._typeless(head, called[0], end)
        self._without_function(head, rest, called, end)
        return -1

    def _is_pointer(self, head: Sequence[Item], at: int) -> bool:
        """Return whether a group is a name with stars, or in parentheses: ``(*f)(int)``."""
        if head[at].kind is not ItemKind.GROUP or at + 1 >= len(head):
            return False
        if head[at + 1].kind not in (ItemKind.GROUP, ItemKind.SQUARE):
            return False
        inner = items_within(self._tokens, head[at])
        signs = [item.text for item in inner if item.kind is ItemKind.SIGN]
        is_plain = all(item.kind is ItemKind.WORD or item.text in b"*&^" or item.text == b"::"
                       or item.kind in (ItemKind.GROUP, ItemKind.SQUARE)
                       for item in inner)  # fmt: skip
        is_name = len(inner) == 1 and inner[0].kind is ItemKind.WORD and at > 0
        if is_name:
            return inner[0].text not in KEYWORDS and not (
                head[at - 1].kind is ItemKind.WORD and self._macros.include(head[at - 1].text)
            )
        return (
            is_plain
            and bool(signs)
            and signs[0] in (b"*", b"&", b"^", b"::")
            and ends_in_name(inner)
        )

    def _pointer(self, head: Sequence[Item], at: int) -> None:
        """Read ``int (APR_FUNC *name)(int)``, and blocks of Objective-C."""
        inner = items_within(self._tokens, head[at])
        is_of_member = any(item.text == b"::" for item in inner)
        names = [item for item in inner if item.kind is ItemKind.WORD]
        following = [item for item in inner if item.kind in (ItemKind.GROUP, ItemKind.SQUARE)]
        if names and not is_of_member and not following:
            for item in names[:-1]:
                self._edits.blank(item.start, item.end)
        for item in inner:
            if item.text == b"^":
                self._edits.code[item.start : item.end] = b"*"
        if head[at + 1].kind is ItemKind.GROUP:
            self._edits.blank(head[at + 1].start + 1, head[at + 1].end - 1)
        for item in head[at + 2 :]:
            if item.kind is not ItemKind.SQUARE:
                self._edits.blank(item.start, item.end)
        reduce_to_type(head[:at], self._edits, self._macros)
        self._edits.starts.update(item.start for item in head[:at])

    def _function(self, head: Sequence[Item], called: Sequence[int], around: bytes) -> int:
        """Return where the parameters of what is declared are, -1 for no function."""
        for at in called:
            if is_special(head[at - 1].text, around):
                return at
        if called and self._is_annotated_variable(head, called):
            return -1
        may_follow = self._may_follow(head) if called else []
        for place, at in enumerate(called):
            is_typed = place > 0 or has_type(head[: at - 1])
            if not is_typed or not may_follow[at + 1]:
                continue
            is_macro = self._macros.include(head[at - 1].text)
            if not is_macro or not any(
                may_follow[later + 1] and not self._macros.include(head[later - 1].text)
                for later in called[place + 1 : place + 3]
            ):
                return at
        return -1

    def _is_typeless(
        self, head: Sequence[Item], rest: Sequence[Item], called: Sequence[int]
    ) -> bool:
        """Return whether this is a function of old C without a type: ``main(argc, argv) {``."""
        if self._is_cpp or len(called) != 1 or self._macros.include(head[called[0] - 1].text):
            return False
        if any(item.text not in NO_TYPE for item in head[: called[0] - 1]):
            return False
        behind = head[called[0] + 1 :]
        has_body = len(rest) == 1 and rest[0].kind is ItemKind.BRACE
        return (has_body and not behind) or (len(behind) > 1 and all(map(is_of_old_style, behind)))

    def _typeless(self, head: Sequence[Item], at: int, end: int) -> int:
        name, group = head[at - 1], head[at]
        self._edits.typeless.append(Typeless(name.start, group.start, group.end, end))
        self._edits.blank(head[0].start, end)
        return group.end if at + 1 < len(head) else -1

    def _is_annotated_variable(self, head: Sequence[Item], called: Sequence[int]) -> bool:
        """Return whether only annotations have arguments: ``int value_ GUARDED_BY(mu_)``."""
        place = called[0] - 2
        if place < 1 or not all(self._macros.include(head[at - 1].text) for at in called):
            return False
        before = head[place]
        if before.kind is ItemKind.WORD:
            if before.text in KEYWORDS or self._macros.include(before.text):
                return False
        elif before.kind is not ItemKind.SQUARE:
            return False
        inner = items_within(self._tokens, head[called[0]])
        is_prototype = len(called) == 1 and is_one_group(inner)
        return has_type(head[:place]) and not (is_prototype or looks_like_parameters(inner))

    def _may_follow(self, head: Sequence[Item]) -> list[bool]:
        """Return for each place whether all from there on may stand behind parameters."""
        follows = [True] * (len(head) + 2)
        is_old_style = not self._is_cpp
        for at in range(len(head) - 1, -1, -1):
            item = head[at]
            is_old_style = is_old_style and is_of_old_style(item)
            if item.kind is ItemKind.WORD:
                is_suffix = item.text in BEHIND_PARAMETERS or self._macros.include(item.text)
                is_old = is_old_style and at + 1 < len(head) and item.text not in STORAGE
                follows[at] = item.text == b"requires" or (is_suffix and follows[at + 1]) or is_old
            elif item.kind is ItemKind.GROUP:
                follows[at] = follows[at + 1] and head[at - 1].kind is ItemKind.WORD
            else:
                follows[at] = follows[at + 1] and item.text == b"&"
        return follows

    def _callable(self, head: Sequence[Item], rest: Sequence[Item], at: int, around: bytes) -> int:
        edits, name, group = self._edits, head[at - 1], head[at]
        inner = items_within(self._tokens, group)
        before = head[: at - 1]
        has_no_type = is_special(name.text, around)
        if not has_no_type and self._is_cpp and not around and not rest and is_value(inner):
            # A variable: ``std::mutex mutex(5);``
            edits.blank(group.start, head[-1].end)
            reduce_to_type(before, edits, self._macros)
            edits.starts.update(item.start for item in before)
            return -1
        if is_one_group(inner) and is_declared(before):
            # ``int f PROTO((int a))``
            edits.blank(name.start, name.end)
            name, before = before[-1], before[:-1]
        edits.blank(group.start + 1, group.end - 1)
        is_old_style = self._behind(head[at + 1 :])
        self._initialisers(rest)
        has_result = b"operator" in name.text and not plain_conversion(name, self._tokens, edits)
        for start, end in name.angles:
            edits.blank(start, end)
        reduce_to_type(
            before,
            edits,
            self._macros,
            may_have_type=has_result or not has_no_type,
            needs_type=not has_no_type,
        )
        edits.starts.update(item.start for item in (*before, name))
        return group.end if is_old_style else -1

    def _behind(self, items: Sequence[Item]) -> bool:
        """Take out what only macros can be behind parameters."""
        is_kept = False
        for item in items:
            if item.text == b"requires":
                return False
            if item.kind is ItemKind.WORD:
                is_kept = self._is_cpp and item.text in BEHIND_PARAMETERS
            elif item.kind is ItemKind.SIGN:
                is_kept = self._is_cpp
            if not is_kept:
                self._edits.blank(item.start, item.end)
        return (
            not self._is_cpp
            and bool(items)
            and all(map(is_of_old_style, items))
            and not all(self._macros.include(item.text) for item in items)
        )

    def _initialisers(self, rest: Sequence[Item]) -> None:
        """Take out what a constructor gives to members, up to its body."""
        if not rest or rest[0].text != b":" or rest[-1].kind is not ItemKind.BRACE:
            return
        self._edits.blank(rest[0].start, rest[-1].start)

    def _without_function(
        self, head: Sequence[Item], rest: Sequence[Item], called: Sequence[int], end: int
    ) -> None:
        """Read a variable, or a line that is nothing but macros."""
        edits, groups = self._edits, frozenset(called)
        words = [
            at
            for at, item in enumerate(head)
            if item.kind is ItemKind.WORD and at + 1 not in groups
        ]
        plain = [at for at in words if head[at].text not in NO_TYPE]
        is_call = bool(called) and all(self._macros.include(head[at].text) for at in plain)
        if is_call or (len(plain) == 1 and len(head) == 1 and not rest):
            if head:
                edits.blank(head[0].start, end)
            return
        if not plain:
            return
        name = self._variable(head, words, called)
        if name > 0 and has_type(head[:name]) and self._has_one_type(head[:name]):
            for item in head[name + 1 :]:
                if item.kind is not ItemKind.SQUARE:
                    edits.blank(item.start, item.end)
            reduce_to_type(head[:name], edits, self._macros)
            edits.starts.update(item.start for item in head[:name])
        elif len(head) > 1:
            edits.unread.append((head[0].start, end))
            # One word is left, for all of it might keep the grammar from what follows.
            edits.blank(head[1].start, end - 1)

    def _has_one_type(self, items: Sequence[Item]) -> bool:
        """Return whether of several words all but one look like macros."""
        words = [item.text for item in items if item.kind is ItemKind.WORD]
        plain = [word for word in words if word not in KEYWORDS and not self._macros.include(word)]
        has_keyword = any(
            (word in PRIMITIVES and word != b"auto") or word in TYPE_OF for word in words
        )
        return len(plain) + has_keyword < 2

    def _variable(self, head: Sequence[Item], words: Sequence[int], called: Sequence[int]) -> int:
        """Return where the name of a variable is, -1 if nothing says so."""
        square = next((at for at, item in enumerate(head) if item.kind is ItemKind.SQUARE), -1)
        if square > 0 and head[square - 1].kind is ItemKind.WORD:
            return square - 1
        left = list(words)
        while (
            len(left) > 2
            and self._macros.include(head[left[-1]].text)
            and head[left[-2]].text not in KEYWORDS
            and has_type([head[at] for at in left[:-2][-_MOST_BEFORE_NAME:]])
        ):
            left.pop()
        name = left[-1]
        if head[name].text in KEYWORDS:
            return -1
        behind = [at for at in called if at > name]
        return name if all(self._macros.include(head[at - 1].text) for at in behind) else -1
