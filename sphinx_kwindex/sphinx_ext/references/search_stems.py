"""Stems of words for the search index: worked out once in a build.

Sphinx asks the language for the stem of each word of each document.  The pages of a repository
share most of their words, and the stemmer is the costliest part of indexing them.
"""

from __future__ import annotations

from functools import lru_cache

from sphinx.builders.html import StandaloneHTMLBuilder

_WORDS_KEPT = 1 << 16
"""A word takes about 200 bytes here; those of large repositories come back often enough."""


def remember_stems(builder: StandaloneHTMLBuilder) -> None:
    """Let the search index of a builder remember the stems of words between documents.

    Parameters
    ----------
    builder:
        The builder, once it writes: its index does not exist before.  One that makes no index, or
        whose stems are remembered already, stays as it is.
    """
    indexer = builder.indexer
    if indexer is None or "stem" in vars(indexer.lang):
        return
    # An attribute of this one object: whichever language it is, and no other build sees it.
    vars(indexer.lang)["stem"] = lru_cache(maxsize=_WORDS_KEPT)(indexer.lang.stem)
