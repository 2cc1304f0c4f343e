"""Which classes of JavaScript and TypeScript derive from which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from sphinx_kwindex.project.python.classes import Class
from sphinx_kwindex.project.uses.local import EnclosingDefinitions
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.names import Role
from sphinx_kwindex.records.references import FileReferences, LinkedFiles, Target


def script_bases(files: Mapping[str, FileFacts], linked: LinkedFiles) -> dict[Class, Class]:
    """Return the class that each class of a script extends, where the repository has it.

    Parameters
    ----------
    files:
        All files, by path.
    linked:
        What the places in all files name.

    Returns
    -------
    mapping from a class to the one that it extends
    """
    classes = {
        Target(path, symbol.qualname): (path, symbol.anchor)
        for path, facts in files.items()
        if facts.analysis.written_names
        for symbol in facts.analysis.symbols
        if symbol.is_class
    }
    found: dict[Class, Class] = {}
    for path in {target.path: None for target in classes}:
        for derived, base in _extended(files[path], linked) if path in linked.files else ():
            if derived in classes and base in classes:
                found.setdefault(classes[derived], classes[base])
    return found


def _extended(facts: FileFacts, linked: LinkedFiles) -> Iterator[tuple[Target, Target]]:
    """Yield the definitions of a file that extend something, with that."""
    encoded = linked.files[facts.path].references
    references = msgspec.msgpack.decode(encoded, type=FileReferences)
    around = EnclosingDefinitions(facts.analysis.symbols)
    for place in references.places():
        if place.role is Role.BASE:
            for target in place.targets:
                yield Target(facts.path, around.at(place.line)), target
