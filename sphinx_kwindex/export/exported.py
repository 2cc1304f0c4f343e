"""What of a repository is exported."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.records.analysis import PYTHON, PYTHON_STUB, FileFacts, Symbol
from sphinx_kwindex.relations.told import told_files, told_symbols


def exported_files(repository: Repository) -> Iterator[FileFacts]:
    """Yield the files with definitions in code, sorted by path."""
    yield from told_files(repository.project)


def exported_symbols(repository: Repository, facts: FileFacts) -> Iterator[Symbol]:
    """Yield the definitions of a file that are documented, without parts of documents.

    Parameters
    ----------
    repository:
        The repository.
    facts:
        The file.
    """
    yield from told_symbols(facts, private=repository.settings.private)


def language_of(facts: FileFacts) -> str:
    """Return the language of a file as others call it: that of a stub is Python."""
    language = facts.analysis.language
    return PYTHON if language == PYTHON_STUB else language
