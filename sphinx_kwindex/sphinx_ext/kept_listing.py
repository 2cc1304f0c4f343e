"""The source on a page of its own, as it was highlighted before where nothing of it changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
import pygments
from pygments.lexer import Lexer
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_kwindex.blocks.blocks import Listing
from sphinx_kwindex.blocks.listed_places import ListedTarget
from sphinx_kwindex.sphinx_ext.highlighting import highlight_listing, lexer_of
from sphinx_kwindex.sphinx_ext.token_styles import unstyled_classes
from sphinx_kwindex.store.highlighted import HighlightedSources, key_of

_OF_PYGMENTS = "pygments.lexers."


def kept_listing(
    kept: HighlightedSources,
    builder: StandaloneHTMLBuilder,
    docname: str,
    block: Listing,
    address: Callable[[ListedTarget], str],
    **options: Any,
) -> str:
    """Return the source of a page as HTML.

    Parameters
    ----------
    kept:
        What earlier builds highlighted.
    builder:
        The builder, for its style.
    docname:
        The page.
    block:
        The source.
    address:
        Returns the address of a place that names in it lead to.
    options:
        Of the formatter.
    """
    bridge = builder.highlighter
    addresses = {target: address(target) for target in block.places.targets}
    highlighted = partial(
        highlight_listing,
        bridge,
        block,
        addresses.__getitem__,
        partial(unstyled_classes, builder),
        **options,
    )
    lexer = lexer_of(bridge, block)
    if not _is_of_pygments(lexer):
        return highlighted()
    key = key_of(
        pygments.__version__,
        type(lexer).__qualname__,
        sorted(lexer.options.items()),
        sorted(unstyled_classes(builder, 0)),
        sorted((name, value) for name, value in bridge.formatter_args.items() if name != "style"),
        sorted(options.items()),
        block.text,
        msgspec.json.encode(block.places),
        [*addresses.values()],
    )
    html = kept.find(docname, builder.name, key)
    if html is None:
        html = highlighted()
        kept.keep(docname, builder.name, key, html)
    return html


def _is_of_pygments(lexer: Lexer) -> bool:
    """Return whether the version of Pygments says all of a lexer: one of the user's may change."""
    return type(lexer).__module__.startswith(_OF_PYGMENTS) and not lexer.filters
