"""The keywords of each file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sphinx_kwindex.keywords import Keyword, in_index_order
from sphinx_kwindex.keywords.extraction import keywords_of
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts

FindKeywords = Callable[[FileFacts], Iterable[Keyword]]
"""Returns the keywords of a file that a project adds."""


def no_keywords(_facts: FileFacts) -> Iterable[Keyword]:
    """Return none: for a project that adds no kind of keyword."""
    return ()


def keywords_of_files(
    project: Project, files: Iterable[FileFacts], additional: FindKeywords, *, private: bool
) -> dict[str, tuple[Keyword, ...]]:
    """Return the keywords of some files.

    Parameters
    ----------
    project:
        The linked repository.
    files:
        Those of its files whose keywords are wanted.
    additional:
        Returns those that a project adds.
    private:
        Whether private names count.

    Returns
    -------
    mapping from paths of files to keywords
        In index order.
    """
    return {
        facts.path: in_index_order(
            (*keywords_of(project, facts, private=private), *additional(facts))
        )
        for facts in files
    }
