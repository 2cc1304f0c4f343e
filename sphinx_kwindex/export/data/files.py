"""The files of a repository, and the messages in them, as data."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.export.data.lines import lines_of
from sphinx_kwindex.project.uses.local import EnclosingDefinitions
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.data_lines import FileLine, MessageLine, id_of
from sphinx_kwindex.records.occurrences import OccurrenceKind
from sphinx_kwindex.records.text import words_of
from sphinx_kwindex.relations.told import file_line


def files_of(repository: Repository) -> bytes:
    """Return a line for each file."""
    project = repository.project
    return lines_of(_file(repository, project.files[path]) for path in project.paths)


def _file(repository: Repository, facts: FileFacts) -> FileLine:
    project, prose = repository.project, facts.analysis.prose
    return msgspec.structs.replace(
        file_line(project, facts),
        summary=words_of(prose.summary) if prose is not None else "",
        imports=project.imported_by(facts.path),
        imported_by=project.importers_of(facts.path),
    )


def messages_of(repository: Repository) -> bytes:
    """Return a line for each error message of each file."""
    project = repository.project
    found = [line for path in project.paths for line in _messages(project.files[path])]
    found.sort(key=_order)
    return lines_of(found)


def _order(item: MessageLine) -> tuple[str, str, int]:
    return item.text, item.path, item.line


def _messages(facts: FileFacts) -> Iterator[MessageLine]:
    messages = [
        item for item in facts.analysis.occurrences if item.kind is OccurrenceKind.ERROR_MESSAGE
    ]
    if not messages:
        return
    around = EnclosingDefinitions(facts.analysis.symbols)
    anchors = {symbol.qualname: symbol.anchor for symbol in reversed(facts.analysis.symbols)}
    for item in messages:
        anchor = anchors.get(around.at(item.line), "")
        within = id_of(facts.path, anchor) if anchor else ""
        yield MessageLine(item.name, facts.path, item.line, within)
