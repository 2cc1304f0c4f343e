"""What the names in the source of a file mean: the definitions that its listing leads to."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sphinx_kwindex.blocks.characters import one_line
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.references import FileReferences, Target, TargetsAlone
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from sphinx_kwindex.records.text import words_of
from sphinx_kwindex.relations.context import Context

_LONGEST_HEAD, _LONGEST_SENTENCE = 160, 160
"""Characters that are shown of each: what a page says of all that its source names is to be small
beside the source."""

_LEADS = {
    SymbolKind.CLASS: "class ",
    SymbolKind.EXCEPTION: "class ",
    SymbolKind.FUNCTION: "def ",
    SymbolKind.METHOD: "def ",
    SymbolKind.PROPERTY: "def ",
    SymbolKind.TYPE_ALIAS: "type ",
}
"""What Python writes before a name; other languages keep it as it is written."""


class Meaning(msgspec.Struct, frozen=True, array_like=True):
    """A definition that a source names."""

    reference: DefinitionReference
    words: str = ""
    """Its head, and the first sentence about it on a line of its own."""


class SourceNames(msgspec.Struct, frozen=True, array_like=True):
    """The names in a source that mean definitions of the repository."""

    encoded: bytes = b""
    """Where they are; empty if there are none."""
    meanings: tuple[Meaning | None, ...] = ()
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
    find = _Meanings(context)
    linked = context.project.linked.files
    return lambda facts: (
        source_names(linked[facts.path].references, find) if facts.path in linked else SourceNames()
    )


def source_names(encoded: bytes, find: Callable[[Target], Meaning | None]) -> SourceNames:
    """Return what the names in a source mean.

    Parameters
    ----------
    encoded:
        The :class:`FileReferences`: where names are, and what they are called where they are
        defined.
    find:
        Returns the definition that a target is.
    """
    targets = msgspec.msgpack.decode(encoded, type=TargetsAlone).targets
    return SourceNames(encoded, tuple(find(target) for target in targets))


class _Meanings:
    """Finds what names mean, each once."""

    def __init__(self, context: Context) -> None:
        self._files = context.project.files
        self._definitions = context.definitions
        self._known: dict[Target, Meaning | None] = {}

    def __call__(self, target: Target) -> Meaning | None:
        """Return the definition that a target is, None if its file says nothing of it."""
        if target not in self._known:
            self._known[target] = self._meaning(target)
        return self._known[target]

    def _meaning(self, target: Target) -> Meaning | None:
        reference = self._definitions(target)
        if reference is None:
            return None
        facts = self._files[target.path]
        symbol = self._definitions.symbol(target) if target.qualname else None
        if symbol is None:
            return Meaning(reference, _about_file(facts))
        return Meaning(reference, words_about(symbol, is_python=facts.is_python))


def words_about(symbol: Symbol, *, is_python: bool) -> str:
    """Return the head of a definition, and the first sentence about it on a line of its own.

    Parameters
    ----------
    symbol:
        The definition.
    is_python:
        Whether it is one in Python.
    """
    head = f"{symbol.lead} " if symbol.lead else ""
    if is_python and not head:
        head = _LEADS.get(symbol.kind, "")
    if is_python and symbol.is_callable and symbol.is_async:
        head = f"async {head}"
    bases = ", ".join(base.written for base in symbol.bases)
    signature = symbol.signature + (f"({bases})" if bases else "")
    head = _cut(f"{head}{symbol.qualname}{signature}", _LONGEST_HEAD)
    sentence = _cut(words_of(symbol.summary), _LONGEST_SENTENCE)
    return f"{head}\n{sentence}" if sentence else head


def _about_file(facts: FileFacts) -> str:
    """Return the path of a file, and the first sentence of its docstring if it has one."""
    prose = facts.analysis.prose if facts.analysis.documented else None
    if prose is None:
        return facts.path
    return f"{facts.path}\n{_cut(words_of(prose.summary), _LONGEST_SENTENCE)}"


def _cut(text: str, most: int) -> str:
    """Return text on one line, its end cut off at a space where it is long."""
    line = one_line(text)
    if len(line) <= most:
        return line
    space = line.rfind(" ", most // 2, most)
    return f"{line[: space if space > 0 else most]} …"
