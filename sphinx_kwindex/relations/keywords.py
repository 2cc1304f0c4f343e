"""The keywords of each file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from sphinx_kwindex.keywords import Keyword, in_index_order
from sphinx_kwindex.keywords.extraction import keywords_of
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts

FindKeywords = Callable[[FileFacts], Iterable[Keyword]]
"""Returns the keywords of a file that a project adds."""


def no_keywords(_facts: FileFacts) -> Iterable[Keyword]:
    """Return none: for a project that adds no kind of keyword."""
    return ()


def file_keywords(
    project: Project, facts: FileFacts, additional: FindKeywords, *, private: bool
) -> tuple[Keyword, ...]:
    """Return the keywords of a file, in index order.

    Parameters
    ----------
    project:
        The linked repository.
    facts:
        The file.
    additional:
        Returns those that a project adds.
    private:
        Whether private names count.
    """
    return in_index_order((*keywords_of(project, facts, private=private), *additional(facts)))


def keyword_reads(project: Project) -> dict[str, bytes]:
    """Return a key of what the keywords of each file are made from, besides code and options.

    Returns
    -------
    mapping from paths of files to keys
        Where a key is the one of the last run, so are the keywords.
    """
    exceptions: dict[str, list[str]] = {}
    for path, anchor in sorted(project.exceptions):
        exceptions.setdefault(path, []).append(anchor)
    return {
        path: _reads(project, facts, exceptions.get(path, ()))
        for path, facts in project.files.items()
    }


def _reads(project: Project, facts: FileFacts, exceptions: Sequence[str]) -> bytes:
    path, tests = facts.path, project.tests
    functions: Mapping[str, bool] = tests.functions.get(path, {})
    read = (
        (path, facts.digest, facts.analysis.state.value),
        project.modules.dotted_name(path) if facts.is_python else "",
        exceptions,
        sorted(functions),
        sorted(tests.fixtures.get(path, ())),
        project.entry_points.get(path, ()),
    )
    return hashlib.blake2b(msgspec.msgpack.encode(read), digest_size=12).digest()
