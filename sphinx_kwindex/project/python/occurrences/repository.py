"""Linking all files of a repository, and again only those for which something changed.

What a file's places name depends on the file, on the interfaces that were looked at, and on which
modules there are.  Where all of these are as they were, the outcome is the one of the last time.  A
module that comes or goes only matters to whoever has its name somewhere, or looked at a file that
has it: it is found by its name alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Container, Iterable, Iterator, Mapping

import msgspec

from sphinx_kwindex.paths import name_of
from sphinx_kwindex.project.python.modules import PACKAGE_FILES, ModuleIndex
from sphinx_kwindex.project.python.occurrences import Linker
from sphinx_kwindex.project.uses.local import uses_in
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.names import Body, EncodedNames, Interface
from sphinx_kwindex.records.references import (
    FileReferences,
    LinkedFile,
    LinkedFiles,
)

_UNNAMED = frozenset({*PACKAGE_FILES, "conftest.py"})
"""Modules that are found though nobody writes their names."""


class Interfaces(Mapping[str, Interface]):
    """The interfaces of files, decoded when they are asked for."""

    def __init__(self, encoded: Mapping[str, bytes]) -> None:
        self._encoded = encoded
        self._decoded: dict[str, Interface] = {}

    def __getitem__(self, path: str) -> Interface:
        if path not in self._decoded:
            encoded = self._encoded[path]
            self._decoded[path] = msgspec.msgpack.decode(encoded, type=Interface)
        return self._decoded[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._encoded)

    def __len__(self) -> int:
        return len(self._encoded)


def link_files(
    files: Iterable[FileFacts], modules: ModuleIndex, before: LinkedFiles
) -> tuple[LinkedFiles, int]:
    """Return what the places in all files name.

    Parameters
    ----------
    files:
        The Python files.
    modules:
        Finds their modules.
    before:
        The outcome of the last time.

    Returns
    -------
    the outcome, and the number of files that were linked anew
    """
    named = {facts.path: facts for facts in files if facts.analysis.names is not None}
    encoded = {
        path: facts.analysis.names.interface
        for path, facts in named.items()
        if facts.analysis.names is not None
    }
    digests = {path: _digest(interface) for path, interface in encoded.items()}
    layout, paths = _layout(modules), tuple(sorted(modules.paths))
    known = before.files if before.layout == layout else {}
    naming = _naming(named.values(), set(paths).symmetric_difference(before.modules))
    linker = Linker(modules, Interfaces(encoded))
    outcome: dict[str, LinkedFile] = {}
    anew = 0
    for path, facts in named.items():
        last = known.get(path)
        if last is not None and _is_current(last, facts, digests, naming):
            outcome[path] = last
        elif facts.analysis.names is not None:
            body = msgspec.msgpack.decode(facts.analysis.names.body, type=Body)
            names = linker.link(path, body)
            outcome[path] = LinkedFile(
                facts.digest,
                tuple((other, digests.get(other, "")) for other in sorted(names.looked_at)),
                uses_in(facts, names.references),
                msgspec.msgpack.encode(names.references),
                names.aliases,
            )
            anew += 1
    return LinkedFiles(layout, outcome, paths), anew


def references_in(linked: LinkedFiles, path: str) -> FileReferences:
    """Return what the places in a file name; nothing where nobody found that out.

    Parameters
    ----------
    linked:
        The outcome for all files.
    path:
        The file.
    """
    found = linked.files.get(path)
    if found is None:
        return FileReferences()
    return msgspec.msgpack.decode(found.references, type=FileReferences)


def _is_current(
    last: LinkedFile, facts: FileFacts, digests: Mapping[str, str], naming: Container[str]
) -> bool:
    return (
        last.digest == facts.digest
        and facts.path not in naming
        and all(
            digests.get(path, "") == digest and path not in naming
            for path, digest in last.looked_at
        )
    )


def _naming(files: Iterable[FileFacts], changed: Collection[str]) -> frozenset[str]:
    """Return the files that may mean modules which came or went, by what is written in them.

    Nobody writes the name of the file of a package, or of one that pytest finds by itself: then
    any file may.
    """
    names = {name_of(path) for path in changed}
    stems = [name.partition(".")[0].encode("utf-8", "surrogateescape") for name in sorted(names)]
    anybody = not names.isdisjoint(_UNNAMED)
    return frozenset(
        facts.path
        for facts in files
        if anybody or (facts.analysis.names is not None and _has_any(facts.analysis.names, stems))
    )


def _has_any(names: EncodedNames, stems: Iterable[bytes]) -> bool:
    """Return whether a file has any name, be it as a part of a word: encoded, text is as it is."""
    return any(stem in names.interface or stem in names.body for stem in stems)


def _digest(interface: bytes) -> str:
    return hashlib.blake2b(interface, digest_size=12).hexdigest()


def _layout(modules: ModuleIndex) -> str:
    """Return a hash of which folders are packages, and where imports begin."""
    said = (
        modules.common_roots,
        sorted(modules.outer_packages.items()),
        sorted(modules.package_roots.items()),
        sorted(modules.packages),
        sorted(modules.namespaces),
    )
    return hashlib.blake2b(msgspec.json.encode(said), digest_size=12).hexdigest()
