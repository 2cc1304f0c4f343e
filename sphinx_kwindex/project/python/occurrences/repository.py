"""Linking all files of a repository, and again only those for which something changed.

What a file's places name depends on the file, on the interfaces that were looked at, and on which
modules there are.  Where all of these are as they were, the outcome is the one of the last time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sphinx_kwindex.project.python.modules import ModuleIndex
from sphinx_kwindex.project.python.occurrences import Linker
from sphinx_kwindex.project.uses.local import uses_in
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.names import Body, Interface
from sphinx_kwindex.records.references import (
    FileReferences,
    LinkedFile,
    LinkedFiles,
)


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
    layout = _layout(modules)
    known = before.files if before.layout == layout else {}
    linker = Linker(modules, Interfaces(encoded))
    outcome: dict[str, LinkedFile] = {}
    anew = 0
    for path, facts in named.items():
        last = known.get(path)
        if last is not None and _is_current(last, facts, digests):
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
    return LinkedFiles(layout, outcome), anew


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


def _is_current(last: LinkedFile, facts: FileFacts, digests: Mapping[str, str]) -> bool:
    return last.digest == facts.digest and all(
        digests.get(path, "") == digest for path, digest in last.looked_at
    )


def _digest(interface: bytes) -> str:
    return hashlib.blake2b(interface, digest_size=12).hexdigest()


def _layout(modules: ModuleIndex) -> str:
    """Return a hash of which modules there are, and where imports begin."""
    said = (sorted(modules.paths), modules.common_roots, sorted(modules.outer_packages.items()))
    return hashlib.blake2b(msgspec.json.encode(said), digest_size=12).hexdigest()
