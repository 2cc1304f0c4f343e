"""All indexes of a repository: what they add to what places name, and what is wrong with them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import BinaryIO

import msgspec

from sphinx_kwindex.discovery import Root
from sphinx_kwindex.disk.reading import UnreadableError, open_file
from sphinx_kwindex.indexes.checking import Checking
from sphinx_kwindex.indexes.definitions import OwnDefinitions
from sphinx_kwindex.indexes.files import MOST_BYTES, IndexFile
from sphinx_kwindex.indexes.joining import Meanings, joined
from sphinx_kwindex.indexes.paths import OUTSIDE, our_paths
from sphinx_kwindex.project.python.occurrences.repository import references_in
from sphinx_kwindex.project.uses.local import uses_in
from sphinx_kwindex.records.analysis import NOTEBOOK, FileFacts
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.records.indexed import IndexedFile, IndexedFiles, JoinedFile
from sphinx_kwindex.records.references import LinkedFile, LinkedFiles
from sphinx_kwindex.scip.reading import Part, Survey, read_part, survey

_BROKEN = b"\x07"
"""No message of protobuf."""


class Opened(msgspec.Struct, frozen=True):
    """An index with what it holds."""

    index: IndexFile
    survey: Survey
    paths: Mapping[str, str]
    """Our paths by its own."""


class Sources(msgspec.Struct, frozen=True):
    """The files that indexes speak of."""

    files: Mapping[str, FileFacts]
    roots: Sequence[Root]
    read_text: Callable[[FileFacts], str]


def open_indexes(indexes: Sequence[IndexFile], sources: Sources) -> tuple[Opened, ...]:
    """Return what is in the indexes.

    Parameters
    ----------
    indexes:
        The indexes.
    sources:
        The repository.
    """
    found = []
    for index in indexes:
        held = Survey(fault=index.fault)
        if not index.fault:
            try:
                with open_file(index.location, MOST_BYTES) as stream:
                    held = survey(stream)
            except (UnreadableError, OSError) as error:
                held = Survey(fault=str(error))
        found.append(Opened(index, held, our_paths(index, held, sources.roots, sources.files)))
    return tuple(found)


def join_indexes(
    opened: Sequence[Opened], sources: Sources, own: LinkedFiles, before: IndexedFiles
) -> tuple[IndexedFiles, LinkedFiles]:
    """Return what the indexes say, and what all places name with that.

    Parameters
    ----------
    opened:
        The indexes; the first wins over those behind it.
    sources:
        The repository.
    own:
        What our own engine says.
    before:
        What the indexes said the last time.

    Returns
    -------
    both, for the next run and for this one
    """
    files = _checked(opened, sources, own, before)
    meanings = Meanings(files)
    outcome: dict[str, JoinedFile] = {}
    for path, said in files.items():
        meant = meanings.in_file(said)
        key = _hash(said.key, meant)
        known = before.joined.get(path)
        if known is not None and known.key == key:
            outcome[path] = known
            continue
        facts = sources.files[path]
        references = joined(references_in(own, path), said, meant)
        uses = uses_in(facts, references)
        linked = LinkedFile(facts.digest, (), uses, msgspec.msgpack.encode(references))
        outcome[path] = JoinedFile(key, linked)
    together = dict(own.files)
    for path, item in outcome.items():
        aliases = own.files[path].aliases if path in own.files else {}
        together[path] = msgspec.structs.replace(item.linked, aliases=aliases)
    return IndexedFiles(files, outcome), LinkedFiles(own.layout, together)


def _checked(
    opened: Sequence[Opened], sources: Sources, own: LinkedFiles, before: IndexedFiles
) -> dict[str, IndexedFile]:
    """Return what the indexes say of each file, from the last time where nothing changed."""
    parts: dict[str, list[tuple[int, Part]]] = {}
    for position, item in enumerate(opened):
        for part in item.survey.parts:
            path = item.paths[part.path]
            facts = sources.files.get(path)
            if facts is not None and facts.is_text and facts.analysis.language != NOTEBOOK:
                parts.setdefault(path, []).append((position, part))
    files: dict[str, IndexedFile] = {}
    for path in sorted(parts):
        linked = own.files.get(path)
        references = linked.references if linked is not None else b""
        digests = [(position, part.digest) for position, part in parts[path]]
        facts = sources.files[path]
        key = _hash(facts.digest, references, digests, len(opened))
        known = before.files.get(path)
        if known is not None and known.key == key:
            files[path] = known
        else:
            lines = sources.read_text(facts).split("\n")
            definitions = OwnDefinitions(facts, lines, references_in(own, path))
            read = _read(opened, parts[path])
            files[path] = Checking(lines, definitions).checked(key, read, len(opened))
    return files


def _read(
    opened: Sequence[Opened], parts: Sequence[tuple[int, Part]]
) -> Iterator[tuple[int, bytes]]:
    """Yield parts of indexes with the positions of these; one that is gone is no message."""
    for position, part in parts:
        try:
            with open_file(opened[position].index.location, MOST_BYTES) as stream:
                yield position, _part(stream, part)
        except (UnreadableError, OSError):
            yield position, _BROKEN


def _part(stream: BinaryIO, part: Part) -> bytes:
    try:
        return read_part(stream, part)
    except ValueError:
        return _BROKEN


def _hash(*parts: object) -> str:
    return hashlib.blake2b(msgspec.msgpack.encode(parts), digest_size=12).hexdigest()


def index_diagnostics(
    opened: Sequence[Opened], indexed: IndexedFiles, sources: Sources
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the indexes, one for each.

    Parameters
    ----------
    opened:
        The indexes.
    indexed:
        What they say.
    sources:
        The repository.
    """
    stale: Counter[int] = Counter()
    broken: Counter[int] = Counter()
    meanings = Meanings(indexed.files)
    for said in indexed.files.values():
        stale.update(meanings.stale_in(said))
        stale.update(dict(enumerate(said.stale)))
        broken.update(said.broken)
    for position, item in enumerate(opened):
        held = item.survey
        faults = [held.fault] if held.fault else []
        if broken[position]:
            faults.append(f"what it says of {_count(broken[position], 'file')} cannot be read")
        code = DiagnosticCode.UNUSABLE_INDEX if faults else DiagnosticCode.STALE_INDEX
        if faults and held.parts:
            faults.append("the rest of it counts")
        faults += _disagreements(item, stale[position], sources)
        if faults:
            yield Diagnostic(
                code, f"{item.index.name!r} ({item.index.option}): {'; '.join(faults)}"
            )


def _disagreements(item: Opened, stale: int, sources: Sources) -> Iterator[str]:
    """Yield in what an index and the repository differ."""
    all_files = len(item.survey.parts)
    outside = sum(path == OUTSIDE for path in item.paths.values())
    unknown = sum(path not in sources.files for path in item.paths.values()) - outside
    if outside:
        yield f"{outside:,} of its {_count(all_files, 'file')} are outside of the repository"
    if unknown:
        yield f"{unknown:,} of its {_count(all_files, 'file')} are not documented here"
    if stale:
        yield (
            f"{_count(stale, 'place')} left out, since the files have something else there: "
            "make it anew"
        )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
