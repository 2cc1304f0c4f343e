"""The definitions that names in the code of documents mean, where there is no doubt."""

from __future__ import annotations

import builtins
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping

import msgspec

from sphinx_kwindex.project.python.imports import Definition, DefinitionReference, ImportResolver
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.documents import Mention
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from sphinx_kwindex.relations.context import Context

_KINDS = frozenset(
    {
        SymbolKind.CLASS,
        SymbolKind.EXCEPTION,
        SymbolKind.FUNCTION,
        SymbolKind.METHOD,
        SymbolKind.PROPERTY,
        SymbolKind.CONSTANT,
        SymbolKind.TYPE_ALIAS,
    }
)
_KNOWN_TO_ALL = frozenset(dir(builtins)) | sys.stdlib_module_names


class MentionResolver:
    """Finds definitions by the names that people write.

    A name that the document imports is whole: it leads where the import leads.  Any other name has
    to be the end of one definition's name, outside the tests, and of no other; a single word that
    every Python knows (``print``) is never ours.

    Parameters
    ----------
    files:
        The facts, by path.
    resolver:
        Follows imports.
    test_files:
        Paths of the files for tests.
    """

    def __init__(
        self,
        files: Mapping[str, FileFacts],
        resolver: ImportResolver,
        test_files: Collection[str],
    ) -> None:
        self._resolver = resolver
        self._by_end: defaultdict[str, list[Definition]] = defaultdict(list)
        for facts in files.values():
            is_source = facts.is_python and not facts.path.endswith(".pyi")
            if is_source and facts.path not in test_files:
                for symbol in facts.analysis.symbols:
                    self._add(facts, symbol)

    def _add(self, facts: FileFacts, symbol: Symbol) -> None:
        if symbol.kind not in _KINDS or symbol.is_local:
            return
        self._by_end[symbol.qualname].append(Definition(facts.path, symbol))

    def resolve_all(self, facts: FileFacts) -> Iterator[tuple[Mention, Definition]]:
        """Yield the names of a document that are definitions of the project, each with it."""
        document = facts.analysis.document
        for mention in () if document is None else document.mentions:
            found = self.resolve(mention, facts.path)
            if found is not None:
                yield mention, found

    def resolve(self, mention: Mention, path: str) -> Definition | None:
        """Return the definition that a name in the document ``path`` means.

        Parameters
        ----------
        mention:
            A name in the document.
        path:
            The path of the document.
        """
        whole = self._imported(mention.name, path)
        if whole is not None or mention.is_imported:
            return whole
        if mention.name in _KNOWN_TO_ALL or mention.name.split(".")[0] in _KNOWN_TO_ALL:
            return None
        found = self._by_end.get(mention.name, [])
        places = {(item.path, item.symbol.qualname) for item in found}
        return found[0] if len(places) == 1 else None

    def _imported(self, dotted: str, path: str) -> Definition | None:
        """Return what a whole name leads to: the longest part of it that is a module decides."""
        parts = tuple(dotted.split("."))
        for cut in range(len(parts) - 1, 0, -1):
            statement = Import(".".join(parts[:cut]), 0, parts[cut], "", 0)
            found = self._resolver.resolve(statement, path)
            if found.definition is None:
                continue
            rest = ".".join(parts[cut:])
            return self._member(found.definition, rest.partition(".")[2])
        return None

    def _member(self, definition: Definition, rest: str) -> Definition | None:
        if not rest:
            return definition
        return self._resolver.definition_of(f"{definition.symbol.qualname}.{rest}", definition.path)


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
