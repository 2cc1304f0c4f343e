"""Highlighting code that may have been written to do harm.

A lexer of Pygments may recurse as deep as its input is nested, and many look for the end of what
they take for a comment up to the end of the text, again for each that has none.  Here each piece of
a text is lexed on its own, and one that cannot be is shown as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

import pygments
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Text, _TokenType
from pygments.util import ClassNotFound
from sphinx.highlighting import PygmentsBridge

from sphinx_kwindex.blocks.blocks import Listing
from sphinx_kwindex.blocks.lexing import DELIMITERS, LONGEST_LINE
from sphinx_kwindex.blocks.listed_places import ListedTarget
from sphinx_kwindex.sphinx_ext.combined_lexing import hasten
from sphinx_kwindex.sphinx_ext.listing_formatter import LinkingFormatter

LONGEST_PIECE = 50_000
"""Characters that are lexed in one go, lines whole; nearly all files are shorter."""

MOST_HIGHLIGHTED = 500_000
"""Characters of a text that are lexed; what follows is shown as it is.

Lexing is the most of what a long source costs, and files of this length are made by programs.
"""

LONGEST_HIGHLIGHTED = 1_000_000
"""Characters of a text of which some are lexed; a longer one is most of what a page may be."""

_MOST_OPEN = 200
"""Comments that begin and do not end, of a piece: each costs a look at all that follows."""

PLAIN = "text"
"""The lexer that does nothing."""


def highlight(bridge: PygmentsBridge, text: str, language: str, **options: Any) -> str:
    """Return code as HTML; what its lexer cannot read is no reason to warn.

    Parameters
    ----------
    bridge:
        The highlighter of a builder, for its style.
    text:
        The code.
    language:
        The name of the lexer.
    options:
        Of the formatter.
    """
    lexer = hasten(bridge.get_lexer(text, language, {"stripnl": False}, force=True))
    return str(pygments.format(_tokens(text, lexer), bridge.get_formatter(**options)))


def highlight_listing(
    bridge: PygmentsBridge,
    block: Listing,
    address: Callable[[ListedTarget], str],
    unstyled: Callable[[int], Collection[str]],
    **options: Any,
) -> str:
    """Return a source as HTML, with the links and anchors that it has.

    Parameters
    ----------
    bridge:
        The highlighter of a builder, for its style.
    block:
        The source.
    address:
        Returns the address of a place that names in it lead to; empty for one without.
    unstyled:
        Returns the classes that need not be written, for a number of tokens.
    options:
        Of the formatter.
    """
    lexer = hasten(lexer_of(bridge, block))
    tokens = list(_tokens(block.text, lexer))
    options |= bridge.formatter_args
    formatter = LinkingFormatter(
        block.text, block.places, address, unstyled(len(tokens)), **options
    )
    return str(pygments.format(tokens, formatter))


def lexer_of(bridge: PygmentsBridge, block: Listing) -> Lexer:
    """Return the lexer of a source.

    Parameters
    ----------
    bridge:
        The highlighter of a builder.
    block:
        The source.
    """
    return bridge.get_lexer(block.text, block.lexer, {"stripnl": False}, force=True)


def lexer_for(text: str, language: str) -> str:
    """Return the lexer that a writer may use for a text: its own, or the one that does nothing.

    Parameters
    ----------
    text:
        The code.
    language:
        The name that Pygments has for its language.
    """
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return PLAIN
    pieces = list(_pieces(text))
    return language if len(pieces) < 2 and all(_lexed(one, lexer) for one in pieces) else PLAIN


def _tokens(text: str, lexer: Lexer) -> Iterable[tuple[_TokenType, str]]:
    start = 0
    most = MOST_HIGHLIGHTED if len(text) <= LONGEST_HIGHLIGHTED else 0
    for piece in _pieces(text):
        lexed = _lexed(piece, lexer) if start < most else []
        yield from lexed or [(Text, piece if piece[-1:] == "\n" else f"{piece}\n")]
        start += len(piece)


def _lexed(piece: str, lexer: Lexer) -> list[tuple[_TokenType, str]]:
    """Return the tokens of a piece, none if it cannot be lexed."""
    if max(map(len, piece.split("\n"))) > LONGEST_LINE or any(
        piece.count(begin) > piece.count(end) + _MOST_OPEN for begin, end in DELIMITERS
    ):
        return []
    try:
        return list(lexer.get_tokens(piece))
    except Exception:  # too deep, or a fault of one of hundreds of lexers
        return []


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces of whole lines."""
    start = 0
    while len(text) - start > LONGEST_PIECE:
        end = text.rfind("\n", start, start + LONGEST_PIECE) + 1
        if end <= start:
            end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end
    if start < len(text) or not text:
        yield text[start:]
