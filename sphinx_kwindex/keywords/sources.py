"""Kinds of keyword that a project adds for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from sphinx_kwindex.keywords.keyword import Keyword
from sphinx_kwindex.keywords.kinds import CustomKind
from sphinx_kwindex.records.analysis import LINE_ANCHOR, FileFacts


class KeywordSource(msgspec.Struct, frozen=True):
    """A kind of keyword with the function that finds its keywords in a file."""

    kind: str
    """Singular, in lower case: ``"feature flag"``."""
    plural: str
    find: Callable[[FileFacts, str], Iterable[tuple[str, int]]]
    """Takes the facts and the text of a file; yields names, each with its line, from 1."""


def custom_keywords(
    sources: Iterable[KeywordSource], facts: FileFacts, read_text: Callable[[FileFacts], str]
) -> Iterator[Keyword]:
    """Yield the keywords that the sources find in a file; the first of two of one name and kind.

    Parameters
    ----------
    sources:
        The kinds that the project adds, in their order.
    facts:
        The file.
    read_text:
        Returns the text of a file.
    """
    for position, source in enumerate(sources):
        kind = CustomKind(source.kind, source.plural, position)
        found: dict[str, int] = {}
        for name, line in source.find(facts, read_text(facts)):
            found.setdefault(name, line)
        for name, line in found.items():
            yield Keyword(name, name, kind, facts.path, f"{LINE_ANCHOR}{line}")
