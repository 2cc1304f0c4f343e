"""Items in macros of Rust, which are read if they are items of the language.

``cfg_rt! { pub fn spawn() {} }`` and ``pin_project! { struct S {} }`` hold items as they are,
``lazy_static!`` adds a word, and ``bitflags!`` has bodies of its own, so that only heads count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sphinx_kwindex.analysis.grammars.declaration import Node, Piece, Reading

_LAZY = re.compile(rb"\bstatic(\s+)ref\b")
_ITEMS = frozenset({"struct", "enum", "union", "trait", "fn", "mod", "static", "const", "type"})
_WITH_BODY = frozenset({"struct", "enum", "union", "trait", "impl"})


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
        for token, following in pairwise(tokens)
    )


def _readings(tokens: list[Node], content: bytes, start: int) -> Iterator[Reading]:
    plain = _LAZY.sub(lambda match: b"static" + match[1] + b"   ", content)
    yield Reading(plain)
    yield Reading(plain + b";")  # the last item may lack its own
    heads = bytearray(plain)
    left_out = list(_own_bodies(tokens, heads, start))
    if left_out:
        yield Reading(bytes(heads), tuple(left_out))
        yield Reading(bytes(heads) + b";", tuple(left_out))


def _own_bodies(tokens: list[Node], heads: bytearray, start: int) -> Iterator[tuple[int, int]]:
    """Blank bodies, and the type before them as in ``struct Flags: u32 {``; yield their places."""
    word = ""
    colon = -1
    for token in tokens[1:-1]:
        if token.type in _WITH_BODY:
            word, colon = token.type, -1
        elif token.type == ":" and word in {"struct", "impl"} and colon < 0:
            colon = token.start_byte - start
        elif token.type == ";":
            word = ""
        elif token.type == "token_tree" and word and heads[token.start_byte - start] == ord("{"):
            first, last = token.start_byte + 1 - start, token.end_byte - 1 - start
            if colon >= 0:
                _blank(heads, colon, first - 1)
            _blank(heads, first, last)
            yield first + start, last + start
            word = ""


def _blank(code: bytearray, start: int, end: int) -> None:
    code[start:end] = re.sub(rb"[^\n]", b" ", bytes(code[start:end]))
