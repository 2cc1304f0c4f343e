"""What the names in the source of a file mean: the definitions that its listing leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from sphinx_kwindex.project.python.imports import Definition, DefinitionReference
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.references import FileReferences, Target
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from sphinx_kwindex.relations.context import Context


class _Targets(msgspec.Struct, frozen=True, array_like=True):
    """The beginning of :class:`FileReferences`; its places are skipped, not decoded."""

    targets: tuple[Target, ...] = ()


class SourceNames(msgspec.Struct, frozen=True, array_like=True):
    """The names in a source that mean definitions of the repository."""

    encoded: bytes = b""
    """Where they are; empty if there are none."""
    definitions: tuple[DefinitionReference | None, ...] = ()
    """What each target of the references is; None if its file says nothing of it."""

    @property
    def references(self) -> FileReferences:
        """Where the names are."""
        if not self.encoded:
            return FileReferences()
        return msgspec.msgpack.decode(self.encoded, type=FileReferences)


def source_names_of_files(context: Context) -> Callable[[FileFacts], SourceNames]:
    """Relate each file to the definitions that its source names.

    Returns
    -------
    function from the facts of a file to the meaning of its names
    """
    find = Definitions(context.project.files)
    linked = context.project.linked.files
    return lambda facts: (
        source_names(linked[facts.path].references, find) if facts.path in linked else SourceNames()
    )


def source_names(
    encoded: bytes, find: Callable[[Target], DefinitionReference | None]
) -> SourceNames:
    """Return what the names in a source mean.

    Parameters
    ----------
    encoded:
        The :class:`FileReferences`: where names are, and what they are called where they are
        defined.
    find:
        Returns the definition that a target is.
    """
    targets = msgspec.msgpack.decode(encoded, type=_Targets).targets
    return SourceNames(encoded, tuple(find(target) for target in targets))


class Definitions:
    """Finds definitions by their names; those of a file are gathered when one is asked for."""

    def __init__(self, files: Mapping[str, FileFacts]) -> None:
        self._files = files
        self._named: dict[str, dict[str, DefinitionReference]] = {}

    def __call__(self, target: Target) -> DefinitionReference | None:
        """Return the definition that a target is, None if its file says nothing of it."""
        if target.path not in self._named:
            self._named[target.path] = self._of(target.path)
        return self._named[target.path].get(target.qualname)

    def _of(self, path: str) -> dict[str, DefinitionReference]:
        facts = self._files.get(path)
        if facts is None:
            return {}
        # Of several definitions of one name the first.
        found = {
            symbol.qualname: Definition(path, symbol).reference
            for symbol in reversed(facts.analysis.symbols)
        }
        # The file itself has no qualified name.
        found[""] = DefinitionReference(path, "", "", SymbolKind.NAMESPACE, is_private=False)
        return found
