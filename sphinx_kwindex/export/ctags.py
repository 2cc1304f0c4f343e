r"""The definitions of a repository as Universal Ctags would write them.

A line is a name, a file, a line number and fields, with tabs between.  Names that hold anything
else than ordinary characters are escaped, as the mode ``u-ctags`` says: ``\t``, ``\x21``.  The
lines are sorted by their bytes, as editors expect that search in them by halves.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.discovery import printable
from sphinx_kwindex.export.exported import exported_files, exported_symbols, language_of
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from sphinx_kwindex.version import __version__

_NAMES = {
    SymbolKind.TYPE_ALIAS: "typedef",
    SymbolKind.DATABASE_TABLE: "table",
    SymbolKind.DATABASE_VIEW: "view",
}
"""Kinds whose names hold a space, under the names that ctags has for them."""

_WITH_PARAMETERS = (SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.MACRO)
"""Kinds whose signatures are of parameters; in Python properties have some, too."""

_FIELDS = {
    "end": "Last line of the definition",
    "inherits": "Base classes",
    "kind": "Kind of the definition, in full",
    "language": "Language of the file",
    "line": "Line of the definition",
    "scope": "Definition around it",
    "signature": "Parameters and result",
}

_HEAD = (
    ("FILE_FORMAT", "2", "extended format"),
    ("FILE_SORTED", "1", "0=unsorted, 1=sorted, 2=foldcase"),
    ("FILE_ENCODING", "utf-8", ""),
    ("OUTPUT_MODE", "u-ctags", "u-ctags or e-ctags"),
    ("OUTPUT_EXCMD", "number", "number, pattern, mixed, or combineV2"),
    ("OUTPUT_FILESEP", "slash", "slash or backslash"),
    ("PROGRAM_NAME", "sphinx-kwindex", ""),
    ("PROGRAM_VERSION", __version__, ""),
)

_ESCAPES = {"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"}
_SPECIAL = re.compile(r"[\x00-\x1f\x7f\\]")
_FIRST = re.compile(r"[ !]")


def ctags_of(repository: Repository) -> bytes:
    """Return the tags of the definitions in code.

    Parameters
    ----------
    repository:
        The repository.
    """
    kinds: set[tuple[str, str]] = set()
    tags: set[bytes] = set()
    for facts in exported_files(repository):
        path = escaped(_path(repository, facts))
        for symbol in exported_symbols(repository, facts):
            kind = _kind(repository, facts, symbol)
            kinds.add((language_of(facts), kind))
            fields = _fields(repository, facts, symbol, kind)
            tags.add(_bytes("\t".join((_name(symbol.name), path, *fields))))
    pseudo_tags = sorted(_bytes(line) for line in _pseudo_tags(kinds))
    return b"".join(line + b"\n" for line in (*pseudo_tags, *sorted(tags)))


def _path(repository: Repository, facts: FileFacts) -> str:
    """Return the path of a file as the tags name it."""
    if not repository.start:
        return facts.path
    return printable(os.path.relpath(facts.source.location, repository.start)).replace(os.sep, "/")


def _pseudo_tags(kinds: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what the file says of itself.

    Parameters
    ----------
    kinds:
        Languages with the kinds of definitions that are in them.
    """
    for name, value, remark in _HEAD:
        yield f"!_TAG_{name}\t{value}\t/{remark}/"
    for name, remark in _FIELDS.items():
        yield f"!_TAG_FIELD_DESCRIPTION\t{name}\t/{remark}/"
    for language, kind in kinds:
        yield f"!_TAG_KIND_DESCRIPTION!{escaped(language)}\t{kind}\t/{kind}/"


def _fields(repository: Repository, facts: FileFacts, symbol: Symbol, kind: str) -> Iterator[str]:
    yield f'{symbol.line};"'
    yield f"kind:{kind}"
    yield f"line:{symbol.line}"
    yield f"language:{escaped(language_of(facts))}"
    if symbol.parent >= 0:
        around = facts.analysis.symbols[symbol.parent]
        yield f"scope:{_kind(repository, facts, around)}:{escaped(around.qualname)}"
    if symbol.signature and (symbol.kind in _WITH_PARAMETERS or symbol.parameters):
        yield f"signature:{escaped(symbol.signature)}"
    bases = [base.name for base in symbol.bases if base.name]
    if bases:
        yield f"inherits:{escaped(','.join(bases))}"
    yield f"end:{max(symbol.line, symbol.end_line)}"


def _kind(repository: Repository, facts: FileFacts, symbol: Symbol) -> str:
    kind = repository.project.kind_of(facts.path, symbol)
    return _NAMES.get(kind, kind.value.replace(" ", "-"))


def _name(name: str) -> str:
    """Return a name as it begins a line, where a space or ``!`` would mean something else."""
    text = escaped(name)
    return f"\\x{ord(text[0]):02x}{text[1:]}" if _FIRST.match(text) else text


def escaped(text: str) -> str:
    r"""Return a text for one field: control characters and backslashes are escaped."""
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], f"\\x{ord(found[0]):02x}"), text)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
