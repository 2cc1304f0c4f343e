"""The entries of the index: what a keyword is, and the functions that find them in facts.

To add a kind of keyword, name it in :class:`~sphinx_kwindex.keywords.kinds.KeywordKind`, write a
module with a function like the ones in :data:`~sphinx_kwindex.keywords.extraction.EXTRACTORS`, and
list it there.
"""

from sphinx_kwindex.keywords.keyword import Keyword, in_index_order
from sphinx_kwindex.keywords.kinds import KeywordKind
from sphinx_kwindex.keywords.sources import KeywordSource, custom_keywords

__all__ = [
    "Keyword",
    "KeywordKind",
    "KeywordSource",
    "custom_keywords",
    "in_index_order",
]
