"""What of a repository is exported."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.records.analysis import NOTEBOOK, PYTHON, PYTHON_STUB, FileFacts, Symbol


def exported_files(repository: Repository) -> Iterator[FileFacts]:
    """Yield the files with definitions in code, sorted by path.

    The lines of a notebook are those of the script of its cells, and no lines of the file.

    Parameters
    ----------
    repository:
        The repository.
    """
    for path in repository.project.paths:
        facts = repository.project.files[path]
        if facts.is_text and facts.analysis.language != NOTEBOOK:
            yield facts


def exported_symbols(repository: Repository, facts: FileFacts) -> Iterator[Symbol]:
    """Yield the definitions of a file that are documented, without parts of documents.

    Parameters
    ----------
    repository:
        The repository.
    facts:
        The file.
    """
    private = repository.settings.private
    for symbol in facts.analysis.symbols:
        if symbol.name and not symbol.kind.is_part and (private or not symbol.is_private):
            yield symbol


def language_of(facts: FileFacts) -> str:
    """Return the language of a file as others call it: that of a stub is Python."""
    language = facts.analysis.language
    return PYTHON if language == PYTHON_STUB else language
