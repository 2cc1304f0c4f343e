"""The index of a whole repository."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.build.exporting import Repository
from sphinx_kwindex.export.exported import exported_files
from sphinx_kwindex.export.scip.documents import Documents
from sphinx_kwindex.export.scip.symbols import symbols_of
from sphinx_kwindex.project.python.occurrences.repository import references_in
from sphinx_kwindex.scip.messages import Document, encode_index
from sphinx_kwindex.version import __version__


def scip_of(repository: Repository) -> bytes:
    """Return an index of the definitions in code, with the places in Python that name them.

    Parameters
    ----------
    repository:
        The repository.

    Raises
    ------
    SourceChangedError
        If a file changed since it was looked at.
    """
    documents = _documents(repository)
    return b"".join(
        encode_index(
            documents, tool="sphinx-kwindex", version=__version__, address=repository.address
        )
    )


def _documents(repository: Repository) -> Iterator[Document]:
    symbols = symbols_of(repository)
    documents = Documents(repository, symbols)
    for facts in exported_files(repository):
        references = references_in(repository.project.linked, facts.path)
        document = documents.of(facts, references)
        if document.symbols or document.occurrences:
            yield document
