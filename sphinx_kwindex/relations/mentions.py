"""The definitions that the code of documents names."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sphinx_kwindex.project.documents.mentions import MentionResolver
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.context import Context


class MeantMention(msgspec.Struct, frozen=True, array_like=True):
    """A name in a document and the definition that it means."""

    name: str
    """As written."""
    line: int
    """Where the document names it first."""
    definition: DefinitionReference


def mentions_of_files(context: Context) -> Callable[[FileFacts], tuple[MeantMention, ...]]:
    """Relate each document to the definitions that it names.

    Returns
    -------
    function from the facts of a file to what it names
        In source order.
    """
    files = context.project.files
    if not any(_has_names(facts) for facts in files.values()):
        return lambda _: ()
    resolver = MentionResolver(files, context.project.resolver, context.project.tests.files)

    def of(facts: FileFacts) -> tuple[MeantMention, ...]:
        return tuple(
            MeantMention(mention.name, mention.line, definition.reference)
            for mention, definition in resolver.resolve_all(facts)
        )

    return of


def _has_names(facts: FileFacts) -> bool:
    return facts.analysis.document is not None and bool(facts.analysis.document.mentions)
