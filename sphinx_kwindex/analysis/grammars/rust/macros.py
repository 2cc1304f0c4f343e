"""Items in macros of Rust, which are read if they are items of the language.

``cfg_rt! { pub fn spawn() {} }`` and ``pin_project! { struct S {} }`` hold items as they are,
``lazy_static!`` adds a word.  The body of ``bitflags!`` is that of an enum, but for some words, and
is read as one.  Of macros with other bodies of their own only the heads count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from sphinx_kwindex.analysis.grammars.declaration import Node, Piece, Reading

_LAZY = re.compile(rb"\bstatic(\s+)ref\b")
_ITEMS = frozenset({"struct", "enum", "union", "trait", "fn", "mod", "static", "const", "type"})
_WITH_BODY = frozenset({"struct", "enum", "union", "trait", "impl"})
_FLAGS = b"flags"
"""What stood for ``struct`` in the first versions of ``bitflags!``."""
_OF_FLAGS = frozenset({"struct", "impl", "identifier"})


def pieces_of(tree: Node, code: bytes) -> Iterator[Piece]:
    """Yield what may be items among the tokens of a macro.

    Parameters
    ----------
    tree:
        The arguments of the macro with the brackets around.
    code:
        The source.
    """
    tokens = tree.children
    if [token.type for token in tokens[1:3]] == ["if", "#"]:
        # cfg_if! { if #[cfg(unix)] { mod unix; } else { mod other; } }
        for token in tokens:
            if token.type == "token_tree" and code[token.start_byte : token.start_byte + 1] == b"{":
                yield from pieces_of(token, code)
        return
    if _defines(tokens):
        start, end = tree.start_byte + 1, tree.end_byte - 1
        readings = _readings(tokens, code[start:end], start)
        yield Piece(start, end, readings, defines=True)
    elif tree.end_byte - tree.start_byte > 2:
        yield from _imports(tokens, tree, code)


def _imports(tokens: list[Node], tree: Node, code: bytes) -> Iterator[Piece]:
    """Yield tokens among which are no definitions, but imports or macros with either."""
    if any(token.type in {"use", "!"} for token in tokens):
        start, end = tree.start_byte + 1, tree.end_byte - 1
        yield Piece(start, end, iter([Reading(code[start:end])]), defines=False)


def _defines(tokens: list[Node]) -> bool:
    """Return whether there is the head of an item: ``struct Name``, ``impl Name``."""
    return any(
        token.type == "impl"
        or (token.type in _ITEMS and following.type in {"identifier", "mutable_specifier"})
        or (token.type == following.type == "identifier" and token.text == _FLAGS)
        for token, following in pairwise(tokens)
    )


def _readings(tokens: list[Node], content: bytes, start: int) -> Iterator[Reading]:
    plain = _LAZY.sub(lambda match: b"static" + match[1] + b"   ", content)
    yield Reading(plain)
    yield Reading(plain + b";")  # the last item may lack its own
    for with_flags in (True, False):
        heads = bytearray(plain)
        left_out = tuple(_own_bodies(tokens, heads, start, with_flags=with_flags))
        if bytes(heads) != plain:
            yield Reading(bytes(heads), left_out)
            yield Reading(bytes(heads) + b";", left_out)


def _own_bodies(
    tokens: list[Node], heads: bytearray, start: int, *, with_flags: bool
) -> Iterator[tuple[int, int]]:
    """Make bodies what Rust can read, and blank the type in ``struct Flags: u32 {``.

    Yields
    ------
    pairs of bytes
        Bodies that are blank: nothing is known of them.
    """
    word: Node | None = None
    colon = -1
    for token in tokens[1:-1]:
        if token.type in _WITH_BODY or token.text == _FLAGS:
            word, colon = token, -1
        elif token.type == ":" and word is not None and word.type in _OF_FLAGS and colon < 0:
            colon = token.start_byte - start
        elif token.type == ";":
            word = None
        elif word is not None and token.type == "token_tree" and token.children[0].type == "{":
            first, last = token.start_byte + 1 - start, token.end_byte - 1 - start
            flags = _as_enum(token, start) if with_flags and colon >= 0 else None
            if colon >= 0:
                _blank(heads, colon, first - 1)
            if flags is not None:
                for edit in (
                    _Edit(word.start_byte - start, word.end_byte - start, b"enum"),
                    *flags,
                ):
                    _blank(heads, edit.start, edit.end)
                    heads[edit.start : edit.start + len(edit.text)] = edit.text
            else:
                _blank(heads, first, last)
                yield first + start, last + start
            word = None


class _Edit(msgspec.Struct, frozen=True):
    """What stands instead of a part of the code; the rest of the part is blank."""

    start: int
    end: int
    text: bytes = b""


def _as_enum(body: Node, start: int) -> list[_Edit] | None:
    """Return what makes the constants in a body variants of an enum, None if it has other things.

    ``const A = 1;`` becomes ``A = 1,``; ``const _ = !0;`` declares nothing.
    """
    edits: list[_Edit] = []
    opened: int | None = None
    is_unnamed = False
    tokens = body.children[1:-1]
    for token, following in pairwise([*tokens, body.children[-1]]):
        place = token.start_byte - start
        if opened is None:
            if token.type == "const" and following.type in {"identifier", "_"}:
                opened, is_unnamed = place, following.type == "_"
                edits.append(_Edit(place, token.end_byte - start))
            elif not _is_between(token):
                return None
        elif token.type in {";", ","}:
            edits.append(
                _Edit(
                    opened if is_unnamed else place,
                    token.end_byte - start,
                    b"" if is_unnamed else b",",
                )
            )
            opened = None
    if opened is not None and is_unnamed:
        edits.append(_Edit(opened, body.end_byte - 1 - start))
    return edits


def _is_between(token: Node) -> bool:
    """Return whether a token may stand before a constant: a comment, or a part of an attribute."""
    return token.type in {"line_comment", "block_comment", "#"} or (
        token.type == "token_tree" and token.children[0].type == "["
    )


def _blank(code: bytearray, start: int, end: int) -> None:
    code[start:end] = re.sub(rb"[^\n]", b" ", bytes(code[start:end]))
